"""GitHub: what `gh pr list`, `gh issue list` and `gh search` print with `--json`, and what its API
answers to a search or a list of pulls or issues.

The shapes differ in their names and in what `state` says, so each field is looked for under all of
its names: a merged pull request is "MERGED" in one, "merged" in the next and "closed" in the API,
where only the day of the merge tells.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bragdoc.capture.proposals import Progress, Reading, Unreadable
from bragdoc.capture.trackers.days import day_in
from bragdoc.capture.trackers.incoming import beginning_of, text_of
from bragdoc.capture.trackers.items import (
    CANCELLED,
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

TRACKER = Tracker("github", "pull request", "pull requests")
_ISSUES = Tracker("github", "issue", "issues")

_PULL_ONLY = {
    "mergedAt",
    "merged_at",
    "mergedBy",
    "headRefName",
    "baseRefName",
    "isDraft",
    "additions",
    "reviewDecision",
    "latestReviews",
    "pull_request",
}
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[:\s]+"
    r"(?:#(?P<number>\d{1,9})\b|(?P<address>https?://[^\s/]+/[^\s/]+/[^\s/]+/issues/\d{1,9})\b)",
    re.IGNORECASE,
)
_DONE_REVIEWS = {"APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"}


def recognises(data: bytes, name: str) -> bool:
    names = names_in(beginning_of(data))
    return {"number", "title"} <= names and "iid" not in names


def read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading:
    """Merged pull requests, and issues that were closed as completed. Raises Unreadable."""
    text = text_of(data)
    records = records_in(text)
    if not any("title" in record.fields or "number" in record.fields for record in records):
        raise Unreadable(
            "No pull request or issue was found in it. Export at least number, title, state,"
            " mergedAt and url."
        )
    items = [_item(record) for record in records]
    only_issues = all(item.is_issue for item in items)
    return reading_of(
        items,
        around(text, records),
        tracker=_ISSUES if only_issues else TRACKER,
        choices=choices,
        progress=progress,
    )


def _item(record: Record) -> Item:
    fields = record.fields
    number = whole(fields.get("number"))
    title = plain(fields.get("title"))
    url = link(fields.get("html_url")) or link(fields.get("url"))
    pull = at(fields, "pull_request")
    is_issue = not (fields.get("isPullRequest") or _PULL_ONLY & fields.keys() or "/pull/" in url)
    if fields.get("isPullRequest") is False:
        is_issue = True
    merged = fields.get("mergedAt") or fields.get("merged_at") or at(pull, "merged_at")
    closed = fields.get("closedAt") or fields.get("closed_at")
    author = _persons([_either(fields, "author", "user")])
    body = prose(fields.get("body"))
    home = _home(fields, url)
    return Item(
        name=f"#{number}" if number is not None else "",
        title=title,
        number=record.number,
        line=record.line,
        last=record.last,
        why_not=_why_not(fields, bool(merged), is_issue),
        on=day_in(plain(merged or closed)),
        began_on=None if is_issue else day_in(plain(_either(fields, "createdAt", "created_at"))),
        url=url,
        home=home,
        project=home.rpartition("/")[2],
        whole=url if is_issue else _closes(fields, url),
        labels=tuple(filter(None, (plain(at(each, "name"), 60) for each in _labels(fields)))),
        size=_size(fields),
        files=whole(_either(fields, "changedFiles", "changed_files")) or 0,
        doers=_assigned(fields) if is_issue else author,
        reviewers=_reviewers(fields),
        mergers=_persons([_either(fields, "mergedBy", "merged_by")]),
        reporters=author if is_issue else (),
        is_issue=is_issue,
        body=body,
    )


def _why_not(fields: Mapping[str, Any], merged: bool, is_issue: bool) -> str:
    state = plain(fields.get("state")).casefold()
    if not is_issue:
        if merged or state == "merged" or fields.get("merged") is True:
            return ""
        if state == "closed":
            return CLOSED_UNMERGED
        return NOT_MERGED if state else "It does not say whether it was merged"
    reason = plain(_either(fields, "stateReason", "state_reason")).casefold()
    if state != "closed":
        return NOT_DONE if state else "It does not say whether it is done"
    return CANCELLED if reason in ("not_planned", "duplicate") else ""


def _assigned(fields: Mapping[str, Any]) -> tuple[Person, ...]:
    return _persons(listed(fields.get("assignees")) or [fields.get("assignee")])


def _reviewers(fields: Mapping[str, Any]) -> tuple[Person, ...]:
    """Those who said something; being asked for a review is none."""
    return _persons(
        [
            at(review, "author")
            for review in listed(fields.get("reviews")) + listed(fields.get("latestReviews"))
            if plain(at(review, "state")).upper() in _DONE_REVIEWS
        ]
    )


def _persons(accounts: list[Any]) -> tuple[Person, ...]:
    found = (_names(account) for account in accounts if plain(at(account, "login")))
    return tuple(dict.fromkeys(found))


def _names(account: Any) -> Person:
    """What an account is called, with the mark of a bot where only its other fields tell."""
    is_bot = at(account, "is_bot") is True or at(account, "type") == "Bot"
    names = (plain(at(account, key), 100) for key in ("login", "name", "email"))
    return (*filter(None, names), *(["[bot]"] if is_bot else []))


def _either(fields: Mapping[str, Any], *names: str) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


def _labels(fields: Mapping[str, Any]) -> list[Any]:
    return [
        each if isinstance(each, dict) else {"name": each} for each in listed(fields.get("labels"))
    ]


def _size(fields: Mapping[str, Any]) -> int | None:
    counts = [whole(fields.get(name)) for name in ("additions", "deletions")]
    return sum(filter(None, counts)) if any(count is not None for count in counts) else None


def _home(fields: Mapping[str, Any], url: str) -> str:
    """The repository as `owner/name`, from wherever this shape has it."""
    named = (
        at(fields, "repository", "nameWithOwner")
        or at(fields, "base", "repo", "full_name")
        or at(fields, "repository", "full_name")
    )
    if home := plain(named, 100):
        return home
    address = link(fields.get("repository_url")) or url
    parts = urlsplit(address).path.strip("/").split("/") if _is_address(address) else []
    parts = parts[1:] if parts[:1] == ["repos"] else parts
    return "/".join(parts[:2]) if len(parts) >= 2 else ""


def _is_address(address: str) -> bool:
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return False


def _closes(fields: Mapping[str, Any], url: str) -> str:
    """The address of the issue that a pull request closes, where it says so of one."""
    text = fields.get("body")
    found = _CLOSES.search(text[:20_000]) if isinstance(text, str) else None
    if not found:
        return ""
    if found["address"]:
        return found["address"]
    return f"{url.partition('/pull/')[0]}/issues/{found['number']}" if "/pull/" in url else ""
