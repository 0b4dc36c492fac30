"""The three forms of a ladder file, each read and written without loss."""

from collections.abc import Callable
from typing import NamedTuple

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.json_form import read_ladder_json, write_ladder_json
from bragdoc.ladders.long_form import read_long_form, write_long_form
from bragdoc.ladders.reading import read_ladder
from bragdoc.ladders.writing import write_ladder


class FileForm(NamedTuple):
    """`read` raises LadderError; what `write` gives it reads back to an equal document."""

    name: str
    media_type: str
    read: Callable[[bytes], LadderDocument]
    write: Callable[[LadderDocument], str]
    encoding: str = "utf-8"

    def bytes_of(self, document: LadderDocument) -> bytes:
        return self.write(document).encode(self.encoding)


FILE_FORMS = {
    "yaml": FileForm("YAML", "application/yaml", read_ladder, write_ladder),
    # By a byte order mark spreadsheets know that it is UTF-8.
    "csv": FileForm("CSV", "text/csv; charset=utf-8", read_long_form, write_long_form, "utf-8-sig"),
    "json": FileForm("JSON", "application/json", read_ladder_json, write_ladder_json),
}


def read_ladder_file(data: bytes, file_name: str) -> LadderDocument:
    """In the form that the ending of the name tells, else as YAML. Raises LadderError.

    A sheet that says no name of its own gets that of the file.
    """
    name, _, ending = file_name.rpartition(".")
    if ending.lower() == "csv":
        return read_long_form(data, name=name or "Ladder")
    return FILE_FORMS.get(ending.lower(), FILE_FORMS["yaml"]).read(data)
