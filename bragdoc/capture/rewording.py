"""A document that comes back: which of its passages are ones it held before, in other words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

ALIKE_ENOUGH = 0.6  # share of words: below it two lines have little but their subject in common
MOST_COMPARED = 200_000  # pairs; a document in which more are new was not edited but rewritten


class Passage(NamedTuple):
    headings: tuple[str, ...]
    title: str
    details: str

    @property
    def words(self) -> str:
        return " ".join(f"{self.title} {self.details}".split()).casefold()


def reworded(gone: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Places in `new` by places in `gone`: a passage that is gone from a document, and what it
    became.

    It is the same where every word is, under whatever heading. Else it stands under the same
    headings, and of the words of the two titles together at least six in ten are common to both;
    the most alike come first, and each is taken once.
    """
    moved = _moved(gone, new)
    taken = set(moved.values())
    under: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, passage in enumerate(new):
        if place not in taken:
            under[passage.headings].append(place)
    left = [place for place in range(len(gone)) if place not in moved]
    if sum(len(under.get(gone[place].headings, ())) for place in left) > MOST_COMPARED:
        return moved
    titles = [Counter(passage.title.casefold().split()) for passage in new]
    alike = [
        (likeness, before, after)
        for before in left
        for words in [Counter(gone[before].title.casefold().split())]
        for after in under.get(gone[before].headings, ())
        if (likeness := _share(words, titles[after])) >= ALIKE_ENOUGH
    ]
    for _, before, after in sorted(alike, key=lambda pair: (-pair[0], pair[1:])):
        if before not in moved and after not in taken:
            moved[before] = after
            taken.add(after)
    return moved


def _moved(gone: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    places = {passage.words: place for place, passage in enumerate(new)}
    found = {}
    for before, passage in enumerate(gone):
        after = places.pop(passage.words, None)
        if after is not None:
            found[before] = after
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())
