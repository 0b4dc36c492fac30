"""A workbook with a sheet for each level, or for each competency, is one ladder."""

from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import MAX_ROWS, Grid, read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.stacking import stacked
from tests.bragdoc import sheet_layouts


def sheet(name, text):
    return name, read_grid(text.encode())


def brought(*sheets):
    grid = stacked(sheets)
    return build(grid, guess(grid))


def texts(built, competency):
    return {
        key: [item.text for item in cell.items]
        for key, cell in built.document.competency(competency).expect.items()
    }


def test_a_sheet_for_each_level_asks_for_no_level():
    built = brought(
        sheet("Senior 1", sheet_layouts.ONE_LEVEL),
        sheet("Senior 2", "Theme,Competency,Proficiency,Evidence\nLeadership,Leads a group,,\n"),
    )

    assert built.problems == ()
    assert built.levels == ("Senior 1", "Senior 2")
    assert texts(built, "leadership") == {
        "senior-1": ["Takes the lead on a piece of work that needs several people"],
        "senior-2": ["Leads a group"],
    }


def test_a_sheet_for_each_competency_asks_for_no_competency():
    other = ",Beginner,,Advanced,,Expert,\n,Listens.,1,Talks.,2,Teaches.,3\nResult,,1,,2,,3\n"
    built = brought(
        sheet("Delivery", sheet_layouts.ONE_COMPETENCY),
        sheet("Read me", "How to use this workbook\nAsk your manager\n"),
        sheet("Talking", f"Talking,,\n{other}"),
    )

    assert built.problems == ()
    assert texts(built, "delivery")["beginner"] == ["Keeps a list.", "Says when late."]
    assert texts(built, "talking") == {
        "beginner": ["Listens."], "advanced": ["Talks."], "expert": ["Teaches."],
    }  # fmt: skip


def test_a_sheet_for_each_track_names_the_tracks():
    rows = brought(
        sheet("Makers", "Level,Skill,Sentence\nE1,Code,A.\nE2,Code,B.\n"),
        sheet("Leads", "Level,Skill,Sentence\nE2,Code,C.\n"),
    )
    down = brought(
        sheet("Makers", "Level,Code\nE1,A.\nE2,B.\n"), sheet("Leads", "Level,Code\nE2,C.\n")
    )

    for built in (rows, down):
        assert built.problems == ()
        assert [
            (track.name, [position.level for position in track.levels])
            for track in built.document.tracks
        ] == [("Makers", ["e1", "e2"]), ("Leads", ["e2"])]


def test_rows_of_the_header_that_are_the_same_in_each_sheet_stand_once():
    header = "Skill,E1,E2\nTitle,Engineer,Senior Engineer\n"
    grid = stacked(
        [sheet("Craft", f"{header}Code,A.,B.\n"), sheet("People", f"{header}Talk,C.,D.\n")]
    )
    built = build(grid, guess(grid))

    assert [row[0] for row in grid.rows] == ["Area", "", "Craft", "People"]
    assert [position.label for position in built.document.tracks[0].levels] == [
        "Engineer (E1)", "Senior Engineer (E2)",
    ]  # fmt: skip
    assert [(area.name, area.competencies[0].name) for area in built.document.areas] == [
        ("Craft", "Code"), ("People", "Talk"),
    ]  # fmt: skip


def test_it_is_said_which_sheets_are_read_as_one():
    one, other = sheet("E1", "Skill,Sentence\nCode,A.\n"), sheet("E2", "Skill,Sentence\nTalk,B.\n")

    assert stacked([one, other]).remarks == (
        "These sheets have the same headings and are read as one: “E1”, “E2”.",
    )


def test_sheets_that_share_no_headings_lack_nothing_or_are_too_long_are_not_one():
    half = Grid.of([["Skill", "Sentence"], *[["Code", "A."]] * (MAX_ROWS - 1)])

    whole = sheet("a", "Track,Level,Skill,Sentence\nMakers,E1,Code,A.\n")

    assert stacked([]) is None
    assert stacked([whole, whole]) is None
    assert stacked([sheet("a", "x,y\n1,2"), sheet("b", "x,z\n1,2"), sheet("c", "x\ny")]) is None
    assert stacked([("a", half), ("b", half)]) is None
