"""The guess for a sheet in which levels stand below each other."""

import re

from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Content, Layout, RowRole, Split
from bragdoc.ladders.sheets.looks import Looks
from bragdoc.ladders.sheets.words import (
    is_heading,
    is_licence,
    is_total,
    looks_like_level,
    may_be_codes,
)

_OF_LEVELS = {
    role: role for role in (ColumnRole.TRACK, ColumnRole.TITLE, ColumnRole.CODE, ColumnRole.SUMMARY)
} | {ColumnRole.DESCRIPTION: ColumnRole.SUMMARY}
_TRACK = re.compile(r"\b(track|ladder|path|discipline)\b", re.IGNORECASE)


def guess_down(looks: Looks, content: Content | None) -> Layout:
    names = looks.column_of_levels()
    if names is None:
        names = next(iter(looks.filled_columns), 0)
    header = _header(looks, names)
    columns = _columns(looks, header, names)
    competencies = [n for n, role in columns.items() if role is ColumnRole.COMPETENCY]
    rows = _heads(looks, header, competencies)
    body = [row for row in looks.filled_rows if row > (-1 if header is None else header)]
    body = [row for row in body if row not in rows and row not in looks.opening]
    content = content or looks.content(body, competencies)
    if content is Content.TICKS:  # marks need levels beside each other
        content = Content.STEPS
    rows |= _body(looks, body, columns, names)
    return Layout(
        arrangement=Arrangement.DOWN,
        content=content,
        split=looks.split(body, competencies) if content is Content.TEXT else Split.WHOLE,
        rows=tuple(rows.get(n, RowRole.IGNORED) for n in range(looks.grid.height)),
        columns=tuple(columns.get(n, ColumnRole.IGNORED) for n in range(looks.grid.width)),
    )


def _header(looks: Looks, names: int) -> int | None:
    """The row with the names of the competencies: the one with the heading of the levels, or else
    the last above the first level in which names stand beside it."""
    header = None
    for row in looks.header:
        text = looks.grid.rows[row][names]
        if looks_like_level(text) and not is_heading(text):
            break
        beside = [looks.grid.rows[row][n] for n in looks.filled(row) if n > names]
        if beside and not looks.is_long(beside):
            header = row
            if text:
                break
    return header


def _columns(looks: Looks, header: int | None, names: int) -> dict[int, ColumnRole]:
    """What is said of a level stands before the first competency, notes stand anywhere."""
    told = {} if header is None else looks.roles_in_row(header)
    roles = {names: ColumnRole.LEVEL}
    for column in looks.filled_columns:
        is_before = ColumnRole.COMPETENCY not in roles.values()
        if column in roles:
            continue
        if told.get(column) is ColumnRole.IGNORED:
            roles[column] = ColumnRole.IGNORED
        elif is_before and (role := _of_levels(looks, header, column, told)):
            roles[column] = role
        elif column < names:
            roles[column] = ColumnRole.TRACK
        else:
            roles[column] = ColumnRole.COMPETENCY
    return roles


def _of_levels(
    looks: Looks, header: int | None, column: int, told: dict[int, ColumnRole]
) -> ColumnRole | None:
    """The role of a column that says something of levels; "Code" may be a competency too."""
    role = _OF_LEVELS.get(told[column]) if column in told else None
    if role is ColumnRole.CODE and not may_be_codes(looks.below(header or 0, column)):
        return None
    return role


def _heads(looks: Looks, header: int | None, competencies: list[int]) -> dict[int, RowRole]:
    if header is None:
        return {}
    rows = {header: RowRole.COMPETENCIES}
    for row in looks.header:
        filled = looks.filled(row, competencies)
        if row < header:  # merged cells leave some blank; a second name for each is no area
            rows[row] = RowRole.AREAS if 0 < len(filled) < len(competencies) else RowRole.IGNORED
        elif row > header:
            if len(filled) < len(looks.filled(row)) or not filled:
                break
            rows[row] = RowRole.DESCRIPTIONS
    return rows


def _body(
    looks: Looks, body: list[int], columns: dict[int, ColumnRole], names: int
) -> dict[int, RowRole]:
    """A row that holds one label alone is a track for the rows below it, unless a column names the
    tracks, or the label is a level that states nothing."""
    has_tracks = ColumnRole.TRACK in columns.values()
    rows = dict.fromkeys(body, RowRole.BODY)
    for row in body:
        filled = looks.filled(row)
        label = looks.grid.rows[row][filled[0]]
        if is_total(label):
            rows[row] = RowRole.IGNORED
        elif len(filled) == 1 and columns[filled[0]] in (ColumnRole.TRACK, ColumnRole.LEVEL):
            if is_licence(label):
                rows[row] = RowRole.LICENCE
            elif not has_tracks and (_TRACK.search(label) or not looks_like_level(label)):
                rows[row] = RowRole.TRACK
    return rows
