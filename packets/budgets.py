"""What a packet holds against the budgets of its preset: each part, and the whole.

Pure, from the document to figures. What counts is what prints, so that a win that stands in three
places is counted where it is told, and a confidential one not at all. The ladder's wording and
what is made for the author (coverage, contents, dates) are in no budget. Words and characters are
those of the Markdown as it was typed, which is what the fields count too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import NamedTuple, Self

from packets.document import PacketDocument, anchor_of
from packets.exports.chapters import Card, Chapter, chapters_of, told_apart
from packets.exports.words import count_words
from packets.presets.document import Budget, PartKind, PresetDocument, PresetPart, Unit

COVER: tuple[PartKind, ...] = ("ask", "thesis")
"""Parts that stand on the cover, and so have no anchor."""

WRITTEN: tuple[PartKind, ...] = (*COVER, "summary", "next")
"""Parts that are one text each, a field of the document."""

WORDS_ON_A_SHEET = 320
"""About so many fill a page of a sheet, by packets of 3 to 27 wins told in brief."""


class Pages(NamedTuple):
    """How the packet was set: the first page of each part by its anchor, and how many there are."""

    first: Mapping[str, int]
    total: int

    def of(self, part: str) -> int | None:
        """How many pages a part takes. The one on which the next part begins is that one's."""
        if part not in self.first:
            return None
        start = self.first[part]
        later = [page for page in self.first.values() if page > start]
        return min(later, default=self.total + 1) - start


class Held(NamedTuple):
    """How much of a unit something holds. `used` is None for pages that nobody has set yet."""

    unit: Unit
    used: int | None
    budget: Budget | None = None

    @classmethod
    def of(
        cls,
        texts: Iterable[str],
        budget: Budget | None,
        *,
        wins: int = 0,
        pages: int | None = None,
    ) -> Self:
        """These texts in the unit of the budget; in words where there is none."""
        unit = budget.unit if budget else "words"
        if unit == "pages":
            return cls(unit, pages, budget)
        if unit == "wins":
            return cls(unit, wins, budget)
        return cls(unit, count_words(texts) if unit == "words" else sum(map(len, texts)), budget)

    @property
    def over(self) -> int:
        if self.budget is None or self.used is None:
            return 0
        return max(0, self.used - self.budget.most)

    @property
    def short(self) -> int:
        """How much is missing to the least that the budget asks for."""
        if self.budget is None or self.used is None:
            return 0
        return max(0, self.budget.least - self.used)

    @property
    def share(self) -> int:
        """How far the budget is used up, in percent; 100 where it is passed."""
        if self.budget is None or self.used is None:
            return 0
        return min(100, round(100 * self.used / self.budget.most))


@dataclass(frozen=True)
class Holdings:
    """A part is named by its anchor, one of the cover by its field: "ask", "section-delivery"."""

    document: PacketDocument
    preset: PresetDocument
    parts: Mapping[str, str] = field(default_factory=dict)
    """By the key of a section of the author's own, the key of its part in the preset."""

    pages: Pages | None = None
    """None as long as the document was not set as it is."""

    def of(self, part: str) -> Held:
        """What a part holds, in the unit of its budget; in words where it has none."""
        asked = self.asked_of(part)
        chapter = self._chapters.get(part)
        wins = {win.entry for win in chapter.section.placed()} if chapter else ()
        return Held.of(
            self._texts_of(part),
            asked.budget if asked else None,
            wins=len(wins),
            pages=self.pages.of(part) if self.pages else None,
        )

    @cached_property
    def whole(self) -> Held:
        wins = sum(1 for _ in self.document.evidence())
        pages = self.pages.total if self.pages else None
        return Held.of(self._texts, self.preset.budget, wins=wins, pages=pages)

    @property
    def words(self) -> int:
        """Of the whole."""
        return count_words(self._texts)

    @property
    def likely_pages(self) -> int | None:
        """About how many pages a sheet takes, before they are set; None for a booklet, of which
        most is not made of words."""
        if self.document.layout != "sheet":
            return None
        return max(1, ceil(self.words / WORDS_ON_A_SHEET))

    def asked_of(self, part: str) -> PresetPart | None:
        """What the preset says of a part; None where it does not have it."""
        if chapter := self._chapters.get(part):
            if chapter.section.competency:
                return self.preset.part("competencies")
            return self.preset.section(self.parts.get(chapter.section.key, ""))
        kind = part.removeprefix("part-")
        return next((each for each in self.preset.parts if each.kind == kind), None)

    @cached_property
    def _chapters(self) -> dict[str, Chapter]:
        return {anchor_of(each.section.key): each for each in chapters_of(self.document)}

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """All that prints, as it is read."""
        parts = (*COVER, *self.document.reading_order())
        apart = told_apart(self._chapters.values())
        return (
            *(text for part in parts for text in self._texts_of(part)),
            *(text for card in apart for text in _texts_of_card(card)),
        )

    def _texts_of(self, part: str) -> Iterator[str]:
        document = self.document
        name = part.removeprefix("part-")
        if chapter := self._chapters.get(part):
            yield chapter.section.claim
            for card in chapter.cards:
                yield from _texts_of_card(card)
        elif name in WRITTEN:
            yield getattr(document, name)
        elif name == "gaps":
            for gap in document.gaps:
                yield from (gap.title, gap.answer)
        elif name == "conditions":
            for condition in document.conditions:
                yield from (condition.text, condition.answer)


def _texts_of_card(card: Card) -> Iterator[str]:
    """A win told elsewhere has its title here, and why it counts in this place."""
    win = card.evidence
    yield win.title
    if card.is_first:
        for metric in win.metrics:
            yield from (metric.label, metric.before, metric.after, metric.unit)
        yield from (win.details, win.impact)
    yield from card.whys


def text_budgets(preset: PresetDocument) -> dict[str, Budget]:
    """What single texts may hold, in words or characters, by the name of their field."""
    parts = {part.kind: part.budget for part in preset.parts if part.kind in WRITTEN}
    words = {
        "claim": preset.claim_words,
        "why": preset.why_words,
        "answer": preset.answer_words,
    }
    budgets = parts | {name: Budget(most=most) for name, most in words.items() if most}
    return {
        name: budget
        for name, budget in budgets.items()
        if budget and budget.unit in ("words", "characters")
    }
