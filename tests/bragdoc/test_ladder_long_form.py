"""The long form: a plain sheet that a person filled in, and what more a sheet can say."""

import csv
from io import StringIO
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bragdoc.cells import guarded, unguarded
from bragdoc.ladders.faults import LadderError
from bragdoc.ladders.long_form import is_long_form, read_long_form, write_long_form
from bragdoc.ladders.reading import read_ladder

COLUMNS = "track,level,title,area,competency,slug,expectation,examples"
PLAIN = dedent("""\
    track,level,title,area,competency,slug,expectation,examples
    ,Level 1,Engineer,Craft,Testing,,Tests their own changes.,A test with the fix.
    ,Level 2,Senior Engineer,Craft,Testing,covers-edges,Covers edge cases.,"One.
    Two."
    ,Level 1,,Craft,Design,,n/a,
    ,Level 2,,People,Feedback,,Says it early.,
    """)


def sheet(*rows, columns=COLUMNS):
    """A ladder read from rows of CSV under the columns."""
    return read_long_form("\r\n".join([columns, *rows]).encode())


def refusal(*rows, columns=COLUMNS):
    with pytest.raises(LadderError) as caught:
        sheet(*rows, columns=columns)
    return str(caught.value)


def written(document):
    """The rows that are written, by column, each without its empty cells."""
    rows = csv.DictReader(StringIO(write_long_form(document), newline=""))
    return [{column: cell for column, cell in row.items() if cell} for row in rows]


def of_file(text):
    head = "format: ladder/1\nladder: {slug: a, name: A, version: 1}\n"
    return read_ladder((head + dedent(text)).encode())


def texts(document, competency):
    return {
        key: cell.status or [item.text for item in cell.items]
        for key, cell in document.competency(competency).expect.items()
    }


# A plain sheet.


def test_a_plain_sheet_reads_as_what_it_says():
    assert read_long_form(PLAIN.encode()) == of_file("""\
        levels: [{slug: level-1, name: Level 1}, {slug: level-2, name: Level 2}]
        tracks:
          - slug: main
            name: Main
            levels:
              - {level: level-1, title: Engineer}
              - {level: level-2, title: Senior Engineer}
        areas:
          - slug: craft
            name: Craft
            competencies:
              - slug: testing
                name: Testing
                expect:
                  level-1:
                    - {text: Tests their own changes., examples: [A test with the fix.]}
                  level-2:
                    - {slug: covers-edges, text: Covers edge cases., examples: [One., Two.]}
              - {slug: design, name: Design, expect: {level-1: n/a}}
          - slug: people
            name: People
            competencies:
              - {slug: feedback, name: Feedback, expect: {level-2: [Says it early.]}}
        """).model_copy(update={"ladder": read_long_form(PLAIN.encode()).ladder})


def test_a_plain_sheet_is_named_by_whoever_reads_it():
    header = read_long_form(PLAIN.encode(), name="Our Ladder", version="2026.1").ladder
    assert (header.slug, header.name, header.version) == ("our-ladder", "Our Ladder", "2026.1")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("track,level", " Track , LEVEL", 1).encode(),
        lambda text: ("\n\n" + text + "\n,,,,,,,\n").encode(),
        lambda text: (
            "\n".join(f"{line}," for line in text.split("\n")[:1])
            .join(["", text[text.index("\n") :]])
            .encode()
        ),
    ],
    ids=["BOM", "UTF-16", "CRLF", "CR", "semicolons", "tabs", "case", "blank rows", "blank column"],
)
def test_a_sheet_is_read_however_it_was_saved(change):
    assert read_long_form(change(PLAIN)) == read_long_form(PLAIN.encode())


def test_columns_may_stand_in_any_order_and_three_are_enough():
    document = sheet("Tests.,Testing,Level 1", columns="expectation,competency,level")
    assert texts(document, "testing") == {"level-1": ["Tests."]}
    assert [area.name for area in document.areas] == ["Competencies"]


def test_levels_stand_in_the_order_in_which_they_first_appear():
    document = sheet(
        ",Level 1,,,,,,", ",Level 2,,,,,,", ",Level 2,,,A,,Two.,", ",Level 1,,,A,,One.,"
    )
    assert [level.name for level in document.levels] == ["Level 1", "Level 2"]
    assert texts(document, "a") == {"level-2": ["Two."], "level-1": ["One."]}


def test_a_row_without_an_expectation_names_what_its_cells_say_and_states_nothing():
    document = sheet(",Level 1,Engineer,,,,,", ",Level 1,,Craft,Testing,,,")
    assert document.position("main", "level-1").title == "Engineer"
    assert texts(document, "testing") == {}


def test_names_are_one_when_case_and_spaces_alone_differ():
    document = sheet(",L1,,Craft,Code review,,One.,", ", l1 ,,CRAFT,code  Review,,Two.,")
    assert [area.name for area in document.areas] == ["Craft"]
    assert texts(document, "code-review") == {"l1": ["One.", "Two."]}


