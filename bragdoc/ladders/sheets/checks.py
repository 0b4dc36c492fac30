"""What a person should look at before a draft is made: warnings about the sheet as a whole."""

from itertools import chain

from bragdoc.ladders.sheets.cells import has_marks
from bragdoc.ladders.sheets.found import Found, Where
from bragdoc.ladders.sheets.layout import Asked, ColumnRole, RowRole, Split
from bragdoc.ladders.sheets.likeness import near_names
from bragdoc.ladders.sheets.words import is_total, track_kind

MOST_PAIRS = 10  # of names that are nearly equal; more are counted


def check(found: Found) -> None:
    _ask_how_cells_split(found)
    _left_out(found)
    _levels_without_text(found)
    _fork(found)
    silent = [c.where for c in found.competencies.values() if not (c.says or c.steps_used())]
    found.warn("Nothing is stated for these.", silent)
    _near_names(found)


def _ask_how_cells_split(found: Found) -> None:
    """Lines without list marks may be expectations each, or one text."""
    layout = found.layout
    if Asked.SPLIT in layout.confirmed or layout.split is Split.MARKS:
        return
    said = [
        wording
        for competency in found.competencies.values()
        for wordings in (*competency.says.values(), *competency.steps.values())
        for wording in wordings
    ]
    open_ones = [one.where for one in said if "\n" in one.text and not has_marks(one.text)]
    if open_ones:
        sentence = "Is each line of these cells an expectation? They have no list marks."
        found.stop(sentence, open_ones, Asked.SPLIT)


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


def _fork(found: Found) -> None:
    """One list of levels may hold tracks that part: managers beside engineers, M1 beside E1."""
    if found.tracks:
        return
    positions = found.positions.values()
    kinds = {one.where: track_kind(found.levels[one.level]) for one in positions}
    if not {"ic", "management"} <= {*kinds.values()}:
        kinds = {one.where: one.code.rstrip("0123456789 .-").casefold() for one in positions}
    known = [kind for kind in kinds.values() if kind]
    if known and known[0] != "other":
        others = [where for where, kind in kinds.items() if kind not in ("", known[0])]
        found.warn("These levels may be on a track of their own; say which is on which.", others)


def _levels_without_text(found: Found) -> None:
    """Of all that is stated, whether it is a sentence or the step that a level requires."""
    stated = {
        level
        for competency in found.competencies.values()
        for _, level in chain(
            competency.says, competency.asks, *(ticked for _, ticked in competency.ticked)
        )
    }
    bare = [position.where for position in found.positions.values() if position.level not in stated]
    found.warn("Nothing is stated for these levels.", bare)


def _near_names(found: Found) -> None:
    first: dict[str, Where] = {}
    for (_, name), competency in found.competencies.items():
        if first.setdefault(name, competency.where) != competency.where:
            sentence = "These name a competency in more than one area, and are read as several."
            found.warn(sentence, [first[name], competency.where])
    names = {competency.name for competency in found.competencies.values()}
    pairs = [
        pair
        for alike in (
            sorted(names),
            found.areas.values(),
            found.tracks.values(),
            found.steps.values(),
        )
        for pair in near_names(alike)
    ]
    for pair in pairs[:MOST_PAIRS]:
        sentence = f"“{pair[0]}” and “{pair[1]}” are nearly equal; they are read as two."
        found.warn(sentence, [found.places[name] for name in pair], near=pair)
    more = [found.places[name] for pair in pairs[MOST_PAIRS:] for name in pair]
    found.warn("More names are nearly equal to others.", more)
