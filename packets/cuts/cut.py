"""A copy of a packet for other eyes, and the list of what was taken out of it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from packets.document import PacketDocument


class Place(NamedTuple):
    part: str
    """The title of the part, as its author reads it."""

    times: int


class Taken(NamedTuple):
    """Something that was taken out or replaced, or that is to be looked at."""

    what: str
    became: str
    """What stands in its place; empty where nothing does."""

    places: tuple[Place, ...]

    @property
    def times(self) -> int:
        return sum(place.times for place in self.places)


class Group(NamedTuple):
    title: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True)
class Cut:
    document: PacketDocument
    removed: tuple[Group, ...]
    left: tuple[Group, ...]
    """What still stands there and may tell more than it should: to be looked at."""


@dataclass
class Record:
    """What was done while it is done, in the order in which it was first met."""

    counts: dict[str, dict[tuple[str, str], Counter[str]]] = field(default_factory=dict)

    def note(self, group: str, what: str, became: str, part: str, times: int = 1) -> None:
        taken = self.counts.setdefault(group, {})
        taken.setdefault((what, became), Counter())[part] += times

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(
                title,
                tuple(
                    Taken(what, became, tuple(Place(*place) for place in places.items()))
                    for (what, became), places in taken.items()
                ),
            )
            for title, taken in self.counts.items()
        )
