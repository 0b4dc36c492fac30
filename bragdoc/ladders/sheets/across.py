"""A sheet in which levels stand beside each other, and each row is about one competency."""

from bragdoc.ladders.sheets.cells import is_ticked
from bragdoc.ladders.sheets.found import (
    NAMED_AGAIN,
    AtKey,
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

type Columns = dict[int, FoundPosition]


def read_across(found: Found) -> None:
    layout = found.layout
    positions = _positions(found)
    areas = layout.columns_of(ColumnRole.AREA)
    names = layout.columns_of(ColumnRole.COMPETENCY)
    if only_column(found, ColumnRole.COMPETENCY) is None and not layout.competency:
        found.stop("Nothing in the sheet names its competency.", [], Asked.COMPETENCY)
    carried, over = Carried(found, [*areas, *names]), ""
    current = None
    for row in layout.rows_of(RowRole.AREA, RowRole.BODY):
        if layout.rows[row] is RowRole.AREA:
            over = section(found, row)
            carried.clear()
            continue
        carried.read(row)
        if not found.means_something(row, [*areas, *names]):
            continue
        area = " › ".join(filter(None, [over, carried.of(areas)]))
        where = (row, names[0] if names else 0)
        name = carried.of(names[:1]) if names else layout.competency or "This competency"
        competency = found.competency(area, name, where)
        is_named_again = bool(names and found.text(*where)) and competency.where != where
        if is_named_again and competency is not current:
            found.warn(NAMED_AGAIN, [competency.where, where])
        current = competency
        for column in layout.columns_of(ColumnRole.DESCRIPTION):
            competency.describe(found.text(row, column))
        _read_row(found, row, competency, positions)


def _positions(found: Found) -> Columns:
    """The position of each column that is a level's."""
    layout = found.layout
    columns = layout.columns_of(ColumnRole.LEVEL)
    if not columns:
        found.stop("No column is a level's; say which are.", [])
    named = along(found, only_row(found, RowRole.LEVELS), columns)
    tracks = along(found, only_row(found, RowRole.TRACKS), columns)
    positions = {}
    for column in columns:
        where = named.get(column, (0, column))
        name = found.text(*where) if column in named else f"Column {column_name(column)}"
        if column not in named:
            found.warn("Nothing names the level of this column.", [where])
        track = found.text(*tracks[column]) if column in tracks else ""
        positions[column] = found.position(track, name, where)
        if positions[column].where != where:  # cells that were merged have one place
            refuse_repeated(found, name, positions[column].where, where)
    _describe(found, positions)
    return positions


def _describe(found: Found, positions: Columns) -> None:
    layout, columns = found.layout, list(positions)
    for row in layout.rows_of(RowRole.TITLES):
        for column, where in along(found, row, columns).items():
            positions[column].title = found.name(found.text(*where), where)
    for row in layout.rows_of(RowRole.CODES):
        for column in columns:
            if code := found.text(row, column):
                positions[column].code = found.name(code, (row, column))
    for row in layout.rows_of(RowRole.SUMMARIES):
        label = next(filter(None, found.grid.rows[row][: min(columns, default=0)]), "")
        for column, where in along(found, row, columns).items():
            text = found.text(*where)
            positions[column].summarise(f"{label}: {text}" if label else text)


def _read_row(found: Found, row: int, competency: FoundCompetency, columns: Columns) -> None:
    cells = [
        (position.at, Wording(text, (row, column)))
        for column, position in columns.items()
        if (text := found.text(row, column))
    ]
    if found.layout.content is Content.TICKS:
        _read_ticks(found, row, competency, cells)
        return
    for at, wording in cells:
        if found.layout.content is Content.STEPS:
            found.ask(competency, at, *wording[:2])
        else:
            competency.say(at, wording)


def _read_ticks(
    found: Found, row: int, competency: FoundCompetency, cells: list[tuple[AtKey, Wording]]
) -> None:
    """A marked row is a step that the level requires, or else a sentence that holds there."""
    ticked = [at for at, mark in cells if is_ticked(mark.text)]
    sentences = [
        Wording(text, (row, column))
        for column in found.layout.columns_of(ColumnRole.EXPECTATION)
        if (text := found.text(row, column))
    ]
    steps = found.layout.columns_of(ColumnRole.STEP)
    if not steps:
        named = [Wording(competency.name, competency.where)]
        competency.ticked.extend((sentence, ticked) for sentence in sentences or named)
        return
    for column in steps:
        if name := found.text(row, column):
            competency.mean(found.step(name, (row, column)), sentences)
            for at in ticked:
                found.ask(competency, at, name, (row, column))
