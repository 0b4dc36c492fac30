"""What a packet in review waits for, role by role, as it follows from the table of moves.

No database.
"""

from packets.review import DECIDED, MOVES, REVIEWERS, UNDER_REVIEW, Role

MOVES_OF = {
    role: {
        name: move
        for name, move in MOVES.items()
        if role in move.roles and move.sources & UNDER_REVIEW
    }
    for role in Role
    if role in REVIEWERS
}
"""The moves of each reviewer's role while a packet is under review."""

DECIDING = frozenset(
    role
    for role, moves in MOVES_OF.items()
    if any(move.target in DECIDED for move in moves.values())
)
"""For these a packet waits until it is decided, and is not under review any more."""

ANSWERING = frozenset(role for role, moves in MOVES_OF.items() if moves) - DECIDING
"""For these it waits until they made a move on the version, or gave their ratings of it."""

ANSWERS = frozenset(name for role in ANSWERING for name in MOVES_OF[role])


def asks(role: Role | None) -> str:
    """What is asked of a role; "" of an observer, and of nobody."""
    if role in DECIDING:
        return "Your ratings and a decision"
    if role is None or role not in ANSWERING:
        return ""
    if "request-changes" in MOVES_OF[role]:
        return "Your endorsement or what should change, or your ratings"
    return "Your endorsement, or your ratings"
