"""What the ladder's own wording says of a win: BM25 over its sentences.

Each sentence is a document. A competency is worth its best sentence, and each further one a part
of what it scores: much of a ladder says one thing several times over.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from bragdoc.capture.suggesting.stems import stems
from bragdoc.capture.suggesting.wins import Asked, Sentence

LENGTH_COUNTS = 0.4  # b of BM25: how far a long sentence has to match more words
FURTHER = 0.6  # of what the sentence before it counts
NOTHING = 1.0  # the score that a competency has without any match, so that none is ruled out


class Match(NamedTuple):
    """A sentence of a competency that shares words with a win."""

    score: float
    sentence: Sentence
    stems: frozenset[str]  # those that are shared


class Wording:
    def __init__(self, asked: Iterable[Asked]):
        self.slugs: list[str] = []
        self.sentences: list[tuple[str, Sentence]] = []  # with the slug of the competency
        self.places: dict[str, list[int]] = defaultdict(list)  # stem: in which sentences
        lengths = []
        for competency in asked:
            self.slugs.append(competency.slug)
            for sentence in competency.all_sentences():
                found = set(stems(sentence.words))
                for stem in found:
                    self.places[stem].append(len(self.sentences))
                lengths.append(len(found))
                self.sentences.append((competency.slug, sentence))
        average = sum(lengths) / max(len(lengths), 1) or 1.0
        self.norms = [1 - LENGTH_COUNTS + LENGTH_COUNTS * n / average for n in lengths]

    def rarity(self, stem: str) -> float:
        """How much it says that a sentence has this stem."""
        there = len(self.places.get(stem, ()))
        return math.log(1 + (len(self.sentences) - there + 0.5) / (there + 0.5))

    def matches(self, weights: dict[str, float]) -> dict[str, list[Match]]:
        """The sentences that share a stem with a win, by competency, the best first."""
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, set[str]] = defaultdict(set)
        for stem, weight in weights.items():
            for place in self.places.get(stem, ()):
                scores[place] += weight * self.rarity(stem) / self.norms[place]
                shared[place].add(stem)
        found: dict[str, list[Match]] = {slug: [] for slug in self.slugs}
        for place in sorted(scores, key=lambda place: (-scores[place], place)):
            slug, sentence = self.sentences[place]
            found[slug].append(Match(scores[place], sentence, frozenset(shared[place])))
        return found

    def log_shares(self, matches: dict[str, list[Match]]) -> dict[str, float]:
        """The logarithm of each competency's share in all that was matched."""
        worth = {
            slug: NOTHING + sum(match.score * FURTHER**n for n, match in enumerate(found))
            for slug, found in matches.items()
        }
        whole = sum(worth.values())
        return {slug: math.log(value / whole) for slug, value in worth.items()}
