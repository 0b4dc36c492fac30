"""What a goal asks, sentence by sentence, and the wins behind each.

`Coverage` is what the pages, the pictures and the CSV show. `cover` makes it of a person's wins;
a packet's version makes the same of its frozen document. A count says how many wins there are, not
how good they are: nothing here is a score.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import Proof
from bragdoc.ladders.expected import Fall
from bragdoc.ladders.wording import Words

type Kind = Literal["evidence", "none", "carried", "not-stated", "not-applicable"]

KINDS: dict[Kind, str] = {
    "evidence": "Evidence",
    "none": "No evidence",
    "carried": "Carried from below",
    "not-stated": "Not stated",
    "not-applicable": "Not applicable",
}
"""The five kinds in their order, as the pages name them."""

MEANS: dict[Kind, str] = {
    "evidence": "At least one win stands behind the sentence.",
    "none": "The ladder asks it, and no win stands behind it.",
    "carried": "Asked at the present level already.",
    "not-stated": "The ladder has no sentence for this level.",
    "not-applicable": "A reason is given, or the ladder says so.",
}


class Sentence(NamedTuple):
    """A sentence of the ladder, and what there is to show for it.

    One without a `slug` stands for a step that is required and has no sentence: its words are the
    step's name, and its wins are all that bear the competency.
    `words` marks as added what rewords a sentence that is asked already. `months` are those of the
    wins, as in `Months`; `proof` is the strongest. `reason` says why the sentence does not apply;
    it is "" where the reason is the whole competency's. `href` leads to the wins.
    """

    slug: str
    words: tuple[Words, ...]
    is_optional: bool
    kind: Kind
    wins: int
    months: int
    proof: Proof | None
    reason: str
    href: str

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


class CoveredCompetency(NamedTuple):
    """A competency of the goal.

    `before` is what the present position states, and `step_now` the step it requires. `new` is
    what the goal asks beyond it, `carried` what was asked already; `kind` says what stands in
    place of new sentences where there are none. `wins` are all wins tagged with it; of these,
    `untold` say no sentence of it, and `beside` say only sentences of it that are not asked here:
    none where a step is asked without a sentence. `by_month` are the wins that touch each month.
    """

    slug: str
    name: str
    area: str
    area_name: str
    step: str  # "" where the steps are the levels
    step_now: str  # as `step`
    note: str
    instead: tuple[str, ...]  # the names of others, of which one is enough in its place
    before: tuple[str, ...]
    new: tuple[Sentence, ...]
    carried: tuple[Sentence, ...]
    kind: Kind | Literal[""]
    falls: Fall | None
    wins: int
    untold: int
    beside: int
    by_month: tuple[int, ...]
    reason: str  # why none of it applies, the person's own
    href: str  # the wins

    @property
    def months(self) -> int:
        """Those in which a win shows something new, as in `Months`."""
        months = 0
        for sentence in self.new:
            months |= sentence.months
        return months

    @property
    def month_count(self) -> int:
        return self.months.bit_count()

    @property
    def also(self) -> bool:
        """Whether something is to be said beside its sentences."""
        return bool(self.reason or self.falls or self.untold or self.beside)

    @property
    def row_count(self) -> int:
        """Of the table: a row for each new sentence, one for those carried or for their absence,
        one for what is said beside."""
        return len(self.new) + bool(self.carried or self.kind) + self.also

    @property
    def has_told(self) -> bool:
        """Whether a win says which sentence it shows."""
        return self.wins > self.untold

    @property
    def asks_for_a_reason(self) -> bool:
        """Whether something new has neither a win nor a reason why it does not apply."""
        return not self.reason and any(sentence.kind == "none" for sentence in self.new)

    def kinds(self) -> Iterator[Kind]:
        """One for each sentence, and one where the ladder has none."""
        yield from (sentence.kind for sentence in self.new)
        yield from (sentence.kind for sentence in self.carried)
        if self.kind and not self.carried:
            yield self.kind

    def narrowed(self, kind: Kind) -> "CoveredCompetency | None":
        """What of it is of this kind; None where nothing is."""
        if kind not in self.kinds():
            return None
        return self._replace(
            new=tuple(sentence for sentence in self.new if sentence.kind == kind),
            carried=self.carried if kind == "carried" else (),
            falls=None,
            untold=0,
            beside=0,
        )


@dataclass(frozen=True)
class Coverage:
    """Every competency of the goal, in the ladder's order. `now` and `goal` are titles; `now` is
    "" where no present position is known. `unclaimed` are how many competencies more there are of
    which the person could claim a step, and claims none: nothing of them is asked."""

    now: str
    goal: str
    months: Months
    competencies: tuple[CoveredCompetency, ...]
    unclaimed: int = 0

    @cached_property
    def tally(self) -> Counter[Kind]:
        """How many sentences are of each kind, and competencies of which nothing is stated."""
        return Counter(kind for one in self.competencies for kind in one.kinds())

    @property
    def kinds(self) -> list[tuple[Kind, str, int, str]]:
        """(kind, its name, how much is of it, what it means) of each."""
        return [(kind, name, self.tally[kind], MEANS[kind]) for kind, name in KINDS.items()]

    @property
    def asked(self) -> int:
        """How many sentences the goal asks beyond the present position."""
        return sum(len(one.new) for one in self.competencies)

    @property
    def excused(self) -> int:
        """How many of these do not apply, by the person's own reasons."""
        return sum(s.kind == "not-applicable" for one in self.competencies for s in one.new)

    @property
    def month_count(self) -> int:
        """In how many months a win shows something new."""
        months = 0
        for one in self.competencies:
            months |= one.months
        return months.bit_count()

    @property
    def has_wins(self) -> bool:
        return any(one.wins for one in self.competencies)

    @property
    def tells_before(self) -> bool:
        """Whether it says what the present position states."""
        return any(one.before for one in self.competencies)

    @property
    def asks_steps(self) -> bool:
        """Whether it asks a step that has no sentence."""
        return any(not sentence.slug for one in self.competencies for sentence in one.new)

    @property
    def states_nothing(self) -> bool:
        return all(one.kind == "not-stated" for one in self.competencies)

    def within(self, area: str) -> "Coverage":
        """What of it stands in this area; all of it where that is ""."""
        kept = (one for one in self.competencies if area in ("", one.area))
        return replace(self, competencies=tuple(kept))

    def narrowed(self, kind: Kind | Literal[""]) -> "Coverage":
        """What of it is of this kind; all of it where that is ""."""
        if not kind:
            return self
        found = (one.narrowed(kind) for one in self.competencies)
        return replace(self, competencies=tuple(one for one in found if one))
