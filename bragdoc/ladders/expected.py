"""What a ladder expects at a position, and what is new between two of them.

For each competency three things are kept apart: what the position's own step states, what is
carried from the steps below (in a cumulative ladder), and that nothing applies or is stated.
A requirement may be lower at a higher position, so nothing here assumes that steps rise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

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
    sets no target. `note` is the position's own wording of it. Of the competencies sharing an
    `any_of`, one is enough. `lead_in` and `examples` are the cell's, above its items.
    """

    slug: str
    name: str
    area: str
    area_name: str
    summary: str
    status: Status
    step: str
    step_name: str
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


def expected(document: LadderDocument, position: Position) -> tuple[ExpectedCompetency, ...]:
    """Every competency that applies to the position's track, in the order of the document."""
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
    return tuple(
        _expected_of(area, competency, position, scales.get(competency.scale, levels), cumulative)
        for area, competency in document.competencies()
        if competency.applies_to(position.track)
    )


def gap(
    document: LadderDocument, now: Position | None, goal: Position
) -> tuple[CompetencyGap, ...]:
    """What the goal expects beyond what is expected now, matched by slug.

    The two may stand on different tracks. Without a position now, everything is new.
    """
    before = {competency.slug: competency for competency in expected(document, now)} if now else {}
    order = {scale.slug: [step.slug for step in scale.steps] for scale in document.scales}
    scales = {c.slug: order.get(c.scale, []) for _, c in document.competencies()}
    return tuple(
        _gap_of(before.get(competency.slug), competency, scales[competency.slug])
        for competency in expected(document, goal)
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


def _expected_of(
    area: Area, competency: Competency, position: Position, steps: _Steps, cumulative: bool
) -> ExpectedCompetency:
    target = _target(competency, position)
    shared: _Found = []
    own: _Found = []
    items: tuple[ExpectedItem, ...] = ()
    if target:
        shared, own = _cells(competency, target.step, position.track)
        if not _not_applicable(shared, own):
            asked = [*(steps.below(target.step) if cumulative else ()), target.step]
            items = tuple(_items(competency, position.track, target, asked, steps))
    with_items = [cell for _, cell in shared + own if cell.items]
    return ExpectedCompetency(
        slug=competency.slug,
        name=competency.name,
        area=area.slug,
        area_name=area.name,
        summary=competency.summary,
        status=_status(shared, own, items),
        step=target.step if target else "",
        step_name=steps.names[target.step] if target else "",
        note=target.note if target else "",
        need=target.need if target else "required",
        any_of=target.any_of if target else "",
        lead_in="\n".join(cell.summary for cell in with_items if cell.summary),
        examples=tuple(example for cell in with_items for example in cell.examples),
        items=items,
    )


def _target(competency: Competency, position: Position) -> Target | None:
    if competency.scale:
        return position.targets.get(competency.slug)
    return Target(step=position.level)


type _Found = list[tuple[str, Cell]]  # cells with their keys, in reading order


def _cells(competency: Competency, step: str, track: str) -> tuple[_Found, _Found]:
    """The shared cell and the track's own, each after the cells it is the same as."""
    return _chain(competency, step), _chain(competency, f"{track}/{step}")


def _chain(competency: Competency, key: str) -> _Found:
    chain = []
    while key in competency.expect:
        cell = competency.expect[key]
        chain.append((key, cell))
        key = cell.same_as
    return chain[::-1]


def _not_applicable(shared: _Found, own: _Found) -> bool:
    """The track's own cell, where there is one, overrules the shared cell."""
    return any(cell.status == "not-applicable" for _, cell in own or shared)


def _items(
    competency: Competency, track: str, target: Target, asked: list[str], steps: _Steps
) -> Iterator[ExpectedItem]:
    """Each expectation once, from the lowest step asked up."""
    below = steps.below(target.step)
    seen = set()
    for step in asked:
        shared, own = _cells(competency, step, track)
        for key, cell in shared + own:
            for item in cell.stated(key):
                if item.slug in seen or (item.tracks and track not in item.tracks):
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


def _status(shared: _Found, own: _Found, items: tuple[ExpectedItem, ...]) -> Status:
    if _not_applicable(shared, own):
        return "not-applicable"
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
        falls=_fall(before, goal, order),
    )


def _fall(
    before: ExpectedCompetency | None, goal: ExpectedCompetency, order: list[str]
) -> Fall | None:
    """Only the steps of a scale can fall: in a matrix ladder the step is the level itself."""
    if before is None or before.step not in order:
        return None
    if goal.step and order.index(goal.step) >= order.index(before.step):
        return None
    return Fall(before.step, before.step_name, goal.step, goal.step_name)
