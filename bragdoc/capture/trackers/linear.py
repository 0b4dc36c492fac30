"""Linear: the CSV of a workspace, a team or a view. It has had 25, 30 and 34 columns."""

from collections.abc import Mapping

from bragdoc.capture.proposals import Progress, Reading, Unreadable
from bragdoc.capture.trackers.csv_rows import Row, header_of, table_in
from bragdoc.capture.trackers.days import day_in
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.items import CANCELLED, NOT_DONE, Item, Person, Tracker
from bragdoc.capture.trackers.reading import reading_of
from bragdoc.capture.trackers.words import link, plain, prose

TRACKER = Tracker("linear", "issue", "issues")

_DONE = {"done", "completed", "complete", "released", "shipped", "merged"}
_CANCELLED = {"canceled", "cancelled", "duplicate", "won't do", "won't fix"}


def recognises(data: bytes, name: str) -> bool:
    header = set(header_of(beginning_of(data)))
    return {"id", "team", "title", "status"} <= header


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Issues that are completed. Raises Unreadable."""
    table = table_in(text_of(data))
    if not {"id", "title"} <= set(table.header):
        raise Unreadable("The first line names no columns “ID” and “Title”. Export it from Linear.")
    titles = {row.first("id"): plain(row.first("title")) for row in table.rows}
    items = [_item(row, titles) for row in table.rows]
    return reading_of(items, table.skipped, tracker=TRACKER, choices=choices, progress=progress)


def _item(row: Row, titles: Mapping[str, str]) -> Item:
    key = plain(row.first("id"), 40)
    whole = plain(row.first("parent issue"), 40)
    home = plain(row.first("project"), 100) or plain(row.first("team"), 100)
    labels = (plain(each, 60) for each in row.first("labels").split(","))
    return Item(
        name=key,
        title=plain(row.first("title")),
        number=row.number,
        line=row.line,
        last=row.last,
        why_not=_why_not(row),
        on=day_in(row.first("completed")),
        began_on=day_in(row.first("started")),
        stage=plain(row.first("cycle name"), 60),
        url=link(row.first("url")),
        home=home,
        project=home,
        doers=_person(row.first("assignee")),
        reporters=_person(row.first("creator")),
        whole=whole,
        whole_title=titles.get(whole, ""),
        is_part=bool(whole),
        labels=tuple(filter(None, labels)),
        points=_points(row.first("estimate")),
        is_pressing=row.first("priority").casefold() == "urgent",
        is_issue=True,
        body=prose(row.first("description")),
    )


def _why_not(row: Row) -> str:
    status = row.first("status").casefold()
    if row.first("canceled", "cancelled") or status in _CANCELLED:
        return CANCELLED
    return "" if row.first("completed") or status in _DONE else NOT_DONE


def _person(written: str) -> tuple[Person, ...]:
    called = plain(written, 100)
    return ((called,),) if called else ()


def _points(written: str) -> float:
    return float(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
