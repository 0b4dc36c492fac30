"""No voice but the author's: no praise among at least three wins."""

from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

FEWEST_WINS = 3


def _flags(draft: Draft) -> Iterator[Flag]:
    kinds = {win.evidence.kind.casefold() for win in draft.wins}
    if len(draft.wins) >= FEWEST_WINS and "praise received" not in kinds:
        yield Flag(WHOLE, "Nobody speaks in it but you")


CHECK = Check(
    name="other-voice",
    label="No other voice",
    reason="What others say of your work is the one thing that you cannot write yourself.",
    mend="Place praise that you received, or ask somebody who was there for two sentences.",
    example="Nobody speaks in it but you.",
    flags=_flags,
)
