"""What was asked when an earlier case was postponed, and neither words nor a win answers."""

from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import of_condition


def _flags(draft: Draft) -> Iterator[Flag]:
    for number, condition in enumerate(draft.document.conditions, start=1):
        if not condition.answer.strip() and not condition.entries:
            place = of_condition(number, condition)
            yield Flag(place, "Asked of you before, and not answered here", condition.text)


CHECK = Check(
    name="open-condition",
    label="Asked for last time, and still open",
    reason="Whoever asked for it remembers, and looks for it first.",
    mend="Choose the win that answers it, or say what became of it.",
    example="Show it with another team: no answer is written and no win is chosen.",
    flags=_flags,
)
