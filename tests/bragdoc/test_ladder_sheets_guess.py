"""What a first look at a sheet takes its rows and columns for."""

import pytest

from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Content


def guessed(text, **chosen):
    """The roles of rows and of columns, by the first letters of each."""
    layout = guess(read_grid(text.encode()), **chosen)
    return {
        "arrangement": layout.arrangement.value,
        "rows": " ".join(layout.rows),
        "columns": " ".join(layout.columns),
    }


def brought(text):
    grid = read_grid(text.encode())
    return build(grid, guess(grid))


# Above the ladder


def test_a_title_names_the_ladder_and_a_paragraph_is_about_it():
    prose = "This is how we talk about growth. " * 5
    text = f"Our ladder,,\n{prose},,\n,E1,E2\nCraft,A.,B.\n© 2026 Example Ltd,,\n"
    layout = guess(read_grid(text.encode()), name="ladder.csv")
    header = brought(text).document.ladder

    assert layout.name == "Our ladder"
    assert guessed(text)["rows"] == "ignored about levels body licence"
    assert (header.name, header.slug, header.summary) == ("Our ladder", "our-ladder", prose.strip())
    assert header.source.licence == "© 2026 Example Ltd"


def test_without_a_title_the_ladder_is_named_by_the_file():
    assert guess(read_grid(b",E1,E2\nCraft,A.,B.\n"), name="Growth").name == "Growth"


# Levels beside each other


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        (
            "Level,L3,L4\nTitle,SWE II,SWE III\nYears,0-2,2-5\nScope,A task.,A feature.\n"
            "Technical skills,A.,B.\n",
            "levels titles summaries summaries body",
            "competency level level",
        ),
        (
            ",Individual contributor,,Management,\n,IC1,IC2,M1,M2\nCraft,A.,B.,C.,D.\n",
            "tracks levels body",
            "competency level level level level",
        ),
        (
            ",Engineer,Senior Engineer\n,E1,E2\nCraft,A.,B.\n",
            "levels codes body",
            "competency level level",
        ),
        (
            "Area,Skill,What it is,1,2\nCraft,Code,Programs.,A.,B.\n,Tests,Proof.,C.,D.\n",
            "levels body body",
            "area competency description level level",
        ),
        (
            "Competency,Self,Manager,Junior,Points,Senior,Points,Notes\n"
            "Code,,,A.,1,B.,2,Mine.\nTests,,,C.,1,D.,2,\nTotal,,,,2,,4,\n",
            "levels body body ignored",
            "competency ignored ignored level ignored level ignored ignored",
        ),
        (
            "#,Competency,Junior,Senior\n1,Code,A.,B.\n2,Tests,C.,D.\n",
            "levels body body",
            "ignored competency level level",
        ),
        (
            "Competency,Junior,,Senior,\nCode,A.,And more.,B.,And more.\n",
            "levels body",
            "competency level level level level",
        ),
        (
            "Dimension,🌱 Sprout,🌳 Tree\nCraft,A.,B.\nCare,C.,D.\n",
            "levels body body",
            "competency level level",
        ),
    ],
    ids=["a header of summaries", "tracks", "codes below names", "a description",
         "scores and notes", "row numbers", "two columns a level", "names of one's own"],
)  # fmt: skip
def test_levels_beside_each_other(text, rows, columns):
    assert guessed(text) == {"arrangement": "across", "rows": rows, "columns": columns}


def test_a_code_that_is_a_competency_is_one():
    text = "Competency,Junior,Senior\nCode,Writes what works.,Writes what lasts.\n"

    assert guessed(text)["rows"] == "levels body"


def test_a_row_of_codes_gives_levels_their_codes():
    document = brought(",Engineer,Senior Engineer\nCode,E1,E2\nCraft,A.,B.\n").document

    assert [position.label for position in document.tracks[0].levels] == [
        "Engineer (E1)", "Senior Engineer (E2)",
    ]  # fmt: skip


def test_cells_that_name_steps_are_steps_and_cells_of_marks_are_marks():
    steps = "Skill,Junior,Mid,Senior\nCode,Basic,Good,Good\nTests,Basic,Basic,Good\n"
    ticks = "Area,Sentence,L1,L2\nCraft,Writes tests.,x,x\n,Designs.,,x\nPeople,Mentors.,,x\n"
    words = "Skill,Junior,Senior\nCode,Writes.,see Junior\nTests,see Junior,see Junior\n"

    assert guess(read_grid(steps.encode())).content is Content.STEPS
    assert guess(read_grid(words.encode())).content is Content.TEXT
    assert guess(read_grid(ticks.encode())).content is Content.TICKS
    assert guessed(ticks)["columns"] == "competency expectation level level"


def test_a_marked_sentence_is_said_at_its_lowest_level():
    built = brought(
        "Competency,Sentence,L1,L2,L3\n"
        "Craft,Writes tests.,x,x,x\n,Designs with others.,,x,x\n"
        "People,Mentors.,,x,\n,Was never marked.,,,\n"
    )
    expect = {
        competency.slug: {key: [item.text for item in cell.items] for key, cell in cells.items()}
        for _, competency in built.document.competencies()
        for cells in [competency.expect]
    }

    assert expect == {
        "craft": {"l1": ["Writes tests."], "l2": ["Designs with others."]},
        "people": {"l2": ["Mentors."]},
    }
    assert [(warning.sentence, warning.cells) for warning in built.warnings] == [
        ("These have no mark at some level above their first; they hold there too.", ("B4",)),
        ("These are marked for no level, and are left out.", ("B5",)),
    ]


