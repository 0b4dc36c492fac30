"""The same facts stand in every export: read back from Markdown, Word, JSON and the PDF."""

import unicodedata
from datetime import date

import pytest
from django.core.management import call_command
from django.utils.formats import date_format
from hypothesis import example, given, settings
from hypothesis import strategies as st

from packets.cuts import Anonymity, Redaction, anonymised, redacted
from packets.cuts.markdown import read_words
from packets.document import Gap, Link, Metric, PacketDocument, anchor_of, canonical_json
from packets.exports.chapters import links_of
from packets.exports.dates import shortly, when
from packets.exports.manuscript import figure
from packets.models import Version
from tests.packets.documents import full_packet, one_section, rich_packet, version_of, win
from tests.packets.export_readers import (
    addresses_in_markdown,
    addresses_in_pdf,
    addresses_in_word,
    one_line,
    word_of,
    words_of_markdown,
    words_of_pdf,
    words_of_word,
)

DAY = date(2026, 3, 2)
FULL = full_packet()
DOCUMENTS = {
    "rich": rich_packet(),
    "full": FULL,
    "sheet": FULL.model_copy(update={"layout": "sheet"}),
    "redacted": redacted(
        FULL, Redaction(frozenset({11}), frozenset({21, 13}), ("billing",), without_links=True)
    ).document,
    "anonymised": anonymised(FULL, Anonymity()).document,
}
EACH = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
ANY = pytest.mark.parametrize("words_of", [words_of_markdown, words_of_word, words_of_pdf])


def facts_of(document: PacketDocument):
    """Each as it is read, by what it is."""
    ladder, said = document.ladder, version_of(document)
    yield from (("title", document.title), ("hash", said.content_hash))
    yield from (("people", document.author), ("people", document.manager or ""))
    yield from (("ladder", text) for text in (ladder.name, ladder.licence, ladder.attribution))
    yield from (("ask", document.ask), ("preset", document.preset), ("copy", COPY[document.cut]))
    for text in (document.thesis, document.summary, document.next):
        yield from written(text)
    yield from claimed(document)
    for row in document.coverage:
        if row.kind in ("evidence", "none", "not-applicable"):
            yield "sentence", row.text
            yield "note", row.note
        yield "competency", row.competency_name
        yield "count", f"{row.wins} win{'s' * (row.wins > 1)}" if row.wins else ""
    for section in document.sections:
        yield "section", section.title
        yield from written(section.claim)
        yield from (("sentence", block.text) for block in section.expectations)
        for evidence in section.placed():
            yield from told(evidence)
    for evidence in document.evidence():
        yield "date", shortly(evidence) if document.layout == "booklet" else ""
    for gap in document.gaps:
        yield "gap", gap.title
        yield from written(gap.answer)
    for condition in document.conditions:
        yield from (("condition", condition.text), ("people", condition.said_by))
        yield "date", date_format(condition.said_on, "j F Y") if condition.said_on else ""
        yield from written(condition.answer)


COPY = {"": "", "redacted": "A redacted copy.", "anonymised": "An anonymised copy."}


def claimed(document):
    if document.claims:
        yield from (("step", step.step_name) for step in document.claims.steps)
        for criterion in document.claims.criteria:
            yield from (("sentence", criterion.text), ("figure", criterion.comes_to))


def told(evidence):
    yield from (("win", evidence.title), ("date", when(evidence)))
    yield from (("fact", text) for text in (evidence.role, evidence.kind, evidence.project))
    yield from (("people", person) for person in evidence.people)
    for metric in evidence.metrics:
        yield from (
            ("figure", metric.label),
            ("figure", figure(metric.model_copy(update={"label": ""}))),
        )
    for text in (evidence.details, evidence.impact, evidence.why):
        yield from written(text)
    yield from (("link", link.label) for link in evidence.links)
    for testimony in evidence.testimony:
        yield from spoken(testimony)


SAW = {
    "": "",
    "with": "worked on it too",
    "saw": "saw it being done",
    "used": "uses what came of it",
    "heard": "knows it from others",
}


