"""What a person should look at before a draft is made: warnings about the sheet as a whole."""

from bragdoc.ladders.sheets.found import Found, Where
from bragdoc.ladders.sheets.layout import ColumnRole, RowRole
from bragdoc.ladders.sheets.likeness import near_names
from bragdoc.ladders.sheets.standing import Standing
from bragdoc.ladders.sheets.words import is_total, key


def check(found: Found, standing: Standing) -> None:
    _left_out(found)
    _levels_without_text(found, standing)
    silent = [c.where for c in found.competencies.values() if not (c.says or c.steps_used())]
    found.warn("Nothing is stated for these.", silent)
    _near_names(found)


def _left_out(found: Found) -> None:
    layout, rows = found.layout, found.grid.rows
    body = layout.rows_of(RowRole.BODY)
    heads = [row for row, role in enumerate(layout.rows) if role is not RowRole.IGNORED]
    columns = [
        next((row, column) for row in heads if rows[row][column])
        for column in layout.columns_of(ColumnRole.IGNORED)
        if any(rows[row][column] for row in body)
    ]
    found.warn("These columns hold something, and are left out.", columns)
    totals = [
        (row, column)
        for row in layout.rows_of(RowRole.IGNORED)
        for column in [next((n for n, text in enumerate(rows[row]) if text), None)]
        if column is not None and is_total(rows[row][column])
    ]
    found.warn("These rows add up what stands above them, and are left out.", totals)


def _levels_without_text(found: Found, standing: Standing) -> None:
    """Of all that is stated, whether it is a sentence or the step that a level requires."""
    stated = {
        level
        for competency in found.competencies.values()
        for _, level in (*competency.says, *competency.asks)
    }
    bare = [position.where for position in found.positions.values() if position.level not in stated]
    found.warn("Nothing is stated for these levels.", bare)


def _near_names(found: Found) -> None:
    places: dict[str, Where] = {}
    for competency in found.competencies.values():
        if (known := places.setdefault(competency.name, competency.where)) != competency.where:
            sentence = f"“{competency.name}” stands in more than one area, and is read as several."
            found.warn(sentence, [known, competency.where])
    for name, other in near_names(places):
        if key(name) != key(other):
            sentence = f"“{name}” and “{other}” are nearly equal; they are read as two."
            found.warn(sentence, [places[name], places[other]])
    for kind, names in {"areas": found.areas, "tracks": found.tracks, "steps": found.steps}.items():
        for name, other in near_names(names.values()):
            found.warn(
                f"The {kind} “{name}” and “{other}” are nearly equal; they are read as two.", []
            )
