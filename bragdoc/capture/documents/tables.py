"""The rows of a table as entries: most begin with a date."""

from dataclasses import dataclass

from bragdoc.capture.dates import Period
from bragdoc.capture.documents.blocks import Block, Source
from bragdoc.capture.documents.dating import Dating
from bragdoc.capture.documents.wording import letters

MOST = 0.6  # of the rows that begin with a date, in a table of entries


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
    rows = []
    for line, cells in body:
        if not letters("".join(cells)):
            continue
        period = dating.of_cell(source.plain(cells[0]), near)
        first = 1 if period else 0
        column = next((i for i, cell in enumerate(cells) if i >= first and letters(cell)), 0)
        named = [
            f"{head}: {cell}" for head, cell in zip(header, cells, strict=True) if cell.strip()
        ]
        rows.append(Row(line, cells[column], "\n\n".join(named), period))
    return rows


def are_dated(rows: list[Row]) -> bool:
    return sum(row.period is not None for row in rows) >= MOST * len(rows) > 0
