"""A log that comes back: which of its drafts are ones that already wait, told anew."""

from collections.abc import Hashable, Mapping, Sequence

from bragdoc.capture.git_history.commits import ByHash
from bragdoc.capture.proposals import Candidate


def tell_again[Waiting: Hashable](
    candidates: Sequence[Candidate], waiting: Mapping[Waiting, set[str]]
) -> tuple[dict[int, Waiting], set[Waiting]]:
    """Which of those that wait each candidate tells anew, by its place, and those to be dropped.

    `waiting` gives the hashes that each one holds. A candidate takes the one it shares most
    commits with, each one is taken once, and one is dropped when others tell all of its commits.
    """
    holders = ByHash((digits, each) for each, hashes in waiting.items() for digits in hashes)
    shared: dict[tuple[int, Waiting], int] = {}
    for place, candidate in enumerate(candidates):
        for digits in candidate.commits:
            holder = holders.get(digits)
            if holder is not None:
                shared[place, holder] = shared.get((place, holder), 0) + 1
    told: dict[int, Waiting] = {}
    for place, holder in sorted(shared, key=lambda pair: -shared[pair]):
        if place not in told and holder not in told.values():
            told[place] = holder
    now = ByHash((digits, True) for each in candidates for digits in each.commits)
    dropped = {
        each
        for each in waiting.keys() - set(told.values())
        if all(now.get(digits) for digits in waiting[each])
    }
    return told, dropped
