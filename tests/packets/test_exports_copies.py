"""The page of exports: choices, a look at the copy with what was taken out, then the file."""

import json
from datetime import date

import pytest

from packets.models import Rendering, Version
from tests.forms import fields_of
from tests.packets.export_readers import parts_of
from tests.packets.scenes import place, share

VERSION = "/packets/{}/versions/1/export/"
DRAFT = "/packets/{}/export/"
SECRET = "Acquisition of Heron"


@pytest.fixture
def told(packet, managed):
    """Ada's packet with two wins, its version 1 shared with Grace."""
    place(packet, SECRET, details="With *Heron* and Grace.")
    place(packet, "Read the whole log", starts_on=date(2026, 5, 4), details="Heron is in it too.")
    return share(packet)


def choose(browser, page, **choices):
    """The form as the page shows it, with these choices made in it."""
    fields = fields_of(browser.get(page), "export") | {"do": ["look"]}
    return browser.post(page, fields | choices)


def go_on(browser, page, response, **choices):
    """The same form as that answer shows it, and its file asked for."""
    return browser.post(page, fields_of(response, "export") | {"do": ["export"]} | choices)


def handed_over(browser, page, **choices):
    """The file of a copy that was looked at."""
    return go_on(browser, page, choose(browser, page, **choices))


def documented(response):
    return json.loads(response.content)


# Who may make what


def test_a_reader_cuts_the_version_that_was_shared_with_him(told, graces):
    response = handed_over(
        graces, VERSION.format(told.pk), copy="redacted", words="heron", form="json"
    )
    assert (documented(response)["cut"], b"eron" in response.content) == ("redacted", False)


def test_a_draft_is_cut_by_its_author(told, adas):
    response = handed_over(adas, DRAFT.format(told.pk), copy="redacted", words="heron", form="json")
    assert response["Content-Disposition"] == (
        'attachment; filename="staff-engineer-january-2027-draft-redacted.json"'
    )


# First a look


