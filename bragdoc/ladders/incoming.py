"""What a person brings in to make a ladder of: a file or a pasted text, in one of four forms.

The form is told from the content, and from the name of the file where the content leaves it open.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.json_form import read_ladder_json
from bragdoc.ladders.long_form import is_long_form, read_long_form
from bragdoc.ladders.nodes import text_of
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.sheets.grid import Grid, read_grid
from bragdoc.ladders.sheets.xlsx import read_workbook

type Form = Literal["yaml", "json", "long", "sheet"]

_WORKBOOKS = (".xlsx", ".xlsm")
_ZIP = b"PK\x03\x04"
_YAML = re.compile(r"^[\"']?format[\"']?[ \t]*:[ \t]*[\"']?ladder/", re.MULTILINE)


class Text(NamedTuple):
    """One sheet of a workbook as CSV, or the one text there is. `remarks` are sentences about how
    it was read."""

    name: str
    text: str
    remarks: tuple[str, ...] = ()


class Incoming(NamedTuple):
    form: Form
    sheets: tuple[Text, ...]


def read_incoming(data: bytes, name: str = "") -> Incoming:
    """What it is, once it could be read. `name` is that of the file, if there is one. Raises
    LadderError, and SheetError for a sheet."""
    name = name.lower()
    if name.endswith(_WORKBOOKS) or data.startswith(_ZIP):
        return _of_sheets(read_workbook(data))
    form = _form(data, name)
    if form == "sheet":
        return _of_sheets([("", read_grid(data))])
    text = text_of(data)
    read_document(form, text, "Ladder")
    return Incoming(form, (Text("", text),))


def _of_sheets(sheets: Iterable[tuple[str, Grid]]) -> Incoming:
    """The long form may have been saved as a workbook, or in an encoding of its own."""
    texts = tuple(Text(name, grid.to_csv(), grid.remarks) for name, grid in sheets)
    long = tuple(sheet for sheet in texts if is_long_form(sheet.text.encode()))
    if not long:
        return Incoming("sheet", texts)
    for sheet in long:
        read_document("long", sheet.text, "Ladder")
    return Incoming("long", long)


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
    if _YAML.search(text):
        return "yaml"
    return "long" if is_long_form(data) else "sheet"
