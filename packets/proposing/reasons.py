"""Why a win was chosen for a place, in words that its author can check."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from bragdoc.coverage.months import Months
from packets.proposing.case import Case, Placement, Win

MOST = 3
"""Reasons told of a placement."""

STRONGEST, NUMBER, ARTEFACT, TESTIMONY = 4, 3, 2, 1
_HAS = {
    STRONGEST: "before and after",
    NUMBER: "a number",
    ARTEFACT: "a link to look at",
    TESTIMONY: "somebody’s praise",
}


class Reasons:
    """What speaks for the placements chosen of a case, beside what is placed in it already."""

    def __init__(self, case: Case, chosen: Iterable[Placement], period: Months):
        self.case, self.period = case, period
        self.placements = {*case.placed, *chosen}
        wins = [case.win_of[entry] for entry in {each.entry for each in self.placements}]
        self.in_month = Counter(month for win in wins for month in period.among(win.months))
        self.on_project = Counter(win.project for win in wins)
        self.places = Counter(each.entry for each in self.placements)

    def of(self, placement: Placement) -> tuple[str, ...]:
        """At least one, and the weightiest first."""
        win = self.case.win_of[placement.entry]
        told = [
            *self._alone(placement),
            *self._proof(win, self._others(placement)),
            *self._month(win),
            *self._project(win),
            *self._uses(win),
        ]
        return tuple(told[:MOST]) or tuple(self._among(win, self._others(placement)))

    def _others(self, placement: Placement) -> list[Win]:
        """The other wins that could stand at the place, or do."""
        there = {each.entry for each in self.placements if each.place == placement.place}
        could = {*self.case.bearing[placement.place], *there} - {placement.entry}
        return [self.case.win_of[entry] for entry in sorted(could)]

    def _alone(self, placement: Placement) -> Iterator[str]:
        win = self.case.win_of[placement.entry]
        bearing = win.bears[placement.place]
        others = self._others(placement)
        if bearing.words:
            words = " and ".join(f"“{word}”" for word in bearing.words)
            yield f"By its words: it shares {words} with the sentence. You have not tagged it so."
        elif not placement.place.sentence and win.shows:
            yield f"Tagged with {_sentences(len(win.shows))}."
        elif placement.place.sentence and not others:
            yield "The only win that shows this."

    def _proof(self, win: Win, others: list[Win]) -> Iterator[str]:
        if not win.proof:
            return
        weaker = sum(other.proof < win.proof for other in others)
        if others and weaker == len(others):
            could = f"Of {len(others) + 1} wins that could stand here"
            yield f"{could}, the only one with {_HAS[win.proof]}."
        else:
            yield f"Has {_HAS[win.proof]}."

    def _month(self, win: Win) -> Iterator[str]:
        months = [each for each in self.period.among(win.months) if self.in_month[each] == 1]
        if months and len(self.places) > 1:
            names = [self._name(month) for month in months[:2]]
            more = len(months) - 2
            names += [f"{more} more month{'' if more == 1 else 's'}"] if more > 0 else []
            joined = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
            yield f"From {joined}, when nothing else in the packet is."

    def _name(self, month: date) -> str:
        """With its year where the period has another month of the name."""
        return f"{month:%B %Y}" if self.period.count > 12 else f"{month:%B}"

    def _project(self, win: Win) -> Iterator[str]:
        if win.project and self.on_project[win.project] == 1 and len(self.on_project) > 1:
            yield f"The only win from {win.project}."

    def _uses(self, win: Win) -> Iterator[str]:
        if (places := self.places[win.entry]) > 1:
            yield f"Serves {places} places, and is told once."

    def _among(self, win: Win, others: list[Win]) -> Iterator[str]:
        """Where nothing sets it apart from others."""
        could = f"One of {len(others) + 1} wins that could stand here"
        is_short = all(win.words <= other.words for other in others)
        yield f"{could}, and it takes the fewest words." if is_short else f"{could}."


def _sentences(count: int) -> str:
    return "1 sentence that is new" if count == 1 else f"{count} sentences that are new"
