"""The days on which a meeting repeats, of the rules that calendars offer (RFC 5545, 3.3.10).

Only days count here, and every rule is followed by its own steps with an end in sight: a rule
that never fits any day, as files from anyone may hold, ends like all others.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
}
_MOST_VALUES = 400  # of one part: there are no more days in a year
_ON = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True)
class Rule:
    """`weekdays` are (which of the month, weekday from 0): (0, 0) every Monday, (-1, 4) the last
    Friday. Days of the month may count from its end."""

    every: str  # DAILY, WEEKLY, MONTHLY, YEARLY
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: Sequence[tuple[int, int]] = ()
    month_days: Sequence[int] = ()
    months: Sequence[int] = ()
    places: Sequence[int] = ()
    week_begins: int = field(default=0)

    @classmethod
    def of(cls, parts: Mapping[str, Any]) -> "Rule | None":
        """From the parts of a rule, each a list of values. None for one that is not followed."""
        values = {str(name).upper(): _listed(value) for name, value in parts.items()}
        every = str(values.get("FREQ", [""])[0]).upper()
        if every not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or values.keys() - _KNOWN:
            return None
        weekdays = [_weekday(str(value)) for value in values.get("BYDAY", [])]
        if None in weekdays or (every == "YEARLY" and weekdays and "BYMONTH" not in values):
            return None
        try:
            return cls(
                every,
                interval=max(1, int(values.get("INTERVAL", [1])[0])),
                count=int(values["COUNT"][0]) if values.get("COUNT") else None,
                until=_day(values["UNTIL"][0]) if values.get("UNTIL") else None,
                weekdays=[weekday for weekday in weekdays if weekday],
                month_days=[int(value) for value in values.get("BYMONTHDAY", [])],
                months=[int(value) for value in values.get("BYMONTH", [])],
                places=[int(value) for value in values.get("BYSETPOS", [])],
                week_begins=_WEEKDAYS.index(str(values.get("WKST", ["MO"])[0]).upper()),
            )
        except (ValueError, TypeError):
            return None

    def days(self, start: date, since: date, last: date) -> Iterator[date]:
        """From `since` to `last`, both included, of a meeting that was first held at `start`."""
        end = min(last, self.until) if self.until else last
        told = 0
        for first in self._periods(start, since, end):
            for day in self._within(first, start):
                if day < start:
                    continue
                told += 1
                if day > end or (self.count is not None and told > self.count):
                    return
                if day >= since:
                    yield day

    def _periods(self, start: date, since: date, end: date) -> Iterator[date]:
        """The first days of the days, weeks, months or years in which it is held."""
        # Only what counts from the beginning has to be followed from there.
        far = 0 if self.count is not None else self._steps(start, max(start, since)) - 1
        step = max(0, far)
        while (first := self._period(start, step)) is not None and first <= end:
            yield first
            step += 1

    def _steps(self, start: date, day: date) -> int:
        """How many times the interval fits between the periods of these days."""
        if self.every in ("DAILY", "WEEKLY"):
            return (day - start).days // (self.interval * (7 if self.every == "WEEKLY" else 1))
        months = (day.year - start.year) * 12 + day.month - start.month
        return months // (self.interval * (12 if self.every == "YEARLY" else 1))

    def _period(self, start: date, step: int) -> date | None:
        try:
            if self.every == "DAILY":
                return start + timedelta(days=step * self.interval)
            if self.every == "WEEKLY":
                monday = start - timedelta(days=(start.weekday() - self.week_begins) % 7)
                return monday + timedelta(days=7 * step * self.interval)
            if self.every == "YEARLY":
                return date(start.year + step * self.interval, 1, 1)
            month = start.year * 12 + start.month - 1 + step * self.interval
            return date(month // 12, month % 12 + 1, 1)
        except (ValueError, OverflowError):
            return None

    def _within(self, first: date, start: date) -> list[date]:
        found = [day for day in self._candidates(first, start) if self._fits(day, start)]
        if not self.places:
            return found
        chosen = {place - 1 if place > 0 else len(found) + place for place in self.places}
        return [day for place, day in enumerate(found) if place in chosen]

    def _candidates(self, first: date, start: date) -> list[date]:
        if self.every == "DAILY":
            return [first]
        if self.every == "WEEKLY":
            return [first + timedelta(days=number) for number in range(7)]
        months = [first.month]
        if self.every == "YEARLY":
            months = sorted(set(self.months) & set(range(1, 13))) if self.months else [start.month]
        return [
            date(first.year, month, day)
            for month in months
            for day in range(1, monthrange(first.year, month)[1] + 1)
        ]

    def _fits(self, day: date, start: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not {day.day, day.day - length - 1} & set(self.month_days):
            return False
        if self.weekdays:
            which = {0, (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
            return any(day.weekday() == on and place in which for place, on in self.weekdays)
        if self.month_days or self.every == "DAILY":
            return True
        return day.weekday() == start.weekday() if self.every == "WEEKLY" else day.day == start.day


def _listed(value: Any) -> list[Any]:
    return list(value[:_MOST_VALUES]) if isinstance(value, list | tuple) else [value]


def _weekday(text: str) -> tuple[int, int] | None:
    found = _ON.fullmatch(text.upper())
    return (int(found[1] or 0), _WEEKDAYS.index(found[2])) if found else None


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise ValueError
