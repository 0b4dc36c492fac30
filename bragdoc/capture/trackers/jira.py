"""Jira: the CSV of its issue navigator, with all or with the current fields, and of its timeline.

Column names repeat, a file called .csv may be separated by tabs, and the site decides how days are
written. A file without days of resolution has at best planned ones, or the sprint.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bragdoc.capture.proposals import Choice, Option, Progress, Reading, Unreadable
from bragdoc.capture.trackers.csv_rows import Row, header_of, table_in
from bragdoc.capture.trackers.days import day_comes_first, day_in, is_ambiguous
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.items import CANCELLED, NOT_DONE, Item, Person, Tracker
from bragdoc.capture.trackers.reading import reading_of
from bragdoc.capture.trackers.words import plain, prose
from bragdoc.days import day_in_words

TRACKER = Tracker("jira", "issue", "issues")

_KEYS = ("issue key", "work item key", "key")
_TYPES = ("issue type", "work type", "issuetype")
_RESOLVED = ("resolved", "resolution date", "resolutiondate")
_CATEGORY_SINCE = ("status category changed", "statuscategorychangedate")
_PLANNED_END = ("due date", "inferred due date", "target end")
_PLANNED_START = ("start date", "inferred start date", "target start")
_DAYS = (*_RESOLVED, *_CATEGORY_SINCE, *_PLANNED_END, *_PLANNED_START, "created", "updated")
_POINTS = (
    "story points",
    "story point estimate",
    "custom field (story points)",
    "custom field (story point estimate)",
)
_WHOLES = ("custom field (epic link)", "epic link", "parent key", "parent", "parent id")
_WHOLE_TITLES = ("parent summary", "epic link summary", "custom field (epic name)")

_DONE = {
    "done",
    "closed",
    "resolved",
    "complete",
    "completed",
    "released",
    "shipped",
    "live",
    "deployed",
    "finished",
    "verified",
    "merged",
    "fertig",
    "erledigt",
    "geschlossen",
    "concluído",
    "finalizado",
    "terminé",
    "готово",
}
_CANCELLED = {
    "cancelled",
    "canceled",
    "won't do",
    "won’t do",
    "wont do",
    "won't fix",
    "won’t fix",
    "wontfix",
    "rejected",
    "declined",
    "abandoned",
    "duplicate",
    "obsolete",
    "invalid",
    "not a bug",
    "cannot reproduce",
    "can't reproduce",
    "incomplete",
    "discarded",
}
_UNRESOLVED = {"", "unresolved", "none"}
_PRESSING = {"highest", "critical", "blocker", "urgent"}
_NOBODY = {"", "unassigned"}
_KEY = re.compile(r"[A-Z][A-Z0-9_]{0,19}-\d{1,9}")


def recognises(data: bytes, name: str) -> bool:
    header = set(header_of(beginning_of(data)))
    return "summary" in header and (
        bool(header & {"issue key", "work item key"}) or {"key", "status"} <= header
    )


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Issues that are done. Raises Unreadable."""
    table = table_in(text_of(data))
    if "summary" not in table.header:
        raise Unreadable("The first line names no column “Summary”. Export it from Jira as CSV.")
    done = [row for row in table.rows if not _why_not(row)]
    choice = _order_of(table.rows, done, choices)
    names = _Names(table.rows)
    day_first = choice is None or choice.value == "yes"
    items = [_item(row, names, day_first) for row in table.rows]
    asked = [choice] if choice and any(is_ambiguous(_written_day(row)) for row in done) else []
    return reading_of(
        items, table.skipped, tracker=TRACKER, choices=choices, progress=progress, asked=asked
    )


class _Names:
    """What the rows of a file call each other: summaries by key, and keys by number."""

    def __init__(self, rows: Iterable[Row]):
        self.titles: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        for row in rows:
            key = row.first(*_KEYS)
            self.titles.setdefault(key, plain(row.first("summary")))
            if number := row.first("issue id"):
                self.keys[number] = key

    def whole_of(self, row: Row) -> str:
        if row.first(*_TYPES).casefold() == "epic":
            return row.first(*_KEYS)
        named = (self.keys.get(cell, cell) for cell in row.all(*_WHOLES))
        return next((key for key in named if _KEY.fullmatch(key)), "")


