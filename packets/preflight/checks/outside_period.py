"""A win that was over before the period began, or began after it ended."""

from collections.abc import Iterator

from bragdoc.days import day_in_words
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft


def _flags(draft: Draft) -> Iterator[Flag]:
    document = draft.document
    for win in draft.wins:
        if win.evidence.ends_on < document.starts_on:
            day = day_in_words(win.evidence.ends_on)
            yield Flag(win.place, f"It ended on {day}, before the period begins")
        elif win.evidence.starts_on > document.ends_on:
            day = day_in_words(win.evidence.starts_on)
            yield Flag(win.place, f"It began on {day}, after the period ends")


CHECK = Check(
    name="outside-period",
    label="Outside the period",
    reason="A committee that judges a period may leave it out, and the sentence it stands for.",
    mend="Take it out, or change the period on the cover.",
    example="It ended on 3 March 2024, before the period begins.",
    flags=_flags,
)
