"""Fifty-two weeks in a row, and what became of each."""

from datetime import date, timedelta
from typing import NamedTuple

from bragdoc.models import Entry, Week
from bragdoc.models.weeks import monday_of

WEEKS = 52


class YearWeek(NamedTuple):
    monday: date
    state: str  # closed, skipped, open (has lines, was not closed), none (no line), ahead


class Year(NamedTuple):
    weeks: list[YearWeek]
    current: date  # the Monday of the page

    def count(self, state):
        return sum(week.state == state for week in self.weeks)

    def months(self):
        """(first Monday, number of weeks) of each month that begins in the row."""
        months = []
        for week in self.weeks:
            if not months or (week.monday.day <= 7):
                months.append([week.monday, 0])
            months[-1][1] += 1
        return months


def year_of_weeks(user, monday):
    """The 52 weeks that end with this one."""
    first = monday - timedelta(weeks=WEEKS - 1)
    rows = Week.objects.visible_to(user).between(first, monday)
    states = dict(rows.values_list("monday", "state"))
    days = Entry.objects.visible_to(user).days_with_wins(first, monday + timedelta(days=6))
    with_lines = {monday_of(day) for day in days}
    mondays = [first + timedelta(weeks=back) for back in range(WEEKS)]
    return Year(
        [
            YearWeek(day, states.get(day) or ("open" if day in with_lines else "none"))
            for day in mondays
        ],
        monday,
    )