def test_rows_of_steps_above_long_sentences_are_steps_with_what_they_mean():
    long = "Does it alone and without being asked and explains to others how it is done"
    built = brought(
        f"Skill,Which,About,L1,L2\nCode,Basic,{long}.,x,x\n,Good,{long} well.,,x\n"
        f"Tests,Basic,{long} too.,x,x\n"
    )
    code = built.document.competency("code")

    assert built.scales == (("Basic", "Good"),)
    assert code.expect["good"].items[0].text == f"{long} well."


# Levels below each other


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        (
            "Level,Title,Experience,Craft,People\n1,Junior,1 year,A.,B.\n2,Senior,3 years,C.,D.\n",
            "competencies body body",
            "level title competency competency competency",
        ),
        (
            ",Craft,,People,\nLevel,Code,Design,Talk,Hire\nJunior,A b.,B.,C.,\nSenior,D e.,E.,,\n",
            "areas competencies body body",
            "level competency competency competency competency",
        ),
        (
            "Level,Craft,People\n,What you make.,Whom you help.\nJunior,A.,B.\nSenior,C.,D.\n",
            "competencies descriptions body body",
            "level competency competency",
        ),
        (
            "Level,Craft,People\nIndividual contributors,,\nE1,A.,B.\nManagement track,,\n"
            "M1,C.,D.\nCC-BY-4.0,,\n",
            "competencies track body track body licence",
            "level competency competency",
        ),
        (
            "Level,Craft,People\nE1,1.,2.\nE2,3.,4.\nTotal,4,6\n",
            "competencies body body ignored",
            "level competency competency",
        ),
        (
            "Level,Grade code,Craft,Score,Notes\nE1,7,A.,1,Mine.\nE2,8,B.,2,\n",
            "competencies body body",
            "level code competency ignored ignored",
        ),
        (
            ",Craft,People\nEngineer I,A.,B.\nEngineer II,C.,D.\n",
            "competencies body body",
            "level competency competency",
        ),
    ],
    ids=["titles", "areas", "descriptions", "tracks on rows", "a total", "codes and scores",
         "no heading"],
)  # fmt: skip
def test_levels_below_each_other(text, rows, columns):
    assert guessed(text) == {"arrangement": "down", "rows": rows, "columns": columns}


def test_a_track_on_a_row_of_its_own_holds_for_the_rows_below_it():
    built = brought("Level,Craft\nMakers track,\nE1,A.\nE2,B.\nManagement track,\nE2,C.\nM3,D.\n")

    assert [
        (track.name, [position.level for position in track.levels])
        for track in built.document.tracks
    ] == [("Makers track", ["e1", "e2"]), ("Management track", ["e2", "m3"])]
    assert [
        (key, [(item.text, item.tracks) for item in cell.items])
        for key, cell in built.document.competency("craft").expect.items()
    ] == [
        ("e1", [("A.", ())]),
        ("e2", [("B.", ("makers-track",)), ("C.", ("management-track",))]),
        ("m3", [("D.", ())]),
    ]


def test_tracks_that_say_otherwise_at_one_level_have_a_cell_each():
    built = brought(
        "Level,Craft\nMakers track,\nE1,A.\nE2,n/a\nManagers track,\nE2,see E1\nE1,B.\n"
    )
    expect = built.document.competency("craft").expect

    assert (expect["makers-track/e2"].status, expect["managers-track/e2"].same_as) == (
        "not-applicable", "e1",
    )  # fmt: skip


# A row for each


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        (
            "Level,Competency,Expectation\nSenior,Craft,A.\nSenior,Craft,B.\n",
            "headings body body",
            "level competency expectation",
        ),
        (
            "Grade,Skill,Proficiency,Description\nE1,Code,Basic,A.\nE2,Code,Good,B.\n",
            "headings body body",
            "level competency step expectation",
        ),
        (
            "Position,Theme,Behaviours,Examples,Comments\nSenior,Craft,A.,For one.,Mine.\n",
            "headings body",
            "level competency expectation examples ignored",
        ),
        (
            "Skill,Step,Statement\nCraft,,\nCode,Basic,A.\nTests,Good,B.\nTotal,2,3\n",
            "headings area body body ignored",
            "competency level expectation",
        ),
    ],
    ids=["three columns", "steps", "titles and examples", "steps as levels"],
)
def test_a_row_for_each_expectation(text, rows, columns):
    assert guessed(text) == {"arrangement": "rows", "rows": rows, "columns": columns}


def test_examples_without_a_sentence_are_kept():
    built = brought("Level,Skill,Expectation,Examples\nE1,Code,,- One.\nE1,Talk,A.,- Two.\n")

    assert built.document.competency("code").expect["e1"].examples == ("One.",)
    assert built.document.competency("talk").expect["e1"].items[0].examples == ("Two.",)
