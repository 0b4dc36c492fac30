"""What a reader chooses of a PDF, and what an author features and folds."""

import re
from datetime import date
from xml.etree import ElementTree

import pypdf
import pytest

from packets.document import Condition, Link, PacketDocument
from packets.exports.html import packet_html
from packets.exports.options import PdfOptions
from packets.exports.pdf import Rendering, render_pdf
from tests.packets.documents import (
    empty_packet,
    one_section,
    rich_packet,
    version_of,
    win,
)
from tests.packets.pdf_readers import (
    addresses,
    destinations,
    line_of,
    operations,
    read,
    rendered,
    structure,
    text_of,
    titles_of,
)

DAY = date(2026, 3, 2)


def marked_packet(*, featured=(), folded=(), **changes) -> PacketDocument:
    """The rich packet, with these wins shown as headlines and these told in the appendix."""

    def mark(evidence):
        marks = {"featured": evidence.entry in featured, "folded": evidence.entry in folded}
        return evidence.model_copy(update=marks)

    def section(of):
        blocks = tuple(
            block.model_copy(update={"evidence": tuple(map(mark, block.evidence))})
            for block in of.expectations
        )
        own = tuple(map(mark, of.evidence))
        return of.model_copy(update={"expectations": blocks, "evidence": own})

    return rich_packet(sections=tuple(map(section, rich_packet().sections)), **changes)


def heads(reader: pypdf.PdfReader) -> list[str]:
    return [title for depth, title, _page in titles_of(reader) if depth == 1]


# Chosen parts.


@pytest.fixture(scope="module")
def chosen() -> pypdf.PdfReader:
    asked = Condition(text="Show two more.", said_on=DAY, entries=(11, 31))
    document = marked_packet(featured={11, 31}, folded={12, 22}, conditions=(asked,))
    parts = ("part-coverage", "section-direction", "part-conditions")
    return rendered(document, options=PdfOptions(parts=parts))


def test_only_the_chosen_parts_are_printed_after_the_cover(chosen):
    assert heads(chosen) == [
        "Ada Marchetti, from Senior Engineer to Staff Engineer",
        "In short",
        "Contents",
        "Coverage",
        "Technical direction",
        "What was asked for before",
        "About this document",
        "Appendix: further wins",
        "Appendix: the wins, dated",
    ]
    contents = line_of(chosen.pages[1])
    assert "Coverage 3 Technical direction 4" in contents
    assert "Delivery" not in contents


def test_what_was_left_out_is_named(chosen):
    assert (
        "This copy holds chosen parts. Left out: Summary, Delivery, Reliability, Quality, "
        "Growing people, Influence, Business sense, Glue work, Gaps and answers, What is next."
    ) in text_of(chosen)


def test_no_link_leads_to_what_was_left_out(chosen):
    assert destinations(chosen) <= set(chosen.named_destinations)
    assert {"section-direction", "win-11"} <= destinations(chosen)
    assert not {"section-delivery", "win-31", "win-22"} & destinations(chosen)


def test_a_condition_names_an_answer_that_was_left_out_without_a_page(chosen):
    answers = text_of(chosen).partition("Show two more.")[2]
    assert {11, 31} <= {e.entry for e in rich_packet().evidence()}
    for evidence in rich_packet().evidence():
        if evidence.entry in (11, 31):
            assert evidence.title in answers


def test_lists_of_wins_name_only_those_of_the_chosen_parts(chosen):
    text = text_of(chosen)
    dated = text.partition("Appendix: the wins, dated When")[2]
    titles = {e.entry: e.title for e in rich_packet().evidence()}
    told = {e.entry for e in rich_packet().sections[0].placed()}
    assert {entry for entry, title in titles.items() if title in dated} == told
    in_short = text.partition("In short Win")[2].partition("Contents")[0]
    assert {entry for entry, title in titles.items() if title in in_short} == {11}


def test_the_data_is_not_attached_to_a_copy_that_does_not_show_all_of_it(chosen):
    assert chosen.attachments == {}
    assert "attached to this file" not in text_of(chosen)


def test_a_win_is_told_in_the_first_of_the_chosen_parts_that_places_it():
    document = rich_packet()
    twice = next(e for e in document.sections[0].placed() if e.entry == 11)
    (later,) = (s for s in document.sections[1:] if 11 in {e.entry for e in s.placed()})
    reader = rendered(document, options=PdfOptions(parts=(f"section-{later.key}",)))
    assert twice.details[:40] in text_of(reader)
    assert "Told in full" not in text_of(reader)


def test_a_choice_of_nothing_that_is_there_leaves_cover_and_imprint():
    reader = rendered(empty_packet(), options=PdfOptions(parts=("part-gaps",)))
    assert heads(reader)[-1] == "About this document"


# Addresses.


