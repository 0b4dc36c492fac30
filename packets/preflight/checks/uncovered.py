"""What the goal asks and nothing answers: no win, no gap named, no reason why it does not apply.

Silent as long as no win is placed at all: an empty packet needs no list of what it lacks.
"""

from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import of_sentence


def _flags(draft: Draft) -> Iterator[Flag]:
    if not draft.wins:
        return
    for row in draft.document.coverage:
        answers = {(row.competency, row.expectation), (row.competency, "")}
        if row.kind == "none" and not answers & draft.answered:
            yield Flag(of_sentence(row), "No win is placed here, and nothing says why", row.text)


CHECK = Check(
    name="uncovered",
    label="Asked for, and not answered",
    reason="The committee reads the same sentence and finds the blank itself.",
    mend="Place a win, name it under Gaps with your answer, or say why it does not apply.",
    example="Leads across teams: no win is placed here, and nothing says why.",
    flags=_flags,
)
