"""All evidence from the last three months of a period of more than six."""

from collections.abc import Iterator

from packets.document import months_between
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

FEWEST_WINS, LAST, LONG_PERIOD = 3, 3, 6
"""Wins, months and months."""


def _flags(draft: Draft) -> Iterator[Flag]:
    document = draft.document
    months = document.months()
    if len(draft.wins) < FEWEST_WINS or len(months) <= LONG_PERIOD:
        return
    touched = {
        month
        for win in draft.wins
        for month in months_between(win.evidence.starts_on, win.evidence.ends_on)
    }
    if (early := touched & set(months)) and early <= set(months[-LAST:]):
        yield Flag(WHOLE, f"All {len(draft.wins)} wins are of the last {LAST} months")


CHECK = Check(
    name="last-months",
    label="All of it is recent",
    reason="A level is held over months. Three good ones look like a run-up to this packet.",
    mend="Place older wins of the period, or shorten the period to what you can show.",
    example="All 6 wins are of the last 3 months.",
    flags=_flags,
)
