"""A sheet in which each row says for itself which level and competency it belongs to."""

from bragdoc.ladders.sheets.cells import listed
from bragdoc.ladders.sheets.found import AtKey, Found, FoundCompetency, Wording
from bragdoc.ladders.sheets.labels import Carried, only_column, section
from bragdoc.ladders.sheets.layout import Asked, ColumnRole, RowRole

_CARRIED = (ColumnRole.TRACK, ColumnRole.LEVEL, ColumnRole.AREA, ColumnRole.COMPETENCY)


def read_rows(found: Found) -> None:
    """With a column of steps a row says which step its level requires, and what that step means;
    without one it says what its level expects."""
    layout = found.layout
    if only_column(found, ColumnRole.LEVEL) is None and not layout.level:
        found.stop("Nothing in the sheet names its level.", [], Asked.LEVEL)
    if only_column(found, ColumnRole.COMPETENCY) is None and not layout.competency:
        found.stop("Nothing in the sheet names its competency.", [], Asked.COMPETENCY)
    only_column(found, ColumnRole.STEP)  # a second one is a problem too
    carried = Carried(found, layout.columns_of(*_CARRIED))
    area, track = "", ""
    for row in layout.rows_of(RowRole.AREA, RowRole.TRACK, RowRole.BODY):
        if layout.rows[row] is RowRole.AREA:
            area = section(found, row)
            carried.clear()
        elif layout.rows[row] is RowRole.TRACK:
            track = section(found, row)
            carried.clear()
        else:
            carried.read(row)
            _read_row(found, row, carried, area, track)


def _read_row(found: Found, row: int, carried: Carried, area: str, track: str) -> None:
    layout = found.layout
    labels = layout.columns_of(*_CARRIED, ColumnRole.STEP)
    if not found.means_something(row, labels):
        return
    names = layout.columns_of(ColumnRole.COMPETENCY)
    levels = layout.columns_of(ColumnRole.LEVEL)
    areas = " › ".join(filter(None, [area, carried.of(layout.columns_of(ColumnRole.AREA))]))
    tracks = track or carried.of(layout.columns_of(ColumnRole.TRACK))
    level = carried.of(levels) if levels else layout.level or "This level"
    position = found.position(tracks, level, (row, levels[0] if levels else 0))
    found.describe(position, row)
    where = (row, names[0] if names else 0)
    name = carried.of(names) if names else layout.competency or "This competency"
    competency = found.competency(areas, name, where)
    for column in layout.columns_of(ColumnRole.DESCRIPTION):
        competency.describe(found.text(row, column))
    _read_sentences(found, row, competency, position.at)


def _read_sentences(found: Found, row: int, competency: FoundCompetency, at: AtKey) -> None:
    layout = found.layout
    examples = tuple(
        example
        for column in layout.columns_of(ColumnRole.EXAMPLES)
        for example in listed(found.text(row, column))
    )
    sentences = [
        Wording(text, (row, column))
        for column in layout.columns_of(ColumnRole.EXPECTATION)
        if (text := found.text(row, column))
    ]
    if examples and not sentences:
        sentences = [Wording("", (row, layout.columns_of(ColumnRole.EXAMPLES)[0]))]
    if sentences:
        sentences[-1] = sentences[-1]._replace(examples=examples)
    steps = [
        (text, (row, column))
        for column in layout.columns_of(ColumnRole.STEP)
        if (text := found.text(row, column))
    ]
    for step, where in steps:
        found.ask(competency, at, step, where)
        competency.mean(found.step(step, where), sentences)
    for sentence in sentences if not steps else ():
        competency.say(at, sentence)
