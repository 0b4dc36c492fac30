"""A sheet in which levels stand below each other, and each column is about one competency."""

from bragdoc.ladders.sheets.found import (
    NAMED_AGAIN,
    Found,
    FoundCompetency,
    FoundPosition,
    Wording,
)
from bragdoc.ladders.sheets.grid import column_name
from bragdoc.ladders.sheets.labels import (
    Carried,
    along,
    only_column,
    only_row,
    refuse_repeated,
    section,
)
from bragdoc.ladders.sheets.layout import Asked, ColumnRole, Content, RowRole


def read_down(found: Found) -> None:
    """A level goes on over the rows that do not name another."""
    layout = found.layout
    competencies = _competencies(found)
    tracks, levels = layout.columns_of(ColumnRole.TRACK), layout.columns_of(ColumnRole.LEVEL)
    if only_column(found, ColumnRole.LEVEL) is None and not layout.level:
        found.stop("Nothing in the sheet names its level.", [], Asked.LEVEL)
    carried, over = Carried(found, [*tracks, *levels]), ""
    current = None
    for row in layout.rows_of(RowRole.TRACK, RowRole.BODY):
        if layout.rows[row] is RowRole.TRACK:
            over = section(found, row)
            carried.clear()
            continue
        carried.read(row)
        name = carried.of(levels[:1]) if levels else layout.level or "This level"
        says_something = any(found.text(row, column) for column in competencies)
        if not (name or says_something) or not found.means_something(row, levels):
            continue
        where = (row, levels[0] if levels else 0)
        position = found.position(over or carried.of(tracks), name, where)
        is_named_again = bool(levels and found.text(*where)) and position.where != where
        if is_named_again and position is not current:
            refuse_repeated(found, name, position.where, where)
        current = position
        found.describe(position, row)
        _read_row(found, row, position, competencies)


def _read_row(
    found: Found, row: int, position: FoundPosition, competencies: dict[int, FoundCompetency]
) -> None:
    for column, competency in competencies.items():
        if text := found.text(row, column):
            if found.layout.content is Content.STEPS:
                found.ask(competency, position.at, text, (row, column))
            else:
                competency.say(position.at, Wording(text, (row, column)))


def _competencies(found: Found) -> dict[int, FoundCompetency]:
    """The competency of each column that is a competency's."""
    layout = found.layout
    columns = layout.columns_of(ColumnRole.COMPETENCY)
    if not columns:
        found.stop("No column is a competency's; say which are.", [])
    named = along(found, only_row(found, RowRole.COMPETENCIES), columns)
    areas = along(found, only_row(found, RowRole.AREAS), columns)
    competencies = {}
    for column in columns:
        where = named.get(column, (0, column))
        area = found.text(*areas[column]) if column in areas else ""
        name = found.text(*where) if column in named else f"Column {column_name(column)}"
        if column not in named:
            found.warn("Nothing names the competency of this column.", [where])
        competency = competencies[column] = found.competency(area, name, where)
        if competency.where != where:  # cells that were merged have one place
            found.warn(NAMED_AGAIN, [competency.where, where])
        for row in layout.rows_of(RowRole.DESCRIPTIONS):
            competency.describe(found.text(row, column))
    return competencies
