"""The cells of one sheet, from bytes or pasted text."""

import csv
import io
from dataclasses import dataclass, field

from bragdoc.ladders.faults import LadderError, LocatedProblem

MAX_ROWS = 2_000
MAX_COLUMNS = 200


class SheetError(LadderError):
    """A file is no sheet that can be read. The message is a sentence that says where and why."""

    def __init__(self, sentence: str):
        super().__init__(LocatedProblem(sentence))


@dataclass(frozen=True)
class Grid:
    """Cells, row by row. Every row has the same number of cells, and no cell space around it.

    `remarks` are sentences about how the bytes were read, for the person who brought them.
    """

    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def column(self, place: int) -> list[str]:
        return [row[place] for row in self.rows]

    def to_csv(self) -> str:
        """Text that `read_grid` reads back to an equal grid, with commas and CRLF."""
        file = io.StringIO()
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(self.rows)
        return file.getvalue()


def column_name(place: int) -> str:
    """What spreadsheets call a column, from 0: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def address(row: int, column: int) -> str:
    """What spreadsheets call a cell; both count from 0. The third of the fourth row is C4."""
    return f"{column_name(column)}{row + 1}"
