"""Tracks: the ladder's ways up, such as individual contributor and management."""

from typing import Any

from bragdoc.ladders.document import LadderDocument, Position, Track
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


def add(document: LadderDocument, name: str, **fields: Any) -> LadderDocument:
    """A track with every level on it, at the end."""
    track = Track.model_construct(
        slug=free_slug(document.tracks, name),
        name=name,
        levels=tuple(Position(level=level.slug) for level in document.levels),
        **fields,
    )
    return checked(document.model_copy(update={"tracks": (*document.tracks, track)}))


def change(document: LadderDocument, slug: str, **changes: Any) -> LadderDocument:
    tracks = replaced(document.tracks, slug, **changes)
    return checked(document.model_copy(update={"tracks": tracks}))


def move(document: LadderDocument, slug: str, *, up: bool) -> LadderDocument:
    return checked(document.model_copy(update={"tracks": moved(document.tracks, slug, up=up)}))


def remove(document: LadderDocument, slug: str) -> Removal:
    """With it goes what is stated for this track alone."""
    track = find(document.tracks, slug)
    if len(document.tracks) == 1:
        raise EditError("A ladder has at least one track. Rename this one instead.")
    rest = document.model_copy(update={"tracks": without(document.tracks, slug)})
    return removal(document, rest, track.name, "tracks")
