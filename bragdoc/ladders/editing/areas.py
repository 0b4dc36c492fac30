"""Areas: what competencies are grouped by."""

from typing import Any

from bragdoc.ladders.document import Area, LadderDocument
from bragdoc.ladders.editing.edits import checked, find, free_slug, moved, replaced, without
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, name: str, **fields: Any) -> LadderDocument:
    area = Area.model_construct(slug=free_slug(document.areas, name), name=name, **fields)
    return checked(document.model_copy(update={"areas": (*document.areas, area)}))


def change(document: LadderDocument, slug: str, **changes: Any) -> LadderDocument:
    areas = replaced(document.areas, slug, **changes)
    return checked(document.model_copy(update={"areas": areas}))


def move(document: LadderDocument, slug: str, *, up: bool) -> LadderDocument:
    return checked(document.model_copy(update={"areas": moved(document.areas, slug, up=up)}))


def remove(document: LadderDocument, slug: str) -> Removal:
    """With it go its competencies."""
    area = find(document.areas, slug)
    rest = document.model_copy(update={"areas": without(document.areas, slug)})
    return removal(document, rest, area.name, "areas")
