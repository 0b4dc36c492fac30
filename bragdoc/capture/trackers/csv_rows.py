"""The rows of a CSV file by the names of their columns, each with the lines it stands on."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from bragdoc.capture.proposals import Skipped, Unreadable
from bragdoc.capture.trackers.incoming import refuse_many
from bragdoc.capture.trackers.words import plain

_DELIMITERS = ",;\t"
_MAX_COLUMNS = 2_000  # Jira writes a column for each comment


@dataclass(frozen=True)
class Row:
    """`columns` tells the places of a name, in lower case: Jira repeats names."""

    columns: dict[str, list[int]]
    cells: Sequence[str]
    number: int
    line: int
    last: int

    def all(self, *names: str) -> list[str]:
        """What is written under these names, in their order, the empty ones left out."""
        places = [place for name in names for place in self.columns.get(name, [])]
        return [cell for place in places if place < len(self.cells) and (cell := self.cells[place])]

    def first(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]  # in lower case
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]


def header_of(text: str) -> tuple[str, ...]:
    """The names of the columns in the first line that holds any, in lower case."""
    line = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    try:
        return _names(next(csv.reader([line], delimiter=_delimiter(line)), []))
    except csv.Error:
        return ()


def table_in(text: str) -> Table:
    """Raises Unreadable for cells that cannot be told apart, and for a table without rows."""
    lines = text.split("\n")
    header: tuple[str, ...] = ()
    columns: dict[str, list[int]] = {}
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for cells, first, last in _parsed(lines):
        tidy = [cell.strip() for cell in cells]
        if not any(tidy):
            skipped.append(Skipped(first, last, "", "An empty row"))
        elif not header:
            header = _names(tidy)
            for place, name in enumerate(header[:_MAX_COLUMNS]):
                columns.setdefault(name, []).append(place)
            names = plain(", ".join(filter(None, tidy)), 500)
            skipped.append(Skipped(first, last, names, "The names of the columns"))
        else:
            rows.append(Row(columns, tidy, len(rows) + 1, first, last))
    if not rows:
        raise Unreadable("The table has no rows under the names of its columns.")
    return Table(header, tuple(rows), tuple(skipped))


type _Cells = list[tuple[list[str], int, int]]  # cells, first line, last line


def _parsed(lines: list[str]) -> _Cells:
    delimiter = _delimiter(next((line for line in lines if line.strip()), ""))
    try:
        try:
            return _read(lines, delimiter, strict=True)
        except csv.Error as error:
            if "expected after" not in str(error):
                raise
        return _read(lines, delimiter, strict=False)  # quotation marks written by hand
    except csv.Error:
        raise Unreadable(
            "The cells cannot be told apart: a quotation mark is never closed, or the file breaks"
            " off. Export it again."
        ) from None


def _read(lines: list[str], delimiter: str, *, strict: bool) -> _Cells:
    """Every row that is not blank."""
    # A form feed or the like is a line end to some, not to whoever counts lines in an editor.
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=strict)
    found: _Cells = []
    began = 1
    for cells in reader:
        first, last = _written(lines, began, min(reader.line_num, len(lines)))
        began = reader.line_num + 1
        if any(map(str.strip, lines[first - 1 : last])):
            found.append((cells, first, last))
            refuse_many(len(found) - 1)  # the first one names the columns
    return found


def _written(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """The same span without the blank lines before it, which the reader passes over."""
    while first < last and not lines[first - 1].strip():
        first += 1
    return first, last


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()).strip("\ufeff").casefold() for cell in cells)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
