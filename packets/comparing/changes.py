"""One change between two documents, and the marking of what changed in a text.

Pure. Texts are compared word by word; white space and its changes are not news.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from bragdoc.ladders.wording import Words, words_between

Kind = Literal["added", "removed", "changed", "moved"]
Subject = Literal[
    "win",
    "placing",
    "section",
    "gap",
    "condition",
    "testimony",
    "text",
    "fact",
    "coverage",
    "sentence",
]

SAID: dict[Subject, tuple[str, str]] = {
    "win": ("win", "wins"),
    "placing": ("further place of a win", "further places of wins"),
    "section": ("section", "sections"),
    "gap": ("gap", "gaps"),
    "condition": ("condition", "conditions"),
    "testimony": ("testimony", "testimonies"),
    "text": ("text", "texts"),
    "fact": ("fact", "facts"),
    "coverage": ("line of coverage", "lines of coverage"),
    "sentence": ("sentence of the ladder", "sentences of the ladder"),
}
"""What can change, one and several, in the order of the summary."""

DONE: dict[Kind, str] = {
    "added": "added",
    "removed": "taken out",
    "changed": "changed",
    "moved": "moved",
}

MOST_MARKED = 100_000  # characters, of the shorter of two texts each, compared word by word
NEAR = 160  # characters that are told of what stayed before a change, and after it


class Change(NamedTuple):
    kind: Kind
    subject: Subject
    what: str
    """What of the part: "Thesis", the title of a win or gap, the name of a competency."""

    words: tuple[Words, ...]
    field: str = ""
    """What of that: "Details", "Role"; empty when it is the whole."""

    @property
    def done(self) -> str:
        """What was done, in a word."""
        is_rewording = self.subject in ("text", "sentence") and self.kind == "changed"
        return "reworded" if is_rewording else DONE[self.kind]


def came_or_gone[T](before: T | None, after: T | None) -> tuple[Literal["added", "removed"], T]:
    """What was done to something that is there on one side alone, and the thing itself. Raises
    ValueError where it is on neither."""
    if after is not None:
        return "added", after
    if before is not None:
        return "removed", before
    raise ValueError("It is on neither side.")


def replaced(was: str, now: str) -> tuple[Words, ...]:
    """One for the other, as wholes."""
    return Words("removed", was), Words("same", "\n"), Words("added", now)


class Marker:
    """Marks what changed in texts, word by word while no more than `MOST_MARKED` characters were
    compared. What comes after is told as taken out and added whole."""

    def __init__(self):
        self.left = MOST_MARKED

    def __call__(
        self, what: str, was: str, now: str, *, subject: Subject = "text", field: str = ""
    ) -> Iterator[Change]:
        """The change from one text to another; none when the words are the same."""
        if was.split() == now.split():
            return
        kind: Kind = "added" if not was.split() else "removed" if not now.split() else "changed"
        yield Change(kind, subject, what, self._words(was, now), field)

    def _words(self, was: str, now: str) -> tuple[Words, ...]:
        if not was.strip() or not now.strip():
            return words_between(was, now)
        self.left -= min(len(was), len(now))
        if self.left < 0:
            return replaced(was, now)
        return shortened(words_between(was, now))


def shortened(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """The same with what stayed told near the changes alone, and an ellipsis for the rest."""
    last = len(words) - 1
    return tuple(
        Words("same", _near(run.text, is_first=place == 0, is_last=place == last))
        if run.kind == "same"
        else run
        for place, run in enumerate(words)
    )


def _near(text: str, *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else NEAR), (0 if is_last else NEAR)
    if len(text) <= head + tail + NEAR // 2:
        return text
    start, end = text[:head], text[len(text) - tail :]
    # Words are left whole where there is white space to cut at.
    start = start.rpartition(" ")[0] or start
    end = end.partition(" ")[2] or end
    return " … ".join(["" if is_first else start, "" if is_last else end])
