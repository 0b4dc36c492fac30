"""A ladder from nothing."""

from collections.abc import Iterable

from bragdoc.ladders.document import LadderDocument, Level
from bragdoc.ladders.editing.edits import document_of, free_slug
from bragdoc.ladders.naming import derived_slug


def begin(name: str, levels: Iterable[str], area: str) -> LadderDocument:
    """Its first version: levels of these names, the lowest first, on one track, and an area to put
    competencies into. Raises EditError."""
    rungs: tuple[Level, ...] = ()
    for level in levels:
        rungs = (*rungs, Level.model_construct(slug=free_slug(rungs, level), name=level))
    return document_of(
        {
            "format": "ladder/1",
            "ladder": {"slug": derived_slug(name), "name": name, "version": "1"},
            "levels": [{"slug": rung.slug, "name": rung.name} for rung in rungs],
            "areas": [{"slug": derived_slug(area), "name": area}],
        }
    )
