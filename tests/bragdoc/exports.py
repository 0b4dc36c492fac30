"""What trackers export, made by hand, a function for each shape; and how to have it read."""

import csv
import io
import json
import re

from bragdoc.capture.trackers import github, gitlab, jira, linear, meetings

TRACKERS = {
    "github": github,
    "gitlab": gitlab,
    "jira": jira,
    "linear": linear,
    "calendar": meetings,
}


def read(tracker, data, name="export", progress=lambda done, total: None, **choices):
    data = data if isinstance(data, bytes) else data.encode()
    return TRACKERS[tracker].read(data, name=name, choices=choices, progress=progress)


def titles(reading):
    return [candidate.title for candidate in reading.candidates]


def reasons(reading):
    """{what it was: why} of everything that was left out, but for what is around the items."""
    return {
        re.sub(r"^Item \d+: ", "", skip.text): skip.reason
        for skip in reading.skipped
        if skip.reason not in ("Around the items", "The names of the columns")
    }


def in_json(*things, **dumping):
    return json.dumps(list(things), ensure_ascii=False, **dumping)


def pull(number, title="Cut checkout p99", *, on="2026-03-02", by="ada", **fields):
    """As `gh pr list --json` prints a merged one."""
    return {
        "number": number,
        "title": title,
        "state": "MERGED",
        "author": {"id": "x", "is_bot": False, "login": by, "name": ""},
        "createdAt": f"{on}T08:00:00Z",
        "mergedAt": f"{on}T09:00:00Z",
        "closedAt": f"{on}T09:00:00Z",
        "additions": 10,
        "deletions": 2,
        "changedFiles": 1,
        "labels": [],
        "url": f"https://github.com/acme/shop/pull/{number}",
    } | fields


def large(number, title="Rewrite the checkout", **fields):
    """One that stands by itself."""
    return pull(number, title, additions=900, changedFiles=12, **fields)


def found(number, title="Cut checkout p99", *, on="2026-03-02", by="ada", **fields):
    """As `gh search prs --json` prints a merged one."""
    return {
        "number": number,
        "title": title,
        "state": "merged",
        "isPullRequest": True,
        "author": {"id": "x", "is_bot": False, "login": by, "type": "User", "url": "u"},
        "repository": {"name": "shop", "nameWithOwner": "acme/shop"},
        "createdAt": f"{on}T08:00:00Z",
        "closedAt": f"{on}T09:00:00Z",
        "labels": [],
        "url": f"https://github.com/acme/shop/pull/{number}",
    } | fields


def answered(number, title="Cut checkout p99", *, on="2026-03-02", by="ada", **fields):
    """As GitHub's API answers to a search."""
    at = f"{on}T09:00:00Z"
    return {
        "url": f"https://api.github.com/repos/acme/shop/issues/{number}",
        "repository_url": "https://api.github.com/repos/acme/shop",
        "html_url": f"https://github.com/acme/shop/pull/{number}",
        "number": number,
        "title": title,
        "user": {"login": by, "id": 1, "type": "User"},
        "labels": [],
        "state": "closed",
        "state_reason": None,
        "assignees": [],
        "created_at": f"{on}T08:00:00Z",
        "closed_at": at,
        "pull_request": {"merged_at": at, "html_url": "h"},
        "body": None,
    } | fields


def issue(number, title="The doors do not open", *, on="2026-03-02", by="eve", to=(), **fields):
    """As `gh issue list --json` prints one that is done."""
    return {
        "number": number,
        "title": title,
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "author": {"login": by},
        "assignees": [{"login": login} for login in to],
        "createdAt": f"{on}T08:00:00Z",
        "closedAt": f"{on}T09:00:00Z",
        "labels": [],
        "url": f"https://github.com/acme/shop/issues/{number}",
    } | fields


def request(number, title="Cut checkout p99", *, on="2026-03-02", by="ada", **fields):
    """As GitLab's API lists a merged merge request."""
    return {
        "iid": number,
        "id": number + 1000,
        "project_id": 7,
        "title": title,
        "description": "",
        "state": "merged",
        "created_at": f"{on}T08:00:00.123Z",
        "merged_at": f"{on}T09:00:00.123Z",
        "closed_at": None,
        "source_branch": "x",
        "author": {"username": by, "name": by.title()},
        "assignees": [],
        "reviewers": [],
        "labels": [],
        "references": {"full": f"acme/web/shop!{number}"},
        "web_url": f"https://gitlab.com/acme/web/shop/-/merge_requests/{number}",
    } | fields


def table(header, *rows, delimiter=","):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return file.getvalue()


JIRA = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Assignee", "Reporter"]
JIRA += ["Resolution", "Resolved", "Sprint", "Sprint", "Labels", "Labels", "Parent", "Description"]


def jira_row(key, summary="Cut checkout p99", **cells):
    told = {
        "Summary": summary,
        "Issue key": key,
        "Issue Type": "Task",
        "Status": "Done",
        "Assignee": "Ada Okoye",
        "Reporter": "Grace Lindholm",
        "Resolution": "Done",
        "Resolved": "02/Mar/26 10:17 PM",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}
    row, seen = [], set()
    for name in JIRA:
        cell = told.get(name, "")
        if isinstance(cell, list):
            cell = cell[name in seen] if len(cell) > (name in seen) else ""
        elif name in seen:
            cell = ""
        row.append(cell)
        seen.add(name)
    return row


def jira_csv(*rows):
    return table(JIRA, *rows)


LINEAR = ["ID", "Team", "Title", "Description", "Status", "Estimate", "Priority", "Project"]
LINEAR += ["Creator", "Assignee", "Labels", "Cycle Name", "Created", "Started", "Completed"]
LINEAR += ["Canceled", "Parent issue"]


def linear_row(key, title="Cut checkout p99", **cells):
    told = {
        "ID": key,
        "Team": "Web",
        "Title": title,
        "Status": "Done",
        "Creator": "grace@example.org",
        "Assignee": "ada@example.org",
        "Completed": "Mon Mar 02 2026 10:00:00 GMT+0000 (GMT)",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}
    return [told.get(name, "") for name in LINEAR]


def linear_csv(*rows):
    return table(LINEAR, *rows)


def calendar(*meetings, name="", zone=""):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    head += [f"X-WR-CALNAME:{name}"] * bool(name) + [f"X-WR-TIMEZONE:{zone}"] * bool(zone)
    return "\r\n".join([*head, *meetings, "END:VCALENDAR", ""])


def meeting(title, starts="20260302T100000", *more, uid="", stamp="20260401T120000Z"):
    """`starts` may carry parameters: ";TZID=Europe/Berlin:20260302T100000"."""
    start = starts if starts.startswith(";") else f":{starts}"
    lines = [f"UID:{uid or title}@x", f"DTSTART{start}", f"DTSTAMP:{stamp}", f"SUMMARY:{title}"]
    return "\r\n".join(["BEGIN:VEVENT", *lines, *more, "END:VEVENT"])


def by(organizer, *invited):
    return [f"ORGANIZER:mailto:{organizer}", *(f"ATTENDEE:mailto:{each}" for each in invited)]
