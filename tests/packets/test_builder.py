"""The builder: the author writes the draft, part by part, and loses nothing."""

import re
from urllib.parse import urlsplit

import pytest

from packets.models import Evidence, Gap, Packet, Section
from tests.clients import AUTOSAVE
from tests.factories import EntryFactory
from tests.packets.scenes import place, put


def text_of(response):
    return response.content.decode()


def opening(packet, **changes):
    fields = {
        "title": packet.title,
        "starts_on": "2025-12-01",
        "ends_on": "2026-11-20",
        "ask": "",
        "thesis": "",
        "summary": "",
        "next": "",
        "revision": packet.revision,
    }
    return fields | changes


def page_of(packet, key=None):
    return f"/packets/{packet.pk}/sections/{key}/" if key else f"/packets/{packet.pk}/"


# One form over one row: what saving answers.


def parts(packet):
    """Every form of the builder that saves itself over a revision: its address, a whole and valid
    set of fields, the row, and the field that a person types in."""
    placed = place(packet)
    gap = Gap.objects.create(packet=packet, title="One decision")
    condition = packet.conditions.create(text="Show it twice.")
    own = Section.objects.create(packet=packet, key="glue", title="Glue work", position=9)
    return {
        "opening": (page_of(packet), opening(packet), packet, "thesis"),
        "claim": (
            page_of(packet, "delivery"),
            {"claim": ""},
            packet.sections.get(key="delivery"),
            "claim",
        ),
        "own": (page_of(packet, "glue"), {"title": "Glue work", "claim": ""}, own, "claim"),
        "why": (f"/evidence/{placed.pk}/", {"why": ""}, placed, "why"),
        "gap": (f"/gaps/{gap.pk}/", {"title": "One decision", "answer": ""}, gap, "answer"),
        "condition": (
            f"/conditions/{condition.pk}/",
            {"text": "Show it twice.", "answer": "", "entries": [placed.entry_id]},
            condition,
            "answer",
        ),
    }


PARTS = ["opening", "claim", "own", "why", "gap", "condition"]


@pytest.fixture
def part(packet, request):
    """(address, post, row, field): `post` sends the part's fields with `typed` in its text."""
    return parts(packet)[request.param]


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_is_saved_and_leads_back_to_itself(part, adas):
    url, fields, row, field = part
    response = adas.post(url, fields | {field: "I decided it.", "revision": 1})
    row.refresh_from_db()
    assert (response.status_code, getattr(row, field), row.revision) == (302, "I decided it.", 2)
    assert adas.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_saves_itself_is_answered_with_the_new_revision_alone(part, adas):
    url, fields, row, field = part
    response = adas.post(url, fields | {field: "I decided.", "revision": 1}, headers=AUTOSAVE)
    row.refresh_from_db()
    assert (response.status_code, text_of(response).strip(), getattr(row, field)) == (
        200,
        '<input type="hidden" name="revision" value="2">',
        "I decided.",
    )


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_was_changed_elsewhere_shows_both_texts_and_writes_nothing(part, adas, headers):
    url, fields, row, field = part
    adas.post(url, fields | {field: "What she wrote first", "revision": 1})
    response = adas.post(
        url, fields | {field: "What she wrote there", "revision": 1}, headers=headers
    )
    row.refresh_from_db()
    text = text_of(response)
    assert (response.status_code, getattr(row, field), row.revision) == (
        409,
        "What she wrote first",
        2,
    )
    conflict = text[text.index('class="conflict"') :]
    assert "What she wrote there" in conflict
    assert "What she wrote first" in conflict
    assert re.search(r"<textarea[^>]*>\s*What she wrote there</textarea>", text)
    assert 'name="revision" value="2">Keep mine' in conflict


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_her_own_text_is_kept_over_the_other_when_she_says_so(part, adas):
    url, fields, row, field = part
    adas.post(url, fields | {field: "First", "revision": 1})
    answer = adas.post(url, fields | {field: "There", "revision": 2})
    row.refresh_from_db()
    assert (answer.status_code, getattr(row, field), row.revision) == (302, "There", 3)


@pytest.mark.parametrize("headers", [{}, AUTOSAVE], ids=["page", "autosave"])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_a_part_that_is_too_long_is_refused_with_its_text_kept(part, adas, headers):
    url, fields, row, field = part
    long = "ж" * 20_001
    response = adas.post(url, fields | {field: long, "revision": 1}, headers=headers)
    row.refresh_from_db()
    text = text_of(response)
    assert (response.status_code, getattr(row, field), row.revision) == (422, "", 1)
    assert long in text
    assert "at most 20000 characters (it has 20001)" in text


@pytest.mark.parametrize("revision", ["", "abc", "99", "9" * 30, None])
@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_without_the_revision_it_was_loaded_with_nothing_is_written(part, adas, revision):
    url, fields, row, field = part
    sent = fields | {field: "Text", "revision": revision}
    if revision is None:
        del sent["revision"]
    response = adas.post(url, sent)
    row.refresh_from_db()
    assert (response.status_code, getattr(row, field)) == (
        409 if str(revision).startswith("9") else 422,
        "",
    )


@pytest.mark.parametrize("part", PARTS, indirect=True)
def test_each_part_is_a_page_of_its_own(part, adas):
    url, _fields, _row, field = part
    response = adas.get(url)
    assert response.status_code == 200
    assert re.search(rf'<textarea name="{field}"|name="{field}"', text_of(response))


