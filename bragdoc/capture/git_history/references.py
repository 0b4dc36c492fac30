"""What a message refers to: its pull request, an issue or ticket, the area it names."""

import re
from typing import NamedTuple

from bragdoc.capture.git_history.commits import Commit, subject_of


class Pull(NamedTuple):
    """A pull or merge request. `number` and `owner` (of the branch) are empty where not told."""

    number: str
    title: str
    owner: str = ""
    branch: str = ""


_SQUASHED = re.compile(r"(?P<title>.*\S)\s*\([#!](?P<number>\d{1,9})\)\W*$")
_AZURE = re.compile(r"Merged PR (?P<number>\d{1,9}): (?P<title>.+)")
_GITHUB = re.compile(
    r"Merge pull request (?:#(?P<number>\d{1,9}) )?from (?P<owner>[^/\s]+)(?:/(?P<branch>\S+))?"
)
_BITBUCKET = re.compile(
    r"Merged in (?P<branch>\S+) \(pull request #(?P<number>\d{1,9})\)"
    r"|Pull request #(?P<other>\d{1,9}): (?P<title>.+)"
)
_GITLAB = re.compile(r"^See merge request (?:\S*?)!(?P<number>\d{1,9})\s*$", re.MULTILINE)
_MERGE = re.compile(r"Merge (?:remote-tracking |pull |branch|tag|commit)|Merged in \S+ ")


def is_merge(commit: Commit) -> bool:
    """By its parents, or by git's own words where the log does not tell them."""
    return commit.is_merge or bool(_MERGE.match(commit.subject))


def pull_of(commit: Commit) -> Pull | None:
    """The pull request that a merge or a squashed commit brought in."""
    told = subject_of(commit.body.split("\n", 1)[0])
    if found := _GITHUB.match(commit.subject):
        return Pull(found["number"] or "", told, found["owner"], found["branch"] or "")
    if found := _BITBUCKET.match(commit.subject):
        number = found["number"] or found["other"]
        return Pull(number, found["title"] or told, branch=found["branch"] or "")
    if found := _AZURE.match(commit.subject):
        return Pull(found["number"], found["title"])
    if found := _SQUASHED.match(commit.subject):
        return Pull(found["number"], without_references(found["title"]))
    if found := _GITLAB.search(commit.body):
        named = "" if told.startswith("See merge request") else told
        title = named if _MERGE.match(commit.subject) else commit.subject
        return Pull(found["number"], title)
    return None


_ISSUE = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|see|part of|issue)[:\s]+"
    r"(?:#|https?://\S{1,200}/(?:issues|pull|merge_requests)/)(?P<number>\d{1,9})\b",
    re.IGNORECASE,
)
_TICKET = re.compile(
    r"^\W{0,2}(?P<key>[A-Z][A-Z0-9_]{1,9}-[1-9]\d{0,6})\b|"
    r"\b(?:[Rr]efs?|[Tt]icket|[Ii]ssue|[Jj]ira):? (?P<named>[A-Z][A-Z0-9_]{1,9}-\d{1,7})\b"
)
_NO_TICKETS = {"UTF", "SHA", "ISO", "RFC", "CVE", "PEP", "MD", "AES", "RSA", "ES", "PY", "HTTP"}


def issue_of(commit: Commit) -> str:
    """`#12`, or the key of a ticket such as `SHOP-12`; empty without one."""
    for text in (commit.subject, commit.body):
        if found := _ISSUE.search(text):
            return f"#{found['number']}"
        if found := _TICKET.search(text):
            key = found["key"] or found["named"]
            if key.split("-")[0] not in _NO_TICKETS:
                return key
    return ""


_TRAILING = re.compile(
    r"\s*(?:\([#!]\d+\)|\[(?:ci skip|skip ci)\]"
    r"|[,;.]?\s*\(?(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?)[:\s]+(?:[#!]\d+[,\s]*)+\)?)\W*$",
    re.IGNORECASE,
)


def without_references(subject: str) -> str:
    """The subject without the numbers after it: they are told as links and headings."""
    while (shorter := _TRAILING.sub("", subject)) != subject:
        if not shorter.strip():
            break
        subject = shorter
    return subject.strip()


CONVENTIONAL = re.compile(
    r"\W*(?P<type>feat|feature|fix|perf|refactor|docs?|style|tests?|build|ci|chore|revert|wip"
    r"|release|types|deps|security|dx)(?:\((?P<scope>[^()]+)\))?!?:\s+",
    re.IGNORECASE,
)
_AREA = re.compile(r"(?P<area>[\w./-]{2,30})(?:/\*)?:\s+\S")


def area_of(commit: Commit) -> str:
    """The part of the product: a conventional scope, else a prefix, else the folder.

    Tests, documentation and the like give their folder only where nothing else was touched.
    """
    if found := CONVENTIONAL.match(commit.subject):
        if found["scope"]:
            return found["scope"].strip().casefold()
    elif found := _AREA.match(commit.subject):
        return found["area"].casefold()
    folders = [folder for change in commit.changes if (folder := _folder(change.path))]
    work = [folder for folder in folders if folder.casefold() not in _BESIDE] or folders
    return max(sorted(set(work)), key=work.count, default="")


_BESIDE = {"test", "tests", "spec", "specs", "__tests__", "doc", "docs", "requirements", ".github"}
_HOLDS_ALL = {"src", "lib", "packages", "apps", "services", "crates", "pkg", "modules", "internal"}


def _folder(path: str) -> str:
    """The first folder, with the one below it where the first says nothing."""
    *folders, _ = path.split("/")
    return "/".join(folders[: 2 if folders and folders[0] in _HOLDS_ALL else 1])
