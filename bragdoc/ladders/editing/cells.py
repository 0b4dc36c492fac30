"""What a competency states at its steps: the cells that `expect` holds, and in what order."""

from collections.abc import Iterable, Mapping
from typing import Any

from bragdoc.ladders.document import Cell, Competency, Expectation, LadderDocument
from bragdoc.ladders.editing import competencies
from bragdoc.ladders.editing.edits import find
from bragdoc.ladders.naming import FreeSlugs, derived_slug


def change(
    document: LadderDocument, competency: str, changes: Mapping[str, Mapping[str, Any]]
) -> LadderDocument:
    """Other fields for the cells of these keys. A cell that was not there is made, and one that is
    left with nothing in it is left out. An expectation without a slug is new, and gets one."""
    expect = cells_with(document, competencies.locate(document, competency)[1], changes)
    return competencies.change(document, competency, expect=expect)


def cells_with(
    document: LadderDocument, competency: Competency, changes: Mapping[str, Mapping[str, Any]]
) -> dict[str, Cell]:
    """The cells as they are then, in the order of the steps."""
    slugs = FreeSlugs(item.slug for item in competency.stated())
    expect = dict(competency.expect)
    for key, fields in changes.items():
        cell = expect.pop(key, Cell()).model_copy(update=dict(fields))
        items = tuple(_with_slug(item, slugs) for item in cell.items)
        if (cell := cell.model_copy(update={"items": items})) != Cell():
            expect[key] = cell
    return {key: expect[key] for key in [*keys_of(document, competency), *expect] if key in expect}


def _with_slug(item: Expectation, slugs: FreeSlugs) -> Expectation:
    slug = item.slug or slugs.take(derived_slug(item.text))
    return item.model_copy(update={"slug": slug})


def keys_of(document: LadderDocument, competency: Competency) -> Iterable[str]:
    """Every key that the competency may have: step by step, the shared cell before the tracks'."""
    steps = find(document.scales, competency.scale).steps if competency.scale else document.levels
    for step in steps:
        yield step.slug
        for track in document.tracks:
            yield f"{track.slug}/{step.slug}"
