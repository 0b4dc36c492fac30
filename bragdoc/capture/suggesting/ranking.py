"""The two witnesses heard together, and the reason given for each suggestion."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bragdoc.capture.suggesting.own_tags import OwnTags, Telling
from bragdoc.capture.suggesting.stems import stem, stems
from bragdoc.capture.suggesting.wins import Asked, Tagged, Win
from bragdoc.capture.suggesting.wording import Match, Wording

UNDERSTOOD = 0.25  # of the stems of its title and kind, and of its known facts

_WORD = re.compile(r"([^\W_]+)")


class Run(NamedTuple):
    """A piece of a sentence; `is_shared` where it is a word that the win has too."""

    text: str
    is_shared: bool


class Earlier(NamedTuple):
    """What the win shares with `wins` earlier ones that were tagged so. `of` is "word", "kind" or
    "project"; `what` the word as the win writes it, or the kind or project."""

    of: str
    what: str
    wins: int


class Suggestion(NamedTuple):
    """A competency with its reasons, at least one: the sentence of the ladder that shares most with
    the win, () for none, and what it has in common with earlier wins. An example of the ladder's
    stands where no sentence shares anything."""

    slug: str
    name: str
    sentence: tuple[Run, ...]
    is_example: bool
    earlier: Earlier | None


class Suggester:
    """Built once for a ladder and a person's tags; asked for each win."""

    def __init__(self, asked: Iterable[Asked], tagged: Iterable[Tagged] = ()):
        asked = list(asked)
        self.names = {competency.slug: competency.name for competency in asked}
        self.wording = Wording(asked)
        self.own = OwnTags(self.names, tagged)

    def suggest(self, win: Win, *, most: int = 3) -> list[Suggestion]:
        """The competencies that a win shows most likely, the likeliest first."""
        weights = win.weights()
        if not self._understands(win):
            return []
        matches = self.wording.matches(weights)
        asked = self.wording.log_shares(matches)
        own = self.own.log_shares(win, weights)
        found = []
        for slug in sorted(asked, key=lambda slug: -(asked[slug] + own[slug])):
            best = _best(matches[slug])
            telling = self.own.telling(win, weights, slug)
            if best or telling:
                found.append(
                    Suggestion(
                        slug,
                        self.names[slug],
                        tuple(_runs(best.sentence.shown, best.stems)) if best else (),
                        best is not None and best.sentence.is_example,
                        _earlier(telling, win),
                    )
                )
            if len(found) == most:
                break
        return found

    def _understands(self, win: Win) -> bool:
        """Whether enough of what the win says is known from the ladder or from earlier wins. Of a
        language that neither is written in, a word or two may look alike by chance."""
        words = stems(f"{win.title} {win.kind}")
        known = [root for root in words if root in self.wording.places or self.own.knows(root)]
        facts = [fact for fact in win.facts() if fact in self.own.having]
        return len(known) + len(facts) >= UNDERSTOOD * (len(words) + len(facts))


def _best(matches: list[Match]) -> Match | None:
    """The first that is no example, or else the first."""
    asked = (match for match in matches if not match.sentence.is_example)
    return next(asked, matches[0] if matches else None)


def _runs(text: str, shared: frozenset[str]) -> Iterator[Run]:
    for number, piece in enumerate(_WORD.split(text)):
        if piece:
            yield Run(piece, number % 2 == 1 and stem(piece.casefold()) in shared)


def _earlier(telling: Telling | None, win: Win) -> Earlier | None:
    if telling is None:
        return None
    of, what = telling.feature
    return Earlier(of, _as_written(what, win) if of == "word" else what, telling.wins)


def _as_written(stemmed: str, win: Win) -> str:
    """The first word of the win that has this stem."""
    words = _WORD.findall(f"{win.title} {win.kind} {win.details}")
    return next((word for word in words if stem(word.casefold()) == stemmed), stemmed)
