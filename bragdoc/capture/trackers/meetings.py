"""Calendars: what of a year of meetings tells of work.

Interviews and the like are counted by the quarter, a talk may stand by itself, and a series is
told by the quarter where the person runs it. Everything else is left out, each with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from bragdoc.capture.git_history.people import Who
from bragdoc.capture.proposals import Choice, Option, Progress, Reading, Skipped, Unreadable
from bragdoc.capture.trackers.days import day_in
from bragdoc.capture.trackers.events import STEP, Calendar, Meeting, calendar_in
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.meeting_drafts import Held, drafts_of
from bragdoc.capture.trackers.subjects import is_away, says_cancelled, subject_of
from bragdoc.days import day_in_words

MAX_HELD = 200_000  # times, of all meetings together
_MOST_PEOPLE = 20  # to choose from
_MONTHS_BACK = {"12": 12, "36": 36, "all": 120}


def recognises(data: bytes, name: str) -> bool:
    return beginning_of(data).lstrip()[:15].casefold() == "begin:vcalendar"


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Meetings until the day the file was made, at most until what `choices` give as "today".
    Raises Unreadable."""
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
    seen: set[str] = set()
    for place, meeting in enumerate(calendar.meetings, start=len(calendar.meetings)):
        if place % STEP == 0:
            progress(place, 2 * len(calendar.meetings))
        days = _days(meeting, moved.get(meeting.uid, set()), since, last)
        why = _why_not(meeting, days, mine, since, last)
        if why := why or ("Told before in the same file" if meeting.name in seen else ""):
            skipped.append(Skipped(meeting.line, meeting.last, meeting.title[:500], why))
        seen.add(meeting.name)
        held += [Held(day, meeting) for day in days if not why]
        if len(held) > MAX_HELD:
            raise Unreadable("The meetings repeat too often to be told. Choose a shorter period.")
    drafts, few = drafts_of(sorted(held, key=lambda each: (each.on, each.meeting.line)))
    skipped += few
    skipped.sort(key=lambda skip: (skip.line, skip.last))
    return Reading(tuple(drafts), tuple(skipped), (period, *([who] if who else [])))


# When.


def _known_until(calendar: Calendar, choices: Mapping[str, str]) -> date:
    """The last day of which the file can tell what was held.

    Google and Outlook stamp every meeting with the moment the file was made. Where the stamps
    differ they tell when meetings were changed, and the file may know of more.
    """
    stamps = {meeting.stamped_on for meeting in calendar.meetings if meeting.stamped_on}
    starts = {meeting.starts_on for meeting in calendar.meetings if meeting.starts_on}
    made = max(stamps or starts, default=date(2000, 1, 1))
    today = day_in(choices.get("today", "")) or made
    return min(made, today) if len(stamps) == 1 else today


def _period(last: date, choices: Mapping[str, str]) -> Choice:
    value = choices.get("period", "")
    labels = {"12": "The last 12 months", "36": "The last 3 years", "all": "The last 10 years"}
    options = tuple(
        Option(each, label, f"from {day_in_words(_since(last, each))}")
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
    for names in (choices.get("who", ""), choices.get("me", ""), calendar.name):
        who = Who.called(names.split("\n"))
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


def _times(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
