"""Names that differ so little that one may be a slip for the other."""

import re
from collections.abc import Iterable, Iterator

LONGEST_COMPARED = 60  # characters
SHORTEST_COMPARED = 6

_NUMERALS = re.compile(r"\d+|\b[ivx]+\b")


def near_names(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs that differ in signs alone, or in about one letter, in the order of the names.

    Names that differ in a number ("Level 1", "Level 2") are not near.
    """
    by_form: dict[str, list[str]] = {}
    pairs: dict[tuple[str, str], None] = {}
    for name in dict.fromkeys(names):
        near = [other for form in _forms(name) for other in by_form.get(form, ())]
        for other in near:
            if _numerals(other) == _numerals(name):
                pairs[other, name] = None
        for form in _forms(name):
            by_form.setdefault(form, []).append(name)
    return list(pairs)


def _forms(name: str) -> Iterator[str]:
    """The plain form of a name, and those that lack one letter: two names that share one are at
    most a letter added, left out or mistaken apart."""
    plain = re.sub(r"[\W_]", "", re.sub(r"&|\band\b", "+", name.casefold()))
    yield plain
    if SHORTEST_COMPARED <= len(plain) <= LONGEST_COMPARED:
        yield from (plain[:n] + plain[n + 1 :] for n in range(len(plain)))


def _numerals(name: str) -> list[str]:
    return _NUMERALS.findall(name.casefold())
