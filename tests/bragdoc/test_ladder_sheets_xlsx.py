"""The sheets of a workbook come out as they are shown, and a hostile one is refused in time."""

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest

from bragdoc.ladders.sheets.grid import SheetError
from bragdoc.ladders.sheets.xlsx import read_workbook

RELATION = '<Relationship Id="{0}" Type="http://example.org/{1}" Target="{2}"/>'
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[Red]0.0 &quot;days&quot;"/>'
    '<numFmt numFmtId="171" formatCode="d/m/yy"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
    '</cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/></cellXfs></styleSheet>'
)


def relations(*targets):
    return (
        f"<Relationships>{''.join(RELATION.format(*target) for target in targets)}</Relationships>"
    )


def workbook(*sheets, strings="", **parts):
    """A workbook with the rows of each sheet in XML; `parts` are members to put in their place."""
    names = [f"s{number}" for number in range(len(sheets))]
    listed = "".join(
        f'<sheet name="Sheet {name}" r:id="{name}"/>' if isinstance(rows, str)
        else f'<sheet name="Sheet {name}" r:id="{name}" state="hidden"/>'
        for name, rows in zip(names, sheets, strict=True)
    )  # fmt: skip
    members = {
        "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<x:workbook xmlns:x="a" xmlns:r="b">{listed}</x:workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *((name, "worksheet", f"/xl/sheets/{name}.xml") for name in names),
            ("strings", "sharedStrings", "strings.xml"),
            ("styles", "styles", "styles.xml"),
        ),
        "xl/strings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": STYLES,
        **{
            f"xl/sheets/{name}.xml": f"<worksheet>{''.join(rows)}</worksheet>"
            for name, rows in zip(names, sheets, strict=True)
        },
        **parts,
    }
    return zipped({name: content for name, content in members.items() if content is not None})


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def row(*cells, number=""):
    return f"<row{number}>{''.join(cells)}</row>"


def text(words):
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def refusal(data):
    with pytest.raises(SheetError) as refused:
        read_workbook(data)
    return str(refused.value)


def only_grid(data):
    [(_, grid)] = read_workbook(data)
    return grid.rows


def test_texts_are_shared_or_stand_in_their_cell_in_one_piece_or_several():
    strings = (
        "<si><t>Competency</t></si><si><r><rPr><b/></rPr><t>Writes </t></r><r><t>tests.</t></r>"
        "<rPh><t>hint</t></rPh></si><si><t>One_x000A_two &amp; three</t></si>"
    )
    shared = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))

    assert only_grid(workbook(row(shared) + row(text("in its cell")), strings=strings)) == (
        ("Competency", "Writes tests.", "One\ntwo & three"),
        ("in its cell", "", ""),
    )


def test_cells_stand_where_their_address_says_and_a_merged_range_in_its_first():
    cells = '<c r="C2" t="str"><v>x</v></c><c r="E2" t="str"><v>y</v></c>'

    assert only_grid(workbook(row(cells, number=' r="2"'))) == (
        ("", "", "", "", ""), ("", "", "x", "", "y"),
    )  # fmt: skip


def test_values_are_shown_as_a_csv_file_would_show_them():
    cells = [
        "<c><v>3.0</v></c>", "<c><v>0.30000000000000004</v></c>", '<c t="b"><v>1</v></c>',
        '<c t="e"><v>#REF!</v></c>', '<c s="1"><v>46024</v></c>', '<c s="2"><v>46024</v></c>',
        '<c s="3"><v>46024.5</v></c>', '<c s="4"><v>0.25</v></c>',
        '<c t="str"><f>UPPER("a")</f><v>A</v></c>', '<c t="str"><f>IF(1,"","")</f><v></v></c>',
        '<c s="1"><v>9e99</v></c>',
    ]  # fmt: skip

    assert only_grid(workbook(row(*cells))) == (
        ("3", "0.3", "TRUE", "#REF!", "2026-01-02", "46024", "2026-01-02 12:00", "06:00", "A", "",
         "9e99"),
    )  # fmt: skip


def test_a_formula_whose_value_the_file_does_not_hold_is_named():
    assert refusal(workbook(row(text("a")) + row(text("b"), "<c><f>1+1</f><v/></c>"))) == (
        "Sheet “Sheet s0”: B2 holds a formula whose value is not in the file; open the workbook in "
        "your spreadsheet program, save it, and bring it in again."
    )


