"""The steps that a person claims, where a ladder lets them choose.

Some ladders require no step of any single competency: a level is a total of points, a mean, or
"advanced in at least one". Which sentences a packet then has to show depends on the steps that its
author claims. What the claims come to stands beside the band as the ladder states it: nothing here
says whether it is enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bragdoc.ladders.document import (
    Area,
    Competency,
    Criterion,
    LadderDocument,
    Position,
    Scale,
    Step,
)

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


@dataclass(frozen=True)
class Counted:
    """A competency with the step that counts for it: the one claimed, else the one required.

    `worth` is the step's points, or its place on the scale from 1 where the scale gives none.
    """

    competency: Competency
    step: Step
    place: int
    worth: Decimal


@dataclass(frozen=True)
class Standing:
    """A criterion of a position, and what the steps of a person come to.

    `counted` are the competencies that it counts: all with a step, or for the kind `steps` those
    that stand at its step or higher. `without_step` are those of which no step is claimed. They
    add nothing to a total, and are left out of a mean. `figure` is the total, the mean or the
    number; None for a criterion of words alone, and for the mean of nothing.
    """

    criterion: Criterion
    counted: tuple[Counted, ...] = ()
    without_step: tuple[Competency, ...] = ()
    figure: Fraction | None = None

    @property
    def comes_to(self) -> str:
        """The figure as text, cut after two decimals: "19", "2.5", "2.66…". "" for none."""
        return "" if self.figure is None else _as_text(self.figure)

    @property
    def weighted_sum(self) -> str:
        """What a mean divides by `weights`."""
        return _as_text(sum((_weighted(c) for c in self.counted), Fraction()))

    @property
    def weights(self) -> str:
        return _as_text(sum((Fraction(c.competency.weight) for c in self.counted), Fraction()))


def standings(
    document: LadderDocument, position: Position, claims: Claims | None
) -> tuple[Standing, ...]:
    """Every criterion of a position, in its order, with what these claims come to."""
    chosen = claimed(document, position, claims)
    return tuple(_standing(document, position, c, chosen) for c in position.criteria)


def _standing(
    document: LadderDocument, position: Position, criterion: Criterion, chosen: dict[str, str]
) -> Standing:
    if not criterion.counts_steps:
        return Standing(criterion)
    scales = {scale.slug: scale for scale in document.scales}
    counted, without_step = [], []
    for competency in criterion.counted_in(document):
        if not competency.applies_to(position.track):
            continue
        target = position.targets.get(competency.slug)
        step = chosen.get(competency.slug) or (target.step if target else "")
        if step:
            counted.append(_counted(competency, scales[competency.scale], step))
        else:
            without_step.append(competency)
    if criterion.kind == "steps":
        counted = [c for c in counted if _reaches(c, scales[c.competency.scale], criterion.step)]
    return Standing(criterion, tuple(counted), tuple(without_step), _figure(criterion, counted))


def _counted(competency: Competency, scale: Scale, slug: str) -> Counted:
    place, step = next(
        (n, step) for n, step in enumerate(scale.steps, start=1) if step.slug == slug
    )
    return Counted(competency, step, place, Decimal(place) if step.points is None else step.points)


def _reaches(counted: Counted, scale: Scale, slug: str) -> bool:
    """Whether it is at this step or higher. A scale without such a step is never."""
    places = [place for place, step in enumerate(scale.steps, start=1) if step.slug == slug]
    return bool(places) and counted.place >= places[0]


def _figure(criterion: Criterion, counted: list[Counted]) -> Fraction | None:
    if criterion.kind == "steps":
        return Fraction(len(counted))
    if criterion.kind == "points":
        return sum((Fraction(c.worth) for c in counted), Fraction())
    weights = sum((Fraction(c.competency.weight) for c in counted), Fraction())
    return sum((_weighted(c) for c in counted), Fraction()) / weights if weights else None


def _weighted(counted: Counted) -> Fraction:
    return Fraction(counted.worth) * Fraction(counted.competency.weight)


def _as_text(figure: Fraction) -> str:
    """Cut, never rounded up: 2.499 must not read as the 2.5 that a ladder may ask for."""
    hundredths, rest = divmod(figure * 100, 1)
    text = f"{Decimal(int(hundredths)).scaleb(-2).normalize() + 0:f}"
    return f"{text}…" if rest else text
