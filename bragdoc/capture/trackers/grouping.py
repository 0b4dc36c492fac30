"""A few dozen drafts a year: what is large stands by itself, what is small is told by the month.

Whether something stands by itself goes by what it is and by what came before it in its month,
never by what comes later: a file that grows at its end leaves every draft under the identity it
had. Hence places in a month are given in order of time and not to the largest.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bragdoc.capture.git_history.references import CONVENTIONAL
from bragdoc.capture.trackers.items import Item, Month, Tracker

BY_THEMSELVES = 5  # pieces of work of one month that stand by themselves
HOMES = 2  # repositories or projects of one month that are told by themselves
_PART = 15  # pieces told together; the next ones of the same month hold twice as many each
_LARGE = 2.0
_LONG = 7  # days
_TELLING = re.compile(
    r"\b(?:feat(?:ure)?s?|enhancement|perf(?:ormance)?|security|incident|breaking)\b", re.I
)
_BESIDE = re.compile(
    r"\b(?:docs?|documentation|chore|style|typo|tests?|ci|dependencies|deps)\b", re.I
)

type Bucket = tuple[Month | None, str]  # a month; else a sprint, "" for nothing known


@dataclass
class Work:
    """One piece of work: an item, or those that are parts of the same whole."""

    identity: str
    items: list[Item] = field(default_factory=list)

    @property
    def first(self) -> Item:
        return self.items[0]

    @property
    def bucket(self) -> Bucket:
        return self.first.month, "" if self.first.month else self.first.stage

    @cached_property
    def weight(self) -> float:
        """How much it has to tell. Lines count little: generated files inflate them."""
        items = self.items
        return (
            min(sum(item.size or 0 for item in items), 600) / 150
            + min(sum(item.files for item in items), 20) / 10
            + min(sum(item.points for item in items), 8) / 4
            + min(len(items) - 1, 3)
            + any(map(_took_long, items))
            + any(item.is_pressing for item in items)
            + bool(self.first.whole)
            + any(item.is_part for item in items)
            + 2 * any(map(_is_telling, items))
            - 2 * all(map(_is_beside, items))
        )

    @property
    def is_large(self) -> bool:
        return self.weight >= _LARGE


@dataclass(frozen=True)
class Group:
    """What one draft tells: pieces of work, the weightiest first. `home` is "" for several."""

    identity: str
    works: tuple[Work, ...]
    home: str
    is_large: bool = False

    @property
    def items(self) -> list[Item]:
        return [item for work in self.works for item in work.items]

    @property
    def weight(self) -> float:
        return max(work.weight for work in self.works)


def grouped(items: Iterable[Item], tracker: Tracker) -> list[Group]:
    """The largest first, and then what is told by the month, the newest first."""
    room: dict[Bucket, int] = defaultdict(int)
    homes: dict[Bucket, dict[str, None]] = defaultdict(dict)
    alone: list[Group] = []
    together: dict[tuple[Bucket, str], list[Work]] = defaultdict(list)
    for work in _works(items, tracker):
        if work.is_large and room[work.bucket] < BY_THEMSELVES:
            room[work.bucket] += 1
            alone.append(Group(work.identity, (work,), work.first.home, is_large=True))
            continue
        known = homes[work.bucket]
        if len(known) < HOMES:
            known[work.first.home] = None
        home = work.first.home if work.first.home in known else ""
        together[work.bucket, home].append(work)
    alone.sort(key=lambda group: group.weight, reverse=True)
    months = [
        Group(
            " ".join(filter(None, [tracker.slug, home or "elsewhere", _when(bucket), part])),
            tuple(sorted(works, key=lambda work: work.weight, reverse=True)),
            home,
        )
        for (bucket, home), members in together.items()
        for part, works in _parts(members)
    ]
    months.sort(key=lambda group: group.works[0].bucket[0] or (0, 0), reverse=True)
    return [*alone, *months]


def _works(items: Iterable[Item], tracker: Tracker) -> list[Work]:
    """In the order of time, those of one day in the order of their numbers.

    A part is known by its epic; what closes the same issue, by the first that did.
    """
    works: dict[str, Work] = {}
    seen: dict[str, str] = {}
    for item in sorted(items, key=_place):
        own = item.url or f"{tracker.slug} {item.home} {item.name}"
        if seen.setdefault(own, item.title) != item.title:  # one key used twice, by hand
            own = f"{own} {item.title}"
        whole = f"{tracker.slug} {item.home} {item.whole}" if item.whole else own
        works.setdefault(whole, Work(whole if item.is_part else own)).items.append(item)
    return list(works.values())


def _place(item: Item) -> tuple:
    """Files list the newest first or last; what comes later must not change what came before."""
    digits = re.search(r"\d+$", item.name)
    on = item.on.toordinal() if item.on else 0
    return on, int(digits[0]) if digits else 0, item.name, item.url, item.title


def _parts(works: list[Work]) -> list[tuple[str, list[Work]]]:
    """A busy month in parts, each twice as large as the one before."""
    parts: list[tuple[str, list[Work]]] = []
    size = _PART
    while works:
        parts.append((f"part {len(parts) + 1}" if parts else "", works[:size]))
        works, size = works[size:], size * 2
    return parts


def _when(bucket: Bucket) -> str:
    month, stage = bucket
    return f"{month[0]}-{month[1]:02}" if month else stage or "undated"


def _took_long(item: Item) -> bool:
    return bool(item.on and item.began_on and (item.on - item.began_on).days >= _LONG)


def _is_telling(item: Item) -> bool:
    return any(map(_TELLING.search, [_kind(item), *item.labels]))


def _is_beside(item: Item) -> bool:
    return any(map(_BESIDE.search, [_kind(item), *item.labels]))


def _kind(item: Item) -> str:
    """The word before the colon of a conventional title, such as "perf"."""
    found = CONVENTIONAL.match(item.title)
    return found["type"] if found else ""
