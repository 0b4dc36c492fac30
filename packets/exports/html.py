"""A packet as a page: for the press, the preview of a draft and the reviewer, from one template."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation

from bragdoc.capture.links import find_links
from packets.document import (
    CoverageRow,
    Edition,
    Evidence,
    ExpectationBlock,
    Link,
    PacketDocument,
    Section,
)

WORDS_PER_MINUTE = 220
LONG_CARD = 220
"""From so many words a card may run over to the next page instead of moving there whole."""

LONG_NOTE = 320
"""From so many characters a text is set in the column: in the margin, where nothing can break over
pages, it would be longer than what it stands beside."""

# Scripts without spaces are counted by the character; two make about a word.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


# Thai SARA AM is set as two glyphs, the ring before a tone mark. Written as one letter, only the
# second glyph can be copied from the PDF again; written as the two, both can.
SARA_AM = re.compile(r"([\u0e48-\u0e4b]?)\u0e33")


# Plex Serif hangs a spacing accent on the letter before it, so that "`size`" would print, and be
# copied, as "sizè". In an element of its own it keeps to itself. SVG has texts without elements.
SPACING_ACCENTS = re.compile("[`´¨¯¸ˇ\u02d8-\u02dd]")
TAG_AND_TEXT = re.compile(r"(<(?!title\b|text\b)[^>]*>)([^<]+)")


@dataclass(frozen=True)
class Card:
    """Evidence where it is placed."""

    evidence: Evidence
    anchor: str
    """Where the entry is told in full: here, when `is_first`."""

    is_first: bool
    references: tuple[int, ...]

    @property
    def is_long(self) -> bool:
        evidence = self.evidence
        return count_words((evidence.details, evidence.impact, evidence.why)) > LONG_CARD


@dataclass(frozen=True)
class Block:
    """Cards under one sentence of the ladder, or under none."""

    expectation: ExpectationBlock | None
    cards: tuple[Card, ...]

    @property
    def fits_margin(self) -> bool:
        """Whether the sentence is short enough to hang beside its cards."""
        return self.expectation is None or len(self.expectation.text) < LONG_NOTE


@dataclass(frozen=True)
class Bare:
    """Sentences of the ladder that a chapter has nothing for, and why nothing is asked for."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What the author gave as the reason; told once for all the sentences it holds for."""

    is_applicable: bool = True


@dataclass(frozen=True)
class Chapter:
    section: Section
    blocks: tuple[Block, ...]
    """One for each sentence, in the order of the ladder, and one for what is tied to none."""

    bare: tuple[Bare, ...]
    """What the blocks without cards ask, gathered for paper: first what applies."""

    links: tuple[tuple[int, Link], ...]
    """The links that this chapter is the first to name, with their numbers."""

    @property
    def told(self) -> list[Block]:
        return [block for block in self.blocks if block.cards]


@dataclass(frozen=True)
class DatedWin:
    evidence: Evidence
    anchor: str
    titles: tuple[str, ...]
    """Of the sections where it is placed."""


def packet_html(document: PacketDocument, edition: Edition) -> str:
    """The whole page, in the document's language, for the press."""
    with translation.override(document.language):
        html = render_to_string("packets/print/packet.html", packet_context(document, edition))
    return accents_apart(SARA_AM.sub("\u0e4d\\1\u0e32", html))


def accents_apart(html: str) -> str:
    """The page with an element around each spacing accent of its texts."""
    if not SPACING_ACCENTS.search(html):
        return html
    return TAG_AND_TEXT.sub(
        lambda found: found[1] + SPACING_ACCENTS.sub(r"<span>\g<0></span>", found[2]), html
    )


def packet_context(document: PacketDocument, edition: Edition) -> dict:
    """What `packets/print/_document.html` needs, wherever it is included."""
    return {
        "document": document,
        "edition": edition,
        "chapters": list(_chapters(document)),
        "dated_wins": _dated_wins(document),
        "coverage": [
            list(rows)
            for _competency, rows in groupby(
                (row for row in document.coverage if _is_asked(row)), lambda row: row.competency
            )
        ],
        "carried": _competencies(document, "carried"),
        "not_stated": _competencies(document, "not-stated"),
        "period": document.months(),
        "summary_words": count_words((document.summary,)),
        "minutes": max(1, round(count_words(_prose(document)) / WORDS_PER_MINUTE)),
    }


