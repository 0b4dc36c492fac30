"""How a person's wins cover what their goal asks.

Two halves. What is asked follows from a ladder version and two positions and is worked out once;
the wins, and the reasons why something does not apply, are read anew each time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from bragdoc.coverage.covered import Coverage, CoveredCompetency, Kind, Sentence
from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import Proof, proof_of_row
from bragdoc.ladders.comparing import most_alike
from bragdoc.ladders.expected import CompetencyGap, ExpectedItem, expected, gap
from bragdoc.ladders.wording import Words, words_added
from bragdoc.models import Entry, NotApplicable

type Address = Callable[[str, str], str]
"""Where the wins of a competency are shown, or of one of its sentences when that is not ""."""

type Reasons = dict[tuple[str, str], str]
"""Why something does not apply, by competency and sentence; "" for the whole competency."""


class Asked(NamedTuple):
    """A competency of the goal, what is stated now, and the words of each new sentence. `step` is
    the step of its scale that the goal asks, "" where the steps are the levels, and `step_now` that
    of the present position; `instead` are the names of others, of which one is enough in its
    place."""

    gap: CompetencyGap
    before: tuple[str, ...]
    words: tuple[tuple[Words, ...], ...]
    step: str
    step_now: str
    instead: tuple[str, ...]

    @property
    def is_step_alone(self) -> bool:
        """Whether a step is required of which the ladder has no sentence."""
        return bool(self.step and self.gap.status == "not-stated")

    @property
    def rises(self) -> bool:
        """Whether that step is another than the present one, and not lower."""
        return self.step != self.step_now and self.gap.falls is None


class Win(NamedTuple):
    months: int
    proof: Proof


class Wins:
    """The wins of a person that touch some months, and what each is tagged with."""

    def __init__(self, user, months: Months):
        self.known: dict[int, Win] = {}
        self.bearing: dict[str, set[int]] = defaultdict(set)  # by competency
        self.telling: dict[str, set[int]] = defaultdict(set)  # by competency: with a sentence of it
        self.showing: dict[tuple[str, str], set[int]] = defaultdict(set)  # by sentence
        self.month_count = months.count
        entries = Entry.objects.visible_to(user).in_period(months.first, months.last)
        touched = cache(lambda *days: months.touched(*map(date.fromisoformat, days)))
        for pk, competency, first, last, *columns in entries.competency_tags():
            if pk not in self.known:
                self.known[pk] = Win(touched(first, last), proof_of_row(*columns))
            self.bearing[competency].add(pk)
        for pk, competency, sentence in entries.sentence_tags():
            if pk in self.known:  # it may have been tagged since
                self.telling[competency].add(pk)
                self.showing[competency, sentence].add(pk)

    def months_of(self, pks: set[int]) -> int:
        months = 0
        for pk in pks:
            months |= self.known[pk].months
        return months

    def strongest_of(self, pks: set[int]) -> Proof | None:
        return max((self.known[pk].proof for pk in pks), default=None)

    def by_month(self, pks: set[int]) -> tuple[int, ...]:
        """How many of them touch each month."""
        like = Counter(self.known[pk].months for pk in pks)
        return tuple(
            sum(wins for months, wins in like.items() if months >> place & 1)
            for place in range(self.month_count)
        )


def cover(user, placement, months: Months, address: Address = lambda *_: "") -> Coverage:
    """What the placement's goal asks, and the wins of these months."""
    wins = Wins(user, months)
    ladder = placement.ladder_version.ladder_id
    reasons = NotApplicable.objects.visible_to(user).of_ladder(ladder).reasons()
    every = what_is_asked(placement)
    return Coverage(
        now=placement.now_position().title,
        goal=placement.goal_position().title,
        months=months,
        competencies=tuple(
            _covered(asked, wins, reasons, address) for asked in every if not asked.gap.is_unclaimed
        ),
        unclaimed=sum(asked.gap.is_unclaimed for asked in every),
    )


def what_is_asked(placement) -> tuple[Asked, ...]:
    """Every competency of the goal, in the ladder's order."""
    version, claims = placement.ladder_version, tuple(sorted(placement.claims.items()))
    return _asked(version, version.content_hash, placement.now, placement.goal, claims)


