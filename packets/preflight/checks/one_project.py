"""One project that carries everything: more than two thirds of at least five wins."""

from collections import Counter
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import WHOLE

FEWEST_WINS = 5


def _flags(draft: Draft) -> Iterator[Flag]:
    if len(draft.wins) < FEWEST_WINS:
        return
    projects = Counter(win.evidence.project for win in draft.wins)
    for project, wins in projects.most_common():
        if project and 3 * wins > 2 * len(draft.wins):
            yield Flag(WHOLE, f"“{project}” carries {wins} of {len(draft.wins)} wins")


CHECK = Check(
    name="one-project",
    label="One project carries everything",
    reason="One project can be luck, or its team. A level shows in more than one place.",
    mend="Place wins of other projects, or say under Gaps why this one is enough.",
    example="“Readings” carries 9 of 11 wins.",
    flags=_flags,
)
