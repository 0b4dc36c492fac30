"""What a person brings in to make a ladder of: a file or a pasted text, in one of four forms.

The form is told from the content, and from the name of the file where the content leaves it open.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.json_form import read_ladder_json
from bragdoc.ladders.long_form import is_long_form, read_long_form
from bragdoc.ladders.nodes import text_of
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import Grid, SheetError, read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Asked
from bragdoc.ladders.sheets.words import looks_like_level
from bragdoc.ladders.sheets.xlsx import read_workbook

type Form = Literal["yaml", "json", "long", "sheet"]

SHEETS_TRIED = 10  # of a workbook, to find the one that is a ladder

_WORKBOOKS = (".xlsx", ".xlsm")
_ZIP = b"PK\x03\x04"
_YAML = re.compile(r"^[\"']?format[\"']?[ \t]*:[ \t]*[\"']?ladder/", re.MULTILINE)
_YAML_START = re.compile(
    r"(?:[ \t]*(?:#.*|---)?\n)*[\"']?(?:format|ladder|name|levels|scales|tracks|areas)[\"']?"
    r"[ \t]*:(?=\s|$)"
)
_ONE_LINE = "This is one line. A ladder has a row of headings, and rows below it."


class Text(NamedTuple):
    """One sheet of a workbook as CSV, or the one text there is. `remarks` are sentences about how
    it was read."""

    name: str
    text: str
    remarks: tuple[str, ...] = ()


class Incoming(NamedTuple):
    """`chosen` is the place of the sheet to be read first, from 0."""

    form: Form
    sheets: tuple[Text, ...]
    chosen: int = 0


def read_incoming(data: bytes, name: str = "") -> Incoming:
    """What it is, once it could be read. `name` is that of the file, if there is one. Raises
    LadderError, and SheetError for a sheet."""
    name = name.lower()
    if name.endswith(_WORKBOOKS) or data.startswith(_ZIP):
        return _of_sheets(read_workbook(data))
    form = _form(data, name)
    if form == "sheet":
        grid = read_grid(data)
        if grid.height == 1:
            raise SheetError(_ONE_LINE)
        return _of_sheets([("", grid)])
    text = text_of(data)
    read_document(form, text, "Ladder")
    return Incoming(form, (Text("", text),))


def _of_sheets(sheets: Sequence[tuple[str, Grid]]) -> Incoming:
    """The long form may have been saved as a workbook, or in an encoding of its own."""
    texts = tuple(Text(name, grid.to_csv(), grid.remarks) for name, grid in sheets)
    long = tuple(sheet for sheet in texts if is_long_form(sheet.text.encode()))
    if not long:
        return Incoming("sheet", texts, _first_ladder([grid for _, grid in sheets]))
    for sheet in long:
        read_document("long", sheet.text, "Ladder")
    return Incoming("long", long)


def _first_ladder(grids: Sequence[Grid]) -> int:
    """The place of the first sheet that is a ladder as it is guessed; of the first one if none is.
    Workbooks often begin with a page that explains the others."""
    if len(grids) == 1:
        return 0
    tried = enumerate(grids[:SHEETS_TRIED])
    return next((place for place, grid in tried if _is_ladder(grid)), 0)


def _is_ladder(grid: Grid) -> bool:
    """A question about its levels, its steps or its cells is one about a ladder. A single level has
    to be called like one, else any table would do."""
    built = build(grid, guess(grid))
    about = {Asked.LEVELS, Asked.STEPS, Asked.SPLIT}
    asks_no_more = all(problem.asked in about for problem in built.problems)
    has_levels = len(built.levels) > 1 or any(map(looks_like_level, built.levels))
    return built.document is not None and has_levels and asks_no_more


def read_document(form: Form, text: str, name: str) -> LadderDocument:
    """The ladder in a text that is no sheet. `name` is for one that does not say its own. Raises
    LadderError."""
    data = text.encode()
    if form == "long":
        return read_long_form(data, name=name)
    return read_ladder_json(data) if form == "json" else read_ladder(data)


def _form(data: bytes, name: str) -> Form:
    if name.endswith((".yaml", ".yml")):
        return "yaml"
    if name.endswith(".json"):
        return "json"
    try:
        text = text_of(data)
    except LadderError:
        return "sheet"  # whose reader knows more encodings, and says what else is wrong
    if text.lstrip().startswith("{"):
        return "json"
    if _YAML.search(text) or _YAML_START.match(text):
        return "yaml"
    return "long" if is_long_form(data) else "sheet"
