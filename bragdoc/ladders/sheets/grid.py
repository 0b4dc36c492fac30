"""The cells of one sheet, from bytes or pasted text.

What a spreadsheet exports differs by program and country: the delimiter, the encoding, line ends
inside cells. A grid holds none of it any more. It comes from anyone, so it is read with bounds.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from bragdoc.ladders.faults import LadderError, LocatedProblem
from bragdoc.ladders.values import CONTROLS

MAX_BYTES = 1_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 200
MAX_FILLED = 20_000  # cells
DELIMITERS = "\t;,"

_NOT_TEXT = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_FORMULA = re.compile(r"=[\w(+\-\"'@$\[{#]")
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_NO_TEXT = {
    b"PK\x03\x04": "This is a zip file or a workbook; bring in a workbook as a file named .xlsx.",
    b"\xd0\xcf\x11\xe0": "This is an .xls workbook, or has a password; save it as .xlsx or CSV.",
    b"%PDF": "This is a PDF; export the sheet as CSV.",
    b"\x89PNG": "This is a picture; export the sheet as CSV, or copy its cells.",
    b"\xff\xd8\xff": "This is a picture; export the sheet as CSV, or copy its cells.",
}


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

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]], remarks: Iterable[str] = ()) -> "Grid":
        """Cells as they were found: of rows of any length, with empty ones at the end. Raises
        SheetError for too many, for none, and for a cell that holds what no ladder does."""
        tidy = [[_tidy(cell) for cell in row] for row in rows]
        height = max((n for n, row in enumerate(tidy, start=1) if any(row)), default=0)
        width = max((n for row in tidy for n, cell in enumerate(row, start=1) if cell), default=0)
        if not height:
            raise SheetError("There is nothing in this sheet.")
        refuse_extent(height, width)
        filled = sum(map(bool, chain.from_iterable(tidy)))
        if filled > MAX_FILLED:
            raise SheetError(
                f"{filled:,} cells of the sheet hold something; at most {MAX_FILLED:,} are read."
            )
        for row, cells in enumerate(tidy):
            for column, cell in enumerate(cells):
                _refuse_unfit(cell, address(row, column))
        square = (tuple([*row, *[""] * width][:width]) for row in tidy[:height])
        return cls(tuple(square), tuple(remarks))

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


def read_grid(data: bytes) -> Grid:
    """The sheet in a CSV file, or in cells that were copied and pasted. Raises SheetError."""
    refuse_size(data)
    for start, sentence in _NO_TEXT.items():
        if data.startswith(start):
            raise SheetError(sentence)
    text, remarks = _decoded(data)
    named = _NAMED_DELIMITER.match(text)
    if named:
        text = text[named.end() :]
    return Grid.of(_parsed(text, named[1] if named else _delimiter(text)), remarks)


def refuse_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise SheetError(f"The file has {len(data):,} bytes; at most {MAX_BYTES:,} are read.")


def refuse_extent(height: int, width: int) -> None:
    if height > MAX_ROWS:
        raise SheetError(f"The sheet has {height:,} rows; at most {MAX_ROWS:,} are read.")
    if width > MAX_COLUMNS:
        raise SheetError(f"The sheet has {width:,} columns; at most {MAX_COLUMNS} are read.")


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


def _decoded(data: bytes) -> tuple[str, list[str]]:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        unreadable = SheetError(
            f"Line {line} is not text in UTF-8; save the sheet as “CSV UTF-8” and try again."
        )
        if utf16:
            raise unreadable from error
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise unreadable from error
    return text, [
        "The file is not in UTF-8 and was read as Western European (Windows-1252). Look at the "
        "letters with accents; if they are wrong, save the sheet as “CSV UTF-8”."
    ]


def _delimiter(text: str) -> str:
    """The one that cuts most lines into equally many cells. Spreadsheets write even rows."""

    def evenness(delimiter: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row in rows if row)
        except csv.Error:
            return 0, 0
        width, rows_of_it = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return (rows_of_it / widths.total(), width) if width > 1 else (0, 0)

    return max(reversed(DELIMITERS), key=evenness)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "expected after" not in str(error):
            sentence = f"A quotation mark in row {len(rows) + 1} of the sheet is never closed."
            raise SheetError(sentence) from error
        return _parsed_loosely(text, delimiter)
    return rows


def _parsed_loosely(text: str, delimiter: str) -> list[list[str]]:
    """With quotation marks that belong to the text of a cell, as some programs write them."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SheetError("The cells cannot be told apart; look at the quotation marks.") from error


def _tidy(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "" if not cell.strip(_INVISIBLE + " \n\t") else cell


def _refuse_unfit(cell: str, where: str) -> None:
    if found := _NOT_TEXT.search(cell):
        raise SheetError(
            f"{where} holds the character U+{ord(found[0]):04X}, which is no text; delete it there."
        )
    if _FORMULA.match(cell):
        raise SheetError(
            f"{where} holds a formula; copy the sheet and paste it as values, then try again."
        )
