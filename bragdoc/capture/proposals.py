"""What every reader of files gives back: candidates for the inbox, what it left out and why.

A reader is a pure function

    read(data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress) -> Reading

and raises nothing but `Unreadable`. It proposes what was done and when, in the words it found;
what it was worth is the author's to say, so nothing here carries an impact or a number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bragdoc.capture.dates import Precision

# Told how much is done, of how much. It may raise to end a reading that takes too long.
Progress = Callable[[int, int], None]


class Unreadable(Exception):
    """Nothing can be made of these bytes; the message tells the person why, and what would do."""


@dataclass(frozen=True)
class Candidate:
    """An entry proposed to its author.

    `line` counts from 1. Without a date that is certain both dates are None and the precision is
    unknown. `offers` says what it would become: "win", "goal" or "praise". `kind` and `role` are
    those of an entry, "" for not said. `tags` are words of the source that may name competencies.
    `identity` is what its source calls it (the address of a pull request, the key of a ticket, the
    UID of a meeting), "" where it has no name but its words. `commits` are hashes. `spans` are the
    first and last lines of each passage it was read from, where its reader tells them.
    """

    title: str
    details: str
    starts_on: date | None
    ends_on: date | None
    precision: Precision
    headings: tuple[str, ...]
    line: int
    links: tuple[str, ...]
    offers: str = "win"
    kind: str = ""
    role: str = ""
    project: str = ""
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    identity: str = ""
    commits: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Skipped:
    """Lines that were left out, from `line` to `last`, both counted from 1 and included."""

    line: int
    last: int
    text: str
    reason: str


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    hint: str = ""  # what it would come to, such as "24 wins" or the first line read this way


@dataclass(frozen=True)
class Choice:
    """Something that a reader decided and the person may decide otherwise.

    Where the reader cannot tell (is 03-04 in March or in April?), `asks` is true and nothing enters
    the inbox before an answer. `value` is what this reading went by: one of the options; where
    `several` may be chosen, their values with line breaks between them; without options, a line
    that the person writes.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    value: str
    asks: bool = False
    several: bool = False


@dataclass(frozen=True)
class Reading:
    """Every line that is not blank is in a candidate or in `skipped`."""

    candidates: tuple[Candidate, ...]
    skipped: tuple[Skipped, ...]
    choices: tuple[Choice, ...] = ()
