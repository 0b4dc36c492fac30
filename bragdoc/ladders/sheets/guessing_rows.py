"""The guess for a sheet in which each row says for itself what it belongs to."""

from collections import Counter

from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Content, Layout, RowRole
from bragdoc.ladders.sheets.looks import Looks
from bragdoc.ladders.sheets.words import is_total

MOSTLY = 0.75  # of the columns that hold something have a heading that tells their role
_OF_COMPETENCIES = {ColumnRole.AREA, ColumnRole.COMPETENCY, ColumnRole.EXPECTATION, ColumnRole.STEP}
_ONCE = (ColumnRole.TRACK, ColumnRole.LEVEL, ColumnRole.COMPETENCY, ColumnRole.STEP)


def row_of_headings(looks: Looks) -> int | None:
    """The row whose headings tell what nearly all columns hold, each of them something else."""
    for row in looks.header:
        roles = looks.roles_in_row(row)
        columns = [n for n in looks.filled_columns if looks.below(row, n)]
        headed = [n for n in columns if n in roles]
        counted = Counter(roles[n] for n in headed)
        if any(counted[role] > 1 for role in _ONCE) or not counted.keys() & _OF_COMPETENCIES:
            continue
        if len(headed) > 1 and len(headed) >= MOSTLY * len(columns):
            return row
    return None


def guess_rows(looks: Looks, content: Content | None) -> Layout:
    """A sheet of this arrangement has no content to choose: a column of steps says it."""
    headings = row_of_headings(looks)
    if headings is None:
        headings = next(iter(looks.header), 0)
    roles = _roles(looks, headings)
    columns = tuple(roles.get(n, ColumnRole.IGNORED) for n in range(looks.grid.width))
    body = [row for row in looks.filled_rows if row > headings]
    rows = dict.fromkeys(body, RowRole.BODY) | {headings: RowRole.HEADINGS}
    labels = [n for n, role in roles.items() if role is not ColumnRole.IGNORED]
    for row in body:
        filled = looks.filled(row)
        if any(is_total(looks.grid.rows[row][n]) for n in filled[:2]):
            rows[row] = RowRole.IGNORED
        elif len(filled) == 1 < len(labels) and ColumnRole.AREA not in roles.values():
            rows[row] = RowRole.AREA
    sentences = [n for n, role in roles.items() if role is ColumnRole.EXPECTATION]
    return Layout(
        arrangement=Arrangement.ROWS,
        split=looks.split(body, sentences),
        rows=tuple(rows.get(n, RowRole.IGNORED) for n in range(looks.grid.height)),
        columns=columns,
    )


def _roles(looks: Looks, headings: int) -> dict[int, ColumnRole]:
    """The roles of the columns that hold something, as headings tell, unless the cells tell
    otherwise: sentences are no names, and some column holds what is expected."""
    held = {n: texts for n in looks.filled_columns if (texts := looks.below(headings, n))}
    told = looks.roles_in_row(headings)
    roles = {n: told.get(n, ColumnRole.IGNORED) for n in held}
    if ColumnRole.EXPECTATION not in roles.values():
        roles.update(dict.fromkeys(_sentences(looks, held, told), ColumnRole.EXPECTATION))
    _promote(roles, ColumnRole.AREA, ColumnRole.COMPETENCY)
    if ColumnRole.LEVEL not in roles.values():
        _promote(roles, ColumnRole.STEP, ColumnRole.LEVEL)
        _promote(roles, ColumnRole.TITLE, ColumnRole.LEVEL)
    return roles


def _sentences(looks: Looks, held: dict[int, list[str]], told: dict[int, ColumnRole]) -> list[int]:
    """The column that holds what is expected where no heading says so, if there is one: what is
    called a description and differs within a competency, or is long; else the last without a
    heading that tells."""
    names = {text for n in held if told.get(n) is ColumnRole.COMPETENCY for text in held[n]}
    likely = [
        n
        for n in held
        if (told.get(n) is ColumnRole.DESCRIPTION and len({*held[n]}) > len(names))
        or (told.get(n) in (ColumnRole.COMPETENCY, None) and looks.is_long(held[n]))
    ]
    untold = [n for n in held if n not in told]
    has_steps = ColumnRole.STEP in told.values()
    return likely[:1] or ([] if has_steps else untold[-1:])


def _promote(roles: dict[int, ColumnRole], lesser: ColumnRole, missing: ColumnRole) -> None:
    """Where nothing has the role that is missing, the last column of a lesser one gets it."""
    if missing not in roles.values():
        last = [n for n, role in roles.items() if role is lesser][-1:]
        roles.update(dict.fromkeys(last, missing))
