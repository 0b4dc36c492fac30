"""What a draft has so far, and where it states nothing yet."""

from collections.abc import Iterator
from typing import NamedTuple

from bragdoc.ladders.document import Area, Competency, LadderDocument, Level, Step


class Row(NamedTuple):
    """A competency with the number of its sentences, and the steps at which it says nothing: no
    sentence, and not that nothing applies. Steps on none of its tracks are left aside."""

    competency: Competency
    sentences: int
    empty: tuple[Level | Step, ...]


def outline(document: LadderDocument) -> Iterator[tuple[Area, list[Row]]]:
    """Every area with its competencies, in the order of the document."""
    for area in document.areas:
        yield area, [_row(document, competency) for competency in area.competencies]


def _row(document: LadderDocument, competency: Competency) -> Row:
    stated = {
        key.rpartition("/")[2]
        for key, cell in competency.expect.items()
        if cell.status or cell.same_as or cell.stated(key)
    }
    empty = tuple(step for step in steps_of(document, competency) if step.slug not in stated)
    return Row(competency, len(list(competency.stated())), empty)


def steps_of(document: LadderDocument, competency: Competency) -> list[Level | Step]:
    """What the text of a competency hangs on, lowest first: the steps of its scale, or the levels
    of the tracks that it is for."""
    for scale in document.scales:
        if scale.slug == competency.scale:
            return list(scale.steps)
    tracks = [track for track in document.tracks if competency.applies_to(track.slug)]
    climbed = {position.level for track in tracks for position in track.levels}
    return [level for level in document.levels if level.slug in climbed]