def test_a_cut_is_shown_with_what_was_taken_out_before_it_is_exported(told, adas):
    page = VERSION.format(told.pk)
    unseen = choose(adas, page, copy="redacted", words="heron", form="json", do="export")
    html = unseen.content.decode()
    assert (unseen.status_code, unseen["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Nothing was exported yet" in html
    assert "Words blacked out" in html
    assert documented(go_on(adas, page, unseen))["cut"] == "redacted"


def test_a_copy_that_is_another_than_the_one_looked_at_is_looked_at_first(told, adas):
    page = VERSION.format(told.pk)
    seen = choose(adas, page, copy="redacted", words="heron", form="json")
    other = go_on(adas, page, seen, words="log")
    assert "Nothing was exported yet" in other.content.decode()


def test_the_packet_as_it_is_is_exported_without_a_look(told, adas):
    response = choose(adas, VERSION.format(told.pk), copy="whole", form="json", do="export")
    assert response.content.decode() == Version.objects.get().canonical


def test_the_list_says_what_became_of_what_and_where(told, graces):
    html = choose(graces, VERSION.format(told.pk), copy="anonymised").content.decode()
    text = " ".join(html.split())
    assert '<q dir="auto">Grace Lindholm</q> <span class="quiet">becomes</span> <span dir="auto">Manager</span>' in text  # fmt: skip  # noqa: E501
    assert "Candidate, from" in text.replace("Candidate,<br> from", "Candidate, from")


def test_what_is_chosen_stands_in_no_address_and_no_log(told, adas, caplog):
    page = VERSION.format(told.pk)
    response = choose(adas, page, copy="redacted", words="heron", form="pdf")
    answer = go_on(adas, page, response)
    assert (answer.status_code, "heron" in answer["Location"].lower()) == (302, False)
    assert "no-store" in response["Cache-Control"]
    assert ("POST" in caplog.text, "heron" in caplog.text.lower()) == (True, False)


# What is taken out


def test_wins_that_are_confidential_now_are_chosen_for_their_author_alone(told, adas, graces):
    entry = told.author.entries.get(title=SECRET)
    entry.confidential = True
    entry.save(update_fields=["confidential"])
    page = VERSION.format(told.pk)
    chosen = [fields_of(browser.get(page), "export") for browser in (adas, graces)]
    assert [(fields["copy"], fields.get("wins")) for fields in chosen] == [
        (["redacted"], [str(entry.pk)]),
        (["whole"], None),
    ]


@pytest.mark.parametrize(("mask", "titles"), [("", 1), ("mask", 2)])
def test_chosen_wins_are_left_out_or_masked(told, adas, mask, titles):
    entry = told.author.entries.get(title=SECRET)
    response = handed_over(
        adas, VERSION.format(told.pk), copy="redacted", wins=entry.pk, mask=mask, form="json"
    )
    evidence = documented(response)["sections"][0]["expectations"][0]["evidence"]
    assert (len(evidence), SECRET in response.content.decode()) == (titles, False)


def test_who_is_unticked_keeps_the_name(told, adas, ada):
    entry = told.author.entries.get(title=SECRET)
    for name in ("Jun Ito", "Field Service"):
        entry.people.create(owner=ada, slug=name.split()[0].lower(), name=name)
    response = handed_over(
        adas, DRAFT.format(told.pk), copy="anonymised", people=["Jun Ito"], form="json"
    )
    evidence = documented(response)["sections"][0]["expectations"][0]["evidence"][0]
    assert sorted(evidence["people"]) == ["Colleague 1", "Field Service"]


# The files


def test_the_archive_of_a_cut_has_files_of_the_cut_alone(told, adas):
    page = VERSION.format(told.pk)
    whole = Rendering.objects.of_version(Version.objects.get(), pdf_options("A4"))
    whole.finish(pdf=b"%PDF of Heron", pages=1)
    choices = {"copy": "redacted", "words": "heron", "form": "zip"}
    archive = parts_of(handed_over(adas, page, **choices).content)
    name = "staff-engineer-january-2027-v1-redacted"
    assert list(archive) == [f"{name}.md", f"{name}.docx", f"{name}.json"]
    go_on(adas, page, choose(adas, page, **choices), form="pdf")
    Rendering.objects.exclude(pk=whole.pk).get().finish(pdf=b"%PDF of the copy", pages=1)
    archive = parts_of(handed_over(adas, page, **choices).content)
    assert (next(iter(archive)), archive[f"{name}.pdf"]) == (f"{name}.pdf", b"%PDF of the copy")


def pdf_options(paper):
    from packets.exports.options import PdfOptions

    return PdfOptions(paper=paper)


def test_the_pdf_of_a_cut_is_set_from_the_cut_and_named_for_it(told, adas):
    page = VERSION.format(told.pk)
    response = handed_over(adas, page, copy="redacted", words="heron", form="pdf")
    rendering = Rendering.objects.exclude(canonical="").get()
    assert response["Location"] == rendering.get_absolute_url()
    document, edition = rendering.source()
    assert (document.cut, edition.number, "eron" in rendering.canonical) == ("redacted", 1, False)
    rendering.finish(pdf=b"%PDF", pages=1)
    assert adas.get(f"/renderings/{rendering.pk}/file/")["Content-Disposition"] == (
        'inline; filename="staff-engineer-january-2027-v1-redacted.pdf"'
    )


def kept_of_draft(told):
    return list(told.renderings.filter(version=None).order_by("pk").values_list("pk", flat=True))


def test_a_cut_of_a_draft_leaves_the_pdf_of_the_draft_and_of_other_cuts_alone(told, adas):
    adas.post(f"/packets/{told.pk}/pdf/")
    usual = Rendering.objects.last_of_draft(told)
    usual.finish(pdf=b"%PDF", pages=1)
    for copy in ("redacted", "anonymised"):
        handed_over(adas, DRAFT.format(told.pk), copy=copy, words="heron", form="pdf")
    first = kept_of_draft(told)
    assert (first[0], len(first)) == (usual.pk, 3)
    handed_over(adas, DRAFT.format(told.pk), copy="redacted", words="the whole log", form="pdf")
    again = kept_of_draft(told)
    assert (again[:1], again[1:2], len(again)) == (first[:1], first[2:], 3)
    assert Rendering.objects.last_of_draft(told).pages == 1


@pytest.mark.parametrize(("copy", "says"), [("redacted", True), ("whole", False)])
def test_the_page_of_a_pdf_says_what_was_done_to_the_copy(told, adas, copy, says):
    response = handed_over(adas, VERSION.format(told.pk), copy=copy, words="heron", form="pdf")
    page = adas.get(response["Location"]).content.decode()
    assert ("Version 1, redacted, as a PDF" in page, "redacted" in page) == (says, says)


def test_a_title_that_is_blacked_out_is_in_no_name_of_a_file(packet, adas):
    packet.title = "Staff case, Project Heron"
    packet.save()
    response = handed_over(
        adas, DRAFT.format(packet.pk), copy="redacted", words="project heron", form="markdown"
    )
    assert response["Content-Disposition"] == (
        'attachment; filename="staff-case-redacted-draft-redacted.md"'
    )


def test_the_pdf_is_set_as_chosen_with_the_parts_of_the_copy(told, adas):
    section = told.sections.create(key="heron-work", title="The Heron work", position=9)
    handed_over(
        adas, DRAFT.format(told.pk), copy="redacted", words="heron", form="pdf", paper="Letter",
        black_and_white="on", without_addresses="on", archive="on",
        parts=["part-coverage", f"section-{section.key}"],
    )  # fmt: skip
    options = Rendering.objects.get(version=None).read_options()
    assert (options.paper, options.colour, options.addresses, options.archive, options.parts) == (
        "Letter", False, False, True, ("part-coverage", "section-own-1"),
    )  # fmt: skip


def test_all_parts_are_the_usual_pdf(told, adas):
    choose(adas, VERSION.format(told.pk), copy="whole", form="pdf", do="export")
    assert Rendering.objects.get().options == {}


# What is refused


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"words": "\n".join(map(str, range(201)))}, "At most 200 lines. You gave 201."),
        ({"parts": []}, "Choose at least one part."),
        ({"wins": "99999"}, "99999 is not one of the available choices."),
        ({"form": "exe"}, "exe is not one of the available choices."),
        ({"words": "x" * 10_001}, "at most 10000 characters"),
    ],
)
def test_a_choice_that_is_not_offered_is_said_so(told, adas, choices, sentence):
    response = choose(adas, VERSION.format(told.pk), copy="redacted", **choices)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)


