"""Commits that belong to one piece of work, by the first rule that says so.

A pull request; else an issue or ticket; else the area within a month; else the week.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bragdoc.capture.git_history.commits import Commit
from bragdoc.capture.git_history.references import (
    CONVENTIONAL,
    Pull,
    area_of,
    issue_of,
    pull_of,
    without_references,
)
from bragdoc.capture.git_history.routine import SMALL_LINES, is_small

type Month = tuple[int, int]  # year and month; (0, n) for the nth thirty of undated commits

_UNDATED_MONTH, _UNDATED_WEEK = 30, 8  # commits
_TOGETHER = 5  # subjects of a week that one title can stand for


class Calendar:
    """When a commit was written, as far as its log tells: those without a day go by their place.

    They are counted from the oldest, so that a log which grows leaves them where they are.
    """

    def __init__(self, newest_first: Sequence[Commit]):
        self._place = {
            commit.hash: place for place, commit in enumerate(reversed(newest_first), start=1)
        }

    def month(self, commit: Commit) -> Month:
        if commit.on:
            return commit.on.year, commit.on.month
        return 0, self._place[commit.hash] // _UNDATED_MONTH

    def week(self, commit: Commit) -> tuple[int, int]:
        if commit.on:
            return commit.on.isocalendar()[:2]
        return 0, self._place[commit.hash] // _UNDATED_WEEK

    def oldest_first(self, commits: Iterable[Commit]) -> list[Commit]:
        """By day, then by place: the author's days need not follow the order of the log."""
        return sorted(
            commits,
            key=lambda commit: (
                commit.on.toordinal() if commit.on else 0,
                self._place[commit.hash],
            ),
        )


@dataclass
class Work:
    """One piece of work. `title` is that of its pull request, and `heading` what it went by.

    Its month is that of its first commit, so that later ones leave it in its place.
    """

    commits: list[Commit]
    month: Month
    heading: str = ""
    title: str = ""
    area: str = ""
    pulls: list[str] = field(default_factory=list)  # numbers
    issue: str = ""

    @cached_property
    def subjects(self) -> list[str]:
        """What it consists of, in the author's words, the most telling first, each once."""
        if self.title:
            return [self.title]
        telling = sorted(self.commits, key=telling_rank, reverse=True)
        words = (without_references(commit.subject) for commit in telling)
        return list({word.casefold(): word for word in words}.values())

    @cached_property
    def is_minor(self) -> bool:
        """Nothing in it but what calls itself a small correction or unfinished."""
        return all(map(is_small, self.commits))

    @cached_property
    def is_little(self) -> bool:
        """Fewer than three commits and thirty lines, where the log tells of lines."""
        lines = [commit.lines for commit in self.commits if commit.lines is not None]
        return len(self.commits) < 3 and bool(lines) and sum(lines) < SMALL_LINES

    @cached_property
    def weight(self) -> float:
        """How much it has to tell. Lines count least: generated files and moves inflate them."""
        days = [commit.on for commit in self.commits if commit.on]
        files = {change.path for commit in self.commits for change in commit.changes}
        lines = sum(commit.lines or 0 for commit in self.commits)
        return (
            min(len(self.commits), 10)
            + min(len(files), 15)
            + min(lines, 300) / 60
            + 5 * any(_kind_rank(commit) == 2 for commit in self.commits)
            + 5 * bool(days and (max(days) - min(days)).days >= 7)
            + min(len(self.subjects[0]), 60) / 60
            - 20 * self.is_minor
        )


def telling_rank(commit: Commit) -> tuple:
    return (
        not is_small(commit),
        _kind_rank(commit),
        min(len(commit.changes), 20),
        min(commit.lines or 0, 300),
        min(len(commit.subject), 60),
    )


def _kind_rank(commit: Commit) -> int:
    found = CONVENTIONAL.match(commit.subject)
    kind = found["type"].casefold() if found else ""
    if kind in ("feat", "feature", "perf", "security"):
        return 2
    return 0 if kind in ("chore", "style", "test", "tests", "ci", "docs", "doc", "wip") else 1


def works(
    commits: Iterable[Commit],
    merged: dict[str, Pull],
    calendar: Calendar,
) -> list[Work]:
    """`merged` names the pull request of a commit, by its hash, where a merge told of it."""
    gathered: dict[tuple, list[Commit]] = defaultdict(list)
    pulls: dict[tuple, list[Pull]] = defaultdict(list)
    for commit in commits:
        own = pull_of(commit)
        pull = merged.get(commit.hash) or own
        key = _key(commit, pull, calendar)
        gathered[key].append(commit)
        pulls[key] += [each for each in (pull, own) if each]
    return [
        _work(part, calendar.oldest_first(members), pulls[key], calendar)
        for key, together in gathered.items()
        for part, members in _parts(key, together)
    ]


def _parts(key: tuple, commits: list[Commit]) -> Iterator[tuple[tuple, list[Commit]]]:
    """A week of many things that nothing holds together, day by day; all else as it is."""
    subjects = {commit.subject for commit in commits}
    if key[0] != "week" or len(subjects) <= _TOGETHER:
        yield key, commits
        return
    days: dict[date | None, list[Commit]] = defaultdict(list)
    for commit in commits:
        days[commit.on].append(commit)
    for members in days.values():
        yield key, members


def _key(commit: Commit, pull: Pull | None, calendar: Calendar) -> tuple:
    if pull:
        return ("pull", pull.number or pull.title or pull.branch)
    if issue := issue_of(commit):
        return ("issue", issue)
    if area := area_of(commit):
        return ("area", area, calendar.month(commit))
    return ("week", calendar.week(commit), calendar.month(commit))


def _work(key: tuple, members: list[Commit], pulls: list[Pull], calendar: Calendar) -> Work:
    areas = [area for commit in members if (area := area_of(commit))]
    work = Work(
        members,
        month=calendar.month(members[0]),
        area=max(sorted(set(areas)), key=areas.count, default=""),
    )
    if pulls:
        titles = [without_references(pull.title) for pull in pulls if pull.title]
        work.title = min(titles, key=len, default="")  # a backport puts words before it
        work.pulls = list(dict.fromkeys(pull.number for pull in pulls if pull.number))
        work.heading = f"Pull request #{work.pulls[0]}" if work.pulls else "Pull request"
    elif key[0] == "issue":
        work.issue = key[1]
        work.heading = f"Issue {key[1]}"
    elif key[0] == "area":
        work.heading = work.area = key[1]
    return work
