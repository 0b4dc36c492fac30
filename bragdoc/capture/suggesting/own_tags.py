"""What a person's own tags say of a win: naive Bayes over stems, kind and project.

For each competency it asks how much more often a stem stands in wins that were tagged so than in
all wins. With few wins the answer is drawn towards “no more often” (a Dirichlet prior), so one win
proves little.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bragdoc.capture.suggesting.wins import Tagged, Win

# So many wins, of the mix that all wins are, stand beside those that bear a competency.
WORD_PRIOR = 10.0
FACT_PRIOR = 2.0  # of kind and project, which are few

ENOUGH = 2  # wins that share a word, for it to be a reason


class Telling(NamedTuple):
    """Something that a win shares with earlier ones: ("word", stem), ("kind", …), ("project", …).

    `gain` is how far it speaks for the competency, above 0; `wins` how many that bear it share it.
    """

    gain: float
    feature: tuple[str, str]
    wins: int


class OwnTags:
    def __init__(self, slugs: Iterable[str], tagged: Iterable[Tagged]):
        self.wins = 0
        self.tagged_so: Counter[str] = Counter(dict.fromkeys(slugs, 0))
        # How many wins have a feature: of all, and of those that bear each competency.
        self.having: Counter[tuple[str, str]] = Counter()
        self.having_so: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for each in tagged:
            bears = [slug for slug in each.competencies if slug in self.tagged_so]
            if not bears:
                continue
            self.wins += 1
            self.tagged_so.update(bears)
            for feature in [*(("word", stem) for stem in each.win.weights()), *each.win.facts()]:
                self.having[feature] += 1
                self.having_so[feature].update(bears)

    def knows(self, stem: str) -> bool:
        return ("word", stem) in self.having

    def log_shares(self, win: Win, weights: dict[str, float]) -> dict[str, float]:
        """What speaks for each competency, as the logarithm of a share but for a constant."""
        known = list(self._known(win, weights))
        return {
            slug: math.log((bearing + 1) / (self.wins + len(self.tagged_so)))
            + sum(weight * self._gain(feature, slug) for feature, weight in known)
            for slug, bearing in self.tagged_so.items()
        }

    def telling(self, win: Win, weights: dict[str, float], slug: str) -> Telling | None:
        """What speaks most for a competency, if anything does."""
        found = [
            Telling(weight * gain, feature, self.having_so[feature][slug])
            for feature, weight in self._known(win, weights)
            if self.having_so[feature][slug] >= (ENOUGH if feature[0] == "word" else 1)
            and (gain := self._gain(feature, slug)) > 0
        ]
        return max(found, default=None)

    def _known(
        self, win: Win, weights: dict[str, float]
    ) -> Iterator[tuple[tuple[str, str], float]]:
        """The features that earlier wins have too, each with its weight."""
        for stem, weight in weights.items():
            if ("word", stem) in self.having:
                yield ("word", stem), weight
        for fact in win.facts():
            if fact in self.having:
                yield fact, 1.0

    def _gain(self, feature: tuple[str, str], slug: str) -> float:
        """The logarithm of how much more often the wins that bear a competency have a feature than
        all wins have it."""
        prior = WORD_PRIOR if feature[0] == "word" else FACT_PRIOR
        often = self.having[feature] / self.wins
        so = self.having_so[feature][slug] + prior * often
        return math.log(so / ((self.tagged_so[slug] + prior) * often))
