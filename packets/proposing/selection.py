"""A selection under way: wins are put to places and taken back, and its worth follows."""

from collections import Counter
from collections.abc import Hashable
from math import inf

from packets.proposing.case import ANY_ROOM, USES, Case, Place, Placement, Room, Win
from packets.proposing.worth import COVERED, MONTH, PROJECT, PROOF, SHOWN, SURE


class Selection:
    """What is chosen of a case, beside what is placed in it already."""

    def __init__(self, case: Case):
        self.case = case
        self.worth = 0
        self.chosen: set[Placement] = set()
        self._sure = _sure(case)
        self._proof = {entry: PROOF[win.proof] for entry, win in case.win_of.items()}
        self._at: dict[Place, list[int]] = {place: [] for place in case.wanted_at}  # wins
        self._worth_at = dict.fromkeys(self._at, 0)
        self._of: Counter[int] = Counter()  # win: at how many places
        self._in: Counter[tuple[str, int]] = Counter()  # (section, win): at how many places
        self._traits = {entry: _traits(win) for entry, win in case.win_of.items()}
        self._seen: Counter[Hashable] = Counter()  # trait: in how many wins
        for entry, place in sorted(set(case.placed)):
            self._add(case.win_of[entry], place, 1)
        rooms = {place.section: case.rooms.get(place.section, ANY_ROOM) for place in self._at}
        self._room = _Left(case.room)
        self._rooms = {section: _Left(room) for section, room in rooms.items()}

    def fits(self, placement: Placement) -> bool:
        """Whether there is room for it, at its place and in the budgets."""
        entry, place = placement
        win = self.case.win_of[entry]
        return (
            placement not in self.chosen
            and len(self._at[place]) < self.case.wanted_at[place].most
            and self._of[entry] < USES
            and self._room.holds(win, is_told=self._of[entry] > 0)
            and self._rooms[place.section].holds(win, is_told=self._is_in(place.section, entry))
        )

    def put(self, placement: Placement) -> None:
        entry, place = placement
        win = self.case.win_of[entry]
        self._room.take(win, is_told=self._of[entry] > 0)
        self._rooms[place.section].take(win, is_told=self._is_in(place.section, entry))
        self._add(win, place, 1)
        self.chosen.add(placement)

    def take_back(self, placement: Placement) -> None:
        """Undo one `put`, whichever."""
        entry, place = placement
        win = self.case.win_of[entry]
        self.chosen.remove(placement)
        self._add(win, place, -1)
        self._room.take(win, is_told=self._of[entry] > 0, times=-1)
        is_told = self._is_in(place.section, entry)
        self._rooms[place.section].take(win, is_told=is_told, times=-1)

    def gain(self, placement: Placement) -> int:
        """What putting it would add to the worth, whether there is room or not."""
        entry, place = placement
        win = self.case.win_of[entry]
        gained = self._count(place, [*self._at[place], entry]) - self._worth_at[place]
        if self._of[entry]:
            return gained - win.named
        new = sum(worth for trait, worth in self._traits[entry] if not self._seen[trait])
        return gained + new - win.words

    def empty(self) -> set[Place]:
        """The places at which no win stands."""
        return {place for place, wins in self._at.items() if not wins}

    def _is_in(self, section: str, entry: int) -> bool:
        """Whether it stands in a section. Told elsewhere first, it counts there as if it were not:
        which of two sections comes first makes no difference."""
        return self._in[section, entry] > 0

    def _add(self, win: Win, place: Place, step: int) -> None:
        """Count a win at a place; with the step -1, count it no more."""
        entry = win.entry
        others = self._of[entry] - (step < 0)  # places beside this one
        self._of[entry] += step
        self._in[place.section, entry] += step
        self.worth -= step * (win.named if others else win.words)
        if place in self._at:
            wins = self._at[place]
            if step > 0:
                wins.append(entry)
            else:
                wins.remove(entry)
            now = self._count(place, wins)
            self.worth += now - self._worth_at[place]
            self._worth_at[place] = now
        if not others:
            for trait, worth in self._traits[entry]:
                was = self._seen[trait]
                self._seen[trait] = was + step
                if not was or not was + step:
                    self.worth += step * worth

    def _count(self, place: Place, entries: list[int]) -> int:
        """What wins are worth at a place. A sentence has its strongest proof; in a section of no
        sentence each win has its own."""
        if not entries:
            return 0
        rank = self.case.wanted_at[place].rank
        proofs = [self._proof[entry] for entry in entries]
        worth = COVERED[rank] + (sum(proofs) if rank == "own" else max(proofs))
        for entry in entries:
            if (entry, place) in self._sure:
                return worth + SURE
        return worth


class _Left:
    """The room that is left."""

    def __init__(self, room: Room):
        self.words = inf if room.words is None else room.words
        self.wins = inf if room.wins is None else room.wins

    def holds(self, win: Win, *, is_told: bool) -> bool:
        """Whether there is any for a win; one that is told is only named."""
        return win.named <= self.words if is_told else win.words <= self.words and self.wins >= 1

    def take(self, win: Win, *, is_told: bool, times: int = 1) -> None:
        self.words -= times * (win.named if is_told else win.words)
        self.wins -= 0 if is_told else times


def _sure(case: Case) -> frozenset[Placement]:
    """Where wins stand by their author's own act: what she placed, and what she tagged."""
    tagged = {
        placement
        for placement in case.candidates()
        if case.win_of[placement.entry].bears[placement.place].sure
    }
    return frozenset({*case.placed, *tagged})


def _traits(win: Win) -> tuple[tuple[Hashable, int], ...]:
    """What a win adds once to all of the selection, however often it stands: each with its worth
    where no other win has it."""
    months = (place for place in range(win.months.bit_length()) if win.months >> place & 1)
    project = [(("project", win.project), PROJECT)] if win.project else []
    return (
        *((("month", month), MONTH) for month in months),
        *project,
        *((("shown", sentence), SHOWN) for sentence in sorted(win.shows)),
    )
