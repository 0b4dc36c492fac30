"""The steps that a person claims, where a ladder lets them choose.

Some ladders require no step of any single competency: a level is a total of points, a mean, or
"advanced in at least one". Which sentences a packet then has to show depends on the steps that its
author claims. What the claims come to stands beside the band as the ladder states it: nothing here
says whether it is enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bragdoc.ladders.document import Area, Competency, LadderDocument, Position, Scale, Step

type Claims = Mapping[str, str]  # the slug of a competency: the slug of the step claimed


@dataclass(frozen=True)
class Claimable:
    """A competency and the steps of its scale that may be claimed for a position, lowest first.

    `required` is the step that the position sets, which a claim can only pass; None mostly.
    """

    area: Area
    competency: Competency
    required: Step | None
    steps: tuple[Step, ...]


def claimable(document: LadderDocument, position: Position) -> tuple[Claimable, ...]:
    """What may be claimed for a position, in the order of the document.

    A position asks for claims when one of its criteria counts steps, or when no position of its
    track sets any step. Elsewhere a competency without a target is simply not asked. No step can
    be claimed at which the ladder says that nothing applies.
    """
    return tuple(_claimable(document, position)) if _asks_claims(document, position) else ()


def claimed(document: LadderDocument, position: Position, claims: Claims | None) -> dict[str, str]:
    """The claims that hold for a position: those of a competency and step that may be claimed."""
    if not claims:
        return {}
    choices = {choice.competency.slug: choice.steps for choice in claimable(document, position)}
    return {
        slug: step.slug
        for slug, steps in choices.items()
        for step in steps
        if claims.get(slug) == step.slug
    }


def _asks_claims(document: LadderDocument, position: Position) -> bool:
    if any(criterion.counts_steps for criterion in position.criteria):
        return True
    track = next(track for track in document.tracks if track.slug == position.track)
    return not any(place.targets for place in track.levels)


def _claimable(document: LadderDocument, position: Position) -> Iterator[Claimable]:
    scales = {scale.slug: scale for scale in document.scales}
    for area, competency in document.competencies():
        if not competency.scale or not competency.applies_to(position.track):
            continue
        required, steps = _above_required(scales[competency.scale], competency, position)
        steps = tuple(s for s in steps if competency.applies_at(s.slug, position.track))
        if steps:
            yield Claimable(area, competency, required, steps)


def _above_required(
    scale: Scale, competency: Competency, position: Position
) -> tuple[Step | None, tuple[Step, ...]]:
    target = position.targets.get(competency.slug)
    if target is None:
        return None, scale.steps
    place = [step.slug for step in scale.steps].index(target.step)
    return scale.steps[place], scale.steps[place + 1 :]
