"""What a ladder expects at a position, and what is new between two of them.

For each competency three things are kept apart: what the position's own step states, what is
carried from the steps below (in a cumulative ladder), and that nothing applies or is stated.
A requirement may be lower at a higher position, so nothing here assumes that steps rise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bragdoc.ladders.claims import Claims, claimable, claimed
from bragdoc.ladders.document import (
    Area,
    Cell,
    Competency,
    LadderDocument,
    Link,
    Need,
    Position,
    Target,
)

type Status = Literal["stated", "carried", "not-applicable", "not-stated"]


@dataclass(frozen=True)
class ExpectedItem:
    """One expectation. `step` is where its text stands: a level, or a step of the scale.

    `carried` tells that this is below the step that the position requires.
    """

    slug: str
    text: str
    examples: tuple[str, ...]
    links: tuple[Link, ...]
    step: str
    step_name: str
    carried: bool
    need: Need


@dataclass(frozen=True)
class ExpectedCompetency:
    """What one competency asks of a position.

    `step` is the step required: the level itself in a matrix ladder, "" where a profile ladder
    sets no target and none is claimed. `is_claimed` tells that the person chose it, `is_unclaimed`
    that she could and has not. `note` is the position's own wording of it. Of the competencies
    sharing an `any_of`, one is enough. `lead_in` and `examples` are the cell's, above its items.
    """

    slug: str
    name: str
    area: str
    area_name: str
    summary: str
    status: Status
    step: str
    step_name: str
    is_claimed: bool
    is_unclaimed: bool
    note: str
    need: Need
    any_of: str
    lead_in: str
    examples: tuple[str, ...]
    items: tuple[ExpectedItem, ...]


@dataclass(frozen=True)
class Fall:
    """A requirement that is lower at the goal. `to_step` is "" when it is no longer asked."""

    from_step: str
    from_name: str
    to_step: str
    to_name: str


@dataclass(frozen=True)
class CompetencyGap(ExpectedCompetency):
    """What the goal expects, parted into what is new and what was expected already."""

    new: tuple[ExpectedItem, ...]
    carried: tuple[ExpectedItem, ...]
    falls: Fall | None


def expected(
    document: LadderDocument, position: Position, claims: Claims | None = None
) -> tuple[ExpectedCompetency, ...]:
    """Every competency that applies to the position's track, in the order of the document.

    A claimed step is asked where the position sets none, and beside the one it sets where the
    claim is higher. Claims that are not open at this position change nothing.
    """
    track = next(track for track in document.tracks if track.slug == position.track)
    levels = _Steps(
        names={level.slug: level.name for level in document.levels},
        order=[place.level for place in track.levels],
    )
    scales = {
        scale.slug: _Steps(
            names={step.slug: step.name for step in scale.steps},
            order=[step.slug for step in scale.steps],
        )
        for scale in document.scales
    }
    cumulative = document.ladder.accumulate == "cumulative"
    chosen = claimed(document, position, claims)
    claimable_here = {choice.competency.slug for choice in claimable(document, position)}
    return tuple(
        _expected_of(
            area,
            competency,
            _asked(competency, position, chosen.get(competency.slug), claimable_here),
            scales.get(competency.scale, levels),
            cumulative,
        )
        for area, competency in document.competencies()
        if competency.applies_to(position.track)
    )


def gap(
    document: LadderDocument,
    now: Position | None,
    goal: Position,
    claims: Claims | None = None,
) -> tuple[CompetencyGap, ...]:
    """What the goal expects beyond what is expected now, matched by slug.

    The two may stand on different tracks. Without a position now, everything is new. `claims` are
    for the goal alone: nobody recorded what was claimed for the present position, so of a claimed
    step all is new but what the present position requires without any claim.
    """
    before = {competency.slug: competency for competency in expected(document, now)} if now else {}
    order = {scale.slug: [step.slug for step in scale.steps] for scale in document.scales}
    scales = {c.slug: order.get(c.scale, []) for _, c in document.competencies()}
    return tuple(
        _gap_of(before.get(competency.slug), competency, scales[competency.slug])
        for competency in expected(document, goal, claims)
    )


@dataclass(frozen=True)
class _Steps:
    """What a competency steps through, lowest first, and the names of all steps there are.

    In a matrix ladder the order is the track's, so another track's rung is named but not in it.
    """

    names: dict[str, str]
    order: list[str]

    def below(self, step: str) -> list[str]:
        return self.order[: self.order.index(step)]


@dataclass(frozen=True)
class _Asked:
    """What a position asks of a competency: a step, for a track; `also` is a required step that
    the claimed one passes."""

    track: str
    target: Target | None
    also: str = ""
    is_claimed: bool = False
    is_unclaimed: bool = False


def _asked(
    competency: Competency, position: Position, claim: str | None, claimable_here: set[str]
) -> _Asked:
    if not competency.scale:
        return _Asked(position.track, Target(step=position.level))
    target = position.targets.get(competency.slug)
    if claim is None:
        is_unclaimed = target is None and competency.slug in claimable_here
        return _Asked(position.track, target, is_unclaimed=is_unclaimed)
    if target is None:
        return _Asked(position.track, Target(step=claim), is_claimed=True)
    higher = target.model_copy(update={"step": claim, "note": ""})
    return _Asked(position.track, higher, also=target.step, is_claimed=True)


def _expected_of(
    area: Area, competency: Competency, asked: _Asked, steps: _Steps, cumulative: bool
) -> ExpectedCompetency:
    target = asked.target
    cells: list[Cell] = []
    items: tuple[ExpectedItem, ...] = ()
    applies = True
    if target:
        keys = (target.step, f"{asked.track}/{target.step}")
        cells = [cell for key in keys for _, cell in competency.chain(key) if cell.items]
        if applies := competency.applies_at(target.step, asked.track):
            items = tuple(_items(competency, asked, target, steps, cumulative))
    return ExpectedCompetency(
        slug=competency.slug,
        name=competency.name,
        area=area.slug,
        area_name=area.name,
        summary=competency.summary,
        status=_status(items) if applies else "not-applicable",
        step=target.step if target else "",
        step_name=steps.names[target.step] if target else "",
        is_claimed=asked.is_claimed,
        is_unclaimed=asked.is_unclaimed,
        note=target.note if target else "",
        need=target.need if target else "required",
        any_of=target.any_of if target else "",
        lead_in="\n".join(cell.summary for cell in cells if cell.summary),
        examples=tuple(example for cell in cells for example in cell.examples),
        items=items,
    )


def _items(
    competency: Competency, asked: _Asked, target: Target, steps: _Steps, cumulative: bool
) -> Iterator[ExpectedItem]:
    """Each expectation once, from the lowest step asked up."""
    below = steps.below(target.step)
    seen = set()
    for step in [*(s for s in below if cumulative or s == asked.also), target.step]:
        for key, item in competency.stated_at(step, asked.track):
            if item.slug in seen:
                continue
            seen.add(item.slug)
            stated_at = key.rpartition("/")[2]
            yield ExpectedItem(
                slug=item.slug,
                text=item.text,
                examples=item.examples,
                links=item.links,
                step=stated_at,
                step_name=steps.names[stated_at],
                carried=stated_at in below,
                need="optional" if "optional" in (item.need, target.need) else "required",
            )


def _status(items: tuple[ExpectedItem, ...]) -> Status:
    if not items:
        return "not-stated"
    return "carried" if all(item.carried for item in items) else "stated"


def _gap_of(
    before: ExpectedCompetency | None, goal: ExpectedCompetency, order: list[str]
) -> CompetencyGap:
    known = {item.slug for item in before.items} if before else set()
    return CompetencyGap(
        **vars(goal),
        new=tuple(item for item in goal.items if item.slug not in known),
        carried=tuple(item for item in goal.items if item.slug in known),
        falls=fall(before, goal, order),
    )


def fall(
    before: ExpectedCompetency | None, goal: ExpectedCompetency | None, order: list[str]
) -> Fall | None:
    """Only the steps of a scale, `order`, can fall: in a matrix ladder the step is the level
    itself. A competency that is not there for the goal asks no step."""
    to_step, to_name = (goal.step, goal.step_name) if goal else ("", "")
    if before is None or before.step not in order:
        return None
    if to_step and order.index(to_step) >= order.index(before.step):
        return None
    return Fall(before.step, before.step_name, to_step, to_name)
