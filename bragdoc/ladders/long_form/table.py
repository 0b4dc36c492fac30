"""The long form as a table: which columns there are, and how CSV text becomes rows and back."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bragdoc.cells import guarded, unguarded
from bragdoc.ladders.faults import LadderError, refused
from bragdoc.ladders.nodes import MAX_BYTES, Node, Tally, text_of
from bragdoc.ladders.reading import read_yaml

COLUMNS = ("track", "level", "title", "area", "competency", "slug", "expectation", "examples")
ALL_COLUMNS = ("row", *COLUMNS, "details")
NEEDED = {"level", "competency", "expectation"}

csv.field_size_limit(MAX_BYTES)  # a cell is as long as a file may be


@dataclass(frozen=True, eq=False)
class Row:
    """`number` counts as a spreadsheet does: the heading is row 1. `cells` holds what is filled in,
    but for the columns `row`, which is the kind, and `details`."""

    number: int
    kind: str
    cells: dict[str, str]
    details: Node

    def refuse(self, sentence: str) -> LadderError:
        return refused(sentence, self.number, "row")


def is_long_form(data: bytes) -> bool:
    """Whether the first row names the columns of the long form, and none that it does not have."""
    try:
        _open(text_of(data))
    except LadderError:
        return False
    return True


def read_rows(data: bytes) -> Iterator[Row]:
    """Raises LadderError."""
    heading, records = _open(text_of(data))
    read = Tally(counted="row")
    for number, record in records:
        read.count(1 + sum(map(bool, record)), sum(map(len, record)), number)
        if any(cell.strip() for cell in record[len(heading) :]):
            raise refused("there are more cells here than the first row names", number, "row")
        cells = {
            column: text
            for column, cell in zip(heading, record, strict=False)
            if (text := unguarded(_one_line_end(cell)).strip())
        }
        if cells:
            kind = cells.pop("row", "").lower()
            details = cells.pop("details", None)
            yield Row(number, kind, cells, _details(details, read, number))


def write_rows(rows: Iterable[dict[str, str]]) -> str:
    """Rows of cells by column. `row` and `details` are columns only where they are used."""
    rows = list(rows)
    used = {column for row in rows for column, cell in row.items() if cell}
    columns = [column for column in ALL_COLUMNS if column in COLUMNS or column in used]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({column: guarded(cell) for column, cell in row.items()} for row in rows)
    return text.getvalue()


def _open(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The columns by the heading, and the records under it with their numbers."""
    headings = {}
    for delimiter in ",;\t":
        records = _records(text, delimiter)
        number, record = next(((n, r) for n, r in records if any(r)), (1, []))
        heading = [cell.strip().lower() for cell in record]
        if set(heading) >= NEEDED:
            _check(heading, number)
            return heading, records
        headings[delimiter] = heading
    names = ", ".join(COLUMNS)
    raise refused(f"expected a first row that names the columns: {names}")


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            sentence = f"this is not CSV ({error}); look at the quotes here"
            raise refused(sentence, number, "row") from error


def _check(heading: list[str], number: int) -> None:
    for place, column in enumerate(heading):
        if column and column not in ALL_COLUMNS:
            names = ", ".join(ALL_COLUMNS)
            sentence = f"`{column[:60]}` is no column of the long form; they are {names}"
            raise refused(sentence, number, "row")
        if column and column in heading[:place]:
            raise refused(f"the column `{column}` is there twice", number, "row")


def _details(text: str | None, read: Tally, number: int) -> Node:
    if text is None:
        return Node({}, number)
    try:
        details = read_yaml(text, read, number)
    except LadderError as error:
        raise refused(f"in details, {error.problems[0].sentence}", number, "row") from error
    if not isinstance(details.value, dict):
        raise refused("expected fields with their values in details", number, "row")
    return details


def _one_line_end(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")