@pytest.fixture(scope="module")
def unaddressed() -> pypdf.PdfReader:
    said = (
        "See [the note](https://notes.example/7), https://notes.example/8, and <https://n.example>."
    )
    links = (Link(url="https://notes.example/9", label="Note 9"), Link(url="https://n.example/10"))
    document = one_section(win(1, "A", DAY, details=said, why=said, links=links), summary=said)
    return rendered(document, options=PdfOptions(addresses=False))


def test_without_addresses_none_is_printed_nor_led_to(unaddressed):
    assert addresses(unaddressed) == set()
    assert re.findall(r"\S*(?:https?:|\.example)\S*", text_of(unaddressed)) == []


def test_without_addresses_what_a_link_says_stays(unaddressed):
    text = text_of(unaddressed)
    assert text.count("See the note, [link], and [link].") == 3
    assert "A [1]" in text
    assert "[1] Note 9" in text
    assert "[2]" not in text


def test_without_addresses_the_pages_still_lead_to_one_another(unaddressed):
    assert {"section-work", "win-1", "link-1"} <= destinations(unaddressed)
    assert unaddressed.attachments == {}


# Ink.

PAINTS = {b"rg", b"RG", b"g", b"G", b"sc", b"SC", b"scn", b"SCN", b"k", b"K"}


def inks(reader: pypdf.PdfReader) -> set[tuple[float, ...]]:
    return {
        tuple(map(float, operands))
        for page in reader.pages
        for operands, operator in operations(page, reader)
        if operator in PAINTS
    }


def test_without_colour_all_is_black_and_nothing_else_changes():
    document = rich_packet()
    coloured = rendered(document)
    black = rendered(document, options=PdfOptions(colour=False))
    assert len(inks(coloured)) > 5
    assert inks(black) <= {(0, 0, 0), (0,)}
    assert text_of(black) == text_of(coloured)
    assert titles_of(black) == titles_of(coloured)


def test_what_colour_shows_is_said_or_shaped_too():
    html = packet_html(rich_packet(), version_of(rich_packet()))
    assert '<span class="before">' in html
    assert "→" in html
    assert "No evidence" in html
    assert set(re.findall(r'<rect [^>]*height="(\d+)"', html)) == {"14", "3"}


# PDF/A-3.


@pytest.fixture(scope="module")
def archived() -> Rendering:
    document = rich_packet()
    return render_pdf(document, version_of(document), options=PdfOptions(archive=True))


def test_an_archive_claims_pdf_a_3_and_pdf_ua_1_and_describes_the_second(archived):
    packet = read(archived).trailer["/Root"]["/Metadata"].get_data()
    xmp = ElementTree.fromstring(packet)
    spaces = {
        "a": "http://www.aiim.org/pdfa/ns/id/",
        "ua": "http://www.aiim.org/pdfua/ns/id/",
        "s": "http://www.aiim.org/pdfa/ns/schema#",
        "p": "http://www.aiim.org/pdfa/ns/property#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    claims = {
        name.rpartition("}")[2] + name.partition("}")[0][-15:]: value
        for element in xmp.iter(f"{{{spaces['rdf']}}}Description")
        for name, value in element.attrib.items()
        if name.partition("}")[0][1:] in (spaces["a"], spaces["ua"])
    }
    assert sorted(claims.values()) == ["1", "3", "A"]
    assert xmp.findtext(".//s:namespaceURI", namespaces=spaces) == spaces["ua"]
    assert xmp.findtext(".//p:name", namespaces=spaces) == "part"
    assert len(xmp.findall("rdf:RDF", spaces)) == 1


def test_an_archive_says_which_colours_it_means(archived):
    (intent,) = read(archived).trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_an_archive_says_what_the_file_in_it_is_to_the_pages(archived):
    root = read(archived).trailer["/Root"]
    (source,) = (each.get_object() for each in root["/AF"])
    assert (source["/F"], source["/UF"], source["/AFRelationship"]) == (
        "packet.json",
        "packet.json",
        "/Source",
    )
    file = source["/EF"]["/F"].get_object()
    assert (file["/Type"], file["/Subtype"]) == ("/EmbeddedFile", "/application/json")
    assert file["/Params"]["/ModDate"] == "D:20261120000000Z"


def test_an_archive_holds_what_the_standard_asks_and_nothing_it_forbids(archived):
    reader = read(archived)
    root = reader.trailer["/Root"]
    assert archived.pdf.startswith(b"%PDF-1.7\n%")
    assert len(reader.trailer["/ID"]) == 2
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert "/Encrypt" not in reader.trailer
    assert not {"/AA", "/OpenAction", "/Requirements"} & set(root)
    assert "/JavaScript" not in root["/Names"]
    for page in reader.pages:
        assert not {"/AA", "/PresSteps"} & set(page)
        for annotation in page.get("/Annots", []):
            assert annotation.get_object()["/F"] == 4  # printed, not hidden
    kinds = {element["/S"] for element in structure(reader)}
    assert {"/Document", "/H1", "/H2", "/Table", "/Figure"} <= kinds


