"""Whatever is brought in and however it is to be read: an answer, and no word lost."""

import re
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.cells import is_broken, reference_of, status_of
from bragdoc.ladders.sheets.grid import Grid, SheetError, read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import (
    COLUMN_ROLES,
    ROW_ROLES,
    Arrangement,
    Asked,
    ColumnRole,
    Content,
    Layout,
    RowRole,
    Split,
)
from bragdoc.ladders.sheets.words import is_unused
from bragdoc.ladders.sheets.xlsx import read_workbook

LABELS = [
    "", "", "E1", "E2", "E3", "Junior", "Senior", "senior ", "Level 1", "1", "2", "II", "Expert",
    "Craft", "craft", "Craft & care", "Craft and care", "Crafts", "Testing", "Level", "Title",
    "Competency", "Skill level", "Notes", "Track", "Role", "Behaviour", "Result", "Total", "Focus",
    "Licence: CC-BY", "NOT IN USE - old", "テスト", "!!!", "x", "n/a", "3.5",
]  # fmt: skip
BODIES = [
    "", "n/a", "-", "not applicable at this level", "Not currently defined.", "tbd", "x", "✓",
    "see E1", "see E2", "same as Senior", "see E3\n- and helps", "Same as previous level",
    "see the manual", "#REF!", "Working", "Expert (optional)", "Writes tests.",
    "- one\n- two", "You can:\n• plan\n• test\n  with others", "1. first\n2. second", "a\n\nb",
    "Knows the craft, e.g.\n• wood\n• stone", "•", "-\n-", "\u200b\nword", "Writes tests.\nSpeaks.",
]  # fmt: skip
WORDS = [
    "writes", "reads", "plans", "tests", "helps", "others", "when", "asked", "and", "early", "über",
]  # fmt: skip
prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
cells = st.sampled_from(LABELS) | st.sampled_from(BODIES) | prose


@st.composite
def grids(draw):
    width = draw(st.integers(1, 5))
    row = st.lists(cells, min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=1, max_size=7).filter(lambda rows: any(map(any, rows))))
    return Grid.of(rows)


@st.composite
def layouts(draw, grid, **fixed):
    """Any layout that fits a grid: a person may say what she likes."""
    arrangement = draw(st.sampled_from(Arrangement))
    rows = st.sampled_from([*ROW_ROLES[arrangement], *[RowRole.BODY] * 8])
    columns = st.sampled_from([*COLUMN_ROLES[arrangement], ColumnRole.LEVEL, ColumnRole.COMPETENCY])
    names = st.sampled_from(LABELS)
    fields = {
        "content": draw(st.sampled_from(Content)),
        "split": draw(st.sampled_from(Split)),
        "level": draw(names),
        "competency": draw(names),
        "name": draw(names),
        "levels": draw(st.lists(names, max_size=3)),
        "steps": draw(st.lists(names, max_size=3)),
        "tracks": draw(st.dictionaries(names, names, max_size=2)),
        "same": draw(st.dictionaries(names, names, max_size=2)),
        "confirmed": draw(st.lists(st.sampled_from(Asked), max_size=2)),
    } | fixed
    return Layout(
        arrangement=arrangement,
        rows=[draw(rows) for _ in range(grid.height)],
        columns=[draw(columns) for _ in range(grid.width)],
        **fields,
    )


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_a_sentence(data):
    for read in (read_grid, read_workbook):
        with suppress(SheetError):
            read(data)


@given(grids())
def test_a_grid_is_kept_as_text_that_reads_back_equal(grid):
    assert read_grid(grid.to_csv().encode()) == grid


@given(grids())
def test_every_guess_fits_its_grid_and_is_kept_as_json(grid):
    for arrangement in (None, *Arrangement):
        layout = guess(grid, arrangement)
        assert layout.fits(grid)
        assert Layout.model_validate_json(layout.model_dump_json()) == layout


@given(st.data())
def test_any_layout_builds_a_document_that_validates_or_says_why_not(data):
    grid = data.draw(grids())
    layout = data.draw(st.just(guess(grid)) | layouts(grid))
    built = build(grid, layout)

    assert built.document or built.problems
    if built.document:
        dumped = built.document.model_dump(mode="json")
        assert LadderDocument.model_validate(dumped) == built.document


@given(st.data())
def test_every_word_of_what_is_expected_stands_in_the_document(data):
    grid = data.draw(grids())
    layout = data.draw(st.just(guess(grid)) | layouts(grid, content=Content.TEXT, same={}))
    if layout.content is not Content.TEXT:
        return
    built = build(grid, layout)
    if built.document is None:
        return
    kept = {word for text in _texts(built.document.model_dump()) for word in _words(text)}
    for cell in _expected(grid, layout):
        assert [word for word in _words(cell) if word not in kept] == []


MEETING = {
    Arrangement.ACROSS: [ColumnRole.LEVEL],
    Arrangement.DOWN: [ColumnRole.COMPETENCY],
    Arrangement.ROWS: [ColumnRole.EXPECTATION, ColumnRole.EXAMPLES],
}


def _expected(grid, layout):
    """The cells that say what is expected, but for those that say it by a word or not at all."""
    for row in layout.rows_of(RowRole.BODY):
        labels = [
            text
            for text, role in zip(grid.rows[row], layout.columns, strict=True)
            if role not in MEETING[layout.arrangement] and role is not ColumnRole.IGNORED
        ]
        if any(map(is_unused, labels)):
            continue
        for column in layout.columns_of(*MEETING[layout.arrangement]):
            text = grid.rows[row][column]
            first, _, rest = text.partition("\n")
            if status_of(text) or is_broken(text):
                continue
            yield rest if reference_of(first) else text


def _words(text):
    """But for list marks, and for what says that examples follow."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\be\.g\.", "", text))
    return [word.casefold() for word in words]


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
