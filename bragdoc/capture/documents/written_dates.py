"""Dates as people write them in documents, found in running text.

A missing year may come from a period around the text (`near`). A numeric date such as 03-04-2024
is read only when the order of its document is known (`day_first`), when one of its numbers is
above twelve, or when it is written with dots, which put the day first wherever they are used.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bragdoc.capture.dates import WEEKDAYS, Period, Precision, week
from bragdoc.capture.documents.date_forms import DASH, DAY, MAYBE, YEAR, Written, one_at


class Found(NamedTuple):
    """A period and where it stands in the text.

    `firm` when it can hardly be anything else: a day, or a year with something finer. "2000",
    "May", "H1" and "3/4/24" are dates only where the place says so.
    """

    period: Period
    start: int
    end: int
    firm: bool


class Ambiguous(NamedTuple):
    """A date that reads both ways, and both of its readings."""

    text: str
    day_first: date
    month_first: date


_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>\d\d?)(?P<mark>[/-])(?P<second>\d\d?)(?P=mark)"
    r"(?:(?P<year>(?:19|20)\d\d)|(?<=/)(?P<short>\d\d))(?![\w/-])"
)
_MORE_DAYS = re.compile(r"((?:,\s?\d\d?)+)(?=[ \t]*(?:\n|\Z|[)\]:;|–—]|-\s))")
_LAST_DAY = re.compile(rf"{DAY}(?:,?\s*{YEAR})?", re.IGNORECASE)
_RANGE = re.compile(DASH, re.IGNORECASE)
_WEEK_OF = re.compile(
    r"(?:the\s+)?(?:week|semana)\s+(?:of|from|starting|beginning|de|do|del)\s+", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"(?:{'|'.join(f'{n}|{n[:3]}' for n in WEEKDAYS)})[,.]?\s+", re.IGNORECASE)


def period_at(
    text: str, start: int = 0, *, near: Period | None = None, day_first: bool | None = None
) -> Found | None:
    """The date or range of dates that begins at `start`.

    A year that is not written is taken from `near` when that lies within one year.
    """
    found, _ = _read_at(text, start, near, day_first)
    return found


def whole_period(
    text: str, *, near: Period | None = None, day_first: bool | None = None
) -> Period | None:
    """The period a heading consists of, as in "Week of 2026-11-02" or "2026-H1 (Jan to Jun)"."""
    start = next((i for i, char in enumerate(text) if char.isalnum()), len(text))
    found = period_at(text, start, near=near, day_first=day_first)
    if found and re.fullmatch(r"\W*(?:\(.*\)\W*)?", text[found.end :], re.DOTALL):
        return found.period
    return None


def periods_in(
    text: str, *, near: Period | None = None, day_first: bool | None = None
) -> Iterator[Found]:
    """Every date in the text, from left to right. Without `near` it must carry its year."""
    end = 0
    for maybe in MAYBE.finditer(text):
        if maybe.start() >= end:
            found, end = _read_at(text, maybe.start(), near, day_first)
            if found:
                yield found


def only_period(text: str, *, day_first: bool | None = None) -> Period | None:
    """The period of the text when it names exactly one."""
    periods = {found.period for found in periods_in(text, day_first=day_first)}
    return periods.pop() if len(periods) == 1 else None


def numeric_dates(text: str) -> Iterator[tuple[int, int]]:
    """The first two numbers of each date that is written with slashes or dashes, year last."""
    for found in _NUMERIC.finditer(text):
        yield int(found["first"]), int(found["second"])


def ambiguous_dates(text: str) -> Iterator[Ambiguous]:
    """Each date in the text whose day and month could change places."""
    for found in _NUMERIC.finditer(text):
        first, second = int(found["first"]), int(found["second"])
        year = int(found["year"] or f"20{found['short']}")
        if first != second and 1 <= first <= 12 and 1 <= second <= 12:
            yield Ambiguous(found[0], date(year, second, first), date(year, first, second))


def _read_at(
    text: str, start: int, near: Period | None, day_first: bool | None
) -> tuple[Found | None, int]:
    """What begins at `start`, and where the reading stopped, understood or not."""
    at = start
    of_week = _WEEK_OF.match(text, at)
    if lead := of_week or _WEEKDAY.match(text, at):
        at = lead.end()
    first, end = one_at(text, at, day_first)
    if first is None:
        return None, end
    last, last_end = _rest_of_range(text, end, first, day_first)
    try:
        period = _span_of(first, last, near)
        if period is None:
            period, last_end = _span_of(first, first, near), end
    except ValueError:
        return None, end
    if period is None:
        return None, end
    written_year = first.year or last.year
    firm = not first.doubtful and (
        period.precision is Precision.DAY
        or bool(written_year and period.precision is not Precision.YEAR)
    )
    if of_week and period.starts_on == period.ends_on:
        period = week(period.starts_on)
    return Found(period, start, last_end, firm), last_end


def _span_of(first: Written, last: Written, near: Period | None) -> Period | None:
    """From the one to the other. Raises ValueError for a date that does not exist."""
    year = first.year or last.year or _only_year(near)
    if first.day and not first.month:  # "27-28 Sep 2026"
        first = replace(first, month=last.month)
    start = replace(first, year=year).period()
    end = replace(last, year=last.year or year).period()
    if start is None or end is None:
        return None
    if year and start.starts_on > end.ends_on and not first.year:  # "Dec 27 - Jan 3, 2026"
        start = replace(first, year=year - 1).period() or start
    if start.starts_on > end.ends_on:
        return None
    return Period(start.starts_on, end.ends_on, start.precision)


def _only_year(near: Period | None) -> int | None:
    if near and near.starts_on.year == near.ends_on.year:
        return near.starts_on.year
    return None


def _rest_of_range(
    text: str, end: int, first: Written, day_first: bool | None
) -> tuple[Written, int]:
    """The other end of a range, or `first` itself when there is none."""
    if first.year and first.month and first.day and (more := _MORE_DAYS.match(text, end)):
        return replace(first, day=int(more[1].split(",")[-1])), more.end()
    dash = _RANGE.match(text, end)
    if not dash:
        return first, end
    last, last_end = one_at(text, dash.end(), day_first)
    # "June 3 and July 9" are two days with a month between them; "June 3 and 4" are a span.
    joins_days = dash[0].strip().casefold() in ("&", "and") and first.month
    if last and not joins_days and (last.month or last.unit or (last.year and not first.day)):
        return last, last_end
    found = _LAST_DAY.match(text, dash.end())
    # "2026-03-14 - 15 issues" is no range: alone, a day must follow the dash closely.
    if found and first.month and first.day and (found["year"] or dash[0] == dash[0].strip()):
        year = int(found["year"]) if found["year"] else first.year
        return replace(first, day=int(found["day"]), year=year), found.end()
    return first, end
