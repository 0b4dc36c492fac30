"""What the checks read: the texts of a packet with their places, and what only the draft knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from packets.budgets import Holdings
from packets.document import Evidence, PacketDocument, Section
from packets.preflight.english import is_english
from packets.preflight.places import (
    Place,
    of_claim,
    of_condition,
    of_gap,
    of_opening,
    of_win,
    of_win_field,
)
from packets.preflight.prose import Span, prose_of, sentences

LONGEST_TEXT = 20_000
"""Characters of one text that are read."""
MOST_TEXT = 400_000
"""Characters of a packet that are read, some 150 pages; what comes after is not checked."""
SHORTEST_QUOTED = 20
"""Characters from which a sentence of the ladder is known again in a text."""


@dataclass(frozen=True)
class Passage:
    """A text of the packet. `evidence` is the win that it belongs to."""

    place: Place
    text: str
    evidence: Evidence | None = None
    not_hers: tuple[str, ...] = ()
    """Words of the ladder, which say nothing of the author."""

    @cached_property
    def prose(self) -> str:
        """As long as the text; see `prose_of`."""
        return prose_of(self.text, self.not_hers)

    def search(self, words: re.Pattern, sentence: Span) -> Span | None:
        """Where the prose of a sentence first has such words; `^` is where the sentence begins."""
        found = words.search(self.prose[sentence.start : sentence.end])
        return found and Span(sentence.start + found.start(), sentence.start + found.end())

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The English ones that say something; a question does not."""
        if not is_english(self.prose):
            return ()
        said = ((span, self.prose[span.start : span.end]) for span in sentences(self.prose))
        return tuple(span for span, words in said if words[-1] != "?" and is_english(words))


@dataclass(frozen=True)
class PlacedWin:
    """A win with its place, where it stands first."""

    place: Place
    section: Section
    evidence: Evidence
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Confidential:
    """A win that is placed in the draft and stays out of its document."""

    entry: int
    title: str
    section: str
    """The key of the section it is placed in."""


@dataclass(frozen=True)
class Draft:
    """A packet's document, and beside it what a document does not hold."""

    document: PacketDocument
    confidential: tuple[Confidential, ...] = ()
    answered: frozenset[tuple[str, str]] = frozenset()
    """(competency, sentence) of each gap with an answer; the sentence "" for all of them."""

    holdings: Holdings | None = None
    """What it holds against the budgets of its preset; None where nothing has a budget."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that is not empty, each once, in the order of the packet."""
        return tuple(_within(MOST_TEXT, self._texts()))

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that checks of English words read: none of a packet in another language."""
        language = self.document.language.casefold().split("-")[0]
        return self.passages if language == "en" else ()

    @cached_property
    def wins(self) -> tuple[PlacedWin, ...]:
        """Every placed win once, in the order of the packet."""
        texts: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.evidence:
                texts.setdefault(passage.evidence.entry, []).append(passage)
        first: dict[int, PlacedWin] = {}
        for section in self.document.sections:
            for evidence in section.placed():
                if evidence.entry not in first:
                    passages = tuple(texts.get(evidence.entry, ()))
                    place = of_win(section, evidence)
                    first[evidence.entry] = PlacedWin(place, section, evidence, passages)
        return tuple(first.values())

    def _texts(self) -> Iterator[Passage]:
        document = self.document
        for name in ("ask", "thesis", "summary"):
            yield Passage(of_opening(name), getattr(document, name))
        told: set[int] = set()
        for section in document.sections:
            ladder = tuple(
                block.text for block in section.expectations if len(block.text) >= SHORTEST_QUOTED
            )
            yield Passage(of_claim(section), section.claim, not_hers=ladder)
            for sentence, evidence in section.by_sentence():
                names = ("why",) if evidence.entry in told else WIN_TEXTS
                told.add(evidence.entry)
                for name in names:
                    place = of_win_field(section, evidence, name, sentence)
                    yield Passage(place, getattr(evidence, name), evidence, ladder)
        yield Passage(of_opening("next"), document.next)
        for number, gap in enumerate(document.gaps, start=1):
            yield Passage(of_gap(number, gap), gap.answer)
        for number, condition in enumerate(document.conditions, start=1):
            yield Passage(of_condition(number, condition), condition.answer)


WIN_TEXTS = ("title", "details", "impact", "why")


def _within(limit: int, passages: Iterator[Passage]) -> Iterator[Passage]:
    """Those with words in them, until so many characters are read."""
    for passage in passages:
        if not passage.text.strip():
            continue
        if len(passage.text) > LONGEST_TEXT:
            text = passage.text[:LONGEST_TEXT]
            passage = Passage(passage.place, text, passage.evidence, passage.not_hers)
        limit -= len(passage.text)
        if limit < 0:
            return
        yield passage
