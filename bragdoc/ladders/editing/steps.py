"""The steps of one scale, lowest first."""

from collections.abc import Mapping
from typing import Any

from bragdoc.ladders.document import LadderDocument, Step
from bragdoc.ladders.editing import scales
from bragdoc.ladders.editing.edits import EditError, find, free_slug, moved, replaced, without
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, scale: str, name: str, **fields: Any) -> LadderDocument:
    """A step at the top. It says its `points` where the others do."""
    found = find(document.scales, scale)
    step = Step.model_construct(slug=free_slug(found.steps, name), name=name, **fields)
    return scales.change(document, scale, steps=(*found.steps, step))


def change(
    document: LadderDocument, scale: str, changes: Mapping[str, Mapping[str, Any]]
) -> LadderDocument:
    """Other fields for the steps of these slugs."""
    steps = find(document.scales, scale).steps
    for slug, fields in changes.items():
        steps = replaced(steps, slug, **fields)
    return scales.change(document, scale, steps=steps)


def move(document: LadderDocument, scale: str, slug: str, *, up: bool) -> LadderDocument:
    steps = find(document.scales, scale).steps
    return scales.change(document, scale, steps=moved(steps, slug, up=up))


def remove(document: LadderDocument, scale: str, slug: str) -> Removal:
    """With it go the text that stands at it and the targets that require it."""
    found = find(document.scales, scale)
    step = find(found.steps, slug)
    if len(found.steps) == 1:
        raise EditError("A scale has at least one step. Rename this one instead.")
    rest = replaced(document.scales, scale, steps=without(found.steps, slug))
    return removal(document, document.model_copy(update={"scales": rest}), step.name, "steps")
