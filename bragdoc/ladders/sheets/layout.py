"""How a grid is to be read: a role for every row and every column, and what cells hold.

A layout is guessed, shown, corrected and kept as JSON (`model_dump(mode="json")`,
`Layout.model_validate`). A page that changes one thing calls `changed`:

    layout.changed(columns=layout.with_role(layout.columns, 3, ColumnRole.IGNORED))
    layout.changed(steps=("Novice", "Expert"), confirmed=(*layout.confirmed, Asked.STEPS))

Another arrangement or content needs other roles; `guess(grid, arrangement, content)` finds them.
A layout that was kept is used again only if it `fits` the grid.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bragdoc.ladders.sheets.grid import MAX_COLUMNS, MAX_ROWS, Grid


class Choice(StrEnum):
    """A value that is kept, and the `label` that a person chooses it by."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Arrangement(Choice):
    ACROSS = "across", "Levels stand beside each other, a column each"
    DOWN = "down", "Levels stand below each other, competencies beside each other"
    ROWS = "rows", "Each row says for itself what it belongs to"


class Content(Choice):
    """What the cells hold where a level meets a competency."""

    TEXT = "text", "What is expected, in words"
    STEPS = "steps", "The name of the step that the level requires"
    TICKS = "ticks", "A mark where the level requires what the row says"


class Split(Choice):
    """How the text of one cell becomes expectations."""

    WHOLE = "whole", "A cell is one expectation"
    LINES = "lines", "Each line is an expectation"
    MARKS = "marks", "Each list mark (• - * 1.) begins an expectation"


class RowRole(Choice):
    IGNORED = "ignored", "Left out"
    ABOUT = "about", "About the ladder"
    LICENCE = "licence", "Licence of the ladder"
    HEADINGS = "headings", "Headings of the columns"
    TRACKS = "tracks", "Tracks"
    LEVELS = "levels", "Names of the levels"
    TITLES = "titles", "Titles of the levels"
    CODES = "codes", "Codes of the levels"
    SUMMARIES = "summaries", "What a level is about"
    AREAS = "areas", "Areas"
    COMPETENCIES = "competencies", "Names of the competencies"
    DESCRIPTIONS = "descriptions", "What a competency is about"
    AREA = "area", "An area, for the rows below"
    TRACK = "track", "A track, for the rows below"
    BODY = "body", "What is expected"


class ColumnRole(Choice):
    """`LEVEL` is a column that belongs to one level where levels stand beside each other, and else
    the column with the names of the levels; `COMPETENCY` the other way round."""

    IGNORED = "ignored", "Left out"
    TRACK = "track", "Track"
    LEVEL = "level", "Level"
    TITLE = "title", "Title of the level"
    CODE = "code", "Code of the level"
    SUMMARY = "summary", "What the level is about"
    AREA = "area", "Area"
    COMPETENCY = "competency", "Competency"
    DESCRIPTION = "description", "What the competency is about"
    STEP = "step", "Step"
    EXPECTATION = "expectation", "Expectation"
    EXAMPLES = "examples", "Examples"


class Asked(Choice):
    """What a sheet may leave open. The label is the question; `confirmed` holds what a person
    answered, or said yes to."""

    LEVELS = "levels", "In which order do the levels rise?"
    STEPS = "steps", "In which order do the steps rise?"
    SPLIT = "split", "Is each line of a cell an expectation of its own?"
    LEVEL = "level", "Which level is this sheet about?"
    COMPETENCY = "competency", "Which competency is this sheet about?"


_ALWAYS = (RowRole.IGNORED, RowRole.ABOUT, RowRole.LICENCE, RowRole.HEADINGS)
ROW_ROLES: dict[Arrangement, tuple[RowRole, ...]] = {
    Arrangement.ACROSS: (
        *_ALWAYS,
        RowRole.TRACKS,
        RowRole.LEVELS,
        RowRole.TITLES,
        RowRole.CODES,
        RowRole.SUMMARIES,
        RowRole.AREA,
        RowRole.BODY,
    ),
    Arrangement.DOWN: (
        *_ALWAYS,
        RowRole.AREAS,
        RowRole.COMPETENCIES,
        RowRole.DESCRIPTIONS,
        RowRole.TRACK,
        RowRole.BODY,
    ),
    Arrangement.ROWS: (*_ALWAYS, RowRole.AREA, RowRole.TRACK, RowRole.BODY),
}
COLUMN_ROLES: dict[Arrangement, tuple[ColumnRole, ...]] = {
    Arrangement.ACROSS: (
        ColumnRole.IGNORED,
        ColumnRole.AREA,
        ColumnRole.COMPETENCY,
        ColumnRole.DESCRIPTION,
        ColumnRole.STEP,
        ColumnRole.EXPECTATION,
        ColumnRole.LEVEL,
    ),
    Arrangement.DOWN: (
        ColumnRole.IGNORED,
        ColumnRole.TRACK,
        ColumnRole.LEVEL,
        ColumnRole.TITLE,
        ColumnRole.CODE,
        ColumnRole.SUMMARY,
        ColumnRole.COMPETENCY,
    ),
    Arrangement.ROWS: tuple(ColumnRole),
}

_Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class Layout(BaseModel):
    """One reading of one grid. `rows` and `columns` have a role for each of the grid's own.

    Names below are as `Built` gives them, and matched without case: `levels` and `steps` are their
    order, lowest first (what is not listed follows in the order of the sheet); `tracks` says which
    track a level belongs to, where the sheet does not (one that is not listed belongs to each);
    `same` maps a name in the sheet to the one it is to be read as. `level` and `competency` are
    what the whole sheet is about, where nothing in it says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    arrangement: Arrangement
    content: Content = Content.TEXT
    split: Split = Split.WHOLE
    rows: Annotated[tuple[RowRole, ...], Field(max_length=MAX_ROWS)]
    columns: Annotated[tuple[ColumnRole, ...], Field(max_length=MAX_COLUMNS)]
    name: _Label = ""  # of the ladder
    version: Annotated[_Label, StringConstraints(max_length=50)] = "1"
    accumulate: Literal["cumulative", "standalone"] = "cumulative"
    level: _Label = ""
    competency: _Label = ""
    levels: Annotated[tuple[_Label, ...], Field(max_length=MAX_ROWS)] = ()
    steps: Annotated[tuple[_Label, ...], Field(max_length=MAX_ROWS)] = ()
    tracks: dict[_Label, _Label] = {}
    same: dict[_Label, _Label] = {}
    confirmed: tuple[Asked, ...] = ()

    def changed(self, **fields: Any) -> "Layout":
        """The layout with other fields. Raises pydantic's ValidationError for what no layout
        holds."""
        return Layout.model_validate({**self.model_dump(), **fields})

    @staticmethod
    def with_role[Role](roles: tuple[Role, ...], place: int, role: Role) -> tuple[Role, ...]:
        """The roles with another at one place, from 0."""
        return (*roles[:place], role, *roles[place + 1 :])

    def fits(self, grid: Grid) -> bool:
        """Whether every row and column of the grid has a role that its arrangement knows."""
        return (
            (len(self.rows), len(self.columns)) == (grid.height, grid.width)
            and set(self.rows) <= set(ROW_ROLES[self.arrangement])
            and set(self.columns) <= set(COLUMN_ROLES[self.arrangement])
        )

    def rows_of(self, *roles: RowRole) -> list[int]:
        """The places, from 0, of the rows that have one of the roles."""
        return [place for place, role in enumerate(self.rows) if role in roles]

    def columns_of(self, *roles: ColumnRole) -> list[int]:
        return [place for place, role in enumerate(self.columns) if role in roles]
