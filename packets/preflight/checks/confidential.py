"""Confidential wins in something to be shared: placed, and so missing from it, or named in a text.

A title is known again in a text when it is long enough to be no accident.
"""

from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Confidential, Draft, Passage
from packets.preflight.places import Place
from packets.preflight.prose import Span

SHORTEST_TITLE = 12
"""Characters."""


def _flags(draft: Draft) -> Iterator[Flag]:
    for win in draft.confidential:
        place = Place(f"entry/{win.entry}", win.section, win.title, entry=win.entry)
        yield Flag(place, "It is confidential, and stays out of what you share")
    for win in draft.confidential:
        if len(win.title) >= SHORTEST_TITLE:
            for passage in draft.passages:
                yield from _named_in(passage, win)


def _named_in(passage: Passage, win: Confidential) -> Iterator[Flag]:
    start = passage.text.find(win.title)
    if start >= 0:
        words = Span(start, start + len(win.title))
        yield flagged(passage, words, words, "“{}” is confidential, and is named here")


CHECK = Check(
    name="confidential",
    label="Confidential",
    reason="The win itself is left out of every version. What leans on it is not.",
    mend="Check that no text around it tells what it keeps, or lift the mark on the win.",
    example="“The merger, prepared” is confidential, and is named here.",
    flags=_flags,
)
