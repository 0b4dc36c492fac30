"""What a person brings in to make a ladder of: a file or a pasted text, in one of four forms.

The form is told from the content, and from the name of the file where the content leaves it open.
"""

import re
from typing import Literal, NamedTuple

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import refused
from bragdoc.ladders.json_form import read_ladder_json
from bragdoc.ladders.nodes import text_of
from bragdoc.ladders.reading import read_ladder

type Form = Literal["yaml", "json", "long", "sheet"]

READERS = {"yaml": read_ladder, "json": read_ladder_json}
_YAML = re.compile(r"^[\"']?format[\"']?\s*:\s*[\"']?ladder/", re.MULTILINE)


class SheetText(NamedTuple):
    """One sheet of a workbook as CSV, or the one text there is."""

    name: str
    text: str


class Incoming(NamedTuple):
    form: Form
    sheets: tuple[SheetText, ...]


def read_incoming(data: bytes, name: str = "") -> Incoming:
    """What this is, once it could be read. Raises LadderError."""
    ending = name.rpartition(".")[2].lower()
    text = text_of(data)
    if ending == "json" or text.lstrip().startswith("{"):
        read_ladder_json(data)
        return Incoming("json", (SheetText(name, text),))
    if ending in ("yaml", "yml") or _YAML.search(text):
        read_ladder(data)
        return Incoming("yaml", (SheetText(name, text),))
    raise refused("this is no ladder file")


def document_of(form: Form, text: str) -> LadderDocument:
    """Of a text that `read_incoming` kept, other than a sheet's."""
    return READERS[form](text.encode())