def test_a_row_without_an_area_takes_that_of_its_competency():
    document = sheet(",L1,,,Testing,,One.,", ",L1,,Craft,Testing,,Two.,", ",L1,,,Other,,Three.,")
    assert [(area.name, competency.name) for area, competency in document.competencies()] == [
        ("Craft", "Testing"),
        ("Competencies", "Other"),
    ]


def test_two_areas_may_each_have_a_competency_of_one_name():
    document = sheet(",L1,,Craft,Impact,,One.,", ",L1,,People,Impact,,Two.,")
    assert texts(document, "impact") == {"l1": ["One."]}
    assert texts(document, "impact-2") == {"l1": ["Two."]}


def test_rows_with_a_track_are_for_it_alone_and_make_the_tracks():
    document = sheet(
        ",Level 1,,,Testing,,All.,",
        "IC,Level 2,Staff,,Testing,,Own.,",
        "Management,Level 3,Manager,,Testing,,Lead.,",
        ",Level 2,,,Testing,,All of two.,",
    )
    assert [(track.slug, [p.label for p in track.levels]) for track in document.tracks] == [
        ("ic", ["Level 1", "Staff"]),
        ("management", ["Level 1", "Manager"]),
    ]
    assert texts(document, "testing") == {
        "level-1": ["All."],
        "ic/level-2": ["Own."],
        "management/level-3": ["Lead."],
        "level-2": ["All of two."],
    }


def test_a_title_without_a_track_is_that_of_every_track_without_its_own():
    document = sheet("IC,L1,,,A,,One.,", "M,L1,Lead,,A,,Two.,", ",L1,Engineer,,A,,Three.,")
    assert [position.title for _, position in document.positions()] == ["Engineer", "Lead"]


# Which sheets are in the long form.


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (PLAIN.encode(), True),
        (b"Level;Competency;Expectation\n", True),
        (b"row,level,competency,expectation,details\n", True),
        (b"Track,Level,Title,Area,Competency,Definition,Behavior\nIC,1,,,A,b,c\n", False),
        (b"level,competency,expectation,notes\n", False),
        (b"level,competency,expectation,level\n", False),
        (b"Competency,Level 1,Level 2\nTesting,a,b\n", False),
        (b"format: ladder/1\n", False),
        (b'{"format": "ladder/1"}', False),
        (b"", False),
        (b"\xff\xfe\x00", False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_long_form_is_known_by_its_first_row(data, is_one):
    assert is_long_form(data) is is_one


# What is refused, and where.


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "there are no rows under the first; expected one for each expectation"),
        ([",,,Craft,A,,Tests.,"], "row 2: the level is missing"),
        ([",L1,,Craft,,,Tests.,"], "row 2: the competency is missing"),
        ([",L1,,,A,,One.,", "", ",,,,A,,Two.,"], "row 4: the level is missing"),
        ([",L1,,,A,tests,,"], "row 2, areas › competencies › competencies › a › expect › l1 › tests"
                              ": `text` is missing"),
        ([",L1,,,A,Tests All,Tests.,"], "row 2, areas › competencies › competencies › a › expect"
         " › l1 › Tests All › slug: `Tests All` is no slug; expected small letters, digits and"
         " single hyphens"),
        ([",L1,,,A,one,One.,", ",L1,,,A,one,Two.,"], "row 3, areas › competencies › competencies ›"
         " a › expect › l1 › one › slug: `one` is used twice; give each its own slug (first on row"
         " 2)"),
        ([",L1,,,A,,n/a,", ",L1,,,A,,Tests.,"], "row 2, areas › competencies › competencies › a ›"
         " expect › l1: a cell that is not-applicable states nothing: leave one of them out"),
        ([",L1,,,A,,n/a,", ",L1,,,A,,N/A,"], "row 3: row 2 is for this cell already"),
        ([",L1,,,A,,n/a,None."], "row 2: `examples` says nothing where nothing applies; leave it"
         " empty"),
        ([",L1,One,,A,,One.,", ",L1,Two,,A,,Two.,"], "row 3: the title of this level is another"
         " here, `One` on row 2"),
        ([",,Engineer,,,,,"], "row 2: a title is that of a level, and this row is at none"),
        ([",L1,,X,A,,One.,", ",L1,,Y,A,,Two.,", ",L1,,,A,,Three.,"], "row 4: several areas have a"
         " competency of this name; say which it is"),
        ([",L1,,,A,,One.,,,More"], "row 2: there are more cells here than the first row names"),
        (['"L1'], "row 2: this is not CSV (unexpected end of data); look at the quotes here"),
    ],
)  # fmt: skip
def test_a_fault_in_a_plain_sheet_is_said_with_its_row(rows, said):
    assert refusal(*rows) == said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("level,competency", f"expected a first row that names the columns: {COLUMNS}"),
        (
            f"{COLUMNS},Notes",
            "row 1: `notes` is no column of the long form; they are row, track, level, title, "
            "area, competency, slug, expectation, examples, details",
        ),
        (f"{COLUMNS},Level", "row 1: the column `level` is there twice"),
    ],
)
def test_a_first_row_that_is_not_that_of_the_long_form_says_what_is(columns, said):
    expected = said.replace(",", ", ") if "names the columns" in said else said
    assert refusal(columns=columns) == expected


