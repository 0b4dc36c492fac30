"""No voice but the author's: neither testimony nor praise among at least three wins."""

from collections.abc import Iterator

from packets.document import Evidence
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

FEWEST_WINS = 3


def _flags(draft: Draft) -> Iterator[Flag]:
    if len(draft.wins) >= FEWEST_WINS and not any(_has_voice(win.evidence) for win in draft.wins):
        yield Flag(WHOLE, "Nobody speaks in it but you")


def _has_voice(evidence: Evidence) -> bool:
    return bool(evidence.testimony) or evidence.kind.casefold() == "praise received"


CHECK = Check(
    name="other-voice",
    label="No other voice",
    reason="What others say of your work is the one thing that you cannot write yourself.",
    mend="Ask a colleague who was there for testimony, or place praise that you received.",
    example="Nobody speaks in it but you.",
    flags=_flags,
)