def test_sheets_come_in_their_order_without_the_empty_and_the_hidden():
    sheets = read_workbook(workbook(row(text("a")), "", [row(text("hidden"))], row(text("b"))))

    assert [(name, grid.rows) for name, grid in sheets] == [
        ("Sheet s0", (("a",),)),
        ("Sheet s3", (("b",),)),
    ]


def test_a_sheet_that_cannot_be_read_is_left_out_and_the_others_say_so():
    far = row(text("far"), number=' r="3000"')
    [(name, grid)] = read_workbook(workbook(row(text("a")), far))

    assert (name, grid.rows) == ("Sheet s0", (("a",),))
    assert grid.remarks == (
        "Sheet “Sheet s1” is left out: The sheet has 3,000 rows; at most 2,000 are read.",
    )
    assert refusal(workbook(far)) == (
        "Sheet “Sheet s0”: The sheet has 3,000 rows; at most 2,000 are read."
    )


def test_a_workbook_with_nothing_in_it_says_so():
    assert refusal(workbook("", "")) == "There is nothing in this workbook."


def test_a_workbook_written_by_a_library_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Competency", "E1", None, 2])
    book.active["B3"] = "One.\nTwo."
    book.active.merge_cells("A1:A2")
    book.save(file := io.BytesIO())

    assert only_grid(file.getvalue()) == (
        ("Competency", "E1", "", "2"), ("", "", "", ""), ("", "One.\nTwo.", "", ""),
    )  # fmt: skip


NO_WORKBOOK = "This is no Excel workbook that can be read; export the sheet as CSV."
TOO_LARGE = "The workbook is too large to be read; export the sheet as CSV and bring that in."
DOCTYPE = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'>]>"
MANY = 190_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no zip", NO_WORKBOOK),
        (b"PK\x03\x04no zip", NO_WORKBOOK),
        (workbook(row(text("a")))[:-30], NO_WORKBOOK),
        (zipped({"readme.txt": "no workbook"}), NO_WORKBOOK),
        (workbook(row(text("a")), **{"xl/workbook.xml": "<workbook>"}), NO_WORKBOOK),
        (workbook(row('<c t="s"><v>7</v></c>')), NO_WORKBOOK),
        (zipped({f"{n}": "" for n in range(1_001)}), TOO_LARGE),
        (zipped({"xl/a.xml": b"0" * 21_000_000}), TOO_LARGE),
        (workbook("<a/>" * 600_000), TOO_LARGE),
        (
            workbook(row('<c t="s"><v>0</v></c>') * 100, strings=f"<si><t>{'a' * 50_000}</t></si>"),
            "Sheet “Sheet s0”: Its cells hold more than 2,000,000 characters.",
        ),
        (
            workbook(row(text("a")), **{"xl/strings.xml": f"{DOCTYPE}<sst/>"}),
            "The workbook declares XML entities, which no spreadsheet program does.",
        ),
        (
            workbook(row(text("a")), **{"xl/strings.xml": f"{DOCTYPE}<sst/>".encode("utf-16")}),
            "The workbook declares XML entities, which no spreadsheet program does.",
        ),
        (
            workbook(row('<c r="XFD1" t="str"><v>x</v></c>')),
            "Sheet “Sheet s0”: The sheet has 16,384 columns; at most 200 are read.",
        ),
        (
            workbook(row('<c r="A1048576" t="str"><v>x</v></c>')),
            "Sheet “Sheet s0”: The sheet has 1,048,576 rows; at most 2,000 are read.",
        ),
        (
            workbook(row(text("a"), text("b_x0007_"))),
            "Sheet “Sheet s0”: B1 holds the character U+0007, which is no text; delete it there.",
        ),
    ],
    ids=["text", "a zip's beginning", "cut off", "another zip", "broken XML", "a text not there",
         "many files", "a bomb", "many tags", "one text often", "entities", "entities in UTF-16",
         "a far column", "a far row", "a control character"],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_with_a_sentence(data, sentence):
    assert refusal(data) == sentence


@pytest.mark.parametrize(
    "hostile",
    ['<row><c r="XFD1"/></row>', "<mergeCell ref='A1:B2'/>", "<a>", "<c><v>1</v></c>"],
    ids=["far blank cells", "rules", "deep", "cells"],
)
def test_what_a_workbook_holds_beside_text_is_passed_over_or_refused(hostile):
    many = hostile * (MANY // hostile.count("<"))
    closed = "</a>" * many.count("<a>")
    with suppress(SheetError):
        read_workbook(workbook(row(text("a")) + many + closed))
