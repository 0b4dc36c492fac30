"""Two months or more in a row without a win, in a period of more than six months.

A win of several months counts in each of them. Where all is recent, that is the finding.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from packets.document import months_between
from packets.preflight.checks.last_months import FEWEST_WINS, LAST, LONG_PERIOD
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

SHORTEST_RUN = 2
"""Months."""


def _flags(draft: Draft) -> Iterator[Flag]:
    months = draft.document.months()
    touched = {
        month
        for win in draft.wins
        for month in months_between(win.evidence.starts_on, win.evidence.ends_on)
    }
    inside = touched & set(months)
    if len(draft.wins) < FEWEST_WINS or len(months) <= LONG_PERIOD or inside <= set(months[-LAST:]):
        return
    for is_empty, run in groupby(months, key=lambda month: month not in touched):
        empty = list(run)
        if is_empty and len(empty) >= SHORTEST_RUN:
            yield Flag(WHOLE, f"{len(empty)} months without a win: {_named(empty)}")


def _named(months: list[str]) -> str:
    first, last = (date.fromisoformat(f"{month}-01") for month in (months[0], months[-1]))
    if first.year == last.year:
        return f"{first:%B} to {last:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"


CHECK = Check(
    name="thin-months",
    label="Months without a win",
    reason="Six sustained months weigh more than six good weeks.",
    mend="Look through your log of these months; what ran through them can be placed.",
    example="3 months without a win: May to July 2026.",
    flags=_flags,
)
