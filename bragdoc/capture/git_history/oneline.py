"""A commit a line: hash, then a date and the author's name where they were asked for.

Nothing parts the name from the subject. It is taken for a name where every line begins with the
same words; `people` knows more, once it is known whose work is looked for.
"""

import re
from dataclasses import replace
from itertools import takewhile

from bragdoc.capture.git_history.commits import (
    HASH,
    MAX_LINE,
    Change,
    Commit,
    author_day,
    change_in,
    subject_of,
)
from bragdoc.capture.git_history.passages import STEP, stray
from bragdoc.capture.proposals import Progress, Skipped

_LINE = re.compile(
    rf"(?P<hash>{HASH})\s+(?:\((?:HEAD\b|tag: |[^()]*/|main|master)[^()]*\)\s+)?"
    r"(?:(?P<date>\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d|Z)?)?\s+)?"
    r"(?P<subject>\S.*)"
)
LOOKED_AT = 200  # lines that tell whether a text is such a log
_A_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # 20261121, no hash


def parse(text: str, progress: Progress) -> tuple[list[Commit], list[Skipped]]:
    lines = text.split("\n")
    commits: list[Commit] = []
    changes: list[Change] = []
    odd: list[int] = []
    for number, line in enumerate(lines, start=1):
        if number % STEP == 0:
            progress(number, 2 * len(lines))
        if found := _commit_in(line):
            _keep_changes(commits, changes)
            commits.append(
                Commit(
                    hash=found["hash"],
                    on=author_day(found["date"] or ""),
                    subject=subject_of(found["subject"]),
                    line=number,
                    last=number,
                )
            )
        elif commits and (change := change_in(line)):
            changes.append(change)
            commits[-1] = replace(commits[-1], last=number)
        elif line.strip():
            odd.append(number)
    _keep_changes(commits, changes)
    if len(odd) > len(commits):
        return [], []  # prose in which a line happens to begin like a commit
    return _named(commits), stray(lines, odd, "Not a commit")


def is_likely(text: str) -> bool:
    """Whether most lines of a text begin like commits."""
    lines = [line for line in text.split("\n")[:LOOKED_AT] if line.strip()]
    commits = [found for line in lines if (found := _commit_in(line))]
    return 2 * len(commits) > len(lines)


def _commit_in(line: str) -> re.Match[str] | None:
    found = _LINE.fullmatch(line) if len(line) <= MAX_LINE else None
    return None if found and _A_DAY.fullmatch(found["hash"]) else found


def _keep_changes(commits: list[Commit], changes: list[Change]) -> None:
    if changes:
        commits[-1] = replace(commits[-1], changes=tuple(changes))
        changes.clear()


_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+){2,3}")


def _named(commits: list[Commit]) -> list[Commit]:
    """With the one author's name taken off the subjects, where all of them begin with it."""
    if len(commits) < 3 or not all(commit.on for commit in commits):
        return commits
    # What the first and the last in order begin with, all between them begin with too.
    subjects = sorted(commit.subject for commit in commits)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(subjects[0], subjects[-1], strict=False))
    found = _NAME.match("".join(char for char, _ in same))
    if not found:
        return commits
    name = found[0].strip()
    return [named(commit, name) for commit in commits]


def named(commit: Commit, name: str) -> Commit:
    """The commit with this name, which stood before its subject."""
    subject = commit.subject[len(name) :].strip()
    return replace(commit, name=name, subject=subject or commit.subject)