FULL_COLUMNS = f"row,{COLUMNS},details"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("step,,,,,,,,,", "`step` is no kind of row; they are ladder, document, level, scale, "
                          "track, position, area, competency, cell, expectation"),
        ("level,,L1,,,,l1,,Like this.,", "`examples` says nothing on a row of the kind level; "
                                         "leave it empty"),
        ("level,,L1,,,,l1,,,[a]", "expected fields with their values in details"),
        ("level,,L1,,,,l1,,,a: [", "in details, this is not YAML (did not find expected node "
                                   "content); look at the quotes and the indentation here"),
        ("level,,L1,,,,l1,,,name: L2", "`name` has rows or a column of its own; it is no detail"),
        ("document,,,,,,,,,levels: [a]", "`levels` has rows or a column of its own; it is no "
                                         "detail"),
        ("competency,,,,,A,,,,expect: {}", "`expect` has rows or a column of its own; it is no "
                                           "detail"),
        ("position,IC,L1,,,,,,,", "`L1` names no level of this sheet, or several; write it as the "
                                  "row that declares it, or give its slug"),
    ],
)  # fmt: skip
def test_a_fault_in_a_row_of_another_kind_is_said_with_its_row(row, said):
    assert refusal(row, columns=FULL_COLUMNS) == f"row 2: {said}"


def test_what_rows_declare_is_all_there_is():
    rows = ["level,,Level 1,,,,,,,", ",,Level 2,,,A,,One.,,"]
    assert refusal(*rows, columns=FULL_COLUMNS) == (
        "row 3: `Level 2` names no level of this sheet, or several; "
        "write it as the row that declares it, or give its slug"
    )


def test_a_second_row_for_what_there_is_one_of_is_refused():
    rows = ["ladder,,,A,,,,,,", "ladder,,,B,,,,,,"]
    assert refusal(*rows, columns=FULL_COLUMNS) == (
        "row 3: row 2 is of this kind too; a ladder has one"
    )


# What more a sheet can say.


def test_a_ladder_that_eight_columns_can_say_needs_a_row_for_its_name_alone():
    rows = written(read_long_form(PLAIN.encode(), name="Ours"))
    assert rows[0] == {"row": "ladder", "title": "Ours", "slug": "ours", "details": "version: '1'"}
    assert rows[1:] == [
        {
            "level": "Level 1",
            "title": "Engineer",
            "area": "Craft",
            "competency": "Testing",
            "expectation": "Tests their own changes.",
            "examples": "A test with the fix.",
        },
        {
            "level": "Level 2",
            "title": "Senior Engineer",
            "area": "Craft",
            "competency": "Testing",
            "slug": "covers-edges",
            "expectation": "Covers edge cases.",
            "examples": "One.\nTwo.",
        },
        {
            "level": "Level 1",
            "title": "Engineer",
            "area": "Craft",
            "competency": "Design",
            "expectation": "n/a",
        },
        {
            "level": "Level 2",
            "title": "Senior Engineer",
            "area": "People",
            "competency": "Feedback",
            "expectation": "Says it early.",
        },
    ]


def test_each_kind_of_part_gets_rows_only_when_the_others_do_not_say_it_all():
    document = of_file("""\
        levels: [{slug: l1, name: Level 1, code: E1}, {slug: l2, name: Level 2}]
        scales: [{slug: mastery, steps: [{slug: able}]}]
        tracks:
          - {slug: ic, name: IC, kind: ic, levels: [l1, {level: l2, targets: {talks: able}}]}
        areas:
          - slug: craft
            name: Craft
            competencies:
              - {slug: tests, name: Testing, expect: {l1: [Tests.], l2: {same_as: l1}}}
              - {slug: talks, name: Talks, scale: mastery, expect: {able: [Speaks.]}}
        """)
    here = {"area": "Craft", "competency": "Testing"}
    assert written(document)[1:] == [
        {"row": "level", "level": "Level 1", "slug": "l1", "details": "code: E1"},
        {"row": "level", "level": "Level 2", "slug": "l2"},
        {"row": "scale", "slug": "mastery", "details": "steps:\n  - slug: able"},
        {"row": "track", "track": "IC", "slug": "ic", "details": "kind: ic"},
        {"row": "position", "track": "IC", "level": "Level 1"},
        {
            "row": "position",
            "track": "IC",
            "level": "Level 2",
            "details": "targets:\n  talks: able",
        },
        {"row": "competency", **here, "slug": "tests"},
        {"level": "Level 1", **here, "expectation": "Tests."},
        {"row": "cell", "level": "Level 2", **here, "details": "same_as: l1"},
        {
            "row": "competency",
            "area": "Craft",
            "competency": "Talks",
            "slug": "talks",
            "details": "scale: mastery",
        },
        {"level": "Able", "area": "Craft", "competency": "Talks", "expectation": "Speaks."},
    ]


