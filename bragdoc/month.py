"""A month by its weeks: on which days wins lie, and which wins run over several days."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

MOST = 1_000  # wins of a month that are laid out
MOST_A_DAY = 8
"""Titles that stand in a day. The others are counted, and are in the log."""


class Win(NamedTuple):
    pk: int
    title: str
    starts_on: date
    ends_on: date


class Day(NamedTuple):
    """`is_outside` is a day of the neighbouring month that fills the week."""

    on: date
    wins: list[Win]
    more: int
    is_outside: bool
    is_today: bool


class MonthWeek(NamedTuple):
    """`spans` are the wins of more than a day, each in the first week of this month that has it."""

    monday: date
    number: int  # as ISO 8601 counts
    spans: list[Win]
    days: list[Day]


def weeks_of(month: date, wins: Iterable[Win], today: date) -> list[MonthWeek]:
    """The weeks of the month of a day, from Monday to Sunday, with the wins laid into them."""
    by_day, by_week = defaultdict(list), defaultdict(list)
    for win in wins:
        if win.starts_on == win.ends_on:
            by_day[win.starts_on].append(win)
        else:
            began = max(win.starts_on, month)
            by_week[began - timedelta(days=began.weekday())].append(win)
    return [
        MonthWeek(
            days[0],
            days[0].isocalendar().week,
            by_week[days[0]],
            [
                Day(
                    day,
                    by_day[day][:MOST_A_DAY],
                    len(by_day[day][MOST_A_DAY:]),
                    day.month != month.month,
                    day == today,
                )
                for day in days
            ],
        )
        for days in Calendar().monthdatescalendar(month.year, month.month)
    ]


def first_of_next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def first_of_previous(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)
