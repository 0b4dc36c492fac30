"""What a selection is worth, as one number that is read like digits: the first to differ decides.

From the left: new sentences that have a win; new sentences that a win of it is tagged with;
sections of no sentence that have a win; carried sentences that have one; places that have one by
its author's own tag; places with proof of at least each kind, the strongest first; months;
projects; and at the end, to be kept low, words.
"""

from typing import Final

from packets.proposing.case import Rank

_WORDS_BITS = 32
_DIGIT_BITS = 14  # more than there can be places, months or projects
_DIGITS: Final = (
    "new",
    "shown",
    "own",
    "carried",
    "sure",
    "proof-4",
    "proof-3",
    "proof-2",
    "proof-1",
    "months",
    "projects",
)
_ONE = {
    name: 1 << (_WORDS_BITS + _DIGIT_BITS * place) for place, name in enumerate(reversed(_DIGITS))
}

SHOWN, SURE, MONTH, PROJECT = (_ONE[name] for name in ("shown", "sure", "months", "projects"))
COVERED: dict[Rank, int] = {"new": _ONE["new"], "own": _ONE["own"], "carried": _ONE["carried"]}
_OF_PROOF = [_ONE[f"proof-{order}"] for order in range(1, 5)]
PROOF = tuple(sum(_OF_PROOF[:order]) for order in range(5))
"""What proof of an order is worth at a place: at least this kind, and so at least each below it."""
