"""A sheet in which levels stand below each other, and each column is about one competency."""

from bragdoc.ladders.sheets.found import Found, FoundCompetency, FoundPosition, Wording
from bragdoc.ladders.sheets.grid import column_name
from bragdoc.ladders.sheets.labels import (
    Carried,
    along,
    only_column,
    only_row,
    refuse_repeated,
    section,
)
from bragdoc.ladders.sheets.layout import ColumnRole, Content, RowRole


def read_down(found: Found) -> None:
    """A level goes on over the rows that do not name another."""
    layout = found.layout
    competencies = _competencies(found)
    tracks = layout.columns_of(ColumnRole.TRACK)
    level = only_column(found, ColumnRole.LEVEL)
    if level is None and not layout.level:
        found.object("No column names the levels; say which does.", [])
    carried, over = Carried(found, [*tracks, *layout.columns_of(ColumnRole.LEVEL)]), ""
    current = None
    for row in layout.rows_of(RowRole.TRACK, RowRole.BODY):
        if layout.rows[row] is RowRole.TRACK:
            over = section(found, row)
            carried.clear()
            continue
        carried.read(row)
        label = carried.labels.get(level, "") if level is not None else ""
        cells = [Wording(found.text(row, column), (row, column)) for column in competencies]
        if not label and not any(cell.text for cell in cells):
            continue
        if not found.means_something(row, [] if level is None else [level]):
            continue
        where = (row, level or 0)
        is_new = level is not None and bool(found.text(*where))
        position = found.position(over or carried.of(tracks), label, where)
        if is_new and position.where != where and position is not current:
            refuse_repeated(found, label, position.where, where)
        current = position
        describe_position(found, row, current)
        for cell in filter(lambda cell: cell.text, cells):
            competency = competencies[cell.where[1]]
            if layout.content is Content.STEPS:
                found.ask(competency, current.at, cell.text, cell.where)
            else:
                competency.say(current.at, cell)


def _competencies(found: Found) -> dict[int, FoundCompetency]:
    """The competency of each column that is a competency's."""
    layout = found.layout
    columns = layout.columns_of(ColumnRole.COMPETENCY)
    if not columns:
        found.object("No column is a competency's; say which are.", [])
    named = along(found, only_row(found, RowRole.COMPETENCIES), columns)
    areas = along(found, only_row(found, RowRole.AREAS), columns)
    competencies = {}
    for column in columns:
        where = named.get(column, (0, column))
        area = found.text(*areas[column]) if column in areas else ""
        name = found.text(*where) if column in named else f"Column {column_name(column)}"
        if column not in named:
            found.warn("Nothing names the competency of this column.", [where])
        is_new = where[1] == column
        competencies[column] = found.competency(area, name, where, is_new=is_new)
        for row in layout.rows_of(RowRole.DESCRIPTIONS):
            competencies[column].describe(found.text(row, column))
    return competencies


def describe_position(found: Found, row: int, position: FoundPosition) -> None:
    """What a row says of its level beside the name."""
    for column in found.layout.columns_of(ColumnRole.TITLE):
        position.title = position.title or found.name(found.text(row, column), (row, column))
    for column in found.layout.columns_of(ColumnRole.CODE):
        code = found.name(found.text(row, column), (row, column))
        position.code = code or position.code
    for column in found.layout.columns_of(ColumnRole.SUMMARY):
        position.summarise(found.text(row, column))
