"""The guess for a sheet in which levels stand beside each other."""

from itertools import zip_longest

from bragdoc.ladders.sheets.layout import Arrangement, ColumnRole, Content, Layout, RowRole, Split
from bragdoc.ladders.sheets.looks import LONG_TEXT, Looks
from bragdoc.ladders.sheets.words import (
    is_code,
    is_licence,
    is_number,
    is_to_fill_in,
    is_total,
    looks_like_level,
    may_be_codes,
    row_role,
)

LONGEST_SUMMARY = 150  # characters of what a header says of a level
_TOLD = (ColumnRole.IGNORED, ColumnRole.DESCRIPTION, ColumnRole.EXPECTATION, ColumnRole.STEP)


def guess_across(looks: Looks, content: Content | None) -> Layout:
    header = looks.row_of_levels()
    if header is None:
        header = next(iter(looks.header), 0)
    levels = _levels(looks, header)
    labels = [n for n in looks.filled_columns if n < min(levels, default=looks.grid.width)]
    labels = [n for n in labels if not all(map(is_total, looks.below(header, n)))]
    rows = _heads(looks, header, levels, labels)
    body = [row for row in looks.filled_rows if row > header and row not in rows]
    content = content or looks.content(body, levels)
    columns = _labels(looks, header, body, labels, content)
    columns |= dict.fromkeys(levels, ColumnRole.LEVEL)
    rows |= _body(looks, body, levels, header, columns)
    split = looks.split(body, levels) if content is Content.TEXT else Split.WHOLE
    return Layout(
        arrangement=Arrangement.ACROSS,
        content=content,
        split=split,
        rows=tuple(rows.get(n, RowRole.IGNORED) for n in range(looks.grid.height)),
        columns=tuple(columns.get(n, ColumnRole.IGNORED) for n in range(looks.grid.width)),
    )


def _levels(looks: Looks, header: int) -> list[int]:
    """The columns from the first that looks like a level on, without notes, scores and the like.

    A blank heading belongs to the level on its left, unless all it has below are numbers.
    """
    cells = looks.grid.rows[header]
    told = looks.roles_in_row(header)
    likely = looks.levels_in_row(header)
    first = min(likely or looks.filled(header)[1:], default=looks.grid.width)
    columns = []
    for column in range(first, looks.grid.width):
        below = looks.below(header, column)
        if not cells[column]:
            is_level = bool(below) and not all(map(is_number, below))
        elif not below and is_to_fill_in(cells[column]):
            is_level = False
        else:
            is_ignored = told.get(column) is ColumnRole.IGNORED
            is_level = column not in told or (column in likely and not is_ignored)
        if is_level:
            columns.append(column)
    return columns


def _heads(looks: Looks, header: int, levels: list[int], labels: list[int]) -> dict[int, RowRole]:
    """The rows that say something of levels, above the row of their names and below it."""
    rows = {header: RowRole.LEVELS}
    for row in looks.filled_rows:
        filled = looks.filled(row, levels)
        if row < header and row not in looks.opening:
            rows[row] = _above(looks, row, filled)
        elif row > header:
            role = _below(looks, row, filled, labels)
            if role is None:
                break
            rows[row] = role
    return rows


def _above(looks: Looks, row: int, filled: list[int]) -> RowRole:
    cells = looks.grid.rows[row]
    if len(filled) < 2 or any(n in looks.roles_in_row(row) for n in filled):
        return RowRole.HEADINGS
    if all(looks_like_level(cells[n]) for n in filled):
        return RowRole.TITLES
    return RowRole.TRACKS if all(len(cells[n]) <= LONG_TEXT for n in filled) else RowRole.SUMMARIES


def _below(looks: Looks, row: int, filled: list[int], labels: list[int]) -> RowRole | None:
    """None from the first row on that is about a competency: one that names it."""
    cells = looks.grid.rows[row]
    texts = [cells[n] for n in filled]
    label = next((cells[n] for n in labels if cells[n]), "")
    if not texts:
        return None
    role = row_role(label)
    are_codes = may_be_codes(texts) and len({*texts}) == len(texts)
    if role is RowRole.CODES and not are_codes:
        role = None
    if role and max(map(len, texts)) <= LONGEST_SUMMARY:
        return role
    if labels and cells[labels[-1]]:
        return None
    if all(looks_like_level(text) for text in texts):
        return RowRole.CODES if all(map(is_code, texts)) else RowRole.TITLES
    return RowRole.SUMMARIES if label else None


def _labels(
    looks: Looks, header: int, body: list[int], labels: list[int], content: Content
) -> dict[int, ColumnRole]:
    """The roles of the columns before the levels: sentences describe, and of the names the last
    are the competencies'."""
    roles: dict[int, ColumnRole] = {}
    headings = [row for row in looks.header if row <= header]
    for column in labels:
        told = [looks.roles_in_row(row).get(column) for row in headings]
        known = next((role for role in told if role in _TOLD), None)
        texts = [text for row in body if (text := looks.grid.rows[row][column])]
        if known:
            roles[column] = known
        elif looks.is_long(texts):
            roles[column] = ColumnRole.DESCRIPTION
        elif texts and all(map(is_number, texts)):
            roles[column] = ColumnRole.IGNORED
    names = [column for column in labels if column not in roles]
    if content is Content.TICKS and not {ColumnRole.STEP, ColumnRole.EXPECTATION} & {
        *roles.values()
    }:
        described = [n for n, role in roles.items() if role is ColumnRole.DESCRIPTION]
        roles |= dict.fromkeys(described[-1:], ColumnRole.EXPECTATION)
        if len(names) > 1:
            texts = [text for row in body if (text := looks.grid.rows[row][names[-1]])]
            if len({*texts}) < len(texts):
                roles[names.pop()] = ColumnRole.STEP
            elif not described:
                roles[names.pop()] = ColumnRole.EXPECTATION
    roles |= dict.fromkeys(names, ColumnRole.AREA)
    roles |= dict.fromkeys(names[-1:], ColumnRole.COMPETENCY)
    return roles


def _body(
    looks: Looks, body: list[int], levels: list[int], header: int, columns: dict[int, ColumnRole]
) -> dict[int, RowRole]:
    """Where no column names the areas, the header once more begins one; and so does a row that
    holds a label alone, if rows follow it and the first of all is such a row."""
    areas_have_rows = ColumnRole.AREA not in columns.values()
    begins_with_label = areas_have_rows and not any(looks.filled(row, levels) for row in body[:1])
    labels = [n for n in looks.filled_columns if n < min(levels, default=looks.grid.width)]
    names = [looks.grid.rows[header][n] for n in levels]
    rows: dict[int, RowRole] = {}
    alone = {row for row in body if not looks.filled(row, levels)}
    for row, below in zip_longest(body, body[1:]):
        cells = looks.grid.rows[row]
        label = next((cells[n] for n in labels if cells[n]), "")
        rows[row] = RowRole.BODY
        if any(is_total(cells[n]) for n in labels):
            rows[row] = RowRole.IGNORED
        elif [cells[n] for n in levels] == names:
            rows[row] = RowRole.AREA if label and areas_have_rows else RowRole.IGNORED
        elif row in alone and len(looks.filled(row)) == 1:
            if is_licence(label):
                rows[row] = RowRole.LICENCE
            elif begins_with_label and below is not None and below not in alone:
                rows[row] = RowRole.AREA
    return rows
