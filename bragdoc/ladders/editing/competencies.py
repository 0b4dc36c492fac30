"""Competencies. Their slugs are the ladder's only ones of the kind, whatever area they stand in."""

from typing import Any

from bragdoc.ladders.document import Area, Competency, LadderDocument
from bragdoc.ladders.editing import areas
from bragdoc.ladders.editing.edits import (
    EditError,
    NotThere,
    checked,
    find,
    free_slug,
    moved,
    replaced,
    without,
)
from bragdoc.ladders.editing.pruning import remaining
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, area: str, name: str, **fields: Any) -> LadderDocument:
    """A competency at the end of an area. `scale` is the slug of a scale; without it, the steps are
    the levels."""
    there = [competency for _, competency in document.competencies()]
    slug = free_slug(there, name)
    new = Competency.model_construct(slug=slug, name=name, **fields)
    found = find(document.areas, area)
    return areas.change(document, area, competencies=(*found.competencies, new))


def change(document: LadderDocument, slug: str, **changes: Any) -> LadderDocument:
    """Another `scale` takes the targets with it that name a step of the one before. Raises
    EditError while text hangs on its steps."""
    area, competency = locate(document, slug)
    if changes.get("scale", competency.scale) != competency.scale and competency.expect:
        raise EditError(
            f"What {competency.name} expects hangs on the steps it has. Remove that text first."
        )
    rewritten = replaced(area.competencies, slug, **changes)
    changed = replaced(document.areas, area.slug, competencies=rewritten)
    return remaining(document.model_copy(update={"areas": changed}))


def move(document: LadderDocument, slug: str, *, up: bool) -> LadderDocument:
    """Within its area."""
    area, _ = locate(document, slug)
    return areas.change(document, area.slug, competencies=moved(area.competencies, slug, up=up))


def move_to(document: LadderDocument, slug: str, area: str) -> LadderDocument:
    """To the end of another area; in its own it stays where it is."""
    old, competency = locate(document, slug)
    new = find(document.areas, area)
    if old.slug == new.slug:
        return document
    kept = replaced(document.areas, old.slug, competencies=without(old.competencies, slug))
    both = replaced(kept, new.slug, competencies=(*new.competencies, competency))
    return checked(document.model_copy(update={"areas": both}))


def remove(document: LadderDocument, slug: str) -> Removal:
    """With it go its expectations, and the targets that ask for it."""
    area, competency = locate(document, slug)
    rest = replaced(document.areas, area.slug, competencies=without(area.competencies, slug))
    without_it = document.model_copy(update={"areas": rest})
    return removal(document, without_it, competency.name, "competencies")


def locate(document: LadderDocument, slug: str) -> tuple[Area, Competency]:
    """The competency with its area. Raises NotThere."""
    for area, competency in document.competencies():
        if competency.slug == slug:
            return area, competency
    raise NotThere(f"There is no “{slug}” here any more.")
