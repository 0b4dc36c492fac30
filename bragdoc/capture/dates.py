"""Dates as people write them, read as spans that claim no more than was written.

"October 2025" is a month and "2025" is a year; neither becomes a day. These are the forms found in
brag documents, where a missing year may come from a period around them. The short forms of the
capture line, which share the spans, are in `typed_dates`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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


# English, Portuguese, Spanish, German and Russian. Short forms that are English words are left
# out: Portuguese "set" and "out", "ago".
MONTH_NAMES = [
    "jan january janeiro enero januar январь января",
    "feb february fev fevereiro febrero februar февраль февраля",
    "mar march março marzo märz март марта",
    "apr april abr abril апрель апреля",
    "may maio mayo mai май мая",
    "jun june junho junio juni июнь июня",
    "jul july julho julio juli июль июля",
    "aug august agosto август августа",
    "sep sept september setembro septiembre сентябрь сентября",
    "oct october outubro octubre okt oktober октябрь октября",
    "nov november novembro noviembre ноябрь ноября",
    "dec december dez dezembro dic diciembre dezember декабрь декабря",
]
MONTHS = {name: n for n, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


PARTS: dict[str, tuple[Callable[[int, int], Period], int]] = {
    "w": (iso_week, 53),
    "q": (quarter, 4),
    "h": (half, 2),
}


def _span(start: Period | None, end: Period | None) -> Period | None:
    if start is None or end is None or start.starts_on > end.ends_on:
        return None
    return Period(start.starts_on, end.ends_on, start.precision)


class Found(NamedTuple):
    """A period and where it stands in the text.

    `firm` when it can hardly be anything else: a day, or a year with something finer. "2000",
    "May" and "H1" alone are dates only where the place says so.
    """

    period: Period
    start: int
    end: int
    firm: bool


@dataclass(frozen=True)
class _Written:
    """The parts of one date as written; what is missing may come from its neighbour."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    unit: str = ""
    number: int = 0

    def period(self) -> Period | None:
        """Raises ValueError for a date that does not exist."""
        if self.year is None:
            return None
        if self.unit:
            return PARTS[self.unit][0](self.year, self.number)
        if self.month and self.day:
            return day(date(self.year, self.month, self.day))
        if self.day:
            return None
        return month(self.year, self.month) if self.month else whole_year(self.year)


_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:%])"
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAME = rf"(?P<name>{_NAMES})(?![^\W\d_])\.?"
_OF = r"(?:\s+(?:of|de)(?=\s))?"
_DASH = r"\s*(?:[-–—&]|\.\.+|(?:to|until|and|até|bis)(?=\s))\s*"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in [
        rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"{_YEAR}\s*-?\s*(?P<unit>w)(?:eek)?\s*(?P<number>\d\d?)(?!\w)",
        rf"(?P<unit>w)(?:eek|k)?\s*(?P<number>\d\d?)(?!\w)(?:,?\s*(?:of\s+)?{_YEAR})?",
        rf"{_YEAR}\s*-?\s*(?P<unit>[qh])(?P<number>[1-4])(?!\w)",
        rf"(?P<unit>[qh])(?P<number>[1-4])(?!\w)(?:[\s,'/-]*{_YEAR})?",
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        rf"{_DAY}{_OF}[\s-]+{_NAME}(?:,|{_OF})[\s-]*{_YEAR}",
        rf"{_DAY}{_OF}\s+{_NAME}",
        rf"{_NAME}\s+{_DAY}(?:,?\s*{_YEAR})?",
        rf"{_NAME}(?:(?:,|{_OF})[\s-]*{_YEAR})?",
        rf"{_YEAR}[\s-]+{_NAME}(?:[\s-]+{_DAY})?",
        rf"(?P<first>\d\d?)(?P<mark>[./-])(?P<second>\d\d?)(?P=mark){_YEAR}",
        _YEAR,
        rf"{_DAY}(?={_DASH}[0-3]?\d(?:st|nd|rd|th)?\s+(?:{_NAMES})(?![^\W\d_]))",
    ]
]
_MAYBE = re.compile(
    rf"(?<![^\W_])(?:\d|(?:{_NAMES}|week|semana|wk)(?![^\W\d_])|[wqh]\d)", re.IGNORECASE
)
_LAST_DAY = re.compile(rf"{_DAY}(?:,?\s*{_YEAR})?", re.IGNORECASE)
_RANGE = re.compile(_DASH, re.IGNORECASE)
_WEEK_OF = re.compile(
    r"(?:the\s+)?(?:week|semana)\s+(?:of|from|starting|beginning|de|do|del)\s+", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"(?:{'|'.join(f'{n}|{n[:3]}' for n in WEEKDAYS)})[,.]?\s+", re.IGNORECASE)


