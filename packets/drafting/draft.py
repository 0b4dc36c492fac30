"""The first draft as its page shows it: by section and sentence what is proposed, and what not."""

from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from bragdoc.ladders.expected import ExpectedItem
from bragdoc.models import Entry
from packets.budgets import Holdings
from packets.drafting.material import Material
from packets.drafting.room import in_words
from packets.models import Evidence, Section
from packets.proposing import Place, Placement, Reasons, Wanted, propose


class Piece(NamedTuple):
    """A win proposed for a place."""

    key: str
    """As the form names it; `packets.drafting.taking` reads it."""

    entry: Entry
    reasons: tuple[str, ...]


class Proposed(NamedTuple):
    """What is proposed for a place. `item` is the sentence, None in a section of none."""

    item: ExpectedItem | None
    is_new: bool
    pieces: list[Piece]


class ProposedSection(NamedTuple):
    section: Section
    places: list[Proposed]


class Uncovered(NamedTuple):
    """A new sentence that stays without a win. `could` is how many wins show it and are not
    proposed; `left` how many its author took out or left out."""

    section: Section
    item: ExpectedItem
    could: int
    left: int


class Left(NamedTuple):
    """A win that was taken out of a place, or left out of it, and is not proposed there again."""

    evidence: Evidence
    says: str


class FirstDraft:
    """Given a packet `with_parts()` and what it holds. `only` is the key of a section to propose
    for; "" for all."""

    def __init__(self, packet, holdings: Holdings, only: str = ""):
        self.holdings = holdings
        self.material = Material(packet, holdings, only)
        self.case = self.material.case()
        self.chosen = propose(self.case)

    @property
    def has_wins(self) -> bool:
        """Whether there is any win in the period that could be proposed."""
        return bool(self.material.entries)

    @property
    def has_places(self) -> bool:
        return bool(self.case.wanted)

    @cached_property
    def sections(self) -> list[ProposedSection]:
        at: dict[Place, list[Placement]] = defaultdict(list)
        for placement in self.chosen:
            at[placement.place].append(placement)
        reasons = Reasons(self.case, self.chosen, self.material.period)
        found: dict[str, list[Proposed]] = defaultdict(list)
        for wanted in self.case.wanted:
            if pieces := [self._piece(each, reasons) for each in at[wanted.place]]:
                item = self.material.items.get(wanted.place)
                found[wanted.place.section].append(Proposed(item, wanted.rank == "new", pieces))
        return [
            ProposedSection(section, found[section.key])
            for section in self.material.sections
            if section.key in found
        ]

    def _piece(self, placement: Placement, reasons: Reasons) -> Piece:
        entry, (section, sentence) = placement
        key = key_of(entry, section, sentence)
        return Piece(key, self.material.entries[entry], reasons.of(placement))

    @cached_property
    def uncovered(self) -> list[Uncovered]:
        covered = {each.place for each in (*self.case.placed, *self.chosen)}
        left = Counter((each.section.key, each.expectation) for each in self.material.left)
        sections = {section.key: section for section in self.material.sections}
        return [
            Uncovered(
                sections[wanted.place.section],
                self.material.items[wanted.place],
                len(self.case.bearing[wanted.place]),
                left[wanted.place],
            )
            for wanted in self._new
            if wanted.place not in covered
        ]

    @property
    def _new(self) -> list[Wanted]:
        return [wanted for wanted in self.case.wanted if wanted.rank == "new"]

    @property
    def asked(self) -> int:
        """How many new sentences are to be covered."""
        return len(self._new)

    @property
    def covered(self) -> int:
        """How many of them would be."""
        return self.asked - len(self.uncovered)

    @property
    def covered_now(self) -> int:
        """How many of them are already."""
        placed = {each.place for each in self.case.placed}
        return sum(wanted.place in placed for wanted in self._new)

    @property
    def wins(self) -> int:
        """How many wins are proposed, each once."""
        return len({each.entry for each in self.chosen})

    @cached_property
    def words(self) -> int:
        """What the packet would come to, with what it holds already."""
        told = {each.entry for each in self.case.placed}
        words = self.holdings.words
        for placement in self.chosen:
            win = self.case.win_of[placement.entry]
            words += win.named if placement.entry in told else win.words
            told.add(placement.entry)
        return words

    @property
    def words_allowed(self) -> int | None:
        """About how many the whole packet may have; None where its preset does not say."""
        budget = self.holdings.preset.budget
        return in_words(budget) if budget and budget.unit != "wins" else None

    @property
    def pages_allowed(self) -> int | None:
        """How many pages it may have, where its budget is in pages."""
        budget = self.holdings.preset.budget
        return budget.most if budget and budget.unit == "pages" else None

    @cached_property
    def left(self) -> list[Left]:
        """What is not proposed again, in the order of the sections, where it can be placed back."""
        order = {section.pk: place for place, section in enumerate(self.material.sections)}
        rows = [
            each
            for each in self.material.left
            if not each.entry.confidential and self.material.only in ("", each.section.key)
        ]
        rows.sort(key=lambda each: (order[each.section_id], each.expectation, each.entry_id))
        items = self.material.items
        return [
            Left(each, items[place].text if place in items else "Not tied to one sentence")
            for each in rows
            for place in [Place(each.section.key, each.expectation)]
        ]


def key_of(entry: int, section: str, sentence: str) -> str:
    """What names a placement in a form: "12 delivery across-teams"."""
    return f"{entry} {section} {sentence}"
