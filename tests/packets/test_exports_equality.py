"""The same facts stand in every export: read back from Markdown, Word, JSON and the PDF."""

import io
import unicodedata
from datetime import date

import nh3
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bragdoc.markdown import render_markdown
from packets.document import Gap, Link, Metric, PacketDocument, canonical_json
from packets.exports.chapters import links_of
from packets.exports.manuscript import figure
from packets.exports.pdf import render_pdf
from packets.templatetags.packet_print import shortly, when
from tests.packets.documents import one_section, rich_packet, version_of, win
from tests.packets.export_readers import (
    addresses_in_markdown,
    addresses_in_word,
    one_line,
    word_of,
    words_of_markdown,
    words_of_word,
)

DAY = date(2026, 3, 2)


def words_of_json(document: PacketDocument) -> str:
    return canonical_json(document).decode()


def written(markdown: str) -> str:
    """The words of a text, without its marks."""
    html = render_markdown(markdown).replace("</", " </")
    return one_line(nh3.clean(html, tags=set()).replace("&amp;", "&"))


def facts_of(document: PacketDocument):
    """Each as it is read, by what it is."""
    yield "title", document.title
    yield "people", document.author
    yield "people", document.manager or ""
    yield "ask", document.ask
    for part in (document.thesis, document.summary, document.next):
        yield "text", written(part)
    for row in document.coverage:
        if row.kind in ("evidence", "none", "not-applicable"):
            yield "sentence", row.text
            yield "note", row.note
        yield "competency", row.competency_name
    for section in document.sections:
        yield "section", section.title
        yield "claim", written(section.claim)
    for evidence in document.evidence():
        yield "win", evidence.title
        yield "date", when(evidence)
        yield "date", shortly(evidence)
        yield "fact", evidence.project
        yield from (("people", person) for person in evidence.people)
        yield from (("figure", figure(metric)) for metric in evidence.metrics)
        yield "why", written(evidence.why)
    for gap in document.gaps:
        yield "gap", gap.title
        yield "answer", written(gap.answer)
    ladder = document.ladder
    yield from (("ladder", text) for text in (ladder.name, ladder.licence, ladder.attribution))
    yield "hash", version_of(document).content_hash


def missing_from(text: str, document: PacketDocument) -> list[tuple[str, str]]:
    letters = without_spaces(text)
    return [fact for fact in facts_of(document) if without_spaces(fact[1]) not in letters]


def without_spaces(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("words_of", [words_of_markdown, words_of_word])
def test_every_fact_of_a_rich_packet_is_read_back_from(words_of):
    document = rich_packet()
    assert missing_from(words_of(document), document) == []


def test_the_rich_packet_is_read_back_whole_from_json():
    document = rich_packet()
    assert PacketDocument.model_validate_json(canonical_json(document)) == document


def test_the_pdf_names_what_markdown_and_word_name():
    document = rich_packet()
    pdf = render_pdf(document, version_of(document)).pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = without_spaces(" ".join(page.extract_text() for page in reader.pages))
    short = ("title", "people", "win", "section", "gap", "hash", "competency")
    facts = [fact for kind, fact in facts_of(document) if kind in short]
    assert [fact for fact in facts if without_spaces(fact) not in text] == []


@pytest.mark.parametrize("addresses_in", [addresses_in_markdown, addresses_in_word])
def test_every_link_leads_to_its_address_once_in_the_list_of_its_chapter(addresses_in):
    document = rich_packet()
    listed = dict.fromkeys(
        link.url
        for section in document.sections
        for evidence in section.placed()
        for link in links_of(evidence)
    )
    assert addresses_in(document) == list(listed)


def test_word_has_the_sections_as_headings_and_each_table_has_a_head_that_repeats():
    word = word_of(document := rich_packet())
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert [title for title in headings if title in {s.title for s in document.sections}] == [
        section.title for section in document.sections
    ]
    heads = [len(table._tbl.findall(".//{*}tblHeader")) for table in word.tables]
    assert heads == [1] * len(word.tables)
    assert len(word.tables) == 3  # the coverage, the one in a win, the dated wins


def test_word_sets_the_ladder_s_words_apart_from_the_author_s():
    word = word_of(document := rich_packet())
    of_ladder = {p.text for p in word.paragraphs if p.style.name == "Ladder wording"}
    sentences = {block.text for section in document.sections for block in section.expectations}
    assert of_ladder == {
        *sentences, "The ladder asks", "Without evidence in this packet",
    }  # fmt: skip


def test_word_says_whose_it_is_in_which_language_and_when():
    document = rich_packet(language="de")
    properties = word_of(document).core_properties
    assert (
        properties.author,
        properties.subject,
        properties.language,
        properties.identifier,
        properties.created.date(),
    ) == (
        "Ada Marchetti",
        document.title,
        "de",
        version_of(document).content_hash,
        version_of(document).shared_on,
    )


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"])
    | st.sampled_from("#*[]()<>|`-+=1.!\\~&_$:>\n"),
    min_size=1,
    max_size=40,
)


@given(text=WORDS)
@example("# Not a heading")
@example("a | b\n:--")
@example("1. one\n2. two")
@example("```\nopen fence")
@example("<!-- open comment")
@example("[a]: https://b.example 'c'")
@example("&lt;b&gt; &nbsp;")
@example("***\n===\n---")
@example("=SUM(A1)")
@settings(max_examples=25)
def test_every_plain_text_is_in_every_export_as_it_was_typed(text):
    evidence = win(
        1,
        text,
        DAY,
        project=text,
        people=(text,),
        metrics=(Metric(label=text, before=text, after=text, unit=text),),
        links=(Link(url="https://a.example/", label=text),),
    )
    document = one_section(evidence, title=text, ask=text, gaps=(Gap(title=text),))
    plain = one_line(text)
    markdown, word = words_of_markdown(document), words_of_word(document)
    # the title, the ask, the win twice, its project, people, four in the figure, the link, the gap
    expected = 12 * bool(plain)
    assert min(markdown.count(plain), word.count(plain)) >= expected
    assert PacketDocument.model_validate_json(canonical_json(document)) == document


@given(
    text=st.text(
        st.characters(codec="utf-8", categories=["L", "N"]) | st.sampled_from(" \n#>-+`|"),
        max_size=80,
    )
)
@settings(max_examples=25)
def test_every_written_text_is_in_every_export_as_the_page_shows_it(text):
    document = one_section(win(1, "A win", DAY, details=text), thesis=text)
    shown = without_spaces(written(text).replace("&gt;", ">").replace("&lt;", "<"))
    for words in (words_of_markdown(document), words_of_word(document)):
        assert without_spaces(words).count(shown) >= (2 if shown else 0)
