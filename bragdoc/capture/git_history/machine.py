"""The form for machines: records and fields set apart by control characters.

The fields of a record are hash, parents, author's name and address, author's and committer's
date, refs, subject and body; the lines of `--numstat` follow the last.
"""

from bragdoc.capture.git_history.commits import (
    Commit,
    author_day,
    body_of,
    change_in,
    subject_of,
)
from bragdoc.capture.git_history.passages import stray
from bragdoc.capture.proposals import Progress, Skipped

RECORD, FIELD = "\x1e", "\x1f"
FORMAT = "%x1e" + "%x1f".join(
    ["%H", "%P", "%aN", "%aE", "%aI", "%cI", "%D", "%s", "%b", ""]
)  # names by the repository's mailmap


def parse(text: str, progress: Progress) -> tuple[list[Commit], list[Skipped]]:
    before, *records = text.split(RECORD)
    lines = text.split("\n")
    line = 1 + before.count("\n")
    skipped = stray(lines, range(1, line + bool(before.strip("\n") and before[-1] != "\n")), BEFORE)
    commits: list[Commit] = []
    for place, record in enumerate(records):
        if place % STEP == 0:
            progress(place, 2 * len(records))
        last = line + record.rstrip("\n").count("\n")
        if commit := _commit(record, line, last):
            commits.append(commit)
        elif record.strip():
            skipped.append(Skipped(line, last, record.replace(FIELD, " ").strip(), CUT_SHORT))
        line += record.count("\n")
    return commits, skipped


BEFORE = "Text before the first commit"
CUT_SHORT = "A commit that is cut short"
STEP = 200  # records between two calls of `progress`


def _commit(record: str, line: int, last: int) -> Commit | None:
    fields = record.split(FIELD)
    if len(fields) < 9 or not fields[0] or not subject_of(fields[7]):
        return None
    digits, parents, name, email, written, _, _, subject, body, *rest = fields
    changes = (change_in(each) for each in "".join(rest).split("\n"))
    return Commit(
        hash=digits,
        parents=tuple(parents.split()),
        is_merge=" " in parents.strip(),
        name=name,
        email=email,
        on=author_day(written),
        subject=subject_of(subject),
        body=body_of(body),
        changes=tuple(change for change in changes if change),
        line=line,
        last=last,
    )
