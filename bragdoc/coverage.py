"""What the goal asks beyond the present position, and the wins tagged with each competency.

A count says how many wins there are, not how good they are: nothing here is a score.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bragdoc.ladders.expected import CompetencyGap, ExpectedCompetency, expected
from bragdoc.models import Entry

type Kind = Literal["evidence", "none", "carried", "not-applicable", "not-stated"]


@dataclass(frozen=True)
class Month:
    first: date
    has_wins: bool


@dataclass(frozen=True)
class CoveredCompetency:
    """A competency of the goal with the wins of the period; `before` is what is asked now."""

    asked: CompetencyGap
    before: ExpectedCompetency | None
    wins: int
    months: tuple[Month, ...]

    @property
    def kind(self) -> Kind:
        if self.asked.status in ("not-applicable", "not-stated"):
            return self.asked.status
        if not self.asked.new:
            return "carried"
        return "evidence" if self.wins else "none"

    @property
    def stated_now(self):
        """What the present position states itself."""
        return [item for item in self.before.items if not item.carried] if self.before else []

    @property
    def mark(self):
        """The mark of what is not new."""
        if self.asked.carried:
            return "carried"
        return "na" if self.asked.status == "not-applicable" else "silent"

    @property
    def rows(self):
        """The rows of its table: each new expectation, and one for what is carried."""
        return len(self.asked.new) + bool(self.asked.carried)


def cover(user, placement, since: date, until: date) -> list[CoveredCompetency]:
    """Every competency of the goal, in the ladder's order. Days from `since` to `until`, both
    included, whole months."""
    document = placement.ladder_version.read()
    before = {asked.slug: asked for asked in expected(document, placement.now_position())}
    wins: dict[str, list[tuple[date, date, int]]] = {}
    spans = Entry.objects.visible_to(user).in_period(since, until).tag_spans()
    for slug, starts_on, ends_on, count in spans:
        wins.setdefault(slug, []).append((starts_on, ends_on, count))
    return [
        CoveredCompetency(
            asked=asked,
            before=before.get(asked.slug),
            wins=sum(count for *_, count in wins.get(asked.slug, [])),
            months=tuple(months_of(wins.get(asked.slug, []), since, until)),
        )
        for asked in placement.gap()
    ]


def months_of(spans, since, until):
    """Each month of the period, with whether one of the spans touches it."""
    first = since
    while first <= until:
        following = (first + timedelta(days=31)).replace(day=1)
        last = following - timedelta(days=1)
        yield Month(first, any(start <= last and end >= first for start, end, _ in spans))
        first = following
