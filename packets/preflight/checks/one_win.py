"""One win that is used for everything: at four sentences or more, and half of those that have any.

A win placed against one sentence in two sections counts twice; a sentence with other wins too still
counts.
"""

from collections import defaultdict
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

FEWEST_SENTENCES = 4


def _flags(draft: Draft) -> Iterator[Flag]:
    treated = 0
    used: dict[int, int] = defaultdict(int)
    for section in draft.document.sections:
        for block in section.expectations:
            treated += bool(block.evidence)
            for entry in {evidence.entry for evidence in block.evidence}:
                used[entry] += 1
    for win in draft.wins:
        times = used[win.evidence.entry]
        if times >= FEWEST_SENTENCES and 2 * times >= treated:
            title = win.evidence.title
            yield Flag(WHOLE, f"“{title}” stands for {times} of the {treated} sentences with a win")


CHECK = Check(
    name="one-win",
    label="One win used for everything",
    reason="A reader who doubts it doubts the whole case.",
    mend="Leave it where it is strongest and place other wins elsewhere.",
    example="“One reading format” stands for 5 of the 7 sentences with a win.",
    flags=_flags,
)
