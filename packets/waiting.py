"""What a packet in review waits for, role by role, as it follows from the table of moves.

No database."""

from typing import NamedTuple

from packets.review import ACTS, DECIDED, MOVES, REVIEWERS, UNDER_REVIEW, Role


class Wait(NamedTuple):
    """What is asked of one role, and what of it, done with the version, leaves nothing to wait
    for."""

    asks: str
    moves: frozenset[str]
    ratings: bool
    """Whether ratings that were given are an answer as well."""


def _wait_of(role: Role) -> Wait | None:
    moves = {name: move for name, move in MOVES.items() if role in move.roles}
    open_ones = {name for name, move in moves.items() if move.sources & UNDER_REVIEW}
    decisions = {name for name in open_ones if moves[name].target in DECIDED}
    if decisions:
        return Wait("Your ratings and a decision", frozenset(decisions), ratings=False)
    if not open_ones:
        return None
    asks = "Your endorsement, or your ratings"
    if "request-changes" in open_ones:
        asks = "Your endorsement or what should change, or your ratings"
    return Wait(asks, frozenset(open_ones), ratings=role in ACTS["rate"].roles)


WAITS = {role: wait for role in Role if role in REVIEWERS and (wait := _wait_of(role))}
"""By role. Who is not here is asked nothing: an observer reads."""
