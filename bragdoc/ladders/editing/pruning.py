"""What remains of a ladder once a part was taken from it: nothing that pointed at the part."""

from collections.abc import Iterable, Iterator
from functools import partial

from bragdoc.ladders.document import (
    Cell,
    Competency,
    Criterion,
    Expectation,
    LadderDocument,
    Position,
    Replaces,
    Track,
)
from bragdoc.ladders.editing.edits import EditError, checked


def remaining(document: LadderDocument) -> LadderDocument:
    """The document without whatever names a part that it does not have; a valid one as it is.

    A track is left out with its last position. What was for tracks that are gone is left out with
    them, as it would be for all otherwise. A cell that was the same as one that is gone loses what
    it had from there.
    """
    if not (tracks := tuple(_tracks(document))):
        raise EditError("Nothing of any track would be left. Add another level to a track first.")
    document = document.model_copy(update={"tracks": tracks})
    areas = tuple(
        area.model_copy(update={"competencies": tuple(_competencies(document, area.competencies))})
        for area in document.areas
    )
    document = document.model_copy(update={"areas": areas})
    tracks = tuple(
        track.model_copy(update={"levels": tuple(_asking(document, p) for p in track.levels)})
        for track in tracks
    )
    header = document.ladder.model_copy(update={"replaces": _replaces(document)})
    return checked(document.model_copy(update={"tracks": tracks, "ladder": header}))


def _tracks(document: LadderDocument) -> Iterator[Track]:
    levels = {level.slug for level in document.levels}
    for track in document.tracks:
        positions = tuple(position for position in track.levels if position.level in levels)
        if positions:
            yield track.model_copy(update={"levels": positions})


def _competencies(
    document: LadderDocument, competencies: Iterable[Competency]
) -> Iterator[Competency]:
    tracks = {track.slug for track in document.tracks}
    for competency in competencies:
        held = _held(competency.tracks, tracks)
        if held or not competency.tracks:
            expect = _expect(competency, steps_of(document, competency), tracks)
            yield competency.model_copy(update={"tracks": held, "expect": expect})


def steps_of(document: LadderDocument, competency: Competency) -> set[str]:
    """The slugs of what the text of a competency hangs on."""
    if not competency.scale:
        return {level.slug for level in document.levels}
    scales = {scale.slug: scale.steps for scale in document.scales}
    return {step.slug for step in scales.get(competency.scale, ())}


def _held(tracks: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(track for track in tracks if track in known)


def _expect(competency: Competency, steps: set[str], tracks: set[str]) -> dict[str, Cell]:
    expect = dict(_cells(competency, steps, tracks))
    while cut := [key for key, cell in expect.items() if cell.same_as not in ("", *expect)]:
        for key in cut:
            expect[key] = expect[key].model_copy(update={"same_as": ""})
        expect = {k: cell for k, cell in expect.items() if cell != Cell() or k not in cut}
    return expect


def _cells(competency: Competency, steps: set[str], tracks: set[str]) -> Iterator[tuple[str, Cell]]:
    """Without those that have nothing left in them."""
    for key, cell in competency.expect.items():
        track, _, step = key.rpartition("/")
        if step in steps and (not track or track in tracks):
            left = cell.model_copy(update={"items": tuple(_items(cell.items, tracks))})
            if left != Cell() or cell == left:
                yield key, left


def _items(items: Iterable[Expectation], tracks: set[str]) -> Iterator[Expectation]:
    for item in items:
        held = _held(item.tracks, tracks)
        if held or not item.tracks:
            yield item.model_copy(update={"tracks": held})


def _asking(document: LadderDocument, position: Position) -> Position:
    scale_of = {competency.slug: competency.scale for _, competency in document.competencies()}
    steps = {scale.slug: {step.slug for step in scale.steps} for scale in document.scales}
    targets = {
        slug: target
        for slug, target in position.targets.items()
        if target.step in steps.get(scale_of.get(slug, ""), ())
    }
    criteria = tuple(c for c in map(partial(_counting, document), position.criteria) if c)
    return position.model_copy(update={"targets": targets, "criteria": criteria})


def _counting(document: LadderDocument, criterion: Criterion) -> Criterion | None:
    """None where nothing is left for it to count."""
    if not criterion.counts_steps:
        return criterion
    scale_of = {competency.slug: competency.scale for _, competency in document.competencies()}
    named = tuple(slug for slug in criterion.competencies if scale_of.get(slug))
    if criterion.competencies and not named:
        return None
    left = criterion.model_copy(update={"competencies": named})
    used = {competency.scale for competency in left.counted_in(document)}
    steps = {step.slug for scale in document.scales if scale.slug in used for step in scale.steps}
    return left if used and criterion.step in ("", *steps) else None


def _replaces(document: LadderDocument) -> Replaces | None:
    """What says what the parts were called before, for those that are there."""
    said = document.ladder.replaces
    if said is None:
        return None
    asked = [competency for _, competency in document.competencies()]
    sentences = {
        f"{competency.slug}/{item.slug}"
        for competency in asked
        for cell in competency.expect.values()
        for item in cell.items
    }
    there = {
        "levels": {level.slug for level in document.levels},
        "competencies": {competency.slug for competency in asked},
        "expectations": sentences,
    }
    held = {
        kind: {old: new for old, new in getattr(said, kind).items() if new in known}
        for kind, known in there.items()
    }
    return said.model_copy(update=held)
