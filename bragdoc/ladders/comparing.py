"""Two positions side by side: of one ladder or of two versions of it, on one track or on two.

What is new is settled by the rule of `gap` and nothing else: a sentence of the goal that the
present position does not expect under the same key. Between two versions the keys are those of
`match`, and a sentence of the same key in other words is reworded. Likeness never decides what
counts. It only finds, for a sentence that is new, the one of the present position that it most
resembles, so that the words it adds can be marked: however alike the two are, the sentence stays
new, and a sentence that is no longer asked falls even where one like it came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bragdoc.ladders.claims import Claims
from bragdoc.ladders.document import LadderDocument, Position
from bragdoc.ladders.expected import ExpectedCompetency, ExpectedItem, Fall, expected, fall
from bragdoc.ladders.matching import Matching, in_order, match, one_to_one
from bragdoc.ladders.wording import Words, likeness, words_added, words_between

ALIKE_ENOUGH = 0.5  # for a new sentence to be shown beside the one it resembles

type Kind = Literal["new", "reworded", "carried"]


@dataclass(frozen=True)
class ComparedItem:
    """A sentence that the goal asks.

    `old` is the same sentence as the present position words it; for a new one what it most
    resembles, or None. `words` join to the text of `item`, with what it adds marked; those of a
    reworded sentence hold what was taken out as well.
    """

    kind: Kind
    item: ExpectedItem
    old: ExpectedItem | None
    words: tuple[Words, ...]


@dataclass(frozen=True)
class ComparedCompetency:
    """A competency as both positions have it.

    `before` is what the present position asks and `after` what the goal asks: None where the
    competency is not for that track, or not in that version. `asked` is the one there is, of the
    two the goal's.

    `gone` are the sentences of the present position that are no longer asked. `falls` tells that a
    lower step of the scale is required, and `rises` that a higher one is; `has_steps`, that there
    is a scale.
    """

    asked: ExpectedCompetency
    before: ExpectedCompetency | None
    after: ExpectedCompetency | None
    items: tuple[ComparedItem, ...]
    gone: tuple[ExpectedItem, ...]
    falls: Fall | None
    rises: bool
    has_steps: bool

    def of_kind(self, kind: Kind) -> tuple[ComparedItem, ...]:
        return tuple(item for item in self.items if item.kind == kind)

    @property
    def new(self) -> tuple[ComparedItem, ...]:
        return self.of_kind("new")

    @property
    def reworded(self) -> tuple[ComparedItem, ...]:
        return self.of_kind("reworded")

    @property
    def carried(self) -> tuple[ComparedItem, ...]:
        return self.of_kind("carried")

    @property
    def stated_now(self) -> tuple[ExpectedItem, ...]:
        """What the present position states itself, without what it carries from below."""
        items = self.before.items if self.before else ()
        return tuple(item for item in items if not item.carried)

    @property
    def fallen(self) -> int:
        """How many requirements fall: the step where there are steps, else each sentence."""
        return 1 if self.falls else len(self.gone)

    @property
    def is_silent(self) -> bool:
        """Whether the ladder says nothing here for the goal, not even which step it requires."""
        if self.after is None or self.after.status != "not-stated":
            return False
        return not (self.has_steps and self.after.step)

    @property
    def is_different(self) -> bool:
        return bool(self.new or self.reworded or self.fallen or self.rises)

    @property
    def keeps_step(self) -> bool:
        """Whether both require one step that has no sentence."""
        if self.after is None or self.after.status != "not-stated":
            return False
        return not (self.is_silent or self.is_different)


@dataclass(frozen=True)
class Comparison:
    """Every competency that one of the two positions has, in the order of the goal's document."""

    competencies: tuple[ComparedCompetency, ...]

    @property
    def new(self) -> int:
        """Sentences, as in `reworded` and `carried`."""
        return sum(len(competency.new) for competency in self.competencies)

    @property
    def reworded(self) -> int:
        return sum(len(competency.reworded) for competency in self.competencies)

    @property
    def carried(self) -> int:
        return sum(len(competency.carried) for competency in self.competencies)

    @property
    def fallen(self) -> int:
        """Requirements, as in ComparedCompetency."""
        return sum(competency.fallen for competency in self.competencies)

    @property
    def higher(self) -> int:
        """Competencies of which a higher step is required that has no sentence of its own."""
        return sum(c.rises and not c.new for c in self.competencies)

    @property
    def kept(self) -> int:
        """Competencies of which both require the same step, which has no sentence."""
        return sum(competency.keeps_step for competency in self.competencies)

    @property
    def not_stated(self) -> int:
        """Competencies, as in `not_applicable`."""
        return sum(competency.is_silent for competency in self.competencies)

    @property
    def not_applicable(self) -> int:
        asked = [competency.after for competency in self.competencies if competency.after]
        return sum(competency.status == "not-applicable" for competency in asked)

    @property
    def has_areas(self) -> bool:
        """Whether there is more than one, so that their names tell something apart."""
        return len({competency.asked.area for competency in self.competencies}) > 1

    @property
    def is_silent(self) -> bool:
        """Whether the ladder states nothing at all for the goal."""
        return all(c.is_silent or c.after is None for c in self.competencies)


