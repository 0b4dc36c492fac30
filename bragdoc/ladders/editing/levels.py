"""The rungs of a ladder, lowest first."""

from collections.abc import Mapping
from typing import Any

from bragdoc.ladders.document import LadderDocument, Level, Position, Track
from bragdoc.ladders.editing.edits import (
    EditError,
    checked,
    find,
    free_slug,
    is_ranked_by_place,
    moved,
    slug_of,
    without,
)
from bragdoc.ladders.editing.removal import Removal, removal


def add(document: LadderDocument, name: str, **fields: Any) -> LadderDocument:
    """A level at the end; where the ladder has one track only, on it as well."""
    level = Level.model_construct(slug=free_slug(document.levels, name), name=name, **fields)
    levels = _ranked(document, (*document.levels, level))
    tracks = document.tracks
    if len(tracks) == 1:
        positions = (*tracks[0].levels, Position(level=level.slug))
        tracks = (tracks[0].model_copy(update={"levels": positions}),)
    return checked(document.model_copy(update={"levels": levels, "tracks": tracks}))


def change(document: LadderDocument, changes: Mapping[str, Mapping[str, Any]]) -> LadderDocument:
    """Other fields for the levels of these slugs. Positions that are titled as their level was are
    titled as it is now; so are codes."""
    before = {slug: find(document.levels, slug) for slug in changes}
    levels = tuple(
        level.model_copy(update=dict(changes.get(level.slug, {}))) for level in document.levels
    )

    def follow(position: Position) -> Position:
        level = before.get(position.level)
        return _untitled(position, level) if level else position

    tracks = tuple(
        track.model_copy(update={"levels": tuple(map(follow, track.levels))})
        for track in document.tracks
    )
    return checked(document.model_copy(update={"levels": levels, "tracks": tracks}))


def _untitled(position: Position, level: Level) -> Position:
    """Without what it took from its level; it will take it again."""
    return position.model_copy(
        update={
            "title": "" if position.title == level.name else position.title,
            "code": "" if position.code == level.code else position.code,
        }
    )


def move(document: LadderDocument, slug: str, *, up: bool) -> LadderDocument:
    """The level a place further up or down, and likewise on each track that has both the level and
    the one it passes."""
    levels = moved(document.levels, slug, up=up)
    passed = next((old for old, new in zip(document.levels, levels, strict=True)
                   if new.slug == slug), None)  # fmt: skip
    if passed is None or passed.slug == slug:
        return document
    tracks = tuple(_swapped(track, slug, passed.slug) for track in document.tracks)
    levels = _ranked(document, levels)
    return checked(document.model_copy(update={"levels": levels, "tracks": tracks}))


def _swapped(track: Track, one: str, other: str) -> Track:
    positions = {position.level: position for position in track.levels}
    if one not in positions or other not in positions:
        return track
    turned = {one: other, other: one}
    order = tuple(positions[turned.get(slug, slug)] for slug in positions)
    return track.model_copy(update={"levels": order})


def remove(document: LadderDocument, slug: str) -> Removal:
    """With it goes what every track and competency says of it."""
    level = find(document.levels, slug)
    if len(document.levels) == 1:
        raise EditError("A ladder has at least one level. Rename this one instead.")
    levels = _ranked(document, without(document.levels, slug))
    return removal(document, document.model_copy(update={"levels": levels}), level.name, "levels")


def _ranked(document: LadderDocument, levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """With the ranks of their new places, unless the ladder gives ranks of its own."""
    if is_ranked_by_place(document.levels):
        return tuple(level.model_copy(update={"rank": n}) for n, level in enumerate(levels, 1))
    ranks = {slug_of(level): level.rank for level in document.levels}
    if set(ranks) == {level.slug for level in levels}:  # moved: the ranks stay where they are
        return tuple(
            level.model_copy(update={"rank": rank})
            for level, rank in zip(levels, ranks.values(), strict=True)
        )
    return levels