def _item(row: Row, names: _Names, day_first: bool) -> Item:
    key, title = plain(row.first(*_KEYS), 40), plain(row.first("summary"))
    whole = names.whole_of(row)
    ended = _day(row, (*_RESOLVED, *_finished_since(row)), day_first)
    home = plain(row.first("project key"), 100) or key.rpartition("-")[0]
    return Item(
        name=key,
        title=title,
        number=row.number,
        line=row.line,
        last=row.last,
        why_not=_why_not(row),
        on=ended or _day(row, _PLANNED_END, day_first) or _day(row, _PLANNED_START, day_first),
        is_planned=ended is None,
        stage=plain(next(iter(reversed(row.all("sprint"))), ""), 60),
        home=home,
        project=plain(row.first("project name"), 100) or home,
        doers=_person(row, "assignee", "assignee id"),
        reporters=_person(row, "reporter", "reporter id") + _person(row, "creator", "creator id"),
        whole=whole,
        whole_title=names.titles.get(whole, "") or plain(row.first(*_WHOLE_TITLES)),
        is_part=bool(whole),
        labels=tuple(plain(each, 60) for each in row.all("labels", "components", "component/s")),
        points=_number(row.first(*_POINTS)),
        is_pressing=row.first("priority").casefold() in _PRESSING,
        is_issue=True,
        body=prose(row.first("description")),
    )


def _why_not(row: Row) -> str:
    status, category = row.first("status").casefold(), row.first("status category").casefold()
    resolution = row.first("resolution").casefold()
    if resolution in _CANCELLED:
        return f"Closed as “{plain(row.first('resolution'), 40)}”"
    if status in _CANCELLED:
        return CANCELLED
    is_resolved = resolution not in _UNRESOLVED or bool(row.first(*_RESOLVED))
    return "" if category == "done" or status in _DONE or is_resolved else NOT_DONE


def _finished_since(row: Row) -> tuple[str, ...]:
    """The change of category is the day it was done only while it is in the last one."""
    return _CATEGORY_SINCE if row.first("status category").casefold() == "done" else ()


def _day(row: Row, columns: Sequence[str], day_first: bool) -> date | None:
    return day_in(row.first(*columns), day_first=day_first) if columns else None


def _written_day(row: Row) -> str:
    return row.first(*_RESOLVED, *_finished_since(row), *_PLANNED_END, *_PLANNED_START)


def _order_of(
    rows: Sequence[Row], done: Sequence[Row], choices: Mapping[str, str]
) -> Choice | None:
    """Whether the day comes before the month, where days are numbers alone and none is above 12."""
    ambiguous = next((day for row in done if is_ambiguous(day := _written_day(row))), "")
    if not ambiguous:
        return None
    told = day_comes_first(day for row in rows for day in row.all(*_DAYS))
    answer = {"yes": True, "no": False}.get(choices.get("day_first", ""))
    value = told if answer is None else answer
    options = [
        Option(option, label, f"{ambiguous.split()[0]} is {day_in_words(on)}" if on else "")
        for option, label, first in (("yes", "The day", True), ("no", "The month", False))
        for on in [day_in(ambiguous, day_first=first)]
    ]
    return Choice(
        "day_first",
        "Which comes first in the dates of this file?",
        tuple(options),
        "yes" if value else "no",
        asks=value is None,
    )


def _person(row: Row, name: str, number: str) -> tuple[Person, ...]:
    called = plain(row.first(name), 100)
    if called.casefold() in _NOBODY:
        return ()
    return ((called, *filter(None, [plain(row.first(number), 100)])),)


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,4}(?:\.\d{1,4})?", text) else 0
