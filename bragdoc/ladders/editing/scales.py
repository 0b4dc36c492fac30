"""Scales, for ladders whose positions name the step that they require of a competency."""

from collections.abc import Iterable
from typing import Any

from bragdoc.ladders.document import LadderDocument, Scale, Step
from bragdoc.ladders.editing.edits import (
    EditError,
    checked,
    find,
    free_slug,
    moved,
    replaced,
    without,
)
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, name: str, steps: Iterable[str]) -> LadderDocument:
    """A scale with steps of these names, lowest first."""
    made: tuple[Step, ...] = ()
    for step in steps:
        made = (*made, Step.model_construct(slug=free_slug(made, step), name=step))
    slug = free_slug(document.scales, name)
    scale = Scale.model_construct(slug=slug, name=name, steps=made)
    return checked(document.model_copy(update={"scales": (*document.scales, scale)}))


def change(document: LadderDocument, slug: str, **changes: Any) -> LadderDocument:
    scales = replaced(document.scales, slug, **changes)
    return checked(document.model_copy(update={"scales": scales}))


def move(document: LadderDocument, slug: str, *, up: bool) -> LadderDocument:
    return checked(document.model_copy(update={"scales": moved(document.scales, slug, up=up)}))


def remove(document: LadderDocument, slug: str) -> Removal:
    """Raises EditError while a competency is measured in it."""
    scale = find(document.scales, slug)
    for _, competency in document.competencies():
        if competency.scale == slug:
            raise EditError(f"{competency.name} is measured in {scale.name}. Change that first.")
    rest = document.model_copy(update={"scales": without(document.scales, slug)})
    return removal(document, rest, scale.name, "scales")