def test_an_archive_says_the_same_as_the_usual_pdf_and_is_the_same_each_time(archived):
    document = rich_packet()
    again = render_pdf(document, version_of(document), options=PdfOptions(archive=True))
    assert again.pdf == archived.pdf
    assert text_of(read(archived)) == text_of(rendered(document))


# Headlines, and what the appendix tells.


@pytest.fixture(scope="module")
def marked_up() -> Rendering:
    document = marked_packet(featured={31, 11}, folded={12, 22})
    return render_pdf(document, version_of(document))


def test_headlines_stand_on_the_first_pages_with_figure_and_page(marked_up):
    reader = read(marked_up)
    assert marked_up.places["part-featured"] <= 3
    told = {title: page for _depth, title, page in reversed(titles_of(reader))}
    titles = {e.entry: e for e in rich_packet().evidence()}
    lines = line_of(reader.pages[marked_up.places["part-featured"] - 1])
    in_short = lines.partition("In short Win Figure Page ")[2].partition("Contents")[0]
    first = titles[11].metrics[0]
    page = told[titles[11].title]
    assert in_short.index(titles[11].title) < in_short.index(titles[31].title)
    assert f"{titles[11].title} {first.label} {first.before} → {first.after} {page}" in in_short


def test_a_packet_without_headlines_has_no_such_part():
    assert "In short" not in heads(rendered(rich_packet()))


def test_a_folded_win_is_named_in_its_section_and_told_in_the_appendix(marked_up):
    reader = read(marked_up)
    text = text_of(reader)
    for evidence in rich_packet().evidence():
        if evidence.entry in (12, 22):
            page = marked_up.places["part-apart"]
            section, _, appendix = text.partition("Appendix: further wins Leak search")
            assert text.count(evidence.details[:50]) == 1
            assert evidence.why[:40] not in section
            assert f"Told in the appendix: page {page}" in section
            assert evidence.why[:40] in appendix
    assert destinations(reader) <= set(reader.named_destinations)


def test_folded_in_one_place_and_told_in_another_it_is_told_where_it_is_not_folded():
    once, folded = win(1, "A", DAY, details="All of it."), win(1, "A", DAY, details="All of it.")
    document = one_section(folded.model_copy(update={"folded": True}), once)
    text = text_of(rendered(document))
    assert text.count("All of it.") == 1
    assert "Told in full below: page 2" in text
    assert "Appendix: further wins" not in text


def test_folded_in_two_places_it_is_told_once_with_both_reasons():
    placed = [win(1, "A", DAY, details="All.", why=why, folded=True) for why in ("One.", "Two.")]
    text = text_of(rendered(one_section(*placed)))
    told = text.partition("Appendix: further wins A")[2]
    assert (text.count("All."), text.count("Told in the appendix")) == (1, 2)
    assert "Why this is next-level. One. Why this is next-level. Two." in told


def test_a_sheet_has_no_appendix_and_tells_all_in_place():
    document = one_section(win(1, "A", DAY, details="All.", folded=True), layout="sheet")
    text = text_of(rendered(document))
    assert "All." in text
    assert "appendix" not in text.lower()


# Marks.


def test_the_imprint_names_the_preset():
    text = text_of(rendered(empty_packet(preset="Promotion case")))
    assert "Its form is the preset “Promotion case”." in text


@pytest.mark.parametrize(
    ("cut", "said", "foot"),
    [
        ("redacted", "A redacted copy.", "Version 3, redacted copy"),
        ("anonymised", "An anonymised copy.", "Version 3, anonymised copy"),
    ],
)
def test_a_cut_copy_says_so_on_its_cover_and_every_page(cut, said, foot):
    reader = rendered(empty_packet(cut=cut))
    assert said in line_of(reader.pages[0])
    assert all(foot in line_of(page) for page in reader.pages)


# Words over lines.

LONG = "Verantwortungsübernahmebereitschaft Zuverlässigkeitsverbesserung Mitarbeiterentwicklung "


def broken(language: str) -> int:
    document = one_section(win(1, "A", DAY, details=LONG * 30), language=language)
    pages = rendered(document).pages
    return sum(page.extract_text().count("\N{HYPHEN}\n") for page in pages)


def test_words_are_broken_by_the_rules_of_the_packet_s_language():
    assert broken("de") > 5
    assert broken("xx") == 0  # no rules are known


def test_what_is_copied_is_whole_again_where_the_hyphen_is_taken_out():
    document = one_section(win(1, "A", DAY, details=LONG * 30), language="de")
    assert text_of(rendered(document)).count(LONG.strip()) == 30


def test_headings_are_not_broken():
    document = empty_packet(summary="A.", language="de")
    section = one_section(win(1, LONG * 3, DAY), title="A").sections[0]
    document = document.model_copy(update={"sections": (section,)})
    told, _, dated = rendered(document).pages[1].extract_text().partition("the wins, dated\nWhen")
    assert ("\N{HYPHEN}" in told, "\N{HYPHEN}" in dated) == (False, True)
