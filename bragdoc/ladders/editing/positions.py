"""Positions: the levels of one track, lowest first."""

from typing import Any

from bragdoc.ladders.document import LadderDocument, Position
from bragdoc.ladders.editing import tracks
from bragdoc.ladders.editing.edits import EditError, find, moved, replaced, without
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, track: str, level: str) -> LadderDocument:
    """A level at the end of a track that does not have it."""
    positions = find(document.tracks, track).levels
    find(document.levels, level)
    return tracks.change(document, track, levels=(*positions, Position(level=level)))


def change(document: LadderDocument, track: str, level: str, **changes: Any) -> LadderDocument:
    """A title or code that is given as "" becomes the level's own."""
    positions = find(document.tracks, track).levels
    return tracks.change(document, track, levels=replaced(positions, level, **changes))


def move(document: LadderDocument, track: str, level: str, *, up: bool) -> LadderDocument:
    positions = find(document.tracks, track).levels
    return tracks.change(document, track, levels=moved(positions, level, up=up))


def remove(document: LadderDocument, track: str, level: str) -> Removal:
    """The level stays, with its text; it is on this track no more."""
    found = find(document.tracks, track)
    position = find(found.levels, level)
    if len(found.levels) == 1:
        raise EditError(f"{position.title} is the only level of {found.name}. Remove the track.")
    rest = replaced(document.tracks, track, levels=without(found.levels, level))
    without_it = document.model_copy(update={"tracks": rest})
    return removal(document, without_it, f"{position.title} from {found.name}", "positions")
