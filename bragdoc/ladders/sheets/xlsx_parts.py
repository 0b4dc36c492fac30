"""The parts of a workbook that say what its cells hold, each read by the events of an XML parser.

Tags and attributes are told by their names alone, without prefixes: the editions of the format, and
what some programs write, differ in namespaces. Nothing is kept but what is asked for.
"""

import re
from datetime import datetime, timedelta
from xml.parsers import expat

from bragdoc.ladders.sheets.grid import SheetError, address

MAX_CHARACTERS = 2_000_000  # in the cells of all sheets: one text may stand in many of them

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_DATE_FORMATS = {
    *range(14, 23),
    *range(27, 37),
    *range(45, 48),
    *range(50, 59),
}  # of every workbook
_NO_DATE_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|general', re.IGNORECASE)


class Part:
    """What is done with the events of one XML file."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def text(self, text: str) -> None:
        """Text between tags, in pieces."""

    def read(self, content: bytes) -> None:
        """Raises SheetError for XML with a document type, and ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = lambda tag, attributes: self.start(
            _local(tag), {_local(name): value for name, value in attributes.items()}
        )
        parser.EndElementHandler = lambda tag: self.end(_local(tag))
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)


def _refuse_document_type(*_: object) -> None:
    raise SheetError("The workbook declares XML entities, which no spreadsheet program does.")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class Relations(Part):
    """Which parts a part leads to: for each kind ("worksheet") the targets by their id."""

    def __init__(self) -> None:
        self.targets: dict[str, dict[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            kind = attributes["Type"].rpartition("/")[2]
            self.targets.setdefault(kind, {})[attributes["Id"]] = attributes["Target"]


class Contents(Part):
    """The names of the sheets that are not hidden, by the id of their relation."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.days_start = datetime(1899, 12, 30)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets[attributes["id"]] = attributes["name"]
        elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.days_start = datetime(1904, 1, 1)


class Texts(Part):
    """Text that may stand in several pieces, without the hints for its pronunciation."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.in_text = self.in_hint = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "rPh":
            self.in_hint = True
        elif tag == "t":
            self.in_text = not self.in_hint

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.in_hint = False
        elif tag == "t":
            self.in_text = False

    def text(self, text: str) -> None:
        if self.in_text:
            self.pieces.append(text)

    def taken(self) -> str:
        """The text so far, with escaped characters; what follows is another."""
        text, self.pieces = "".join(self.pieces), []
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class Strings(Texts):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            self.strings.append(self.taken())


class Styles(Part):
    """Which styles of cells show a number as a date."""

    def __init__(self) -> None:
        self.date_formats = set(_DATE_FORMATS)
        self.formats: list[int] = []  # of each style
        self.in_styles = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            code = _NO_DATE_CODE.sub("", attributes["formatCode"])
            if re.search("[dmyhs]", code, re.IGNORECASE):
                self.date_formats.add(int(attributes["numFmtId"]))
        elif tag == "cellXfs":
            self.in_styles = True
        elif tag == "xf" and self.in_styles:
            self.formats.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.in_styles = False

    def is_date(self, style: int) -> bool:
        return style < len(self.formats) and self.formats[style] in self.date_formats


class Cells(Texts):
    """The cells of a sheet that hold something, by row and column from 0.

    `allowed` is how many characters they may have; raises SheetError past it, and for a formula
    whose value the file does not hold.
    """

    def __init__(self, strings: Strings, styles: Styles, days_start: datetime, allowed: int):
        super().__init__()
        self.strings, self.styles, self.days_start = strings.strings, styles, days_start
        self.allowed = allowed
        self.cells: dict[tuple[int, int], str] = {}
        self.row = self.column = -1
        self.kind, self.style = "n", 0
        self.value: list[str] = []
        self.in_value = self.is_formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        if tag == "row":
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.column = -1
        elif tag == "c":
            self.column += 1
            if found := _PLACE.fullmatch(attributes.get("r", "")):
                self.row, self.column = int(found[2]) - 1, _column(found[1])
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", "0"))
            self.value, self.pieces, self.is_formula = [], [], False
        elif tag == "v":
            self.in_value = True
        elif tag == "f":
            self.is_formula = True

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "v":
            self.in_value = False
        elif tag == "c":
            self._end_of_cell()

    def text(self, text: str) -> None:
        super().text(text)
        if self.in_value:
            self.value.append(text)

    def _end_of_cell(self) -> None:
        value = "".join(self.value)
        if self.is_formula and not value and self.kind != "str":
            raise SheetError(
                f"{address(self.row, self.column)} holds a formula whose value is not in the file; "
                "open the workbook in your spreadsheet program, save it, and bring it in again."
            )
        text = self.taken() if self.kind == "inlineStr" else self._shown(value)
        if text:
            self.allowed -= len(text)
            if self.allowed < 0:
                raise SheetError(f"Its cells hold more than {MAX_CHARACTERS:,} characters.")
            self.cells[self.row, self.column] = text

    def _shown(self, value: str) -> str:
        if self.kind == "s":
            return self.strings[int(value)] if value else ""
        if self.kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if self.kind != "n" or not value:
            return value
        number = float(value)
        if not self.styles.is_date(self.style):
            return f"{number:.15g}"
        try:
            moment = self.days_start + timedelta(days=round(number, 5))
        except OverflowError:
            return value
        if number < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if number.is_integer() else f"{moment:%Y-%m-%d %H:%M}"


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
