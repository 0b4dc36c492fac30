"""Sheets that a person might bring in, in our own words."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape


def csv_of(rows, delimiter=","):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


# Levels across, as companies publish it: a licence, rows of headings, labels in merged cells,
# "see E3" and "n/a".
LEVELS_ACROSS = [
    ["Licence: Creative Commons Attribution 4.0", "", "", "", "", ""],
    ["Area", "Part", "Practice", "Competency", "", ""],
    ["Engineering at Northquay", "", "", "E1", "E2", "E3"],
    ["Title", "", "", "Associate Engineer", "Engineer", "Senior Engineer"],
    ["Focus", "", "", "learning the work", "", "carrying the work of others"],
    ["Reach", "", "", "a task", "a feature", "a team"],
    [
        "Craft",
        "Code",
        "Writing code",
        "Writes code that a colleague can follow.",
        "Leaves the code around a change better than it was.",
        "Shapes the modules of a whole feature.",
    ],
    [
        "",
        "",
        "Testing",
        "Writes a test for each change.",
        "Chooses what is worth a test, and at which height.",
        "see E2",
    ],
    [
        "",
        "Running it",
        "Being on call",
        "n/a",
        "Answers a page with help.",
        "Finds the cause of an incident and removes it.",
    ],
    [
        "People",
        "Working together",
        "Reviewing",
        "Asks for review early.",
        "Reviews within a day.",
        "Teaches others to review.",
    ],
]

# Positions down, a step of each axis across. The second track starts lower, so that which step is
# higher cannot be told.
PROFILE = [
    ["Ladder", "Level", "Position", "Craft", "Reach"],
    ["Engineer", "2", "Engineer 2", "Shapes", "Team"],
    ["", "3", "Engineer 3", "Sets", "Company"],
    ["Tech Lead", "2", "Tech Lead 2", "Sets", "Task"],
    ["", "3", "Tech Lead 3", "Shapes", "Team"],
]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def workbook_of(**sheets):
    """A workbook as Excel writes it, with these rows by the names of its sheets."""
    file = io.BytesIO()
    numbered = list(enumerate(sheets.items(), start=1))
    named = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, (n, _) in numbered)
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in numbered
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {_RELATIONS}><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f"<Relationships {_RELATIONS}>{related}</Relationships>"
        )
        for i, (_, rows) in numbered:
            archive.writestr(f"xl/worksheets/sheet{i}.xml", _sheet_of(rows))
    return file.getvalue()


def _sheet_of(rows):
    def cell(text):
        return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    filled = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f"<worksheet {_MAIN}><sheetData>{filled}</sheetData></worksheet>"
