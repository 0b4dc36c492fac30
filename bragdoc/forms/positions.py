"""The positions of a ladder, to choose from."""

from bragdoc.ladders.document import LadderDocument


def position_choices(document: LadderDocument) -> list[tuple[str, list[tuple[str, str]]]]:
    """(key, label) of each position, "track/level", in groups by track."""
    return [
        (track.name, [(f"{track.slug}/{place.level}", place.label) for place in track.levels])
        for track in document.tracks
    ]
