"""The sentences of a competency. Within it their slugs differ, whatever cell they stand in."""

from textwrap import shorten
from typing import Any

from bragdoc.ladders.document import Cell, Expectation, LadderDocument
from bragdoc.ladders.editing import cells, competencies
from bragdoc.ladders.editing.edits import NotThere, find, moved, replaced, without
from bragdoc.ladders.editing.removal import Removal, removal


def add(
    document: LadderDocument, competency: str, key: str, text: str, **fields: Any
) -> LadderDocument:
    """A sentence at the end of a cell."""
    found = competencies.locate(document, competency)[1]
    items = found.expect.get(key, Cell()).items
    new = Expectation.model_construct(slug="", text=text, **fields)
    return cells.change(document, competency, {key: {"items": (*items, new)}})


def change(document: LadderDocument, competency: str, slug: str, **changes: Any) -> LadderDocument:
    """The sentence keeps its slug, whatever it says now."""
    key, items = _locate(document, competency, slug)
    items = replaced(items, slug, **changes)
    return cells.change(document, competency, {key: {"items": items}})


def move(document: LadderDocument, competency: str, slug: str, *, up: bool) -> LadderDocument:
    """Within its cell."""
    key, items = _locate(document, competency, slug)
    return cells.change(document, competency, {key: {"items": moved(items, slug, up=up)}})


def move_to(document: LadderDocument, competency: str, slug: str, key: str) -> LadderDocument:
    """To the end of another cell of the competency, such as that of another level; in its own it
    stays where it is."""
    old, items = _locate(document, competency, slug)
    if old == key:
        return document
    found = competencies.locate(document, competency)[1]
    there = found.expect.get(key, Cell()).items
    changes = {
        old: {"items": without(items, slug)},
        key: {"items": (*there, find(items, slug))},
    }
    return cells.change(document, competency, changes)


def remove(document: LadderDocument, competency: str, slug: str) -> Removal:
    """With the last thing that a cell states goes the cell."""
    key, items = _locate(document, competency, slug)
    area, found = competencies.locate(document, competency)
    expect = cells.cells_with(document, found, {key: {"items": without(items, slug)}})
    rest = replaced(area.competencies, competency, expect=expect)
    areas = replaced(document.areas, area.slug, competencies=rest)
    what = f"“{shorten(find(items, slug).text, 60, placeholder='…')}”"
    return removal(document, document.model_copy(update={"areas": areas}), what, "expectations")


def _locate(
    document: LadderDocument, competency: str, slug: str
) -> tuple[str, tuple[Expectation, ...]]:
    """The key of its cell, and all that is stated there."""
    found = competencies.locate(document, competency)[1]
    for key, cell in found.expect.items():
        if any(item.slug == slug for item in cell.items):
            return key, cell.items
    raise NotThere("This sentence is not there any more.")
