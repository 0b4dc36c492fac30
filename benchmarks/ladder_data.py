"""Ladders to measure, of as many expectations as wanted, and workbooks. Nothing is random."""

import csv
import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from bragdoc.ladders.document import LadderDocument

A_CELL = 10
"""Expectations of one competency at one level."""

LEVELS = {
    "Junior Engineer": "in their own work",
    "Engineer": "in the work of their pair",
    "Senior Engineer": "in the work of their team",
    "Staff Engineer": "in the work of several teams",
    "Principal Engineer": "in the work of the whole department",
}
"""Each level, lowest first, with where it is that the expectations are met."""

_ACTS = (
    "Plans step {}",
    "Writes tests for part {}",
    "Measures the cost of choice {}",
    "Reviews changes to part {}",
    "Explains risk {} to those it touches",
    "Removes what nobody uses of part {}",
    "Documents decision {}",
    "Finds the cause of failure {}",
    "Agrees on date {} with those who wait",
    "Teaches others how part {} is built",
)


def ladder(size: int, *, reworded: bool = False) -> LadderDocument:
    """A matrix ladder of so many expectations: a multiple of 50, as each competency states ten at
    each of five levels. Or the version after it, in which every other one is in other words."""
    competencies = [
        {
            "slug": f"craft-{number}",
            "name": _name(number),
            "expect": {
                f"l{place}": _sentences(number, where, reworded=reworded)
                for place, where in enumerate(LEVELS.values(), start=1)
            },
        }
        for number in range(size // (A_CELL * len(LEVELS)))
    ]
    return LadderDocument.model_validate(
        {
            "format": "ladder/1",
            "ladder": {"slug": "wide", "name": "Wide Ladder", "version": "2" if reworded else "1"},
            "levels": [{"slug": f"l{n}", "name": name} for n, name in enumerate(LEVELS, start=1)],
            "areas": [{"slug": "craft", "name": "Craft", "competencies": competencies}],
        }
    )


def sheet(size: int) -> list[list[str]]:
    """The same as the cells of a spreadsheet: a row a competency, a column a level, a line an
    expectation."""
    rows = [["Competency", *LEVELS]]
    for number in range(size // (A_CELL * len(LEVELS))):
        cells = ("\n".join(_sentences(number, where)) for where in LEVELS.values())
        rows.append([_name(number), *cells])
    return rows


def _name(number: int) -> str:
    return f"Craft number {number}"


def _sentences(number: int, where: str, *, reworded: bool = False) -> list[str]:
    said = [f"{act.format(number)} {where}, without being asked for it." for act in _ACTS]
    if reworded:
        said[::2] = [f"Unasked, {text[0].lower()}{text[1:]}" for text in said[::2]]
    return said


# Files of cells -----------------------------------------------------------------------------------


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def workbook(rows: Iterable[Iterable[str]]) -> bytes:
    """An .xlsx file of one sheet."""
    tags = (
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    return workbook_of([f"<worksheet><sheetData>{''.join(tags)}</sheetData></worksheet>".encode()])


def workbook_of(pieces: Iterable[bytes]) -> bytes:
    """An .xlsx file of one sheet, whose XML comes in pieces."""
    parts = {
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "sheet.xml"),
        "xl/workbook.xml": '<workbook><sheets><sheet name="Wide" id="r1"/></sheets></workbook>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
        with archive.open("xl/sheet.xml", "w") as member:
            for piece in pieces:
                member.write(piece)
    return file.getvalue()


def _relation(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="relationships/{kind}" Target="{target}"/>'
    return f"<Relationships>{relation}</Relationships>"
