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
    delimiter = _delimiter(next((line for line in lines if line.strip()), ""))
    # A form feed or the like is a line end to some, not to whoever counts lines in an editor.
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    header: tuple[str, ...] = ()
    columns: dict[str, list[int]] = {}
    rows: list[Row] = []
    skipped: list[Skipped] = []
    first = 1
    try:
        for cells in reader:
            line, last = _written(lines, first, min(reader.line_num, len(lines)))
            first = reader.line_num + 1
            tidy = [cell.strip() for cell in cells]
            if not any(tidy):
                if any(cells) or len(cells) > 1:
                    skipped.append(Skipped(line, last, "", "An empty row"))
            elif not header:
                header = _names(tidy)
                for place, name in enumerate(header[:_MAX_COLUMNS]):
                    columns.setdefault(name, []).append(place)
                text_of_it = plain(", ".join(filter(None, tidy)), 500)
                skipped.append(Skipped(line, last, text_of_it, "The names of the columns"))
            else:
                rows.append(Row(columns, tidy, len(rows) + 1, line, last))
                refuse_many(len(rows))
    except csv.Error:
        raise Unreadable(
            f"The cells from line {first} on cannot be told apart: a quotation mark may never be"
            " closed. Export it again."
        ) from None
    if not rows:
        raise Unreadable("The table has no rows under the names of its columns.")
    return Table(header, tuple(rows), tuple(skipped))


def _written(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """The same span without the blank lines before it, which the reader passes over."""
    while first < last and not lines[first - 1].strip():
        first += 1
    return first, last


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()).strip("\ufeff").casefold() for cell in cells)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
