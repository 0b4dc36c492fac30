"""Where a win that its author did not tag with a sentence may stand, by the words it shares.

The engine is that of the suggestions in the inbox and the week. Silent rather than wrong: of the
competency that the win most likely shows, only its nearest sentence counts, and only with
`FEWEST` words in common.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bragdoc.capture.suggesting import Suggester, Win
from bragdoc.capture.suggesting.stems import stem

FEWEST = 2

_WORD = re.compile(r"[^\W_]+")


class Nearest(NamedTuple):
    slug: str
    """Of the sentence."""

    words: tuple[str, ...]
    """Those of the sentence that the win has too."""


def likeliest(suggester: Suggester, win: Win) -> str:
    """The slug of the competency that the win shows most likely; "" where nothing is understood."""
    suggested = suggester.suggest(win, most=1)
    return suggested[0].slug if suggested else ""


def nearest(
    suggester: Suggester, win: Win, competency: str, sentences: Mapping[str, str]
) -> Nearest | None:
    """The sentence of a competency that is nearest to a win in words. `sentences` are the slugs by
    their texts, all that the competency asks: one that is nearer and asked before already counts
    against those that are new."""
    for match in suggester.wording.matches(win.weights()).get(competency, ()):
        if slug := sentences.get(match.sentence.shown):
            shared = _shared(match.sentence.shown, match.stems)
            return Nearest(slug, shared) if len(shared) >= FEWEST else None
    return None


def _shared(text: str, stems: frozenset[str]) -> tuple[str, ...]:
    words: Sequence[str] = _WORD.findall(text)
    return tuple({stem(w.casefold()): w for w in words if stem(w.casefold()) in stems}.values())
