"""Where a day stands in a review season: in words, and as places on a line. No database."""

from datetime import date
from typing import NamedTuple

LINE = 180  # units from the day a season opens to the day decisions are due
APRON = 30  # units before and after, for a day that is outside


class Stage(NamedTuple):
    """A date of a season, or today among them."""

    name: str
    on: date
    x: int
    is_today: bool = False


class Timeline(NamedTuple):
    """The dates of a season and today, in the order of the calendar."""

    stages: list[Stage]
    says: str
    """What today is in the season."""

    @property
    def width(self) -> int:
        return LINE + 2 * APRON

    @property
    def dates(self) -> list[Stage]:
        return [stage for stage in self.stages if not stage.is_today]

    @property
    def today(self) -> Stage:
        return next(stage for stage in self.stages if stage.is_today)


def timeline_of(season, today: date) -> Timeline:
    """`season` has the days `opens_on`, `drafts_due_on` and `decisions_due_on`, in this order.

    On the day of a date today stands after it: what is due is due now.
    """
    stages = [
        Stage(name, on, _place(season, on))
        for name, on in (
            ("Opens", season.opens_on),
            ("Drafts due", season.drafts_due_on),
            ("Decisions due", season.decisions_due_on),
        )
    ]
    passed = sum(stage.on <= today for stage in stages)
    stages.insert(passed, Stage("Today", today, _place(season, today), is_today=True))
    return Timeline(stages, _said(season, today))


def _place(season, day: date) -> int:
    """In units from the beginning of the picture; a day outside is in the middle of an apron."""
    if day < season.opens_on:
        return APRON // 2
    if day > season.decisions_due_on:
        return APRON + LINE + APRON // 2
    days = max((season.decisions_due_on - season.opens_on).days, 1)
    return APRON + round(LINE * (day - season.opens_on).days / days)


def _said(season, today: date) -> str:
    if today < season.opens_on:
        return "Not open yet"
    if today <= season.drafts_due_on:
        return "Packets are written and shared"
    if today <= season.decisions_due_on:
        return "Packets are read and decided"
    return "Over"