def test_an_expectation_that_says_n_a_is_kept_apart_from_one_that_does_not_apply():
    document = of_file("""\
        levels: [{slug: l1, name: L1}]
        areas: [{slug: a, name: A, competencies: [{slug: b, name: B, expect: {l1: [N/A]}}]}]
        """)
    assert written(document)[-1] == {
        "row": "expectation",
        "level": "L1",
        "area": "A",
        "competency": "B",
        "expectation": "N/A",
    }
    assert read_long_form(write_long_form(document).encode()) == document


def test_an_example_of_two_lines_stays_one():
    document = of_file("""\
        levels: [{slug: l1, name: L1}]
        areas:
          - slug: a
            name: A
            competencies:
              - {slug: b, name: B, expect: {l1: [{text: Tests., examples: ["One.\\nTwo."]}]}}
        """)
    assert read_long_form(write_long_form(document).encode()) == document


@pytest.mark.parametrize("text", ["0\n", "0\xa0", " 0", "\n0", "0\r\n1", "0\x851", "1e-07", ""])
def test_data_of_its_own_keeps_every_space_and_line_end(text):
    document = of_file("levels: [{slug: l1, name: L1}]\n").model_copy(
        update={"extra": {"own": text}}
    )
    assert read_long_form(write_long_form(document).encode()).extra == {"own": text}


def test_a_name_that_two_parts_share_gives_way_to_the_slug():
    document = of_file("""\
        levels: [{slug: l1, name: L1}]
        areas:
          - slug: a
            name: A
            competencies:
              - {slug: b-1, name: B, expect: {l1: [One.]}}
              - {slug: b-2, name: B, expect: {l1: [Two.]}}
        """)
    assert [row["competency"] for row in written(document)[1:]] == ["B", "b-1", "B", "b-2"]
    assert read_long_form(write_long_form(document).encode()) == document


# Formulas.


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''@a"],
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "'", "1-2", " =1"])
def test_no_other_cell_is_touched(text):
    assert guarded(text) == unguarded(text) == text


@given(st.text("'=+-@\t\ra＝ "))
def test_guarding_is_undone_exactly(text):
    assert unguarded(guarded(text)) == text


def test_no_cell_of_a_written_sheet_starts_as_a_formula_does():
    document = of_file("""\
        levels: [{slug: l1, name: "=L1", code: "-"}]
        areas:
          - slug: a
            name: "+A"
            competencies:
              - {slug: b, name: "@B", expect: {l1: [{text: "- c", examples: ["=d", "-e"]}]}}
        """)
    text = write_long_form(document)
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")] == []
    assert "'- c" in rows[-1]
    assert read_long_form(text.encode()) == document


# Bounds.


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"," * 5_000, "expected a first row that names the columns"),
        (b"level,competency,expectation" + b",x" * 5_000, "row 1: `x` is no column"),
        (b"level,competency,expectation\n" + b"a,b,c\n" * 60_000, "row 12502: the file passes"),
        (b"level,competency,expectation\n" + b",\n" * 60_000, "row"),
        (b"level,competency,expectation\n" + b"\n" * 900_000, "row"),
        (b"a" * 10_000_000, "the file has 10,000,000 bytes; at most 1,000,000 are read"),
        (b"level,competency,expectation\n" + b'"' * 900_001, "row 2: this is not CSV"),
    ],
    ids=["5,000 columns", "names", "rows", "commas", "blank rows", "bytes", "quotes"],
)
def test_a_sheet_that_would_take_too_much_is_refused(data, said):
    with pytest.raises(LadderError) as caught:
        read_long_form(data)
    assert str(caught.value).startswith(said)


def test_details_count_together_however_they_repeat_themselves():
    bomb = "extra: {" + ", ".join(
        ["a: &a [x, x, x, x, x, x, x, x]", "b: &b [*a, *a, *a, *a, *a, *a]", "c: [*b, *b, *b, *b]"]
    ) + "}"  # fmt: skip
    rows = [f'level,,L{number},,,,,,,"{bomb}"' for number in range(1_000)]
    assert "the file passes 50,000 values" in refusal(*rows, columns=FULL_COLUMNS)