def compare(
    before: LadderDocument,
    now: Position,
    after: LadderDocument,
    goal: Position,
    *,
    found: Matching | None = None,
    claims: Claims | None = None,
) -> Comparison:
    """Compare a position of one document with one of another, or of the same. `found` says what of
    the one is what in the other, when more is known of it than the two documents say. `claims` are
    as in `gap`."""
    found = found or match(before, after)
    sentences, competencies = one_to_one(found.expectations), one_to_one(found.competencies)
    asked_now, asked = expected(before, now), expected(after, goal, claims)
    both = _Both(
        sentences=sentences,
        former={sentences.get(key, ""): item for key, item in _sentences(asked_now)},
        asked={key for key, _ in _sentences(asked)},
        steps=(_steps(before), _steps(after)),
        restates=after.ladder.accumulate == "standalone",
        levels=found.levels,
    )
    old = {competencies.get(each.slug, f"{each.slug} is gone"): each for each in asked_now}
    new = {each.slug: each for each in asked}
    either = old | new
    return Comparison(
        tuple(
            both.compared(either[slug], old.get(slug), new.get(slug)) for slug in in_order(old, new)
        )
    )


def _sentences(asked: Iterable[ExpectedCompetency]) -> Iterator[tuple[str, ExpectedItem]]:
    for competency in asked:
        for item in competency.items:
            yield f"{competency.slug}/{item.slug}", item


def _steps(document: LadderDocument) -> dict[str, list[str]]:
    """The steps of each competency that has a scale, lowest first."""
    scales = {scale.slug: [step.slug for step in scale.steps] for scale in document.scales}
    return {c.slug: scales[c.scale] for _, c in document.competencies() if c.scale}


@dataclass(frozen=True)
class _Both:
    """What both positions ask, by the keys of the newer document.

    `sentences` and `levels` lead from the older document's keys to those. `former` are the
    sentences of the present position, `asked` the keys of those of the goal. `steps` are those of
    either document's scales, by competency. `restates`: each level of the newer is complete in
    itself.
    """

    sentences: dict[str, str]
    former: dict[str, ExpectedItem]
    asked: set[str]
    steps: tuple[dict[str, list[str]], dict[str, list[str]]]
    restates: bool
    levels: dict[str, str]

    def compared(
        self,
        asked: ExpectedCompetency,
        before: ExpectedCompetency | None,
        after: ExpectedCompetency | None,
    ) -> ComparedCompetency:
        order = self._order(before, after)
        falls = fall(before, after, order)
        keeps = falls is None and before and after and self._restated(before, after)
        return ComparedCompetency(
            asked=asked,
            before=before,
            after=after,
            items=tuple(self._items(before, after)) if after else (),
            gone=() if keeps or before is None else tuple(self._gone(before)),
            falls=falls,
            rises=_rises(before, after, order),
            has_steps=bool(order),
        )

    def _order(
        self, before: ExpectedCompetency | None, after: ExpectedCompetency | None
    ) -> list[str]:
        """The steps of the scale, lowest first; none where one of the two has levels instead."""
        older, newer = self.steps
        if before is not None and before.slug not in older:
            return []
        if after is not None:
            return newer.get(after.slug, [])
        return older[before.slug] if before else []

    def _restated(self, before: ExpectedCompetency, after: ExpectedCompetency) -> bool:
        """Whether another step words anew, or leaves open, what the present one asks, so that
        nothing of it falls."""
        has_levels = before.slug not in self.steps[0]
        step = self.levels.get(before.step) if has_levels else before.step
        return self.restates and step != after.step and after.status != "not-applicable"

    def _gone(self, before: ExpectedCompetency) -> Iterator[ExpectedItem]:
        for key, item in _sentences([before]):
            if self.sentences.get(key) not in self.asked:
                yield item

    def _items(
        self, before: ExpectedCompetency | None, after: ExpectedCompetency
    ) -> Iterator[ComparedItem]:
        for key, item in _sentences([after]):
            if old := self.former.get(key):
                words = words_between(old.text, item.text)
                is_same = all(run.kind == "same" for run in words)
                yield ComparedItem("carried" if is_same else "reworded", item, old, words)
            else:
                texts = {old.text: old for old in reversed(before.items if before else ())}
                like = most_alike(item.text, texts)
                words = words_added(like, item.text)
                yield ComparedItem("new", item, texts.get(like), words)


def _rises(
    before: ExpectedCompetency | None, after: ExpectedCompetency | None, order: list[str]
) -> bool:
    if after is None or after.step not in order:
        return False
    if before is None or not before.step:
        return True
    return before.step in order and order.index(before.step) < order.index(after.step)


def most_alike(text: str, others: Iterable[str]) -> str:
    """The one beside which a new sentence is shown; "" when none has enough in common with it."""
    alike, found = max(((likeness(other, text), other) for other in others), default=(0, ""))
    return found if alike >= ALIKE_ENOUGH else ""
