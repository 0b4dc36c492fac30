"""Calendars: what of a year of meetings tells of work.

Interviews and the like are counted by the quarter, a talk may stand by itself, and a series is
told by the quarter where the person runs it. Everything else is left out, each with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bragdoc.capture.dates import Precision
from bragdoc.capture.git_history.people import Who
from bragdoc.capture.markdown_words import as_written
from bragdoc.capture.proposals import (
    Candidate,
    Choice,
    Option,
    Progress,
    Reading,
    Skipped,
    Unreadable,
)
from bragdoc.capture.titles import shortened
from bragdoc.capture.trackers.days import day_in
from bragdoc.capture.trackers.events import Calendar, Meeting, calendar_in
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.subjects import Subject, is_away, says_cancelled, subject_of

MAX_HELD = 200_000  # times, of all meetings together
_MOST_PEOPLE = 20  # to choose from
_ALONE = 4  # talks and the like that stand by themselves, of one kind and quarter
_SERIES = 3  # times in a quarter from which on running a series is worth telling
_MAX_LISTED = 10_000  # characters
_MONTHS_BACK = {"12": 12, "36": 36, "all": 120}

type Quarter = tuple[int, int]


@dataclass(frozen=True)
class Held:
    """A meeting on one of its days."""

    on: date
    meeting: Meeting

    @property
    def quarter(self) -> Quarter:
        return self.on.year, (self.on.month + 2) // 3


def recognises(data: bytes, name: str) -> bool:
    return beginning_of(data).lstrip()[:15].casefold() == "begin:vcalendar"


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Meetings until the day the file was made, or until `choices` say with "today". Raises
    Unreadable."""
    calendar = calendar_in(text_of(data), progress)
    last = _known_until(calendar, choices)
    period = _period(last, choices)
    since = _since(last, period.value)
    mine, who = _addresses(calendar, choices)
    moved = defaultdict(set)
    for meeting in calendar.meetings:
        if meeting.stands_for:
            moved[meeting.uid].add(meeting.stands_for)
    held: list[Held] = []
    skipped = list(calendar.skipped)
    for meeting in calendar.meetings:
        days = _days(meeting, moved.get(meeting.uid, set()), since, last)
        if why := _why_not(meeting, days, mine, since, last):
            skipped.append(Skipped(meeting.line, meeting.last, meeting.title[:500], why))
        held += [Held(day, meeting) for day in days if not why]
        if len(held) > MAX_HELD:
            raise Unreadable("The meetings repeat too often to be told. Choose a shorter period.")
    drafts, few = _drafts(sorted(held, key=lambda each: (each.on, each.meeting.line)))
    skipped += few
    skipped.sort(key=lambda skip: (skip.line, skip.last))
    return Reading(tuple(drafts), tuple(skipped), (period, *([who] if who else [])))


# When.


def _known_until(calendar: Calendar, choices: Mapping[str, str]) -> date:
    """The last day of which the file can tell what was held."""
    stamps = [meeting.stamped_on for meeting in calendar.meetings if meeting.stamped_on]
    starts = [meeting.starts_on for meeting in calendar.meetings if meeting.starts_on]
    made = max(stamps or starts, default=date(2000, 1, 1))
    return day_in(choices.get("today", "")) or made


def _period(last: date, choices: Mapping[str, str]) -> Choice:
    value = choices.get("period", "")
    labels = {"12": "The last 12 months", "36": "The last 3 years", "all": "The last 10 years"}
    options = tuple(
        Option(each, label, f"from {_written(_since(last, each))}")
        for each, label in labels.items()
    )
    return Choice("period", "Which meetings?", options, value if value in labels else "12")