def period_at(text: str, start: int = 0, *, near: Period | None = None) -> Found | None:
    """The date or range of dates that begins at `start`.

    A year that is not written is taken from `near` when that lies within one year. Numeric dates
    that could be read with the day or the month first are not read at all.
    """
    found, _ = _read_at(text, start, near)
    return found


def whole_period(text: str, *, near: Period | None = None) -> Period | None:
    """The period a heading consists of, as in "Week of 2026-11-02" or "2026-H1 (Jan to Jun)"."""
    start = next((i for i, char in enumerate(text) if char.isalnum()), len(text))
    found = period_at(text, start, near=near)
    if found and re.fullmatch(r"\W*(?:\(.*\)\W*)?", text[found.end :], re.DOTALL):
        return found.period
    return None


def periods_in(text: str) -> Iterator[Found]:
    """Every date in the text that carries its year, from left to right."""
    end = 0
    for maybe in _MAYBE.finditer(text):
        if maybe.start() >= end:
            found, end = _read_at(text, maybe.start(), None)
            if found:
                yield found


def only_period(text: str) -> Period | None:
    """The period of the text when it names exactly one."""
    periods = {found.period for found in periods_in(text)}
    return periods.pop() if len(periods) == 1 else None


def _read_at(text: str, start: int, near: Period | None) -> tuple[Found | None, int]:
    """What begins at `start`, and where the reading stopped, understood or not."""
    at = start
    of_week = _WEEK_OF.match(text, at)
    if lead := of_week or _WEEKDAY.match(text, at):
        at = lead.end()
    first, end = _one_at(text, at)
    if first is None:
        return None, end
    last, last_end = _rest_of_range(text, end, first)
    year = first.year or last.year or _only_year(near)
    if first.day and not first.month:  # "27-28 Sep 2026"
        first = replace(first, month=last.month)
    try:
        start_period = replace(first, year=year).period()
        end_period = replace(last, year=last.year or year).period()
        period = _span(start_period, end_period)
        if year and start_period and end_period and not period and not first.year:
            # "Dec 27 - Jan 3, 2026"
            period = _span(replace(first, year=year - 1).period(), end_period)
        if period is None:
            period, last_end = start_period, end
    except ValueError:
        return None, end
    if period is None:
        return None, end
    written_year = first.year or last.year
    firm = period.precision is Precision.DAY or bool(
        written_year and period.precision is not Precision.YEAR
    )
    if of_week and period.starts_on == period.ends_on:
        period = week(period.starts_on)
    return Found(period, start, last_end, firm), last_end


def _only_year(near: Period | None) -> int | None:
    if near and near.starts_on.year == near.ends_on.year:
        return near.starts_on.year
    return None


def _one_at(text: str, start: int) -> tuple[_Written | None, int]:
    for form in _FORMS:
        if found := form.match(text, start):
            return _written(found), found.end()
    return None, start + 1


def _written(found: re.Match[str]) -> _Written | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if unit := parts.get("unit"):
        number = int(parts["number"])
        most = PARTS[unit.lower()][1]
        return _Written(year, unit=unit.lower(), number=number) if 1 <= number <= most else None
    if mark := parts.get("mark"):
        first, second = int(parts["first"]), int(parts["second"])
        # With dots the day comes first wherever they are used; otherwise only a number above
        # twelve tells.
        if mark == "." or first > 12 or first == second:
            return _Written(year, second, first)
        return _Written(year, first, second) if second > 12 else None
    name = parts.get("name")
    number = MONTHS.get(name.casefold(), 0) if name else int(parts.get("month") or 0)
    return _Written(year, number or None, int(parts.get("day") or 0) or None)


def _rest_of_range(text: str, end: int, first: _Written) -> tuple[_Written, int]:
    """The other end of a range, or `first` itself when there is none."""
    dash = _RANGE.match(text, end)
    if not dash:
        return first, end
    last, last_end = _one_at(text, dash.end())
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
