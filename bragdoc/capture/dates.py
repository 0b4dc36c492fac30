"""Spans of days that claim no more than was written.

"October 2025" is a month and "2025" is a year; neither becomes a day. The forms that are read into
these spans are in `typed_dates` for the capture line and in `documents.written_dates` for
documents.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    UNKNOWN = "unknown"


class Period(NamedTuple):
    """A span of days, both ends included. The precision is that of its first end as written."""

    starts_on: date
    ends_on: date
    precision: Precision


def day(on: date) -> Period:
    return Period(on, on, Precision.DAY)


def week(first_day: date) -> Period:
    """Seven days from the day that was written: people's weeks begin on Sundays too."""
    return Period(first_day, first_day + timedelta(days=6), Precision.WEEK)


def iso_week(year: int, number: int) -> Period:
    """Raises ValueError for a week 53 in a year that has 52."""
    return week(date.fromisocalendar(year, number, 1))


def months(year: int, first: int, count: int, precision: Precision) -> Period:
    last = first + count - 1
    next_first = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), next_first - timedelta(days=1), precision)


def month(year: int, number: int) -> Period:
    return months(year, number, 1, Precision.MONTH)


def quarter(year: int, number: int) -> Period:
    return months(year, 3 * number - 2, 3, Precision.QUARTER)


def half(year: int, number: int) -> Period:
    return months(year, 6 * number - 5, 6, Precision.HALF)


def whole_year(year: int) -> Period:
    return months(year, 1, 12, Precision.YEAR)


# English, Portuguese, Spanish, French, Italian, German and Russian. Short forms that are English
# words are left out: Portuguese "set", "out" and "ago".
MONTH_NAMES = [
    "jan january janeiro enero janvier gennaio januar янв январь января",
    "feb february fev fevereiro febrero février fevrier febbraio februar фев февраль февраля",
    "mar march março marzo mars märz март марта",
    "apr april abr abril avril aprile апр апрель апреля",
    "may maio mayo mai maggio май мая",
    "jun june junho junio juin giugno juni июнь июня",
    "jul july julho julio juillet luglio juli июль июля",
    "aug august agosto août aout авг август августа",
    "sep sept september setembro septiembre septembre settembre сен сентябрь сентября",
    "oct october outubro octubre octobre ottobre okt oktober окт октябрь октября",
    "nov november novembro noviembre novembre ноя ноябрь ноября",
    "dec december dez dezembro dic diciembre décembre decembre dicembre dezember"
    " дек декабрь декабря",
]
MONTHS = {name: n for n, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

# What a letter before a number names, and how many of them a year has at most.
PARTS: dict[str, tuple[Callable[[int, int], Period], int]] = {
    "w": (iso_week, 53),
    "q": (quarter, 4),
    "h": (half, 2),
}
