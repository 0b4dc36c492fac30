"""A grid as a page shows it: what each cell becomes by a layout, and rows in runs of one role."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from bragdoc.ladders.sheets.cells import said
from bragdoc.ladders.sheets.grid import Grid, address, column_name
from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Content, Layout, RowRole, Split

TEXT_SHOWN = 120  # characters of a cell


class Paint(StrEnum):
    """What a cell becomes."""

    IGNORED = "ignored"
    ABOUT = "about"  # the ladder as a whole, or what a row or column holds
    LEVEL = "level"  # a level or a track: its name, its title, what it is about
    LABEL = "label"  # a competency, an area or a step: its name, what it is about
    EXPECTED = "expected"
    SAME = "same"  # what another level expects: "see E3"
    NOTHING = "nothing"  # not applicable, or not defined


@dataclass(frozen=True)
class Column:
    place: int  # from 0
    role: ColumnRole

    @property
    def name(self) -> str:
        return column_name(self.place)


@dataclass(frozen=True)
class Cell:
    text: str
    paint: Paint


@dataclass(frozen=True)
class Row:
    number: int  # from 1, as spreadsheets count
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Run:
    """Rows that follow each other and have one role."""

    role: RowRole
    rows: tuple[Row, ...]

    @property
    def first(self) -> int:
        return self.rows[0].number

    @property
    def last(self) -> int:
        return self.rows[-1].number


def paint_columns(layout: Layout) -> tuple[Column, ...]:
    return tuple(Column(place, role) for place, role in enumerate(layout.columns))


def paint_rows(grid: Grid, layout: Layout, first: int, count: int) -> tuple[Run, ...]:
    """The runs among so many rows. `first` counts from 1; a run is cut where the window ends."""
    window = range(first - 1, min(first - 1 + count, grid.height))
    runs = groupby(window, key=lambda place: layout.rows[place])
    return tuple(
        Run(role, tuple(_row(grid, layout, role, place) for place in places))
        for role, places in runs
    )


def _row(grid: Grid, layout: Layout, role: RowRole, place: int) -> Row:
    cells = zip(grid.rows[place], layout.columns, strict=True)
    return Row(place + 1, tuple(_cell(layout, role, column, text) for text, column in cells))


def _cell(layout: Layout, row: RowRole, column: ColumnRole, text: str) -> Cell:
    paint = _paint(layout.arrangement, row, column)
    if paint == Paint.EXPECTED and layout.content == Content.TEXT:
        states = said(text, layout.split)
        if states.status:
            paint = Paint.NOTHING
        elif states.reference:
            paint = Paint.SAME
    return Cell(_shortened(text), paint)


def _shortened(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1].rstrip() + "…"


def _by_role(roles: dict[Paint, str]) -> dict[str, Paint]:
    return {role: paint for paint, named in roles.items() for role in named.split()}


_WHOLE_ROWS = _by_role(
    {
        Paint.IGNORED: "ignored",
        Paint.ABOUT: "about licence headings",
        Paint.LABEL: "area",
        Paint.LEVEL: "track",
    }
)
# These count where what they name meets the body.
_HEADS = _by_role(
    {
        Paint.LEVEL: "tracks levels titles codes summaries",
        Paint.LABEL: "areas competencies descriptions",
    }
)
_BODY = _by_role(
    {
        Paint.IGNORED: "ignored",
        Paint.LEVEL: "track level title code summary",
        Paint.LABEL: "area competency description step",
        Paint.EXPECTED: "expectation examples",
    }
)
# The columns whose cells say what is expected where a level and a competency meet.
_MEETING = {Arrangement.ACROSS: ColumnRole.LEVEL, Arrangement.DOWN: ColumnRole.COMPETENCY}


def _paint(arrangement: Arrangement, row: RowRole, column: ColumnRole) -> Paint:
    if row in _WHOLE_ROWS:
        return _WHOLE_ROWS[row]
    meets = column == _MEETING.get(arrangement)
    if row in _HEADS:
        return _HEADS[row] if meets else Paint.ABOUT
    return Paint.EXPECTED if meets else _BODY[column]


class Example(NamedTuple):
    """What one cell becomes by each way of splitting."""

    cell: str  # its address
    items: dict[Split, tuple[str, ...]]


def split_example(grid: Grid, layout: Layout) -> Example | None:
    """The cell that most depends on how cells are split; None where none does."""
    if layout.content != Content.TEXT:
        return None
    most, found = 1, None
    for row in layout.rows_of(RowRole.BODY):
        for column, text in enumerate(grid.rows[row]):
            if "\n" in text and _paint(
                layout.arrangement, RowRole.BODY, layout.columns[column]
            ) == (Paint.EXPECTED):
                items = {split: said(text, split).items for split in Split}
                if (ways := len({*items.values()})) > most:
                    most, found = ways, Example(address(row, column), items)
    return found
