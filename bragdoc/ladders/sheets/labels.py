"""Labels that stand once and hold for several cells: down a column, or along a row of a header.

A spreadsheet exports a merged range as its text in the first cell and nothing in the others. Label
columns are filled down; rows of a header are filled to the right, and that is said.
"""

from collections.abc import Iterable, Sequence

from bragdoc.ladders.sheets.found import Found, Where
from bragdoc.ladders.sheets.grid import address, column_name
from bragdoc.ladders.sheets.layout import ColumnRole, RowRole


class Carried:
    """The labels of the current row. A blank one is what stands above it, until a label of a column
    before it changes. `columns` go from what holds for most rows to what holds for fewest."""

    def __init__(self, found: Found, columns: Sequence[int]):
        self.found = found
        self.labels = dict.fromkeys(columns, "")

    def read(self, row: int) -> None:
        changed = False
        for column in self.labels:
            text = self.found.text(row, column)
            changed = changed or bool(text)
            if changed:
                self.labels[column] = text

    def clear(self) -> None:
        self.labels = dict.fromkeys(self.labels, "")

    def of(self, columns: Iterable[int]) -> str:
        """The labels of some columns as one: "Craft › Quality"."""
        return " › ".join(self.labels[column] for column in columns if self.labels[column])


def along(found: Found, row: int | None, columns: Sequence[int]) -> dict[int, Where]:
    """Where each of the columns has its label in a row of a header: there, or to the left. Columns
    before the first label have none. Warns of what was filled."""
    labels: dict[int, Where] = {}
    filled: list[Where] = []
    if row is None:
        return labels
    for column in columns:
        if found.text(row, column):
            labels[column] = (row, column)
        elif labels:
            labels[column] = next(reversed(labels.values()))
            filled.append((row, column))
    if filled:
        found.warn(
            f"Blank cells of row {filled[0][0] + 1} were filled from the left: merged cells leave "
            "their text in the first of them.",
            filled,
        )
    return labels


def only_row(found: Found, role: RowRole) -> int | None:
    """The row of a role that one row can have; a second one is a problem."""
    rows = found.layout.rows_of(role)
    if len(rows) > 1:
        numbers = " and ".join(str(row + 1) for row in rows[:2])
        found.stop(f"Rows {numbers} are both “{role.label}”; let one of them be.", [])
    return rows[0] if rows else None


def only_column(found: Found, role: ColumnRole) -> int | None:
    """The column of a role that one column can have; a second one is a problem."""
    columns = found.layout.columns_of(role)
    if len(columns) > 1:
        names = " and ".join(map(column_name, columns[:2]))
        found.stop(f"Columns {names} are both “{role.label}”; let one of them be.", [])
    return columns[0] if columns else None


def section(found: Found, row: int) -> str:
    """The label of a row that holds for the rows below it."""
    return next(filter(None, found.grid.rows[row]), "")


def refuse_repeated(found: Found, name: str, first: Where, second: Where) -> None:
    found.stop(
        f"{address(*first)} and {address(*second)} both name the level “{name}”. Leave one out, or "
        "give each a name of its own in the sheet.",
        [first, second],
    )
