"""The cells of a sheet come out of whatever a spreadsheet writes, or a sentence says why not."""

import pytest

from bragdoc.ladders.sheets.grid import MAX_BYTES, Grid, SheetError, address, read_grid

CELLS = (("Competency", "E1", "E2"), ("Writing, mostly", "One.\nTwo; three.", 'Says "no".'))


def refusal(data):
    with pytest.raises(SheetError) as refused:
        read_grid(data)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        'Competency,E1,E2\n"Writing, mostly","One.\nTwo; three.","Says ""no""."\n',
        'Competency,E1,E2\r\n"Writing, mostly","One.\nTwo; three.","Says ""no""."\r\n\r\n',
        'Competency;E1;E2\r\nWriting, mostly;"One.\r\nTwo; three.";"Says ""no""."\r\n',
        'Competency\tE1\tE2\nWriting, mostly\t"One.\nTwo; three."\t"Says ""no""."',
        'sep=;\r\nCompetency;E1;E2\r\nWriting, mostly;"One.\nTwo; three.";"Says ""no""."',
    ],
    ids=["comma", "CRLF", "semicolon", "pasted", "named delimiter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_one_sheet_is_the_same_grid_however_it_was_exported(text, encoding):
    assert read_grid(text.encode(encoding)) == Grid(CELLS)


def test_letters_that_are_not_in_utf8_are_read_as_windows_wrote_them_and_that_is_said():
    grid = read_grid("Kompetenz;Anfänger\nPrüfen;Schreibt “Tests”\n".encode("cp1252"))

    assert grid.rows == (("Kompetenz", "Anfänger"), ("Prüfen", "Schreibt “Tests”"))
    assert "Windows-1252" in grid.remarks[0]


def test_quotation_marks_within_a_cell_are_part_of_it_where_a_program_left_them_bare():
    assert read_grid(b'a,b "c" d\n"e" f,g\n').rows == (("a", 'b "c" d'), ("e f", "g"))


def test_rows_of_any_length_become_even_and_what_is_blank_at_the_end_is_dropped():
    grid = read_grid(b"a\nb,c,,,\n,,\n  d  ,\xe2\x80\x8b\n,,\n,,\n")

    assert grid.rows == (("a", ""), ("b", "c"), ("", ""), ("d", ""))


def test_cells_are_named_as_spreadsheets_name_them():
    places = [(0, 0), (3, 2), (9, 25), (9, 26), (0, 701)]

    assert [address(*place) for place in places] == ["A1", "C4", "Z10", "AA10", "ZZ1"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is nothing in this sheet."),
        (b"\n,,\n , \n", "There is nothing in this sheet."),
        (b"a,b\n1,\x00x", "B2 holds the character U+0000, which is no text; delete it there."),
        (b"a,b\n\n1,2,x\x07y", "C3 holds the character U+0007, which is no text; delete it there."),
        (b"a,b\n1,=SUM(A1:A9)", "B2 holds a formula; copy the sheet and paste it as values, then "
                                "try again."),
        (b'a,b\n1,"2\n3,4\n', "A quotation mark in row 2 of the sheet is never closed."),
        (b"a,b\n" * 2_001, "The sheet has 2,001 rows; at most 2,000 are read."),
        (b",".join([b"x"] * 5_000), "The sheet has 5,000 columns; at most 200 are read."),
        (b"a,b,c,d,e,f,g,h,i,j,k\n" * 1_900, "20,900 cells of the sheet hold something; at most "
                                             "20,000 are read."),
        (b"a" * (MAX_BYTES + 1), "The file has 1,000,001 bytes; at most 1,000,000 are read."),
        (b"a,b\n\x81,c", "Line 2 is not text in UTF-8; save the sheet as “CSV UTF-8” and try "
                          "again."),
        (b"\xff\xfea", "Line 1 is not text in UTF-8; save the sheet as “CSV UTF-8” and try again."),
        (b"PK\x03\x04rest", "This is a zip file or a workbook; bring in a workbook as a file named "
                            ".xlsx."),
        (b"\xd0\xcf\x11\xe0rest", "This is an .xls workbook, or has a password; save it as .xlsx "
                                  "or CSV."),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_the_place_and_the_reason(data, sentence):
    assert refusal(data) == sentence


@pytest.mark.parametrize("text", ["=> the next level", "= equal", "- helps", "+1 week", "@home"])
def test_a_sign_that_begins_a_sentence_is_no_formula(text):
    assert read_grid(f"a\n{text}".encode()).rows[1] == (text,)


@pytest.mark.parametrize(
    "data",
    [b"," * 999_999 + b"a", b"\n" * 999_999 + b"a", b'"' + b"a" * 999_000, b"a,b\n" * 249_000],
    ids=["columns", "rows", "one cell", "many rows"],
)
def test_a_hostile_text_is_refused(data):
    assert refusal(data)