def test_a_packet_too_long_for_word_is_said_so_on_the_page(packet, adas):
    for number in range(301):
        place(packet, f"Win {number}")
    response = choose(adas, DRAFT.format(packet.pk), copy="whole", form="docx", do="export")
    html = response.content.decode()
    assert "A Word file takes at most 300 wins; this packet has 301." in html


def test_an_empty_packet_is_cut_too(packet, adas):
    packet.sections.all().delete()
    response = handed_over(adas, DRAFT.format(packet.pk), copy="anonymised", form="json")
    assert documented(response)["author"] == "Candidate"


# How much is asked of the database


@pytest.mark.parametrize("wins", [1, 3])
def test_the_page_and_the_copy_ask_the_same_of_the_database_for_any_number_of_wins(
    packet, managed, adas, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Win {number}")
    share(packet)
    page = VERSION.format(packet.pk)
    adas.get(page)
    with django_assert_num_queries(5):
        response = adas.get(page)
    fields = fields_of(response, "export") | {"copy": "redacted", "words": "win", "do": "look"}
    with django_assert_num_queries(5):
        adas.post(page, fields)


@pytest.mark.parametrize("wins", [1, 3])
def test_the_page_of_the_draft_does_so_too(packet, adas, wins, django_assert_num_queries):
    for number in range(wins):
        place(packet, f"Win {number}")
    page = DRAFT.format(packet.pk)
    adas.get(page)
    with django_assert_num_queries(12):
        adas.get(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_finds_the_page_and_no_reader_that_of_the_draft(told, eves, graces, method):
    version, draft = VERSION.format(told.pk), DRAFT.format(told.pk)
    asked = [(eves, version), (eves, draft), (graces, draft)]
    assert [getattr(browser, method)(page).status_code for browser, page in asked] == [404] * 3
