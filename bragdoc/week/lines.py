"""The lines of a week and what an import found for it, day by day, and which of them is next."""

from datetime import date
from typing import NamedTuple

from bragdoc.capture.suggesting import Suggestion
from bragdoc.models import Candidate, Entry


class Place(NamedTuple):
    """Where something stands on the page: under its day, lines before candidates."""

    day: date
    is_candidate: bool
    pk: int


class Line(NamedTuple):
    entry: Entry
    suggestions: list[Suggestion]  # where it has no competency yet
    is_current: bool  # the keys act on it


class Found(NamedTuple):
    candidate: Candidate
    is_current: bool


class Day(NamedTuple):
    day: date
    lines: list[Line]
    candidates: list[Found]


def place_of(row) -> Place:
    """Of an entry, or of a candidate with a date."""
    return Place(row.starts_on, isinstance(row, Candidate), row.pk)


def by_day(lines, candidates, suggestions, current: Place | None) -> list[Day]:
    """The days that hold something, in order, for the margin. `suggestions` are by pk."""
    days = {row.starts_on: Day(row.starts_on, [], []) for row in [*lines, *candidates]}
    for line in lines:
        is_current = place_of(line) == current
        days[line.starts_on].lines.append(Line(line, suggestions.get(line.pk, []), is_current))
    for candidate in candidates:
        is_current = place_of(candidate) == current
        days[candidate.starts_on].candidates.append(Found(candidate, is_current))
    return [days[day] for day in sorted(days)]


def next_in_need(lines, candidates, after: Place | None) -> Place | None:
    """The place that waits for an answer, from the one just worked on downwards, that one included;
    then from the top. A candidate always waits."""
    waiting = sorted(
        place_of(row) for row in [*(line for line in lines if line.needs()), *candidates]
    )
    further = (place for place in waiting if after is None or place >= after)
    return next(further, waiting[0] if waiting else None)
