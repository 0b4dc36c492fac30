"""The sheets of an Excel workbook (.xlsx).

A workbook is a zip of XML that comes from anyone, and only the text of its cells is of use here. So
it is read directly, part by part, with bounds: what it unpacks to, its tags, the characters of its
cells. A document type is refused; without one no entity can be expanded. Libraries for workbooks
make objects of styles, ranges and rules too, and a small hostile file can keep them busy for
minutes.
"""

import io
import posixpath
import zipfile
from dataclasses import replace

from bragdoc.ladders.sheets.grid import Grid, SheetError, refuse_extent, refuse_size
from bragdoc.ladders.sheets.stacking import stacked
from bragdoc.ladders.sheets.xlsx_parts import (
    MAX_CHARACTERS,
    Cells,
    Contents,
    Relations,
    Strings,
    Styles,
)

ALL_SHEETS = "All sheets"
MAX_MEMBERS = 1_000
MAX_UNPACKED = 20_000_000  # bytes
MAX_TAGS = 600_000

type CellTexts = dict[tuple[int, int], str]  # by row and column, from 0

_TOO_LARGE = "The workbook is too large to be read; export the sheet as CSV and bring that in."
_NO_WORKBOOK = "This is no Excel workbook that can be read; export the sheet as CSV."


def read_workbook(data: bytes) -> list[tuple[str, Grid]]:
    """The sheets that hold something, each with its name: values in place of formulas, the
    first cell of a merged range for the range, hidden sheets left out. Raises SheetError.

    A sheet that cannot be read is left out when another can; the others' `remarks` say why. Sheets
    that have the same headings come first as one, named ALL_SHEETS, and then each for itself.
    """
    refuse_size(data)
    try:
        sheets = _grids(_cells(zipfile.ZipFile(io.BytesIO(data))))
    except SheetError:
        raise
    except Exception as error:  # a broken archive, XML or number: no one error is common to them
        raise SheetError(_NO_WORKBOOK) from error
    together = stacked(sheets)
    return [(ALL_SHEETS, together), *sheets] if together else sheets


def _cells(archive: zipfile.ZipFile) -> dict[str, CellTexts | SheetError]:
    """The cells of each sheet that is not hidden, or why they cannot be read."""
    members = _Members(archive)
    start = Relations()
    start.read(members.content("_rels/.rels"))
    path = _target("", next(iter(start.targets["officeDocument"].values())))
    contents, relations, strings, styles = Contents(), Relations(), Strings(), Styles()
    contents.read(members.content(path))
    folder, file_name = posixpath.split(path)
    relations.read(members.content(posixpath.join(folder, "_rels", f"{file_name}.rels")))
    for part, kind in ((strings, "sharedStrings"), (styles, "styles")):
        for target in relations.targets.get(kind, {}).values():
            part.read(members.content(_target(folder, target)))
    sheets: dict[str, CellTexts | SheetError] = {}
    allowed = MAX_CHARACTERS
    for one, title in contents.sheets.items():
        if member := relations.targets.get("worksheet", {}).get(one):
            cells = Cells(strings, styles, contents.days_start, allowed)
            content = members.content(_target(folder, member))
            try:
                cells.read(content)
                sheets[title] = cells.cells
            except SheetError as error:
                sheets[title] = error
            allowed = cells.allowed
    return sheets


class _Members:
    """The files of a zip, as far as all of them together are within bounds."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive, self.tags = archive, 0
        members = archive.infolist()
        # A member is never read past the size that it declares.
        size = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or size > MAX_UNPACKED:
            raise SheetError(_TOO_LARGE)

    def content(self, path: str) -> bytes:
        content = self.archive.read(path)
        self.tags += content.count(b"<")
        if self.tags > MAX_TAGS:
            raise SheetError(_TOO_LARGE)
        return content


def _target(folder: str, target: str) -> str:
    """The path of a member: from the top if it says so, else from the folder of what names it."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _grids(sheets: dict[str, CellTexts | SheetError]) -> list[tuple[str, Grid]]:
    grids: dict[str, Grid] = {}
    refused: dict[str, SheetError] = {}
    for name, cells in sheets.items():
        try:
            if isinstance(cells, SheetError):
                raise cells
            if cells:
                grids[name] = _grid(cells)
        except SheetError as error:
            refused[name] = error
    if not grids:
        if refused:
            name, reason = next(iter(refused.items()))
            raise SheetError(f"Sheet “{name}”: {reason}")
        raise SheetError("There is nothing in this workbook.")
    remarks = tuple(f"Sheet “{name}” is left out: {reason}" for name, reason in refused.items())
    return [(name, replace(grid, remarks=remarks)) for name, grid in grids.items()]


def _grid(cells: CellTexts) -> Grid:
    height = max(row for row, _ in cells) + 1
    width = max(column for _, column in cells) + 1
    refuse_extent(height, width)
    return Grid.of(
        [cells.get((row, column), "") for column in range(width)] for row in range(height)
    )