def spoken(testimony):
    yield from (("testimony", line) for line in testimony.text.splitlines())
    yield "people", testimony.name
    yield from (("fact", text) for text in (testimony.position, testimony.relation))
    yield from (("fact", SAW[testimony.closeness]), ("fact", testimony.where))
    yield "date", date_format(testimony.said_on, "j F Y") if testimony.said_on else ""
    if testimony.source == "pasted":
        yield "source", "Praise received elsewhere"
        yield "warrant", "Quoted by the author; nobody was asked."
    else:
        yield "source", "Testimony of a colleague"
        says = "✓ Verified address" if testimony.is_verified else "Address not verified."
        yield "warrant", says
    yield "warrant", "Said of an earlier wording" if testimony.of_other_wording else ""


def written(markdown: str):
    """Each paragraph, cell and line of code of a text, without its marks."""
    return (("text", line) for line in read_words(markdown).splitlines())


def missing_from(text: str, document: PacketDocument) -> list[tuple[str, str]]:
    letters = without_spaces(text)
    return [fact for fact in facts_of(document) if without_spaces(fact[1]) not in letters]


def without_spaces(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@EACH
@ANY
def test_every_fact_is_read_back_from(words_of, document):
    assert missing_from(words_of(document), document) == []


@EACH
def test_the_whole_is_read_back_from_json(document):
    assert PacketDocument.model_validate_json(canonical_json(document)) == document


@EACH
@ANY
def test_the_parts_are_read_in_the_order_of_the_document(words_of, document):
    text = without_spaces(words_of(document))
    first = {
        "part-summary": document.summary,
        "part-next": document.next,
        "part-claims": document.claims and document.claims.criteria[0].text,
        "part-conditions": document.conditions and document.conditions[0].answer.partition("*")[0],
        "part-gaps": document.gaps and next(line for _, line in written(document.gaps[0].answer)),
    } | {anchor_of(section.key): section.claim for section in document.sections}
    read = [
        text.index(without_spaces(next(line for _, line in written(first[anchor]))))
        for anchor in document.reading_order()
        if first.get(anchor)
    ]
    assert (read, len(read) > 8) == (sorted(read), True)


@ANY
def test_a_headline_comes_before_all_sections_and_a_folded_win_is_told_at_the_end(words_of):
    text = without_spaces(words_of(FULL))
    headline, folded = (
        next(e for e in FULL.evidence() if getattr(e, flag)) for flag in ("featured", "folded")
    )
    first_section = text.index(without_spaces(FULL.sections[4].claim))
    told = text.index(without_spaces(folded.details))
    assert text.index(without_spaces(headline.title)) < first_section
    assert text.rindex("Appendix:furtherwins") < told
    assert text.index("Toldintheappendix:") < told


def listed_in(document) -> list[str]:
    """The addresses, as the chapters that are read one after the other list them."""
    sections = {anchor_of(section.key): section for section in document.sections}
    return list(
        dict.fromkeys(
            link.url
            for anchor in document.reading_order()
            if anchor in sections
            for evidence in sections[anchor].placed()
            for link in links_of(evidence)
            if link.url
        )
    )


@EACH
@pytest.mark.parametrize("addresses_in", [addresses_in_markdown, addresses_in_word])
def test_every_link_leads_to_its_address_once_in_the_list_of_its_chapter(addresses_in, document):
    assert addresses_in(document) == listed_in(document)


@EACH
def test_the_pdf_leads_to_the_same_addresses_and_to_the_ladder_s(document):
    own = [document.ladder.url] if document.ladder.url else []
    assert addresses_in_pdf(document) == listed_in(document) + own


def test_the_demo_s_packet_says_the_same_in_every_form(db):
    call_command("demo", verbosity=0)
    document = Version.objects.newest_shared_first().first().document()
    found = [words_of(document) for words_of in (words_of_markdown, words_of_word, words_of_pdf)]
    assert [missing_from(text, document) for text in found] == [[], [], []]
    assert addresses_in_markdown(document) == addresses_in_word(document) == listed_in(document)


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
    shown = without_spaces(read_words(text))
    for words in (words_of_markdown(document), words_of_word(document)):
        assert without_spaces(words).count(shown) >= (2 if shown else 0)
