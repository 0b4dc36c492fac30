"""A copy of a packet for other eyes, and the list of what was taken out of it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from packets.document import PacketDocument

LINKS = "Link targets"


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
        """What became the same stands together; addresses, of which there are many, come last."""
        titles = sorted(self.counts, key=lambda title: title == LINKS)
        return tuple(Group(title, self._taken(title)) for title in titles)

    def _taken(self, title: str) -> tuple[Taken, ...]:
        taken = (
            Taken(what, became, tuple(Place(*place) for place in places.items()))
            for (what, became), places in self.counts[title].items()
        )
        return tuple(sorted(taken, key=lambda one: _by_number(one.became)))


def _by_number(label: str) -> list[tuple[int, str]]:
    """ "Colleague 10" after "Colleague 9"."""
    return [(int(word) if word.isdecimal() else 0, word) for word in label.split()]