@lru_cache(maxsize=64)
def _asked(version, content_hash, now, goal, claims) -> tuple[Asked, ...]:
    """Kept by content as well: a draft that is changed is the same version."""
    document, now, goal = version.read(), version.position(now), version.position(goal)
    before = {asked.slug: asked for asked in expected(document, now)}
    every, found = gap(document, now, goal, dict(claims)), []
    for asked in every:
        items = before[asked.slug].items if asked.slug in before else ()
        texts = [item.text for item in items]
        found.append(
            Asked(
                asked,
                before=tuple(item.text for item in items if not item.carried),
                words=tuple(beyond(texts, item.text) for item in asked.new),
                step=asked.step_name if asked.is_claimed or asked.slug in goal.targets else "",
                step_now=before[asked.slug].step_name if asked.slug in now.targets else "",
                instead=tuple(
                    other.name
                    for other in every
                    if asked.any_of and other.any_of == asked.any_of and other is not asked
                ),
            )
        )
    return tuple(found)


def beyond(before: list[str], text: str) -> tuple[Words, ...]:
    """A sentence, with the words marked that it adds to the most alike of those asked before.

    One that has little in common with any of them is new as a whole: nothing is marked then.
    """
    found = most_alike(text, before)
    return words_added(found, text) if found else (Words("same", text),)


def _covered(asked: Asked, wins: Wins, reasons: Reasons, address: Address) -> CoveredCompetency:
    of, slug = asked.gap, asked.gap.slug
    bearing, telling = wins.bearing[slug], wins.telling[slug]
    shown = set().union(*(wins.showing[slug, item.slug] for item in of.items))
    new = [
        _sentence(slug, item, words, wins, reasons, address)
        for item, words in zip(of.new, asked.words, strict=True)
    ]
    if asked.is_step_alone and asked.rises:
        new = [_step(asked, wins, reasons, address)]
    return CoveredCompetency(
        slug=slug,
        name=of.name,
        area=of.area,
        area_name=of.area_name,
        step=asked.step,
        step_now=asked.step_now,
        note=of.note,
        instead=asked.instead,
        before=asked.before,
        new=tuple(new),
        carried=tuple(_sentence(slug, item, None, wins, reasons, address) for item in of.carried),
        kind="" if new else _kind_without_news(asked),
        falls=None if asked.is_step_alone else of.falls,
        wins=len(bearing),
        untold=0 if asked.is_step_alone else len(bearing - telling),
        beside=0 if asked.is_step_alone else len(telling - shown),
        by_month=wins.by_month(bearing),
        reason=reasons.get((slug, ""), ""),
        href=address(slug, ""),
    )


def _kind_without_news(asked: Asked) -> Kind:
    if asked.gap.status == "not-applicable":
        return "not-applicable"
    return "carried" if asked.gap.carried or asked.is_step_alone else "not-stated"


def _step(asked: Asked, wins: Wins, reasons: Reasons, address: Address) -> Sentence:
    """The required step in a sentence's place. A reason against it is the whole competency's."""
    slug = asked.gap.slug
    pks = wins.bearing[slug]
    kind: Kind = "evidence" if pks else "not-applicable" if (slug, "") in reasons else "none"
    return Sentence(
        slug="",
        words=(Words("same", asked.step),),
        is_optional=asked.gap.need == "optional",
        kind=kind,
        wins=len(pks),
        months=wins.months_of(pks),
        proof=wins.strongest_of(pks),
        reason="",
        href=address(slug, ""),
    )


def _sentence(
    competency: str,
    item: ExpectedItem,
    words: tuple[Words, ...] | None,
    wins: Wins,
    reasons: Reasons,
    address: Address,
) -> Sentence:
    """Without words of its own, the sentence is carried."""
    pks = wins.showing[competency, item.slug]
    reason = reasons.get((competency, item.slug), "")
    kind: Kind = "none"
    if words is None:
        kind = "carried"
    elif pks:
        kind = "evidence"
    elif reason or (competency, "") in reasons:
        kind = "not-applicable"
    return Sentence(
        slug=item.slug,
        words=words or (Words("same", item.text),),
        is_optional=item.need == "optional",
        kind=kind,
        wins=len(pks),
        months=wins.months_of(pks),
        proof=wins.strongest_of(pks),
        reason=reason,
        href=address(competency, item.slug),
    )
