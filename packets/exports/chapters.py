"""The sections of a packet as a reader meets them: each win told once, each address one number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bragdoc.capture.links import find_links
from packets.document import (
    Evidence,
    ExpectationBlock,
    Link,
    PacketDocument,
    Section,
    Testimony,
    anchor_of,
)
from packets.exports.options import USUAL, PdfOptions
from packets.exports.words import count_words

LONG_CARD = 220
"""From so many words a card may run over to the next page instead of moving there whole."""

LONG_NOTE = 320
"""From so many characters a text is set in the column: in the margin, where nothing can break over
pages, it would be longer than what it stands beside."""


@dataclass(frozen=True)
class Card:
    """Evidence where it is placed, or where the appendix tells it."""

    evidence: Evidence
    anchor: str
    """Where the entry is told in full."""

    told: Literal["here", "above", "below", "appendix"]
    """Where that is. What is folded everywhere is told in the appendix, all else where it is placed
    first without being folded."""

    references: tuple[int, ...]
    whys: tuple[str, ...]
    """Why it is next-level. Told with the win where the appendix tells it: there once for each
    place that says something of its own."""

    @property
    def is_first(self) -> bool:
        return self.told == "here"

    @property
    def voices(self) -> tuple[Testimony, ...]:
        """What colleagues say of it, told once: with the win."""
        return self.evidence.testimony if self.is_first else ()

    @property
    def is_long(self) -> bool:
        evidence = self.evidence
        said = (said.text for said in self.voices)
        return count_words((evidence.details, evidence.impact, *self.whys, *said)) > LONG_CARD


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
    def cards(self) -> Iterator[Card]:
        return (card for block in self.blocks for card in block.cards)

    @property
    def told(self) -> list[Block]:
        return [block for block in self.blocks if block.cards]


class Reading:
    """What a reader who began at the front has met so far."""

    def __init__(self, sections: Iterable[Section], *, folds: bool, addresses: bool):
        placed = [evidence for section in sections for evidence in section.placed()]
        self.unfolded = {e.entry for e in placed if not (folds and e.folded)}
        self.folds = folds
        self.addresses = addresses
        self.numbers: dict[str, int] = {}
        self.told: set[int] = set()

    def card(self, evidence: Evidence) -> Card:
        told = self._where(evidence)
        references = dict.fromkeys(map(self.number, self.links_of(evidence)))
        whys = (evidence.why,) if evidence.why and told != "appendix" else ()
        return Card(evidence, win_anchor(evidence), told, tuple(references), whys)

    def _where(self, evidence: Evidence) -> Literal["here", "above", "below", "appendix"]:
        if evidence.entry not in self.unfolded:
            return "appendix"
        if evidence.entry in self.told:
            return "above"
        if self.folds and evidence.folded:
            return "below"
        self.told.add(evidence.entry)
        return "here"

    def links_of(self, evidence: Evidence) -> tuple[Link, ...]:
        """Those that have a number: without addresses, what is called something."""
        if self.addresses:
            return links_of(evidence)
        return tuple(link for link in evidence.links if link.label)

    def number(self, link: Link) -> int:
        """One to an address; where the address was taken out, one to its words."""
        return self.numbers.setdefault(link.url or link.label, len(self.numbers) + 1)


def win_anchor(evidence: Evidence) -> str:
    return f"win-{evidence.entry}"


def sections_in_order(document: PacketDocument, options: PdfOptions) -> list[Section]:
    """The sections that are printed, as they are read."""
    placed = {anchor_of(section.key): section for section in document.sections}
    order = (anchor for anchor in document.reading_order() if options.prints(anchor))
    return [placed[anchor] for anchor in order if anchor in placed]


def chapters_of(document: PacketDocument, options: PdfOptions = USUAL) -> Iterator[Chapter]:
    """The sections that are printed, as they are read. Links are numbered through the whole packet,
    one number to an address."""
    sections = sections_in_order(document, options)
    reading = Reading(sections, folds=document.layout == "booklet", addresses=options.addresses)
    waived = {
        (row.competency, row.expectation): row.note
        for row in document.coverage
        if row.kind == "not-applicable"
    }
    for section in sections:
        known = len(reading.numbers)
        blocks = [
            Block(expectation, tuple(map(reading.card, expectation.evidence)))
            for expectation in section.expectations
        ]
        if section.evidence or not blocks:
            blocks.append(Block(None, tuple(map(reading.card, section.evidence))))
        links: dict[int, Link] = {}
        for evidence in section.placed():
            for link in reading.links_of(evidence):
                links.setdefault(reading.number(link), link)
        new_links = ((number, link) for number, link in sorted(links.items()) if number > known)
        yield Chapter(section, tuple(blocks), tuple(_bare(section, waived)), tuple(new_links))


def told_apart(chapters: Iterable[Chapter]) -> list[Card]:
    """What the chapters only name, as the appendix tells it: each win once, as first met."""
    named: dict[int, list[Card]] = {}
    for card in (card for chapter in chapters for card in chapter.cards):
        if card.told == "appendix":
            named.setdefault(card.evidence.entry, []).append(card)
    return [
        Card(
            cards[0].evidence,
            cards[0].anchor,
            "here",
            cards[0].references,
            tuple(dict.fromkeys(card.evidence.why for card in cards if card.evidence.why)),
        )
        for cards in named.values()
    ]


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


def links_of(evidence: Evidence) -> tuple[Link, ...]:
    """Its links, and the addresses in its texts: on paper both are numbers that lead to a list."""
    texts = "\n".join((evidence.details, evidence.impact, evidence.why))
    listed = {link.url for link in evidence.links}
    found = (Link(url=url) for url in find_links(texts) if url not in listed)
    return (*evidence.links, *found)
