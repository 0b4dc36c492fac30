"""Days as trackers write them: ISO, JavaScript's, and whatever a Jira was told to write."""

import re
from collections.abc import Iterable
from datetime import date

from bragdoc.capture.dates import MONTHS

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_SCRIPT = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(?P<month>[A-Z][a-z]{2}) (?P<day>\d\d?),? (?P<year>\d{4})"
)
_NAMED = re.compile(
    r"(?P<day>\d\d?)[/. -](?P<month>[^\W\d_]{3,12})\.?[/. -](?P<year>\d{4}|\d\d)(?!\d)"
)
_NUMBERS = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?!\d)")
_EARLIEST, _LATEST = 1990, 2099  # years in which trackers close anything


def day_in(text: str, *, day_first: bool = True) -> date | None:
    """The day that a text begins with, as it is written there, whatever its time zone.

    `day_first` decides where two numbers can each be the month. None for what is no day, or cannot
    be one of work.
    """
    try:
        found = _day(text.strip(), day_first)
    except ValueError:
        return None
    return found if found and _EARLIEST <= found.year <= _LATEST else None


def _day(text: str, day_first: bool) -> date | None:
    if iso := _ISO.match(text):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if named := _SCRIPT.match(text) or _NAMED.match(text):
        month = MONTHS.get(named["month"].casefold())
        return date(_year(named["year"]), month, int(named["day"])) if month else None
    if numbers := _NUMBERS.match(text):
        first, second, year = int(numbers[1]), int(numbers[3]), _year(numbers[4])
        # With dots the day comes first wherever they are used; else a number above twelve tells.
        if numbers[2] == "." or first > 12 or (day_first and second <= 12):
            return date(year, second, first)
        return date(year, first, second)
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """What the numeric days of a file tell together. None where each can be read both ways, or
    where they contradict each other."""
    told = set()
    for text in texts:
        numbers = _NUMBERS.match(text.strip())
        if numbers and numbers[2] != ".":
            first, second = int(numbers[1]), int(numbers[3])
            if (first > 12) != (second > 12):
                told.add(first > 12)
    return told.pop() if len(told) == 1 else None


def is_ambiguous(text: str) -> bool:
    numbers = _NUMBERS.match(text.strip())
    return bool(
        numbers
        and numbers[2] != "."
        and numbers[1] != numbers[3]
        and int(numbers[1]) <= 12
        and int(numbers[3]) <= 12
    )
