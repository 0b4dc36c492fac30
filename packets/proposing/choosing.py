"""How the selection is found: exactly for a small case, greedily and then step by step for others.

All of it is bounded, and no order of a set or of a hash decides anything: of two selections of the
same worth the one found first is kept, and wins and places are tried in the order of their keys.
"""

import heapq
from collections.abc import Callable, Iterable

from packets.proposing.case import Case, Placement
from packets.proposing.selection import Selection

SMALL = 40
"""Of so many placements to choose from the best selection is searched for."""

MOST_SELECTIONS = 6_000
"""So many selections are looked at by `exact`, which then gives the best it found."""

MOST_TRIALS = 5_000
"""So many wins are tried in the places of others."""

_FINE = 1 << 20  # so that what a win is worth for each word does not come to nothing when divided

type Measure = Callable[[int, int], int]
"""How good a win is: from what it adds to the worth, and how many words it takes."""


def propose(case: Case) -> tuple[Placement, ...]:
    """The placements chosen, by place."""
    chosen = greedy(case)
    if sum(map(len, case.open_to.values())) <= SMALL:
        chosen = exact(case, start=chosen)
    return tuple(sorted(chosen, key=lambda placement: (placement.place, placement.entry)))


# Greedily ---------------------------------------------------------------------------------------


def greedy(case: Case) -> frozenset[Placement]:
    """The better of two choices, each improved: the win first that adds most, and the one that adds
    most for its words. The second is the better one where the room is small."""
    found = []
    for measure in (_by_worth, _by_word):
        selection = Selection(case)
        _fill(selection, case.open_to, measure)
        _improve(selection)
        found.append((selection.worth, frozenset(selection.chosen)))
    return max(found, key=lambda each: each[0])[1]


def _by_worth(gained: int, words: int) -> int:
    return gained


def _by_word(gained: int, words: int) -> int:
    return gained * _FINE // (words + 1)


def _fill(selection: Selection, entries: Iterable[int], measure: Measure) -> None:
    """Put wins as long as one adds something, the best first. What a win adds can only fall while
    others are put, so that one which is still better than the next one's old figure is the best."""
    words = {entry: selection.case.win_of[entry].words for entry in entries}
    # A figure, the win, and how many were put when it was worked out.
    heap = [(-measure(_try(selection, entry), words[entry]), entry, 0) for entry in words]
    heapq.heapify(heap)
    put = 0
    while heap and heap[0][0] < 0:
        _, entry, known = heapq.heappop(heap)
        if known == put:
            _put_all(selection, entry)
            put += 1
        else:
            figure = -measure(_try(selection, entry), words[entry])
            heapq.heappush(heap, (figure, entry, put))


def _try(selection: Selection, entry: int) -> int:
    """What a win would add to the worth, at all places where it adds something."""
    places = selection.case.open_to[entry]
    if len(places) == 1:
        placement = Placement(entry, places[0])
        return max(selection.gain(placement), 0) if selection.fits(placement) else 0
    before = selection.worth
    put = _put_all(selection, entry)
    gained = selection.worth - before
    for placement in reversed(put):
        selection.take_back(placement)
    return gained


def _put_all(selection: Selection, entry: int) -> list[Placement]:
    """Put a win where it adds something, first where it adds most."""
    case = selection.case
    open_now = [Placement(entry, place) for place in case.open_to[entry]]
    if len(open_now) > 1:
        open_now.sort(key=selection.gain, reverse=True)  # those of one gain stay in their order
    put = []
    for placement in open_now:
        if selection.fits(placement) and selection.gain(placement) > 0:
            selection.put(placement)
            put.append(placement)
    return put


def _improve(selection: Selection) -> None:
    """Do without one win after the other, and fill what that leaves anew from those that could
    stand in its places or where nothing stands. Kept where it is worth more."""
    left, is_better = MOST_TRIALS, True
    while is_better:
        is_better = False
        for entry in sorted({placement.entry for placement in selection.chosen}):
            near = _near(selection, entry)
            left -= len(near)
            if left < 0:
                return
            is_better |= _do_without(selection, entry, near)


def _near(selection: Selection, entry: int) -> list[int]:
    """The other wins that could stand where this one does, or where nothing stands."""
    case = selection.case
    places = set(case.open_to.get(entry, ())) | selection.empty()
    return sorted({one for place in places for one in case.bearing[place]} - {entry})


def _do_without(selection: Selection, entry: int, near: list[int]) -> bool:
    before, was = selection.worth, set(selection.chosen)
    for placement in sorted(was):
        if placement.entry == entry:
            selection.take_back(placement)
    _fill(selection, near, _by_worth)
    _fill(selection, [entry], _by_worth)
    if selection.worth > before:
        return True
    _go_back(selection, was)
    return False


def _go_back(selection: Selection, to: Iterable[Placement]) -> None:
    wanted = set(to)
    for placement in sorted(selection.chosen - wanted):
        selection.take_back(placement)
    for placement in sorted(wanted - selection.chosen):
        selection.put(placement)


# Exactly ----------------------------------------------------------------------------------------


def exact(case: Case, *, start: Iterable[Placement] = ()) -> frozenset[Placement]:
    """The selection of the greatest worth, or the best of the first `MOST_SELECTIONS`. `start` is
    one to be better than: what cannot become so is not looked at."""
    search = _Search(case, start)
    search.go(0)
    return search.best


class _Search:
    """Branch and bound over the placements, each in or out."""

    def __init__(self, case: Case, start: Iterable[Placement]):
        self.candidates = list(case.candidates())
        self.selection = Selection(case)
        _go_back(self.selection, start)
        self.worth, self.best = self.selection.worth, frozenset(self.selection.chosen)
        _go_back(self.selection, ())
        self.left = MOST_SELECTIONS

    def go(self, place: int) -> None:
        selection = self.selection
        if selection.worth > self.worth:
            self.worth, self.best = selection.worth, frozenset(selection.chosen)
        self.left -= 1
        if self.left <= 0 or place == len(self.candidates) or not self._may_win(place):
            return
        placement = self.candidates[place]
        if selection.fits(placement):
            selection.put(placement)
            self.go(place + 1)
            selection.take_back(placement)
        self.go(place + 1)

    def _may_win(self, place: int) -> bool:
        """Whether what is left could make it worth more than the best. What each adds by itself is
        added up, and together they add that much at the most: none adds more beside others, but
        for the words that a win takes only once."""
        most = self.selection.worth
        for placement in self.candidates[place:]:
            win = self.selection.case.win_of[placement.entry]
            most += max(self.selection.gain(placement) + win.words, 0)
            if most > self.worth:
                return True
        return False
