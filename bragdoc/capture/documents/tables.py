"""The rows of a table as entries: most begin with a date, or with a number and a date."""

import re
from dataclasses import dataclass

from bragdoc.capture.dates import Period
from bragdoc.capture.documents.blocks import Block, Source
from bragdoc.capture.documents.dating import Dating
from bragdoc.capture.documents.wording import letters

MOST = 0.6  # of the rows that have a date, in a table of entries

_NUMBER = re.compile(r"\W*\d{1,3}\W*")  # 12, #12


@dataclass(frozen=True)
class Row:
    """`text` is the cell that says what was done, `rest` all cells with their column's name."""

    line: int
    text: str
    rest: str
    period: Period | None


def rows_of(source: Source, table: Block, dating: Dating, near: Period | None) -> list[Row]:
    """The rows that hold a letter or a figure, without the header."""
    (_, header), *body = table.rows
    told = [(line, cells) for line, cells in body if letters("".join(cells))]
    dated = 0
    if len(header) > 2 and all(_NUMBER.fullmatch(source.plain(cells[0])) for _, cells in told):
        dated = 1
    rows = []
    for line, cells in told:
        period = dating.of_cell(source.plain(cells[dated]), near)
        first = dated + 1 if period else 0
        column = next((i for i, cell in enumerate(cells) if i >= first and letters(cell)), 0)
        cells_of = zip(header, cells, strict=True)
        named = [f"{head}: {cell}" for head, cell in cells_of if cell.strip()]
        rows.append(Row(line, cells[column], "\n\n".join(named), period))
    return rows


def are_dated(rows: list[Row]) -> bool:
    return sum(row.period is not None for row in rows) >= MOST * len(rows) > 0
