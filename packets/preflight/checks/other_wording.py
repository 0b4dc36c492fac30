"""Testimony to a win that is told otherwise by now: it says so where it prints."""

from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft


def _flags(draft: Draft) -> Iterator[Flag]:
    for win in draft.wins:
        for said in win.evidence.testimony:
            if said.of_other_wording:
                yield Flag(win.place, f"{said.name} was shown it in other words")


CHECK = Check(
    name="other-wording",
    label="Testimony to other words",
    reason="A colleague vouched for what you showed. A reader is told that it reads otherwise now.",
    mend="Tell the win as it was shown, or ask the colleague about the words that you have now.",
    example="Ines Castellanos was shown it in other words.",
    flags=_flags,
)