def count_words(texts: Iterable[str]) -> int:
    """Words as a reader has to read them, also where none are set apart by spaces."""
    return sum(
        len(UNSPACED.sub(" ", text).split()) + len(UNSPACED.findall(text)) // 2 for text in texts
    )


def links_of(evidence: Evidence) -> tuple[Link, ...]:
    """Its links, and the addresses in its texts: on paper both are numbers that lead to a list."""
    texts = "\n".join((evidence.details, evidence.impact, evidence.why))
    listed = {link.url for link in evidence.links}
    found = (Link(url=url) for url in find_links(texts) if url not in listed)
    return (*evidence.links, *found)


class _Reading:
    """What a reader who began at the front has met so far."""

    def __init__(self):
        self.numbers: dict[str, int] = {}
        self.told: set[int] = set()

    def card(self, evidence: Evidence) -> Card:
        is_first = evidence.entry not in self.told
        self.told.add(evidence.entry)
        references = dict.fromkeys(map(self.number, links_of(evidence)))
        return Card(evidence, f"win-{evidence.entry}", is_first, tuple(references))

    def number(self, link: Link) -> int:
        return self.numbers.setdefault(link.url, len(self.numbers) + 1)


def _chapters(document: PacketDocument) -> Iterator[Chapter]:
    """The sections. Links are numbered through the whole packet, one number to an address."""
    reading = _Reading()
    waived = {
        (row.competency, row.expectation): row.note
        for row in document.coverage
        if row.kind == "not-applicable"
    }
    for section in document.sections:
        known = len(reading.numbers)
        blocks = [
            Block(expectation, tuple(map(reading.card, expectation.evidence)))
            for expectation in section.expectations
        ]
        if section.evidence or not blocks:
            blocks.append(Block(None, tuple(map(reading.card, section.evidence))))
        links: dict[int, Link] = {}
        for evidence in section.placed():
            for link in links_of(evidence):
                links.setdefault(reading.number(link), link)
        new_links = ((number, link) for number, link in sorted(links.items()) if number > known)
        yield Chapter(section, tuple(blocks), tuple(_bare(section, waived)), tuple(new_links))


def _bare(section: Section, waived: dict[tuple[str, str], str]) -> Iterator[Bare]:
    """The sentences without evidence. `waived` has the reasons of those that do not apply."""
    asked, excused, notes = [], [], []
    for expectation in section.expectations:
        key = (section.competency, expectation.slug)
        if expectation.evidence:
            continue
        if key in waived:
            excused.append(expectation.text)
            notes.append(waived[key])
        else:
            asked.append(expectation.text)
    if asked:
        yield Bare(tuple(asked))
    if excused:
        yield Bare(tuple(excused), tuple(dict.fromkeys(filter(None, notes))), is_applicable=False)


def _dated_wins(document: PacketDocument) -> list[DatedWin]:
    titles: dict[int, dict[str, None]] = {}
    for section in document.sections:
        for evidence in section.placed():
            titles.setdefault(evidence.entry, {})[section.title] = None
    return [
        DatedWin(evidence, f"win-{evidence.entry}", tuple(titles[evidence.entry]))
        for evidence in document.evidence()
    ]


def _is_asked(row: CoverageRow) -> bool:
    """Whether a row stands in the table. What asks nothing new is named below it in a sentence."""
    return row.kind not in ("carried", "not-stated") or bool(row.wins or row.note)


def _competencies(document: PacketDocument, kind: str) -> list[str]:
    rows = (row for row in document.coverage if row.kind == kind and not _is_asked(row))
    return list(dict.fromkeys(row.competency_name for row in rows))


def _prose(document: PacketDocument) -> Iterator[str]:
    yield from (document.ask, document.thesis, document.summary, document.next)
    yield from (row.text for row in document.coverage if _is_asked(row))
    yield from (section.claim for section in document.sections)
    for evidence in document.evidence():
        yield from (evidence.title, evidence.details, evidence.impact, evidence.why)
    for gap in document.gaps:
        yield from (gap.title, gap.answer)