# The opening.


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"starts_on": "2026-11-21"}, "The period ends before it begins."),
        ({"starts_on": "2006-11-21"}, "A period is ten years at most."),
        ({"ends_on": "soon"}, "Enter a valid date."),
    ],
)
def test_an_opening_that_cannot_be_says_why(packet, adas, changes, complaint):
    response = adas.post(page_of(packet), opening(packet, **changes))
    packet.refresh_from_db()
    assert (response.status_code, packet.title, packet.revision) == (
        422,
        "Staff Engineer, January 2027",
        1,
    )
    assert complaint in text_of(response)


def test_a_refused_opening_changes_nothing_on_the_page_around_it(packet, adas):
    response = adas.post(page_of(packet), opening(packet, title="New name", ends_on="soon"))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text_of(response)).group(1)
    assert heading == "Staff Engineer, January 2027"


# Sections of her own.


def test_a_section_of_her_own_comes_last_and_takes_wins_and_a_claim(packet, ada, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": "Glue work"})
    assert response["Location"] == page_of(packet, "glue-work")
    assert [s.key for s in packet.sections.in_order()][-1] == "glue-work"
    put(adas, packet, EntryFactory(author=ada), "", "glue-work")
    assert Evidence.objects.get().section.title == "Glue work"


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (["Glue", "Glue", "Glue"], ["glue", "glue-2", "glue-3"]),
        (["New"], ["new-2"]),
        (["Delivery"], ["delivery-2"]),
        (["膠水"], ["section"]),
        (["x" * 200], ["x" * 60]),
        (["on_call _ rota_"], ["on-call-rota"]),
    ],
)
def test_every_section_gets_a_key_that_is_free(packet, adas, titles, keys):
    for title in titles:
        adas.post(f"/packets/{packet.pk}/sections/new/", {"title": title})
    assert [s.key for s in packet.sections.own().in_order()] == keys
    assert [adas.get(page_of(packet, key)).status_code for key in keys] == [200] * len(keys)


def test_a_section_without_a_title_is_refused(packet, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": " "})
    assert (response.status_code, packet.sections.own().count()) == (422, 0)
    assert "This field is required." in text_of(response)


def test_a_section_of_the_ladder_cannot_be_taken_away(packet, adas):
    response = adas.post(f"/packets/{packet.pk}/sections/hiring/discard/")
    assert (response.status_code, packet.sections.filter(key="hiring").count()) == (404, 1)


def test_a_section_of_the_ladder_keeps_the_title_the_ladder_gives(packet, adas):
    url = page_of(packet, "delivery")
    adas.post(url, {"title": "Shipping", "claim": "I do.", "revision": 1})
    section = packet.sections.get(key="delivery")
    assert (section.title, section.claim) == ("Delivery", "I do.")


# How much a page asks of the database.


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 22),
        ("coverage/", 15),
        ("preview/", 11),
        ("share/", 20),
        ("outline/delivery/", 12),
        ("findings/delivery/", 12),
    ],
)
@pytest.mark.parametrize("wins", [1, 3])
def test_the_other_pages_of_a_draft(
    packet, managed, adas, path, queries, wins, django_assert_num_queries
):
    for number in range(wins):
        place(packet, f"Placed {number}")
    adas.get(page_of(packet))
    with django_assert_num_queries(queries):
        adas.get(f"{page_of(packet)}{path}")


# Other people.


def test_nothing_of_the_builder_is_found_by_anyone_else(in_review, graces, eves):
    placed = place(in_review)
    gap = Gap.objects.create(packet=in_review, title="One decision")
    taken = place(in_review, "Taken out")
    taken.take_out()
    base = page_of(in_review)
    gets = [
        base, f"{base}sections/delivery/", f"{base}gaps/", f"{base}coverage/", f"{base}preview/",
        f"{base}share/", f"/evidence/{placed.pk}/", f"/gaps/{gap.pk}/",
    ]  # fmt: skip
    posts = [
        *gets[:3], *gets[6:], f"{base}sections/new/", f"{base}sections/delivery/place/",
        f"{base}sections/delivery/discard/", f"/evidence/{placed.pk}/move/",
        f"/evidence/{placed.pk}/take-out/", f"/evidence/{taken.pk}/put-back/",
        f"/gaps/{gap.pk}/discard/", f"/gaps/{gap.pk}/restore/", f"{base}pdf/",
    ]  # fmt: skip
    before = (
        list(Packet.objects.values()),
        list(Evidence.objects.values()),
        list(Gap.objects.values()),
    )
    for client in (graces, eves):
        answers = {url: client.get(url).status_code for url in gets}
        answers |= {f"POST {url}": client.post(url, {"title": "Mine"}).status_code for url in posts}
        assert {url: status for url, status in answers.items() if status != 404} == {}
    after = (
        list(Packet.objects.values()),
        list(Evidence.objects.values()),
        list(Gap.objects.values()),
    )
    assert before == after


def test_one_cannot_place_another_s_win(packet, adas, grace):
    assert put(adas, packet, EntryFactory(author=grace)).status_code == 404


def test_leading_back_stays_on_this_site(packet, adas):
    response = adas.post(page_of(packet), opening(packet, thesis="x"))
    assert urlsplit(response["Location"]).netloc == ""


@pytest.mark.parametrize("title", ["New", "Opening", "Coverage", "Gaps"])
def test_a_section_of_ones_own_never_takes_the_place_of_a_part(packet, adas, title):
    response = adas.post(f"/packets/{packet.pk}/sections/new/", {"title": title})
    assert response["Location"] == f"/packets/{packet.pk}/sections/{title.lower()}-2/"


@pytest.mark.parametrize(
    "path", ["sections/delivery/place/", "versions/1/comments/", "sections/delivery/discard/"]
)
def test_a_number_that_no_database_holds_is_not_found(packet, adas, path):
    assert adas.post(f"/packets/{'9' * 30}/{path}").status_code == 404
