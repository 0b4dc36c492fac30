"""How a grid looks to somebody who looks for a ladder in it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from statistics import median

from bragdoc.ladders.sheets.cells import (
    has_marks,
    is_broken,
    is_tick,
    reference_of,
    status_of,
    step_and_need,
)
from bragdoc.ladders.sheets.grid import Grid
from bragdoc.ladders.sheets.layout import ColumnRole, Content, Split
from bragdoc.ladders.sheets.words import (
    heading_role,
    is_heading,
    looks_like_level,
)

HEADER_ROWS = 20  # filled rows, from the top, among which headings are looked for
LABEL_COLUMNS = 8  # filled columns, from the left, among which names of levels are looked for
LONG_TEXT = 40  # characters; the median of a column that holds sentences

STEP_WORDS = 3  # a step has at most so many words, and the names of steps are few:
STEPS_REPEAT = 0.8  # at most so many of the cells hold one of their own
_MAY_NAME_LEVELS = {None, ColumnRole.LEVEL, ColumnRole.TITLE, ColumnRole.STEP}


class Looks:
    """Rows and columns are given by their places from 0."""

    def __init__(self, grid: Grid):
        self.grid = grid
        self.filled_rows = [n for n, row in enumerate(grid.rows) if any(row)]
        self.filled_columns = [n for n in range(grid.width) if any(grid.column(n))]

    def filled(self, row: int, columns: Iterable[int] | None = None) -> list[int]:
        """The columns (of some, or of all) in which a row holds something."""
        cells = self.grid.rows[row]
        return [n for n in (self.filled_columns if columns is None else columns) if cells[n]]

    @cached_property
    def opening(self) -> list[int]:
        """The rows above all others that hold one cell alone: titles, licences, introductions."""
        if len(self.filled_columns) < 2:
            return []
        rows: list[int] = []
        for row in self.filled_rows:
            if len(self.filled(row)) > 1:
                return rows
            rows.append(row)
        return []

    @cached_property
    def header(self) -> list[int]:
        """The rows among which headings and names of levels are looked for."""
        return [row for row in self.filled_rows if row not in self.opening][:HEADER_ROWS]

    def levels_in_row(self, row: int) -> list[int]:
        """The columns whose cell in this row looks like the name of a level."""
        cells = self.grid.rows[row]
        return [
            n for n in self.filled(row) if looks_like_level(cells[n]) and not is_heading(cells[n])
        ]

    def row_of_levels(self) -> int | None:
        """The row with the most names that look like levels, beside each other."""

        def names(row: int) -> int:
            columns = self.levels_in_row(row)
            return len({self.grid.rows[row][n].casefold() for n in columns})

        found = [row for row in self.header if names(row) > 1 and not self._is_headed(row)]
        return max(found, key=names, default=None)

    def column_of_levels(self) -> int | None:
        """The column with the most names that look like levels, below each other. One whose
        heading says so goes before the others."""

        def names(column: int) -> tuple[bool, int]:
            texts = {text.casefold() for text in self._names_down(column)}
            return self.is_headed_level(column), sum(map(looks_like_level, texts))

        columns = [n for n in self.filled_columns[:LABEL_COLUMNS] if names(n)[1] > 1]
        columns = [n for n in columns if heading_role(self._heading(n)) in _MAY_NAME_LEVELS]
        return max(columns, key=names, default=None)

    def share_across(self, row: int) -> float:
        """How many cells of a row look like levels from the first that does: from 0 to 1."""
        columns = self.levels_in_row(row)
        cells = self.grid.rows[row]
        named = [n for n in self.filled(row) if n >= columns[0] and not is_heading(cells[n])]
        return len(columns) / len(named)

    def is_headed_level(self, column: int) -> bool:
        return heading_role(self._heading(column)) is ColumnRole.LEVEL

    def share_down(self, column: int) -> float:
        names = self._names_down(column)
        return sum(map(looks_like_level, names)) / len(names)

    def _heading(self, column: int) -> str:
        """The first text of a column, if it names what the column holds."""
        rows = (self.grid.rows[n] for n in self.filled_rows if n not in self.opening)
        text = next((row[column] for row in rows if row[column]), "")
        return text if is_heading(text) else ""

    def _names_down(self, column: int) -> list[str]:
        """What a column holds, without its heading and without rows that hold nothing else."""
        rows = [n for n in self.filled_rows if n not in self.opening and len(self.filled(n)) > 1]
        texts = [text for n in rows if (text := self.grid.rows[n][column])]
        return texts[1:] if self._heading(column) in texts[:1] else texts

    def _is_headed(self, row: int) -> bool:
        """Whether the row above names the columns in which this one has names of levels: then they
        are what the cells hold."""
        place = self.filled_rows.index(row)
        columns = self.levels_in_row(row)
        above = self.grid.rows[self.filled_rows[place - 1]] if place else ()
        named = {above[n] for n in columns if above and above[n] and not looks_like_level(above[n])}
        return len(named) * 2 > len(columns)

    def below(self, row: int, column: int) -> list[str]:
        """What a column holds under a row, without what is blank."""
        return [text for text in self.grid.column(column)[row + 1 :] if text]

    def is_long(self, texts: Sequence[str]) -> bool:
        """Whether these are sentences rather than names."""
        return bool(texts) and median(map(len, texts)) > LONG_TEXT

    def roles_in_row(self, row: int) -> dict[int, ColumnRole]:
        """The columns whose heading in this row tells their role."""
        cells = self.grid.rows[row]
        roles = {n: heading_role(cells[n]) for n in self.filled(row)}
        return {n: role for n, role in roles.items() if role}

    def content(self, rows: Iterable[int], columns: Sequence[int]) -> Content:
        """What the cells hold where these rows and columns meet."""
        cells = [self.grid.rows[row][column] for row in rows for column in columns]
        texts = [text for text in cells if text and not _says_by_a_word(text)]
        if not texts:
            return Content.TEXT
        if all(is_tick(text) for text in texts):
            return Content.TICKS
        steps = [step_and_need(text)[0].casefold() for text in texts]
        named = all(len(step.split()) <= STEP_WORDS and step[-1].isalnum() for step in steps)
        repeated = len({*steps}) <= STEPS_REPEAT * len(steps)
        return Content.STEPS if named and repeated else Content.TEXT

    def split(self, rows: Iterable[int], columns: Sequence[int]) -> Split:
        cells = [self.grid.rows[row][column] for row in rows for column in columns]
        lines = [text for text in cells if "\n" in text]
        marked = [text for text in cells if has_marks(text)]
        if marked and len(marked) * 2 >= len(lines):
            return Split.MARKS
        return Split.LINES if lines else Split.WHOLE


def _says_by_a_word(text: str) -> bool:
    return bool(status_of(text) or reference_of(text) or is_broken(text))
