"""What `git log` prints by itself: headers, the message indented by four, files after it."""

import re
from dataclasses import dataclass, field

from bragdoc.capture.git_history.commits import (
    HASH,
    MAX_LINE,
    Change,
    Commit,
    author_day,
    body_of,
    change_in,
    subject_of,
)
from bragdoc.capture.git_history.passages import STEP, stray
from bragdoc.capture.proposals import Progress, Skipped

COMMIT = re.compile(rf"^commit ({HASH})(?: ({HASH}(?: {HASH})*))?(?: \(.*\))?$", re.MULTILINE)
_HEADER = re.compile(
    r"(?P<key>Author|AuthorDate|Date|Commit|CommitDate|Merge|Reflog|Reflog message"
    r"|tree|parent|author|committer|gpgsig|gpg|Notes)\b[^:]*?(?::|(?= ))\s*(?P<value>.*)"
)
_PERSON = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>\s*(?P<date>\d+ [+-]\d{4})?")
# Lines about files: of --stat, --shortstat, --name-status and --summary.
_ABOUT_FILES = re.compile(
    r" .+ \| +(?:\d+|Bin)\b.*| \d+ files? changed.*|[ACDMRTUX]\d*\t.+"
    r"| (?:create|delete|rename|copy|mode change) .+"
)


@dataclass
class _Block:
    """A commit while its lines are read."""

    hash: str
    line: int
    last: int
    parents: tuple[str, ...] = ()
    is_merge: bool = False
    name: str = ""
    email: str = ""
    date: str = ""
    message: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    in_patch: bool = False

    def takes(self, line: str) -> bool:
        """Read one line of the block. False where git prints no such line there."""
        if line.startswith("diff --"):
            self.in_patch = True
        if self.in_patch:
            return True
        if line.startswith("    ") or not line.strip():
            self.message.append(line[4:])
        elif change := change_in(line):
            self.changes.append(change)
        elif len(line) > MAX_LINE:
            return False
        elif not _ABOUT_FILES.fullmatch(line):
            header = _HEADER.match(line)
            if not header or any(self.message):
                return False
            self._take_header(header["key"], header["value"])
        return True

    def _take_header(self, key: str, value: str) -> None:
        if key in ("Author", "author") and (person := _PERSON.match(value)):
            self.name, self.email = person["name"].strip(), person["email"].strip()
            self.date = person["date"] or self.date
        elif key in ("Date", "AuthorDate"):
            self.date = value
        elif key == "Merge":
            self.parents, self.is_merge = tuple(value.split()), True
        elif key == "parent":
            self.parents = (*self.parents, value)
            self.is_merge = len(self.parents) > 1

    def commit(self) -> Commit | None:
        subject, _, body = "\n".join(self.message).strip().partition("\n\n")
        if not subject_of(subject) or not (self.name or self.email):
            return None
        return Commit(
            hash=self.hash,
            parents=self.parents,
            is_merge=self.is_merge,
            name=self.name,
            email=self.email,
            on=author_day(self.date),
            subject=subject_of(subject),
            body=body_of(body),
            changes=tuple(self.changes),
            line=self.line,
            last=self.last,
        )


def parse(text: str, progress: Progress) -> tuple[list[Commit], list[Skipped]]:
    lines = text.split("\n")
    blocks: list[_Block] = []
    odd: list[int] = []
    for number, line in enumerate(lines, start=1):
        if number % STEP == 0:
            progress(number, 2 * len(lines))
        if found := COMMIT.fullmatch(line):
            parents = tuple((found[2] or "").split())  # of --parents
            blocks.append(
                _Block(found[1], number, number, parents=parents, is_merge=len(parents) > 1)
            )
        elif not blocks or not blocks[-1].takes(line):
            odd.append(number)
        elif line.strip():
            blocks[-1].last = number
    first = blocks[0].line
    skipped = stray(lines, [number for number in odd if number < first], BEFORE)
    skipped += stray(lines, [number for number in odd if number > first], NOT_GITS)
    commits = []
    for block in blocks:
        if commit := block.commit():
            commits.append(commit)
        else:
            passage = "\n".join(lines[block.line - 1 : block.last])
            skipped.append(Skipped(block.line, block.last, passage, CUT_SHORT))
    return commits, skipped


BEFORE = "Text before the first commit"
NOT_GITS = "Not a line that git log prints"
CUT_SHORT = "A commit that is cut short: no author or no message"
