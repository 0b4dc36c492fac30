"""Which position of a ladder a packet means."""

from collections.abc import Callable

from bragdoc.ladders.document import LadderDocument, Position
from packets.document import PositionRef


def position_like(ladder: LadderDocument, meant: PositionRef) -> Position | None:
    """The position of the same keys; else of the same title in the track, of the same name with
    its code, of the same title anywhere. None where the ladder has none of these."""
    places = [place for track in ladder.tracks for place in track.levels]
    alike: tuple[Callable[[Position], bool], ...] = (
        lambda place: (place.track, place.level) == (meant.track, meant.level),
        lambda place: (place.track, place.title) == (meant.track, meant.title),
        lambda place: place.label == meant.label,
        lambda place: place.title == meant.title,
    )
    found = (place for is_alike in alike for place in places if is_alike(place))
    return next(found, None)


def position_before(ladder: LadderDocument, goal: Position) -> Position:
    """The next lower position of the track; the goal itself where it is the lowest."""
    levels = next(track.levels for track in ladder.tracks if track.slug == goal.track)
    place = [position.level for position in levels].index(goal.level)
    return levels[max(0, place - 1)]


def key_of(position: Position) -> str:
    return f"{position.track}/{position.level}"
