"""Sheets of a workbook that have the same headings, as one sheet.

Some ladders have a sheet for each level, or for each competency. Under one heading they are a
ladder like others, with one column more: the names of the sheets.
"""

from collections import Counter
from collections.abc import Sequence

from bragdoc.ladders.sheets.grid import Grid, SheetError
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Layout, RowRole
from bragdoc.ladders.sheets.words import looks_like_level

_OF_LEVELS = (RowRole.LEVELS, RowRole.TITLES, RowRole.CODES, RowRole.SUMMARIES, RowRole.TRACKS)
_OF_ROWS = (ColumnRole.COMPETENCY, ColumnRole.LEVEL, ColumnRole.TRACK)

type Row = tuple[str, ...]


def stacked(sheets: Sequence[tuple[str, Grid]]) -> Grid | None:
    """One grid of the sheets, given with their names, that have the same first row of several
    cells; None when no two of them do, when they lack nothing that a name could give, or when they
    are too much together."""
    tables = [(name, grid, table) for name, grid in sheets if (table := _table(grid))]
    shared = Counter(table[0] for _, _, table in tables)
    heading, number = max(shared.items(), key=lambda item: item[1], default=((), 0))
    if number < 2:
        return None
    alike = [part for part in tables if part[2][0] == heading]
    names = [name for name, _, _ in alike]
    first = alike[0][1]
    layout = guess(first)
    named = _named_by_sheets(layout, names)
    if named is None:
        return None
    # What the header says of levels below the headings stands in every sheet.
    header = [_trimmed(first.rows[n]) for n in layout.rows_of(*_OF_LEVELS)]
    header = [row for row in header if row != heading]
    rows = [(named.label, *heading), *(("", *row) for row in header)]
    for name, _, table in alike:
        rows.extend((name, *row) for row in table[1:] if row and row not in header)
    listed = ", ".join(f"“{name}”" for name in names)
    try:
        together = f"These sheets have the same headings and are read as one: {listed}."
        return Grid.of(rows, [*first.remarks, together])
    except SheetError:
        return None


def _named_by_sheets(layout: Layout, names: list[str]) -> ColumnRole | None:
    """What the names of the sheets are, if they are something that no column of a sheet is."""
    if layout.arrangement is Arrangement.DOWN:
        return None if ColumnRole.TRACK in layout.columns else ColumnRole.TRACK
    if layout.arrangement is Arrangement.ACROSS:
        has_competencies = ColumnRole.COMPETENCY in layout.columns
        return ColumnRole.AREA if has_competencies else ColumnRole.COMPETENCY
    missing = [role for role in _OF_ROWS if role not in layout.columns]
    are_levels = sum(map(looks_like_level, names)) * 2 >= len(names)
    if are_levels and ColumnRole.LEVEL in missing:
        return ColumnRole.LEVEL
    return next(iter(missing), None)


def _table(grid: Grid) -> list[Row]:
    """The rows from the first that has several cells on, without what is blank at their end."""
    rows = [_trimmed(row) for row in grid.rows]
    start = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), len(rows))
    return rows[start:]


def _trimmed(row: Row) -> Row:
    width = max((n for n, cell in enumerate(row, start=1) if cell), default=0)
    return row[:width]
