"""The meetings of an iCalendar file, each with the lines it stands on.

The file is cut into its components by their lines, and each meeting is parsed by itself: one that
is broken costs none of the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bragdoc.capture.proposals import Progress, Skipped, Unreadable
from bragdoc.capture.trackers.recurrence import Rule
from bragdoc.capture.trackers.words import link, plain, prose

MAX_MEETINGS = 20_000
MAX_REPEATED = 3_000
_MAX_LINES = 5_000  # of one meeting; parsing takes longer than by their number
STEP = 200  # meetings between two words about progress
_EARLIEST, _LATEST = 1990, 2099
_MAX_DATES = 1_000  # days added or left out, of one meeting
_BEGIN = re.compile(r"begin:([\w-]+)\s*", re.IGNORECASE)
_END = re.compile(r"end:([\w-]+)\s*", re.IGNORECASE)
_REASONS = {
    "VTIMEZONE": "A time zone",
    "VTODO": "A task, not a meeting",
    "VJOURNAL": "A note, not a meeting",
    "VFREEBUSY": "Times that are taken, without a word on what for",
}
CUT_OFF = "The file ends within this meeting"


@dataclass(frozen=True, eq=False)
class Meeting:
    """`starts_on` is the day where it was held. `answers` are what those invited said, by their
    address. `stands_for` is the day of a repeated meeting in whose place this one was held."""

    uid: str
    title: str
    line: int
    last: int
    starts_on: date | None
    is_all_day: bool
    is_cancelled: bool
    organizer: str
    answers: dict[str, str]
    rule: Rule | None
    repeats: bool
    excluded: frozenset[date]
    added: tuple[date, ...]
    stands_for: date | None
    stamped_on: date | None
    url: str
    body: str

    @property
    def name(self) -> str:
        """What makes it the same one when its calendar comes back."""
        return " ".join(map(str, filter(None, [self.uid or self.title, self._when])))

    @property
    def _when(self) -> date | None:
        return self.stands_for or (None if self.uid else self.starts_on)


@dataclass(frozen=True)
class Calendar:
    name: str
    meetings: tuple[Meeting, ...]
    skipped: tuple[Skipped, ...]


def calendar_in(text: str, progress: Progress) -> Calendar:
    """The first half of a reading, as `progress` is told. Raises Unreadable."""
    if not re.match(r"\s*\ufeff?\s*begin:vcalendar", text, re.IGNORECASE):
        raise Unreadable("The file is no calendar: it does not begin with BEGIN:VCALENDAR.")
    lines = text.split("\n")
    blocks = list(_blocks(lines))
    if len(blocks) > MAX_MEETINGS:
        raise Unreadable("The calendar holds more than 20,000 meetings. Export a shorter period.")
    zone = _zone(_said(lines, "X-WR-TIMEZONE"))
    meetings: list[Meeting] = []
    skipped: list[Skipped] = []
    for place, (kind, first, last) in enumerate(blocks):
        if place % STEP == 0:
            progress(place, 2 * len(blocks))
        found = _meeting(lines, first, last, zone) if kind == "VEVENT" else None
        if found:
            meetings.append(found)
        else:
            told = plain("\n".join(lines[first - 1 : last])[:2_000], 500)
            reason = "A meeting that cannot be read" if kind == "VEVENT" else kind
            skipped.append(Skipped(first, last, told, _REASONS.get(reason, reason)))
    if not meetings and not any(kind == "VEVENT" for kind, _, _ in blocks):
        raise Unreadable("The calendar holds no meetings.")
    if sum(meeting.rule is not None for meeting in meetings) > MAX_REPEATED:
        raise Unreadable("More than 3,000 meetings repeat. Export a shorter period.")
    return Calendar(_said(lines, "X-WR-CALNAME"), tuple(meetings), tuple(skipped))


def _blocks(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """(kind of component, first line, last line) of each; for lines in none, "About the calendar"
    as the kind, and for a meeting without an end, why it is left out."""
    kind, began = "", 0
    loose = 0  # the first of lines that belong to no component
    for number, line in enumerate(lines, start=1):
        begins, ends = _BEGIN.fullmatch(line), _END.fullmatch(line)
        named = begins[1].upper() if begins else ""
        if kind and (named == "VEVENT" or named == "VCALENDAR"):
            yield CUT_OFF, began, number - 1
            kind = ""
        if not kind and named and named != "VCALENDAR":
            if loose:
                yield "About the calendar", loose, number - 1
            kind, began, loose = named, number, 0
        elif kind and ends and ends[1].upper() == kind:
            yield kind, began, number
            kind = ""
        elif not kind and line.strip():
            loose = loose or number
    if kind:
        yield CUT_OFF, began, len(lines)
    elif loose:
        yield "About the calendar", loose, len(lines)


def _said(lines: list[str], name: str) -> str:
    """A word of the calendar about itself."""
    start = f"{name}:"
    return next((plain(line[len(start) :]) for line in lines[:500] if line.startswith(start)), "")


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def _meeting(lines: list[str], first: int, last: int, zone: ZoneInfo | None) -> Meeting | None:
    """None for one that cannot be read."""
    if last - first > _MAX_LINES:
        return None
    from icalendar import Event  # takes a tenth of a second, and few files are calendars

    try:
        event = Event.from_ical("\r\n".join(lines[first - 1 : last]) + "\r\n")
    except Exception:  # whatever a parser says to bytes from anyone
        return None
    starts = _moment(event.get("DTSTART"))
    parts = event.get("RRULE")
    attendees = _listed(event.get("ATTENDEE"))[:_MAX_DATES]
    return Meeting(
        uid=plain(_text(event.get("UID")), 200),
        title=plain(_text(event.get("SUMMARY"))),
        line=first,
        last=last,
        starts_on=_day(starts, zone),
        is_all_day=not isinstance(starts, datetime),
        is_cancelled=_text(event.get("STATUS")).upper() == "CANCELLED",
        organizer=_address(event.get("ORGANIZER")),
        answers={_address(each): _answer(each) for each in attendees if _address(each)},
        rule=Rule.of(parts) if isinstance(parts, dict) else None,
        repeats="RRULE" in event or "RDATE" in event,
        excluded=frozenset(_dates(event.get("EXDATE"), zone)),
        added=tuple(_dates(event.get("RDATE"), zone)),
        stands_for=_day(_moment(event.get("RECURRENCE-ID")), zone),
        stamped_on=_day(_moment(event.get("DTSTAMP")), zone),
        url=link(_text(event.get("URL"))),
        body=prose(_text(event.get("DESCRIPTION")), 1_000),
    )


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return str(first) if isinstance(first, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _moment(value: Any) -> Any:
    """The date or time of a property; None where it has none."""
    return _part(_listed(value)[0], "dt") if _listed(value) else None


def _part(value: Any, name: str) -> Any:
    """None for a value that its parser kept though it could not be read."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _day(moment: Any, zone: ZoneInfo | None) -> date | None:
    """The day at the place of the meeting; times in UTC by the zone of the calendar."""
    if isinstance(moment, tuple):  # a period: its beginning
        moment = moment[0]
    if not isinstance(moment, date) or not _EARLIEST <= moment.year <= _LATEST:
        return None
    if isinstance(moment, datetime):
        if zone and moment.tzinfo and str(moment.tzinfo) == "UTC":
            moment = moment.astimezone(zone)
        return moment.date()
    return moment


def _dates(value: Any, zone: ZoneInfo | None) -> list[date]:
    moments = [_part(each, "dt") for many in _listed(value) for each in _part(many, "dts") or []]
    return [day for moment in moments[:_MAX_DATES] if (day := _day(moment, zone))]


def _address(value: Any) -> str:
    text = _text(_listed(value)[0]) if _listed(value) else ""
    return plain(re.sub("^mailto:", "", text, flags=re.IGNORECASE), 254).casefold()


def _answer(value: Any) -> str:
    return plain(str((_part(value, "params") or {}).get("PARTSTAT", ""))).upper()
