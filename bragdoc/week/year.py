"""Fifty-two weeks in a row, and what became of each."""

from datetime import date, timedelta
from typing import NamedTuple

from bragdoc.models import Entry, Pause, Week
from bragdoc.models.weeks import monday_of

WEEKS = 52


class YearWeek(NamedTuple):
    monday: date
    state: str  # closed, skipped, open (has lines, was not closed), paused, none (no line)


class Year(NamedTuple):
    weeks: list[YearWeek]
    current: date  # the Monday of the page

    def count(self, state):
        return sum(week.state == state for week in self.weeks)

    def without_line(self):
        """The Mondays of the weeks with no line, the newest first."""
        return [week.monday for week in reversed(self.weeks) if week.state == "none"]

    def months(self):
        """(first Monday, number of weeks) of each month that begins in the row."""
        months = []
        for week in self.weeks:
            if not months or (week.monday.day <= 7):
                months.append([week.monday, 0])
            months[-1][1] += 1
        return months


def year_of_weeks(user, monday):
    """The 52 weeks that end with this one.

    What the person decided about a week counts first, then that it has a line. A week without one
    in which they were away, if only for a day, is paused.
    """
    first, last = monday - timedelta(weeks=WEEKS - 1), monday + timedelta(days=6)
    rows = Week.objects.visible_to(user).between(first, monday)
    days = Entry.objects.visible_to(user).days_with_wins(first, last)
    pauses = list(Pause.objects.visible_to(user).touching(first, last))
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    states = {
        **{day: "paused" for day in mondays for pause in pauses if _touches(pause, day)},
        **{monday_of(day): "open" for day in days},
        **dict(rows.values_list("monday", "state")),
    }
    return Year([YearWeek(day, states.get(day, "none")) for day in mondays], monday)


def _touches(pause, monday):
    return pause.starts_on <= monday + timedelta(days=6) and pause.ends_on >= monday
