"""The dates of the capture line, short and relative to today: `yesterday`, `fri`, `w45`, `q3`.

They are spans, like all dates of the log, and claim no more than was typed.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bragdoc.capture.dates import (
    MONTHS,
    PARTS,
    WEEKDAYS,
    Period,
    day,
    month,
    whole_year,
)


def typed_period(text: str, *, today: date) -> Period | None:
    """What follows `^`: `yesterday`, `fri`, `2026-11-03`, `2026-11`, `w45`, `oct`, `q3`, `2025`.

    A form without a year means the latest one that has begun, today included. `a..b` runs from
    the start of one to the end of the other; the start is then the latest that has begun by that
    end, so that `wed..mon` goes over a weekend and `dec..jan` over the year's. None for anything
    else: a day that does not exist, a span that ends before it starts, and years before 1900 or
    after 2099, which are more often a slip than a date.
    """
    first, dots, last = text.casefold().partition("..")
    try:
        end = _typed(last if dots else first, today, today)
        if end is None or not dots:
            return end
        start = _typed(first, today, min(today, end.ends_on))
    except (ValueError, OverflowError):  # OverflowError: before year 1, after year 9999
        return None
    if start is None or start.starts_on > end.ends_on:
        return None
    return Period(start.starts_on, end.ends_on, start.precision)


def written_period(starts_on: date, ends_on: date) -> str | None:
    """The shortest form with its year that `typed_period` reads as this span; None for a span
    that it cannot read."""
    year, number = starts_on.year, starts_on.month
    forms = [
        f"{starts_on}",
        f"{starts_on:%G}-w{starts_on:%V}",
        f"{starts_on:%Y-%m}",
        f"{year}-q{(number + 2) // 3}",
        f"{year}-h{(number + 5) // 6}",
        f"{year}",
        f"{starts_on}..{ends_on}",
    ]
    for form in forms:
        # Each form has its year: what day it is today makes no difference.
        period = typed_period(form, today=starts_on)
        if period and (period.starts_on, period.ends_on) == (starts_on, ends_on):
            return form
    return None


_PART = re.compile(r"((?:19|20)\d\d-?)?([wqh])(\d\d?)", re.ASCII)
_NUMBERS = re.compile(r"((?:19|20)\d\d)(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)


def _typed(text: str, today: date, by: date) -> Period | None:
    """One end. What comes again each week or year is the latest that has begun `by` this day.

    Raises ValueError or OverflowError for a date that does not exist.
    """
    if text in ("today", "yesterday"):
        return day(today - timedelta(days=text == "yesterday"))
    for number, name in enumerate(WEEKDAYS):
        if text in (name, name[:3]):
            return day(by - timedelta(days=(by.weekday() - number) % 7))
    if text in MONTHS:
        return _latest(month, MONTHS[text], by)
    if found := _PART.fullmatch(text):
        year, unit, number = found[1], found[2], int(found[3])
        period_of, most = PARTS[unit]
        if not 1 <= number <= most:
            return None
        return period_of(int(year[:4]), number) if year else _latest(period_of, number, by)
    if found := _NUMBERS.fullmatch(text):
        if found[3]:
            return day(date(int(found[1]), int(found[2]), int(found[3])))
        return month(int(found[1]), int(found[2])) if found[2] else whole_year(int(found[1]))
    return None


def _latest(period_of: Callable[[int, int], Period], number: int, by: date) -> Period | None:
    # An ISO year can begin in December, and seven years can pass between two weeks 53.
    for year in range(by.year + 1, by.year - 9, -1):
        try:
            period = period_of(year, number)
        except (ValueError, OverflowError):
            continue
        if period.starts_on <= by:
            return period
    return None
