"""What there is to choose from: the places of a packet, the wins, and the room."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Rank = Literal["new", "own", "carried"]
"""A sentence that only the goal asks; a section of no sentence; a sentence asked before already."""

USES = 3
"""At so many places a win is proposed at most: one that is used for everything proves little."""

SEVERAL = 2
"""So many wins are proposed for a sentence at most: what shows it best, and another month."""


class Place(NamedTuple):
    section: str
    """The section's key."""

    sentence: str
    """The slug of a sentence of its competency; "" for the section as such."""


class Placement(NamedTuple):
    entry: int
    place: Place


@dataclass(frozen=True)
class Wanted:
    """A place at which wins are wanted, `most` of them at the most."""

    place: Place
    rank: Rank = "new"
    most: int = SEVERAL


class Bearing(NamedTuple):
    """Why a win may stand at a place: `sure` where its author tagged it so, or else the words that
    it shares with the sentence, none where anything may stand there."""

    sure: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Win:
    entry: int
    months: int = 0
    """Those of the period that it touches, as in `bragdoc.coverage.months`."""

    project: str = ""
    proof: int = 0
    """The order of its kind of proof, as in `bragdoc.coverage.proof`: 0 to 4."""

    words: int = 0
    """That it prints where it is told."""

    named: int = 0
    """Words that it prints where it is only named, because it was told before."""

    bears: dict[Place, Bearing] = field(default_factory=dict)
    """The places at which it may be proposed."""

    shows: frozenset[str] = frozenset()
    """The new sentences that it is tagged with, by any name, whether they have a place or not."""


class Room(NamedTuple):
    """What may be added. None is no limit."""

    words: int | None = None
    wins: int | None = None


ANY_ROOM = Room()


@dataclass(frozen=True)
class Case:
    """In which order wins and places are given makes no difference.

    `placed` is what stands in the packet already: it counts, and stays. Its wins are among `wins`;
    `room` and `rooms`, by section, are what is left beside it.
    """

    wanted: tuple[Wanted, ...]
    wins: tuple[Win, ...]
    placed: tuple[Placement, ...] = ()
    room: Room = ANY_ROOM
    rooms: dict[str, Room] = field(default_factory=dict)

    @cached_property
    def win_of(self) -> dict[int, Win]:
        return {win.entry: win for win in sorted(self.wins, key=lambda win: win.entry)}

    @cached_property
    def wanted_at(self) -> dict[Place, Wanted]:
        return {wanted.place: wanted for wanted in sorted(self.wanted, key=lambda w: w.place)}

    @cached_property
    def open_to(self) -> dict[int, tuple[Place, ...]]:
        """Where each win may be proposed that may be at all, by its entry."""
        there = set(self.placed)
        found = {
            entry: tuple(
                place
                for place in sorted(win.bears)
                if place in self.wanted_at and (entry, place) not in there
            )
            for entry, win in self.win_of.items()
        }
        return {entry: places for entry, places in found.items() if places}

    @cached_property
    def bearing(self) -> dict[Place, tuple[int, ...]]:
        """The wins that may be proposed at each place."""
        found: dict[Place, list[int]] = {place: [] for place in self.wanted_at}
        for placement in self.candidates():
            found[placement.place].append(placement.entry)
        return {place: tuple(entries) for place, entries in found.items()}

    def candidates(self) -> Iterator[Placement]:
        for entry, places in self.open_to.items():
            for place in places:
                yield Placement(entry, place)
