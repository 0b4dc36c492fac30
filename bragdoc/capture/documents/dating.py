"""When an entry of a document was: the nearest date counts, in the precision it was written in.

Near is the text itself; then the headings above it, from the inside out; then the front matter;
then the name of the file, and last its folders.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bragdoc.capture.dates import Period, Precision, day, month, week
from bragdoc.capture.documents.front_matter import FrontMatter
from bragdoc.capture.documents.marks import after_mark
from bragdoc.capture.documents.written_dates import (
    Found,
    only_period,
    period_at,
    periods_in,
    whole_period,
)
from bragdoc.capture.links import without_addresses

_AT_END = re.compile(r"[(\[][^()\[\]]{3,40}[)\]]\W*$")
_ASIDE = re.compile(r"\([^()]*\)")  # in the midst of a text it is about something else
_RELATIVE = re.compile(r"\b(?:since|by|before|until|till|after|due|than)\s+\W*$", re.IGNORECASE)
_CLOCK = re.compile(r"[ \t]*\d\d?:\d\d(?::\d\d)?(?:[ \t]|(?=\W*$))")


@dataclass(frozen=True)
class Dating:
    """How the dates of one document are read: the period of all of it, the order of its numbers."""

    document: Period | None = None
    day_first: bool | None = None

    def whole(self, text: str, near: Period | None) -> Period | None:
        return whole_period(text, near=near, day_first=self.day_first)

    def of_heading(self, plain: str) -> Period | None:
        """The one date inside a heading that says more than a date."""
        return only_period(without_addresses(plain), day_first=self.day_first)

    def leading(self, plain: str, near: Period | None) -> Found | None:
        """The date a text begins with, in brackets or not, after a mark or the time of day."""
        start = after_mark(plain)
        if clock := _CLOCK.match(plain, start):
            start = clock.end()
        while start < len(plain) and plain[start] in " \t[(*_":
            start += 1
        found = period_at(plain, start, near=near, day_first=self.day_first)
        if found and (found.firm or re.match(r"\s*(?:[:–—)\],|;]|-\s|\W*$)", plain[found.end :])):
            return found
        return None

    def own(self, plain: str, rest: str, near: Period | None) -> Period | None:
        """The date of a text that begins with none: at its end in brackets, or its only one."""
        words = without_addresses(plain)
        if at_end := _AT_END.search(words):
            found = period_at(words, at_end.start() + 1, near=near, day_first=self.day_first)
            if found and found.end >= at_end.end() - 1:
                return found.period
        for place in (words, without_addresses(rest)):
            place = _ASIDE.sub(" ", place)
            firm = {
                found.period
                for found in periods_in(place, near=near, day_first=self.day_first)
                if found.firm and not _RELATIVE.search(place[: found.start])
            }
            if len(firm) == 1:
                return firm.pop()
            if firm:
                break
        return None

    def of_cell(self, plain: str, near: Period | None) -> Period | None:
        """The date a cell of a table consists of, or the span from its first to its last."""
        parts = [self.whole(part, near) for part in re.split(r"[\n;]", plain) if part.strip()]
        periods = [part for part in parts if part]
        if not periods or len(periods) < len(parts):
            return None
        first = min(periods)
        return Period(first.starts_on, max(p.ends_on for p in periods), first.precision)


def period_of_document(front: FrontMatter, name: str, day_first: bool | None) -> Period | None:
    """What dates the entries that have no date nearer to them."""
    # A title names the period written about; the date beside it is that of publication.
    for place in ("title", "week", "week_ending", "date"):
        if period := only_period(front.values.get(place, ""), day_first=day_first):
            if place == "week_ending":
                return week(period.ends_on - timedelta(days=6))
            return period
    return _period_of_name(name, day_first)


def _period_of_name(name: str, day_first: bool | None) -> Period | None:
    """The date in a name, or in folders, as in 2018/05/notes.md and JUL-2026/day-29.md."""
    period: Period | None = None
    for part in re.split(r"[\\/]", name):
        dated = {found.period for found in periods_in(part, near=period, day_first=day_first)}
        if len(dated) == 1:
            period = dated.pop()
        elif period and (number := re.fullmatch(r"(?:day[ _-]?)?(\d\d?)(?:\.\w+)?", part, re.I)):
            period = _part_of(period, int(number[1])) or period
    return period


def _part_of(period: Period, number: int) -> Period | None:
    try:
        if period.precision is Precision.YEAR:
            return month(period.starts_on.year, number)
        if period.precision is Precision.MONTH:
            return day(period.starts_on.replace(day=number))
    except ValueError:
        pass
    return None
