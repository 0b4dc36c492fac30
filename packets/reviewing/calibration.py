"""What a panel sees of every packet alike: the same facts in the same words.

Pure. They are counts of what the document shows and lead to it; nothing is weighed, added up or
put in order by them.
"""

from typing import NamedTuple

from packets.document import PacketDocument


class Facts(NamedTuple):
    """What can be said of any packet without judging it. All but the titles are counts."""

    now: str
    goal: str
    asked: int
    """Sentences that the goal asks beyond the present position, and that apply."""
    shown: int
    """How many of these have evidence."""
    not_applicable: int
    months: int
    """Of the period."""
    months_shown: int
    """In which there is evidence for a sentence that is asked."""
    wins: int
    projects: int
    measured: int
    """Wins with a number before and after."""
    told_by_others: int
    """Wins on which a colleague has a word."""
    gaps: int
    conditions: int
    """Of an earlier decision."""


def facts_of(document: PacketDocument) -> Facts:
    """The facts of one packet."""
    asked = [row for row in document.coverage if row.kind in ("evidence", "none")]
    shown = [row for row in asked if row.kind == "evidence"]
    wins = list(document.evidence())
    return Facts(
        now=document.now.title if document.now else "",
        goal=document.goal.title,
        asked=len(asked),
        shown=len(shown),
        not_applicable=sum(row.kind == "not-applicable" for row in document.coverage),
        months=len(document.months()),
        months_shown=len({month for row in shown for month in row.months}),
        wins=len(wins),
        projects=len({win.project for win in wins} - {""}),
        measured=sum(any(m.before and m.after for m in win.metrics) for win in wins),
        told_by_others=sum(bool(win.testimony) for win in wins),
        gaps=len(document.gaps),
        conditions=len(document.conditions),
    )
