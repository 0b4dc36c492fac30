"""A first layout for a grid: what its headings, its labels and the look of its cells suggest.

Nothing here decides anything: the guess is painted on the grid, and every part can be changed.
"""

from bragdoc.ladders.sheets.grid import Grid
from bragdoc.ladders.sheets.guessing_across import guess_across
from bragdoc.ladders.sheets.guessing_down import guess_down
from bragdoc.ladders.sheets.guessing_rows import guess_rows, row_of_headings
from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Content, Layout, RowRole
from bragdoc.ladders.sheets.looks import Looks
from bragdoc.ladders.sheets.words import is_licence

_GUESSES = {
    Arrangement.ACROSS: guess_across,
    Arrangement.DOWN: guess_down,
    Arrangement.ROWS: guess_rows,
}
ENOUGH_LEVELS = 0.5  # of the names in a column that is headed as that of the levels
LONGEST_NAME = 120  # characters of the name of a ladder


def guess(
    grid: Grid,
    arrangement: Arrangement | None = None,
    content: Content | None = None,
    name: str = "",
) -> Layout:
    """The layout that a grid seems to have; or the one it seems to have in an arrangement, or with
    a content, that a person chose. `name` is the ladder's where the sheet gives none."""
    looks = Looks(grid)
    layout = _GUESSES[arrangement or _arrangement(looks)](looks, content)
    rows, title = list(layout.rows), ""
    for row in looks.opening:
        text = "".join(grid.rows[row])
        rows[row] = RowRole.LICENCE if is_licence(text) else RowRole.ABOUT
        if rows[row] is RowRole.ABOUT and len(text) <= LONGEST_NAME and not title:
            rows[row], title = RowRole.IGNORED, text
    is_about_one = ColumnRole.COMPETENCY not in layout.columns
    return layout.changed(
        rows=tuple(rows), name=title or name, competency=title if is_about_one else ""
    )


def _arrangement(looks: Looks) -> Arrangement:
    if row_of_headings(looks) is not None:
        return Arrangement.ROWS
    row, column = looks.row_of_levels(), looks.column_of_levels()
    if column is None:
        return Arrangement.ACROSS
    down, across = looks.share_down(column), 0 if row is None else looks.share_across(row)
    if looks.is_headed_level(column) and down > ENOUGH_LEVELS:
        return Arrangement.DOWN
    return Arrangement.DOWN if down > across else Arrangement.ACROSS
