"""GitLab: merge requests and issues as its API lists them."""

import re
from collections.abc import Mapping
from typing import Any

from bragdoc.capture.proposals import Progress, Reading, Unreadable
from bragdoc.capture.trackers.days import day_in
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.items import (
    CLOSED_UNMERGED,
    NOT_DONE,
    NOT_MERGED,
    Item,
    Person,
    Tracker,
)
from bragdoc.capture.trackers.json_objects import Record, around, names_in, records_in
from bragdoc.capture.trackers.reading import reading_of
from bragdoc.capture.trackers.words import at, link, listed, plain, prose, whole

TRACKER = Tracker("gitlab", "merge request", "merge requests")
_ISSUES = Tracker("gitlab", "issue", "issues")

_HOME = re.compile(r"https?://[^/]+/(?P<path>.+?)/(?:-/)?(?:merge_requests|issues|work_items)/")
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|implement(?:s|ed)?)[:\s]+#(\d{1,9})\b", re.I
)


def recognises(data: bytes, name: str) -> bool:
    return {"iid", "title"} <= names_in(beginning_of(data))


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Merged merge requests, and closed issues. Raises Unreadable."""
    text = text_of(data)
    records = records_in(text)
    if not any("iid" in record.fields for record in records):
        raise Unreadable("No merge request was found in it. Bring what the API answers, as it is.")
    items = [_item(record) for record in records]
    return reading_of(
        items,
        around(text, records),
        tracker=_ISSUES if all(item.is_issue for item in items) else TRACKER,
        choices=choices,
        progress=progress,
    )


def _item(record: Record) -> Item:
    fields = record.fields
    number, title = whole(fields.get("iid")), plain(fields.get("title"))
    url = link(fields.get("web_url"))
    is_issue = "source_branch" not in fields and "merge_requests/" not in url
    state = plain(fields.get("state")).casefold()
    merged = fields.get("merged_at")
    author = _persons([fields.get("author")])
    assigned = _persons(listed(fields.get("assignees")) or [fields.get("assignee")])
    merger = _persons([fields.get("merge_user") or fields.get("merged_by")])
    home = _home(fields, url)
    body = prose(fields.get("description"))
    done = state == "closed" if is_issue else bool(merged) or state == "merged"
    return Item(
        name=f"{'#' if is_issue else '!'}{number}" if number is not None else "",
        title=title,
        number=record.number,
        line=record.line,
        last=record.last,
        why_not="" if done else _why_not(state, is_issue),
        on=day_in(plain(merged or fields.get("closed_at"))),
        began_on=None if is_issue else day_in(plain(fields.get("created_at"))),
        url=url,
        home=home,
        project=home.rpartition("/")[2],
        doers=assigned if is_issue else author,
        reviewers=_persons(listed(fields.get("reviewers"))),
        mergers=merger,
        reporters=author if is_issue else (),
        whole=url if is_issue else _closes(body, url),
        labels=tuple(filter(None, (plain(each, 60) for each in listed(fields.get("labels"))))),
        points=whole(fields.get("weight")) or 0,
        is_issue=is_issue,
        body=body,
    )


def _why_not(state: str, is_issue: bool) -> str:
    if is_issue:
        return NOT_DONE
    return CLOSED_UNMERGED if state == "closed" else NOT_MERGED


def _persons(accounts: list[Any]) -> tuple[Person, ...]:
    found = (
        tuple(filter(None, (plain(at(account, key), 100) for key in ("username", "name", "email"))))
        for account in accounts
        if plain(at(account, "username"))
    )
    return tuple(dict.fromkeys(found))


def _home(fields: Mapping[str, Any], url: str) -> str:
    """The project with its groups, such as `shop/web/checkout`."""
    full = re.split("[!#]", plain(at(fields, "references", "full"), 200))[0]
    found = _HOME.match(url)
    return full or (found["path"] if found else "")


def _closes(body: str, url: str) -> str:
    found = _CLOSES.search(body)
    return re.sub(r"merge_requests/.*", f"issues/{found[1]}", url) if found and url else ""
