"""A commit as a log tells it, and finding one by as much of its hash as somebody printed."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

HASH = r"[0-9a-f]{7,64}"
SHORTEST = 7  # digits, the fewest that git prints by itself
MAX_LINE = 5_000  # characters of a line that is looked into, longer than any path
_MAX_SUBJECT = 2_000
_MAX_BODY = 20_000


def subject_of(text: str) -> str:
    """The first paragraph of a message on one line, as git joins it."""
    return " ".join(text[:_MAX_SUBJECT].split())


def body_of(text: str) -> str:
    """The rest of a message, as far as anybody reads it."""
    return text.strip()[:_MAX_BODY]


@dataclass(frozen=True)
class Change:
    """A file that a commit touched, under its new name where it was renamed."""

    path: str
    lines: int  # added and removed together; 0 where git does not count, as in pictures


@dataclass(frozen=True, eq=False)
class Commit:
    """What a log says of a commit; what it leaves out is empty.

    `on` is the author's own day, by the offset the author's clock had. `line` and `last` are its
    first and last line in the log, from 1.
    """

    hash: str
    subject: str
    line: int
    last: int
    name: str = ""
    email: str = ""
    on: date | None = None
    body: str = ""
    parents: tuple[str, ...] = ()
    is_merge: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def lines(self) -> int | None:
        """Lines added and removed. None where the log does not say."""
        return sum(change.lines for change in self.changes) if self.changes else None


class ByHash[Named]:
    """Finds what was put under a hash by a shorter or longer form of it; the first put there."""

    def __init__(self, named: Iterable[tuple[str, Named]] = ()):
        self._named: dict[str, Named] = {}
        for digits, what in named:
            self._named.setdefault(digits, what)
        self._ordered = sorted(self._named)
        self._lengths = sorted({len(digits) for digits in self._named})

    def get(self, digits: str) -> Named | None:
        if digits in self._named:
            return self._named[digits]
        for length in self._lengths:  # forms shorter than this one
            if SHORTEST <= length < len(digits) and digits[:length] in self._named:
                return self._named[digits[:length]]
        place = bisect_left(self._ordered, digits)
        if len(digits) >= SHORTEST and place < len(self._ordered):
            longer = self._ordered[place]
            return self._named[longer] if longer.startswith(digits) else None
        return None


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        start=1,
    )
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_DEFAULT = re.compile(r"\w{3} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) [\d:]{8} (?P<year>\d{4})")
_MAIL = re.compile(r"\w{3}, (?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4})")
_RAW = re.compile(r"(?P<seconds>\d{1,11}) (?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d)")


def author_day(text: str) -> date | None:
    """The day in a date as git prints it: default, iso, short, rfc or raw. None for others."""
    text = text.strip()
    try:
        if raw := _RAW.fullmatch(text):
            offset = timedelta(hours=int(raw["hours"]), minutes=int(raw["minutes"]))
            zone = timezone(-offset if raw["sign"] == "-" else offset)
            return datetime.fromtimestamp(int(raw["seconds"]), UTC).astimezone(zone).date()
        if found := _ISO.match(text) or _DEFAULT.match(text) or _MAIL.match(text):
            month = found["month"]
            number = int(month) if month.isdecimal() else _MONTHS[month]
            return date(int(found["year"]), number, int(found["day"]))
    except (ValueError, KeyError, OverflowError, OSError):
        return None
    return None


_NUMSTAT = re.compile(r"(?P<added>\d{1,9}|-)\t(?P<removed>\d{1,9}|-)\t(?P<path>.+)")
_RENAMED_PART = re.compile(r"\{(?:[^{}]*) => ([^{}]*)\}")


def change_in(line: str) -> Change | None:
    """A line of `--numstat`: counts, or "-" for what is no text, and the path."""
    found = _NUMSTAT.fullmatch(line) if len(line) <= MAX_LINE else None
    if not found:
        return None
    path = _RENAMED_PART.sub(r"\1", found["path"]).replace("//", "/")
    counts = [found["added"], found["removed"]]
    return Change(
        path=path.split(" => ")[-1].strip('"'),
        lines=sum(int(count) for count in counts if count != "-"),
    )
