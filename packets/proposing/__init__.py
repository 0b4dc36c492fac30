"""A first draft of a packet: which wins to place against which sentences. Pure.

    chosen = propose(case)
    told = Reasons(case, chosen, period)
    told.of(chosen[0])

A `Case` is what there is to choose from, with the room that the budget leaves. The draft chosen
is the one of the greatest `worth`: it covers the most, then proves best, then spreads over the
most months, then over the most projects, then takes the fewest words. For a small case it is the
best there is (`exact`), for a larger one a greedy choice that is improved step by step (`greedy`).
"""

from packets.proposing.case import Bearing, Case, Place, Placement, Room, Wanted, Win
from packets.proposing.choosing import propose
from packets.proposing.reasons import Reasons

__all__ = [
    "Bearing",
    "Case",
    "Place",
    "Placement",
    "Reasons",
    "Room",
    "Wanted",
    "Win",
    "propose",
]