def _since(last: date, period: str) -> date:
    """The first day of a quarter, for quarters to be told whole."""
    months = last.year * 12 + last.month - 1 - _MONTHS_BACK[period]
    return date(months // 12, months % 12 // 3 * 3 + 1, 1)


def _days(meeting: Meeting, moved: set[date], since: date, last: date) -> list[date]:
    """The days on which it was held, from `since` to `last`."""
    start = meeting.starts_on
    if not start:
        return []
    days = {start, *meeting.added}
    if meeting.rule and not meeting.stands_for:
        days |= set(meeting.rule.days(start, since, last))
    if not meeting.stands_for:
        days -= meeting.excluded | moved
    return sorted(day for day in days if since <= day <= last)


# Whose.


def _addresses(
    calendar: Calendar, choices: Mapping[str, str]
) -> tuple[frozenset[str], Choice | None]:
    """The person's own addresses among those in the file."""
    counted = Counter(
        address
        for meeting in calendar.meetings
        for address in {meeting.organizer, *meeting.answers} - {""}
    )
    if not counted:
        return frozenset(), None
    named = [
        address for address, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    ]
    for written in (choices.get("who", ""), choices.get("me", ""), calendar.name):
        who = Who.called(written.split("\n"))
        if mine := [address for address in named if who.answers_to(address)]:
            break
    shown = dict.fromkeys([*(mine or named[:1]), *named][:_MOST_PEOPLE])
    choice = Choice(
        "who",
        "Which of these addresses are yours?",
        tuple(Option(each, each, _times(counted[each], "meeting", "meetings")) for each in shown),
        "\n".join(mine or named[:1]),
        asks=not mine,
        several=True,
    )
    return frozenset(mine or named[:1]), choice


# What.


def _why_not(
    meeting: Meeting, days: Sequence[date], mine: frozenset[str], since: date, last: date
) -> str:
    if not meeting.starts_on:
        return "It has no day on which it can have been held"
    if meeting.is_cancelled or says_cancelled(meeting.title):
        return "Cancelled"
    if any(meeting.answers.get(address) == "DECLINED" for address in mine):
        return "You declined"
    if is_away(meeting.title):
        return "Time off, a holiday or a birthday"
    if not days:
        if meeting.starts_on > last:
            return "Not held yet"
        return "Before the period" if meeting.starts_on < since else "Not held on any day"
    if subject_of(meeting.title):
        return ""
    if meeting.is_all_day:
        return "The whole day, and nothing says what for"
    if not meeting.title or not (meeting.repeats or meeting.stands_for):
        return "Nothing in its title says what came of it"
    if not {meeting.organizer, *meeting.answers} - mine - {""}:
        return "Nobody else is invited, as far as the file tells"
    return "" if meeting.organizer in mine else "A series that somebody else runs"


def _drafts(held: Iterable[Held]) -> tuple[list[Candidate], list[Skipped]]:
    """Those that stand by themselves first, and the newest first among each."""
    by_subject: dict[tuple[Quarter, str], list[Held]] = defaultdict(list)
    by_series: dict[tuple[Quarter, str], list[Held]] = defaultdict(list)
    subjects: dict[str, Subject] = {}
    alone: list[Candidate] = []
    room: Counter[tuple[Quarter, str]] = Counter()
    for each in held:
        subject = subject_of(each.meeting.title)
        if not subject:
            by_series[each.quarter, each.meeting.uid or each.meeting.title].append(each)
            continue
        subjects[subject.slug] = subject
        place = each.quarter, subject.slug
        if subject.alone and not each.meeting.repeats and room[place] < _ALONE:
            room[place] += 1
            alone.append(_single(each, subject))
        else:
            by_subject[place].append(each)
    together = [
        (quarter, _counted(members, subjects[slug], quarter))
        for (quarter, slug), members in by_subject.items()
    ]
    told = [(key, members) for key, members in by_series.items() if len(members) >= _SERIES]
    together += [(quarter, _series(members, quarter)) for (quarter, _), members in told]
    together.sort(key=lambda pair: pair[0], reverse=True)
    shown = {span for _, draft in together for span in draft.spans}
    few = {
        (each.meeting.line, each.meeting.last): each.meeting
        for members in by_series.values()
        for each in members
        if (each.meeting.line, each.meeting.last) not in shown
    }
    skipped = [
        Skipped(meeting.line, meeting.last, meeting.title, "A series that was held too seldom")
        for meeting in few.values()
    ]
    return [*reversed(alone), *(draft for _, draft in together)], skipped


def _single(held: Held, subject: Subject) -> Candidate:
    meeting = held.meeting
    at = f" {meeting.stands_for}" if meeting.stands_for else ""
    identity = (
        f"calendar {meeting.uid}{at}" if meeting.uid else f"calendar {held.on} {meeting.title}"
    )
    return _candidate(meeting.title, [held], subject.kind, identity, before=meeting.body)


def _counted(held: Sequence[Held], subject: Subject, quarter: Quarter) -> Candidate:
    title = held[0].meeting.title
    if len(held) > 1:
        title = f"{len(held)} {subject.many} between {_between(held)}"
    return _candidate(title, held, subject.kind, f"calendar {subject.slug} {_named(quarter)}")


def _series(held: Sequence[Held], quarter: Quarter) -> Candidate:
    meeting = held[0].meeting
    title = f"Ran “{shortened(meeting.title, 200)}” {len(held)} times between {_between(held)}"
    identity = f"calendar {meeting.uid or meeting.title} {_named(quarter)}"
    return _candidate(title, held, "", identity, role="led")


def _candidate(title, held: Sequence[Held], kind, identity, *, role="", before="") -> Candidate:
    meetings = {(each.meeting.line, each.meeting.last): each.meeting for each in held}
    links = dict.fromkeys(meeting.url for meeting in meetings.values() if meeting.url)
    return Candidate(
        title=shortened(title),
        details="\n\n".join(filter(None, [before, _listed(held)])),
        starts_on=held[0].on,
        ends_on=held[-1].on,
        precision=Precision.DAY,
        headings=("Calendar",),
        line=min(line for line, _ in meetings),
        links=tuple(links)[:20],
        kind=kind,
        role=role,
        identity=identity,
        spans=tuple(sorted(meetings)),
    )


def _listed(held: Sequence[Held]) -> str:
    lines, room = [], _MAX_LISTED
    for place, each in enumerate(held):
        line = f"- {each.on}: {as_written(each.meeting.title)}"
        room -= len(line) + 1
        if room < 0:
            lines.append(f"- {len(held) - place} more")
            break
        lines.append(line)
    return "\n".join(lines)


def _between(held: Sequence[Held]) -> str:
    return f"{_written(held[0].on)} and {_written(held[-1].on)}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _named(quarter: Quarter) -> str:
    return f"{quarter[0]}-Q{quarter[1]}"


def _times(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
