"""Meetings that were held, worded as drafts: counted by the quarter, or by themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bragdoc.capture.dates import Precision
from bragdoc.capture.markdown_words import as_written
from bragdoc.capture.proposals import Candidate, Skipped
from bragdoc.capture.titles import shortened
from bragdoc.capture.trackers.events import Meeting
from bragdoc.capture.trackers.subjects import Subject, subject_of
from bragdoc.days import day_in_words

_ALONE = 4  # talks and the like that stand by themselves, of one kind and quarter
_SERIES = 3  # times in a quarter from which on running a series is worth telling
_MAX_LISTED = 10_000  # characters

type Quarter = tuple[int, int]


@dataclass(frozen=True)
class Held:
    """A meeting on one of its days."""

    on: date
    meeting: Meeting

    @property
    def quarter(self) -> Quarter:
        return self.on.year, (self.on.month + 2) // 3


def drafts_of(held: Iterable[Held]) -> tuple[list[Candidate], list[Skipped]]:
    """Those that stand by themselves first, and the newest first among each; and the series that
    were held too seldom. `held` is in the order of time."""
    telling: list[tuple[Held, Subject]] = []
    others: list[Held] = []
    for each in held:
        if subject := subject_of(each.meeting.title):
            telling.append((each, subject))
        else:
            others.append(each)
    alone, counted = _by_subject(telling)
    series, skipped = _by_series(others)
    together = sorted(counted + series, key=lambda draft: draft.ends_on or date.min, reverse=True)
    return [*reversed(alone), *together], skipped


def _by_subject(telling: Iterable[tuple[Held, Subject]]) -> tuple[list[Candidate], list[Candidate]]:
    """Those that stand by themselves, and the counts of the others."""
    alone: list[Candidate] = []
    counted: dict[tuple[Quarter, Subject], list[Held]] = defaultdict(list)
    room: Counter[tuple[Quarter, Subject]] = Counter()
    for held, subject in telling:
        place = held.quarter, subject
        if subject.alone and not held.meeting.repeats and room[place] < _ALONE:
            room[place] += 1
            alone.append(_single(held, subject))
        else:
            counted[place].append(held)
    return alone, [_counted(held, *place) for place, held in counted.items()]


def _by_series(others: Iterable[Held]) -> tuple[list[Candidate], list[Skipped]]:
    quarters: dict[tuple[Quarter, str], list[Held]] = defaultdict(list)
    for held in others:
        quarters[held.quarter, held.meeting.uid or held.meeting.title].append(held)
    told = [held for held in quarters.values() if len(held) >= _SERIES]
    shown = {each.meeting for held in told for each in held}
    few = {each.meeting: None for held in quarters.values() for each in held}
    skipped = [
        Skipped(meeting.line, meeting.last, meeting.title, "A series that was held too seldom")
        for meeting in few
        if meeting not in shown
    ]
    return [_series(held) for held in told], skipped


def _single(held: Held, subject: Subject) -> Candidate:
    meeting = held.meeting
    identity = f"calendar {meeting.name}"
    return _candidate(meeting.title, [held], subject.kind, identity, before=meeting.body)


def _counted(held: Sequence[Held], quarter: Quarter, subject: Subject) -> Candidate:
    title = held[0].meeting.title
    if len(held) > 1:
        title = f"{len(held)} {subject.many} {_on(held)}"
    return _candidate(title, held, subject.kind, f"calendar {subject.slug} {_named(quarter)}")


def _series(held: Sequence[Held]) -> Candidate:
    meeting = held[0].meeting
    title = f"Ran “{shortened(meeting.title, 200)}” {len(held)} times {_on(held)}"
    identity = f"calendar {meeting.uid or meeting.title} {_named(held[0].quarter)}"
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


def _on(held: Sequence[Held]) -> str:
    first, last = day_in_words(held[0].on), day_in_words(held[-1].on)
    return f"on {first}" if first == last else f"between {first} and {last}"


def _named(quarter: Quarter) -> str:
    return f"{quarter[0]}-Q{quarter[1]}"
