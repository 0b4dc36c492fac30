"""The few changes that tell most, for a reader with three minutes. All of them stand on the page
where two versions are compared.

Pure. What a packet argues comes before what it is made of: its opening, then what it answers, then
what the ladder asks and whether there is evidence of it, then wins and sections that came or went,
then claims that were reworded. The rest is counted.
"""

from typing import NamedTuple

from bragdoc.ladders.wording import Words
from packets.comparing.changes import Change
from packets.comparing.differences import Differences

MOST = 5
ARROW = " → "
ROOM = 240  # characters of a text that came or went whole


class Foremost(NamedTuple):
    part: str
    """The title of the part it is in."""

    change: Change
    """With its words cut to what is told in short."""


def foremost(changes: Differences) -> list[Foremost]:
    """The changes that tell most, in the order of the packet; at most `MOST`."""
    found = [
        (_weight(part.title, change), place, Foremost(part.title, in_short(change)))
        for place, (part, change) in enumerate(
            (part, change) for part in changes.parts for change in part.changes
        )
    ]
    kept = sorted(found, key=lambda each: each[:2])[:MOST]
    return [each for _weight, _place, each in sorted(kept, key=lambda each: each[1])]


def count(changes: Differences) -> int:
    """How many changes there are."""
    return sum(len(part.changes) for part in changes.parts)


def in_short(change: Change) -> Change:
    """The same, told in short where it came or went whole: its first line with its first figure."""
    if change.kind not in ("added", "removed") or len(change.words) != 1:
        return change
    [(kind, text)] = change.words
    lines = text.splitlines()
    figures = [line for line in lines[1:] if ARROW in line]
    said = "\n".join([*lines[:1], *figures[:1]])
    if change.subject in ("gap", "condition"):
        said = "\n".join(lines[:2])
    if change.subject == "text":
        said = text
    if len(said) > ROOM:
        said = f"{said[:ROOM].rstrip()} …"
    return change._replace(words=(Words(kind, said),))


def _weight(part: str, change: Change) -> int:
    """The lower, the more it tells."""
    if change.subject == "text" and part == "Opening":
        return 0 if change.what in ("Thesis", "The ask") else 2
    if change.subject in ("gap", "condition"):
        return 1
    if change.subject in ("coverage", "sentence"):
        return 2
    if change.subject in ("win", "section") and change.kind in ("added", "removed"):
        return 3
    if change.what == "Claim" or part in ("Gaps and what next", "What was asked before"):
        return 4
    return 5
