"""What PDF/UA-1 asks for, and what a reader needs, in packets of 1, 15, 40 and 100 pages."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pypdf
import pytest

from packets.document import PacketDocument
from packets.exports.options import PdfOptions
from packets.exports.pdf import Limits, Rendering, render_pdf
from tests.packets.documents import empty_packet, rich_packet, version_of
from tests.packets.pdf_readers import (
    annotations,
    destinations,
    line_of,
    marked,
    owned,
    read,
    structure,
    titles_of,
)


def packet_of(sections: int) -> PacketDocument:
    """So many sections of the rich packet, over and over, each with wins and rows of its own."""
    whole = rich_packet()
    made, rows = [], []
    for number in range(sections):
        turn, place = divmod(number, len(whole.sections))
        old = whole.sections[place]
        again = f"-{turn}" if turn else ""

        def renumbered(evidence, turn=turn):
            links = tuple(
                link.model_copy(update={"url": f"{link.url}{turn}"}) for link in evidence.links
            )
            update = {"entry": evidence.entry + 1_000 * turn, "links": links}
            marks = {"featured": evidence.entry == 11, "folded": evidence.entry == 12}
            return evidence.model_copy(update=update | marks)

        blocks = tuple(
            block.model_copy(update={"evidence": tuple(map(renumbered, block.evidence))})
            for block in old.expectations
        )
        facts = {"expectations": blocks, "evidence": tuple(map(renumbered, old.evidence))}
        made.append(old.model_copy(update={"key": old.key + again, **facts}))
        rows += [
            row.model_copy(
                update={"section": old.key + again, "competency": f"{row.competency}{again}"}
            )
            for row in whole.coverage
            if row.section == old.key
        ]
    return whole.model_copy(update={"sections": tuple(made), "coverage": tuple(rows)})


SHEET = empty_packet(layout="sheet", summary="It holds.", sections=rich_packet().sections[-1:])
SIZES = {1: SHEET, 15: packet_of(11), 40: packet_of(38), 100: packet_of(102)}
PAPERS = ("A4", "Letter")


@cache
def set_on(size: int, paper: str) -> Rendering:
    """Once for all tests, in whatever order they come."""
    document = SIZES[size]
    patient = Limits(wall_seconds=300, cpu_seconds=120)  # the machine may be busy
    rendering = render_pdf(
        document, version_of(document), options=PdfOptions(paper=paper), limits=patient
    )
    assert size * 0.9 <= rendering.pages <= size * 1.3
    return rendering


@cache
def read_from(size: int, paper: str):
    """The reader, the text of each page and the elements of the tree."""
    reader = read(set_on(size, paper))
    return reader, list(map(line_of, reader.pages)), structure(reader)


# On the other paper 100 pages would say nothing that 40 do not, and take a third of the time.
SIZED = [(size, paper) for size in SIZES for paper in PAPERS if (size, paper) != (100, "Letter")]


@pytest.fixture(params=SIZED, ids=lambda param: f"{param[0]}-pages-on-{param[1]}")
def made(request) -> tuple[int, str]:
    return request.param


@pytest.fixture
def sized(made) -> tuple[PacketDocument, pypdf.PdfReader, dict[str, int]]:
    return SIZES[made[0]], read_from(*made)[0], set_on(*made).places


@pytest.fixture
def pages(made) -> list[str]:
    return read_from(*made)[1]


@pytest.fixture
def elements(made):
    return read_from(*made)[2]


def page_of(element, reader) -> int:
    return reader.get_page_number(element["/Pg"])


# What the standard asks.


def test_it_is_tagged_titled_and_in_its_language(sized):
    document, reader, _places = sized
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == document.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.author in reader.metadata.title
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert {page["/Tabs"] for page in reader.pages} == {"/S"}


def test_all_that_is_painted_is_in_the_tree_or_marked_as_no_content(sized):
    _document, reader, _places = sized
    held = owned(reader)
    for number, page in enumerate(reader.pages):
        numbers, unmarked = marked(page)
        assert (numbers, unmarked) == (held[number], 0), number + 1


def test_running_heads_and_feet_are_marked_as_such(sized):
    _document, reader, _places = sized
    for number, page in enumerate(reader.pages):
        has_cover = number == 0
        runs = page.get_contents().get_data().count(b"/Pagination")
        assert runs >= (2 if has_cover else 4), number + 1


def test_what_is_read_aloud_follows_the_pages(elements, sized):
    _document, reader, _places = sized
    order = [page_of(e, reader) for e in elements if re.fullmatch("/H[1-6]", e["/S"])]
    assert order == sorted(order)


def test_headings_go_down_one_level_at_a_time(elements):
    levels = [int(e["/S"][2:]) for e in elements if re.fullmatch("/H[1-6]", e["/S"])]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert max(below - above for above, below in pairwise(levels)) <= 1


def test_every_picture_has_words(elements):
    pictures = [element for element in elements if element["/S"] == "/Figure"]
    assert all(element.get("/Alt") for element in pictures)


def test_heads_of_tables_say_what_they_head_and_cells_name_them(elements):
    heads = {e["/ID"]: e["/A"].get_object() for e in elements if e["/S"] == "/TH"}
    assert {head["/Scope"] for head in heads.values()} <= {"/Row", "/Column"}
    cells = [e["/A"].get_object() for e in elements if e["/S"] == "/TD"]
    named = [set(cell.get("/Headers", ())) for cell in cells]
    assert all(names and names <= set(heads) for names in named)


def test_rows_are_in_tables_and_items_in_lists(elements):
    holders = {
        "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
        "/TH": {"/TR"},
        "/TD": {"/TR"},
        "/LI": {"/L"},
        "/LBody": {"/LI"},
    }
    for element in elements:
        if element["/S"] in holders:
            assert element["/P"]["/S"] in holders[element["/S"]]


def test_links_have_words_lead_somewhere_and_stand_in_the_tree(elements, sized):
    _document, reader, _places = sized
    links = list(annotations(reader))
    assert all(link["/Contents"] and "/StructParent" in link for link in links)
    assert destinations(reader) <= set(reader.named_destinations)
    held = [element for element in elements if element["/S"] == "/Link"]
    assert all(len(element["/K"]) >= 2 for element in held)  # the place on the page, and its words


def test_no_page_has_a_name_other_than_its_number(sized):
    assert "/PageLabels" not in sized[1].trailer["/Root"]


# What a reader needs.


def test_bookmarks_are_the_headings(elements, sized):
    _document, reader, _places = sized
    depths = Counter(depth for depth, _title, _page in titles_of(reader))
    levels = Counter(e["/S"] for e in elements if re.fullmatch("/H[1-6]", e["/S"]))
    assert (depths[1], depths[2]) == (levels["/H1"] + levels["/H2"], levels["/H3"])


def test_bookmarks_lead_to_the_page_of_their_heading(sized, pages):
    for _depth, title, page in titles_of(sized[1]):
        assert " ".join(title.split()) in pages[page - 1]


def test_the_contents_name_the_page_of_each_part(sized, pages):
    document, _reader, places = sized
    if document.layout == "sheet":
        assert "part-contents" not in places
        return
    last = places["part-coverage"] - 1
    contents = " ".join(pages[places["part-contents"] - 1 : last]).partition("Contents")[2]
    for section in document.sections:
        page = places[f"section-{section.key}"]
        assert f"{section.title} {page}" in contents
        assert section.title in pages[page - 1]


def test_every_page_says_which_of_how_many_it_is(pages):
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page


def test_a_table_over_several_pages_repeats_its_heads(sized, pages):
    document, _reader, places = sized
    if not document.coverage:
        return
    long = range(places["part-coverage"], places[f"section-{document.sections[0].key}"])
    assert all("Competency Staff Engineer asks Evidence" in pages[page - 1] for page in long)
    dated = range(places["part-appendix"] + 1, len(pages) + 1)
    assert all("When Win Section Part Page" in pages[page - 1] for page in dated)


def test_no_heading_stands_last_on_its_page(elements, sized):
    _document, reader, _places = sized
    told = [e for e in elements if e["/S"] in ("/P", "/TR", "/LI", "/H1", "/H2", "/H3")]
    for heading, after in pairwise(told):
        if re.fullmatch("/H[1-6]", heading["/S"]):
            assert page_of(heading, reader) == page_of(after, reader)


def test_no_card_is_torn(elements, sized):
    document, _reader, _places = sized
    cards = [element for element in elements if element["/S"] == "/Art"]
    placed = [evidence for section in document.sections for evidence in section.placed()]
    folded = {evidence.entry for evidence in placed if evidence.folded}
    assert len(cards) == len(placed) + len(folded)


def test_no_testimony_is_torn(elements, sized):
    document, reader, _places = sized
    quotes = [element for element in elements if element["/S"] == "/BlockQuote"]
    assert len(quotes) == sum(len(evidence.testimony) for evidence in document.evidence())
    for quote in quotes:
        paragraphs = [element for element in elements if element["/P"] == quote]
        assert len({page_of(paragraph, reader) for paragraph in paragraphs}) == 1
