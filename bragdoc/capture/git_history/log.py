"""The bytes of a git log as commits, in whichever of three forms git printed it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bragdoc.capture.document_text import decoded
from bragdoc.capture.git_history import machine, oneline, printed
from bragdoc.capture.git_history.commits import ByHash, Commit
from bragdoc.capture.proposals import Progress, Skipped, Unreadable

MAX_BYTES = 20_000_000
MAX_COMMITS = 20_000
_LOOK = 65_536  # bytes that tell what a file is


@dataclass(frozen=True)
class Author:
    """Somebody who has commits in a log. Without an address where the log has none."""

    name: str
    email: str
    commits: int


@dataclass(frozen=True)
class GitLog:
    """Commits in the order of the log; `skipped` is what belongs to none of them."""

    commits: tuple[Commit, ...]
    skipped: tuple[Skipped, ...]

    def holds(self, hashes: Iterable[str]) -> bool:
        """Whether every one of these commits is in it."""
        return all(self._by_hash.get(digits) for digits in hashes)

    def shares(self, hashes: Iterable[str]) -> bool:
        """Whether any of these commits is in it."""
        return any(self._by_hash.get(digits) for digits in hashes)

    @cached_property
    def _by_hash(self) -> ByHash[Commit]:
        return ByHash((commit.hash, commit) for commit in self.commits)

    @property
    def authors(self) -> tuple[Author, ...]:
        """Everybody the log names, those with the most commits first."""
        counted = Counter((commit.name, commit.email) for commit in self.commits)
        counted.pop(("", ""), None)
        ordered = sorted(counted.items(), key=lambda found: (-found[1], found[0]))
        return tuple(Author(name, email, commits) for (name, email), commits in ordered)


_COLOUR = re.compile(r"\x1b\[[0-9;]*[mK]")
_CONTROL = re.compile(r"[\x01-\x08\x0b-\x1d\x7f]")


def parse(data: bytes, progress: Progress = lambda done, total: None) -> GitLog:
    """Read `git log` as it prints by itself, in one line a commit, or in the machine's form.

    Any of them with or without `--numstat`, in UTF-8 or UTF-16. `progress` hears of the first half
    of the work. Raises Unreadable.
    """
    text = _text(data)
    if machine.RECORD in text and machine.FIELD in text:
        commits, skipped = machine.parse(text, progress)
    elif printed.COMMIT.search(text):
        commits, skipped = printed.parse(text, progress)
    else:
        commits, skipped = oneline.parse(text, progress)
    if not commits:
        raise Unreadable("No commit was found in it. Bring what git log prints, without --graph.")
    if len(commits) > MAX_COMMITS:
        raise Unreadable("The log has more than 20,000 commits. Import it in parts.")
    return GitLog(tuple(commits), tuple(skipped))


def recognises(data: bytes, name: str) -> bool:
    """Whether the beginning of a file is that of a git log, in any of the three forms."""
    try:
        text = decoded(data[:_LOOK])
    except Unreadable:  # or the cut has fallen within a letter
        text = data[:_LOOK].decode("utf-8", "ignore")
    text = _COLOUR.sub("", text.replace("\r\n", "\n"))
    if machine.RECORD in text and machine.FIELD in text:
        return True
    return bool(printed.COMMIT.search(text)) or oneline.is_likely(text)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable("The log is larger than 20 MB. Import it in parts.")
    try:
        text = decoded(data)
    except Unreadable:
        raise Unreadable(
            "The log is not text in UTF-8 or UTF-16. Make it with git log --encoding=UTF-8."
        ) from None
    if "\0" in text:
        raise Unreadable("The file is not a text, so it is not a git log.")
    if not text.strip():
        raise Unreadable("The log is empty.")
    text = _COLOUR.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub(" ", text)
