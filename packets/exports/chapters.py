"""The sections of a packet as a reader meets them: each win told once, each address one number."""

from collections.abc import Iterator
from dataclasses import dataclass

from bragdoc.capture.links import find_links
from packets.document import Evidence, ExpectationBlock, Link, PacketDocument, Section
from packets.exports.words import count_words

LONG_CARD = 220
"""From so many words a card may run over to the next page instead of moving there whole."""

LONG_NOTE = 320
"""From so many characters a text is set in the column: in the margin, where nothing can break over
pages, it would be longer than what it stands beside."""


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


class Reading:
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


def chapters_of(document: PacketDocument) -> Iterator[Chapter]:
    """The sections. Links are numbered through the whole packet, one number to an address."""
    reading = Reading()
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


def links_of(evidence: Evidence) -> tuple[Link, ...]:
    """Its links, and the addresses in its texts: on paper both are numbers that lead to a list."""
    texts = "\n".join((evidence.details, evidence.impact, evidence.why))
    listed = {link.url for link in evidence.links}
    found = (Link(url=url) for url in find_links(texts) if url not in listed)
    return (*evidence.links, *found)
