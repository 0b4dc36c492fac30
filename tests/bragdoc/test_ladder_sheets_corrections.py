"""A person can say of every part how it is to be read, and what was made of it is said to her."""

import pytest
from pydantic import ValidationError

from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import (
    COLUMN_ROLES,
    ROW_ROLES,
    Arrangement,
    Asked,
    ColumnRole,
    Content,
    RowRole,
    Split,
)
from tests.bragdoc import sheet_layouts


def brought(text, **changes):
    grid = read_grid(text.encode())
    return build(grid, guess(grid).changed(**changes))


def texts(built, competency):
    return {
        key: [item.text for item in cell.items]
        for key, cell in built.document.competency(competency).expect.items()
    }


def warned(built):
    return [(warning.sentence, warning.cells) for warning in built.warnings]


def problems(built):
    return [(problem.sentence, problem.cells) for problem in built.problems]


# The layout


def test_a_layout_fits_one_grid_and_its_arrangement():
    grid = read_grid(sheet_layouts.LEVELS_DOWN.encode())
    layout = guess(grid)

    assert layout.fits(grid)
    assert not layout.fits(read_grid(sheet_layouts.PROFILE.encode()))
    assert not layout.changed(arrangement=Arrangement.ACROSS).fits(grid)
    assert not layout.changed(columns=layout.columns[1:]).fits(grid)


def test_one_role_is_changed_and_nothing_else():
    layout = guess(read_grid(sheet_layouts.LEVELS_DOWN.encode()))
    columns = layout.with_role(layout.columns, 5, ColumnRole.SUMMARY)
    changed = layout.changed(columns=columns)

    assert changed.columns == (*layout.columns[:5], ColumnRole.SUMMARY)
    assert changed.changed(columns=layout.columns) == layout
    with pytest.raises(ValidationError):
        layout.changed(columns=["level", "colour"])


@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_arrangement_can_be_chosen_for_every_sheet(arrangement):
    for name in ("LEVELS_ACROSS", "LEVELS_DOWN", "ROLES_LONG", "TICKS"):
        grid = read_grid(getattr(sheet_layouts, name).encode())
        layout = guess(grid, arrangement)

        assert layout.arrangement is arrangement
        assert layout.fits(grid)


def test_what_is_chosen_by_its_label_has_one():
    for choices in (Arrangement, Content, Split, RowRole, ColumnRole, Asked):
        labels = [choice.label for choice in choices]
        assert len({*labels}) == len(labels)
        assert all(label == label.strip() != "" for label in labels)
    assert {role for roles in ROW_ROLES.values() for role in roles} == {*RowRole}
    assert {role for roles in COLUMN_ROLES.values() for role in roles} == {*ColumnRole}


# What a person changes


def test_notes_can_be_read_as_what_a_level_is_about():
    grid = read_grid(sheet_layouts.LEVELS_DOWN.encode())
    layout = guess(grid)
    columns = layout.with_role(layout.columns, 5, ColumnRole.SUMMARY)
    built = build(grid, layout.changed(columns=columns))

    assert [level.summary for level in built.document.levels] == ["Mostly internal", "A big step"]
    assert built.warnings == ()


def test_a_column_and_a_row_can_be_left_out():
    grid = read_grid(sheet_layouts.LEVELS_ACROSS.encode())
    layout = guess(grid)
    built = build(
        grid,
        layout.changed(
            columns=layout.with_role(layout.columns, 6, ColumnRole.IGNORED),
            rows=layout.with_role(layout.rows, 8, RowRole.IGNORED),
        ),
    )

    assert built.levels == ("N1", "N2", "N3")
    assert "on-call" not in [competency.slug for _, competency in built.document.competencies()]


@pytest.mark.parametrize(
    ("split", "items"),
    [
        (Split.WHOLE, ["Plans a week.\nTests."]),
        (Split.LINES, ["Plans a week.", "Tests."]),
    ],
)
def test_how_cells_split_is_asked_once_where_lines_have_no_mark(split, items):
    text = 'Competency,E1,E2\nDelivery,"Plans a week.\nTests.",Plans a month.\n'
    assert [problem.asked for problem in brought(text).problems] == [Asked.SPLIT]

    built = brought(text, split=split, confirmed=[Asked.SPLIT])
    assert built.problems == ()
    assert texts(built, "delivery")["e1"] == items


def test_a_level_can_be_put_on_a_track():
    text = "Competency,Junior,Senior,Lead,Manager\nDelivery,A.,B.,C.,D.\n"
    assert [warning.cells for warning in brought(text).warnings] == []

    built = brought(text, tracks={"lead": "Engineers", "Manager": "Managers"})
    assert [
        (track.name, track.kind, [position.level for position in track.levels])
        for track in built.document.tracks
    ] == [
        ("Engineers", "ic", ["junior", "senior", "lead"]),
        ("Managers", "management", ["junior", "senior", "manager"]),
    ]
    assert texts(built, "delivery") == {
        "junior": ["A."], "senior": ["B."], "lead": ["C."], "manager": ["D."],
    }  # fmt: skip


@pytest.mark.parametrize("levels", ["Engineer,Senior Engineer,Manager", "E1,E2,M1"])
def test_managers_beside_engineers_are_pointed_at(levels):
    built = brought(f"Competency,{levels}\nDelivery,A.,B.,C.\n")

    assert warned(built) == [
        ("These levels may be on a track of their own; say which is on which.", ("D1",))
    ]


def test_two_spellings_can_be_read_as_one_name():
    text = "Competency,E1,E2\nPersonal growth,Asks.,\nPersonal-growth,,Gives.\n"
    built = brought(text)
    assert [(warning.near, warning.cells) for warning in built.warnings] == [
        (("Personal growth", "Personal-growth"), ("A2", "A3"))
    ]

    built = brought(text, same={"Personal-growth": "Personal growth"})
    assert texts(built, "personal-growth") == {"e1": ["Asks."], "e2": ["Gives."]}


def test_names_that_differ_in_a_number_or_in_case_alone_are_not_near():
    rows = ["Stage 1,A.", "Stage 2,B.", "Craft III,C.", "Craft II,D.", "TESTING,E.", "testing,F."]
    built = brought("\n".join(["Competency,E1", *rows]) + "\n,x")

    assert [warning.near for warning in built.warnings if warning.near] == []


def test_levels_that_stand_highest_first_are_turned_round_and_that_is_said():
    built = brought("Competency,Principal,Senior,Junior\nDelivery,C.,B.,A.\n")

    assert built.levels == ("Junior", "Senior", "Principal")
    assert warned(built) == [
        ("The levels stand with the highest first, and are read the other way.", ("B1", "C1", "D1"))
    ]
    assert brought(
        "Competency,Principal,Senior,Junior\nDelivery,C.,B.,A.\n",
        levels=["principal", "SENIOR"],
    ).levels == ("Principal", "Senior", "Junior")


# What is said


def test_two_levels_of_one_name_are_a_problem_that_says_where():
    across = brought("Competency,Senior,Lead,senior\nDelivery,A.,B.,C.\n")
    down = brought("Level,Delivery\nSenior,A.\nLead,B.\nSenior,C.\n")

    assert problems(across) == [
        ("B1 and D1 both name the level “senior”. Leave one out, or give each a name of its own in "
         "the sheet.", ("B1", "D1")),
    ]  # fmt: skip
    assert [problem.cells for problem in down.problems] == [("A2", "A4")]


def test_a_level_named_on_every_row_of_its_own_is_one_level():
    built = brought("Level,Delivery\nSenior,A.\nSenior,B.\nLead,C.\n")

    assert built.problems == ()
    assert texts(built, "delivery") == {"senior": ["A.", "B."], "lead": ["C."]}


def test_references_that_lead_nowhere_or_round_are_left_out_and_named():
    built = brought(
        "Competency,E1,E2,E3\n"
        "Delivery,see E2,see E3,see E1\nDesign,,see E1,see E9\nCraft,A.,see E1,B.\n"
    )

    assert texts(built, "design") == {"e3": ["see E9"]}
    assert built.document.competency("delivery").expect == {}
    assert built.document.competency("craft").expect["e2"].same_as == "e1"
    assert warned(built) == [
        ("These refer to each other, so neither says what is expected; both are left out.",
         ("B2", "C2", "D2")),
        ("These seem to refer to a level that the sheet lacks; kept as text.", ("D3",)),
        ("These refer to a level that states nothing here; the reference is left out.", ("C3",)),
    ]  # fmt: skip


def test_what_repeats_is_kept_once_and_named():
    built = brought("Competency,E1,E2\nDelivery,A.,B.\nDesign,C.,D.\nDelivery,A.,E.\n")

    assert texts(built, "delivery") == {"e1": ["A."], "e2": ["B.", "E."]}
    assert warned(built) == [
        ("These name one competency more than once; what they hold is read as one.", ("A2", "A4")),
        ("These repeat a sentence of the same place; it is kept once.", ("B4",)),
    ]


def test_a_competency_in_two_areas_is_two():
    built = brought("Area,Competency,E1\nCraft,Talking,A.\nPeople,Talking,B.\n,x,C.")

    assert [c.slug for _, c in built.document.competencies()] == ["talking", "talking-2", "x"]
    assert [warning.cells for warning in built.warnings] == [("B2", "B3")]


def test_rows_without_a_name_are_kept_and_named():
    built = brought(",E1,E2\n,A.,B.\nDelivery,C.,\n")

    assert [competency.name for _, competency in built.document.competencies()] == [
        "Row 2", "Delivery",
    ]  # fmt: skip
    assert ("Nothing names the competency of these rows.", ("A2",)) in warned(built)


def test_levels_and_competencies_that_state_nothing_are_named():
    built = brought("Competency,E1,E2,E3\nDelivery,A.,,C.\nDesign,,,\nCraft,n/a,,D.\n")

    assert warned(built) == [
        ("Nothing is stated for these levels.", ("C1",)),
        ("Nothing is stated for these.", ("A3",)),
    ]


def test_a_name_that_is_no_name_is_a_problem():
    built = brought(f"Competency,E1,E2\n{'x' * 201},A.,B.\nDesign,C.,D.\nCraft,E.,F.\n")

    assert [problem.cells for problem in built.problems] == [("A2",)]
    assert "more than 200 characters" in built.problems[0].sentence


def test_more_levels_than_a_ladder_has_are_a_problem():
    rows = "\n".join(f"Level {number},A." for number in range(101))
    built = brought(f"Level,Delivery\n{rows}\n")

    assert built.document is None
    assert problems(built) == [("These are 101 levels; a ladder has at most 100.", ())]


def test_a_sheet_that_is_no_ladder_says_what_it_lacks():
    for text in ("Shopping\nbread\nbutter\n", "a,b\n", "1,2\n3,4\n"):
        built = brought(text)
        assert built.document is None or built.problems or built.warnings


def test_a_header_that_stands_again_begins_an_area():
    built = brought("Craft,E1,E2\nTesting,A.,B.\nPeople,E1,E2\nTalking,C.,D.\n")

    assert [(area.name, [c.name for c in area.competencies]) for area in built.document.areas] == [
        ("Competencies", ["Testing"]), ("People", ["Talking"]),
    ]  # fmt: skip


def test_names_in_any_script_get_valid_slugs():
    built = brought("分野,初級,上級\n設計,学ぶ。,教える。\n試験,書く。,選ぶ。\n")

    assert built.problems == ()
    assert len({c.slug for _, c in built.document.competencies()}) == 2
    assert [level.name for level in built.document.levels] == ["初級", "上級"]


# What the cells leave to be said


def test_a_sheet_without_a_column_for_something_asks_what_it_is_about():
    grid = read_grid(b"E1,E2\nA.,B.\n")
    rows = read_grid(b"Level,Sentence\nE1,Writes what others can read without any help at all.\n")
    assert [p.asked for p in build(grid, guess(grid)).problems] == [Asked.COMPETENCY]
    assert [p.asked for p in build(rows, guess(rows, Arrangement.ROWS)).problems] == [
        Asked.COMPETENCY
    ]

    layout = guess(grid).changed(competency="Craft")
    assert texts(build(grid, layout), "craft") == {"e1": ["A."], "e2": ["B."]}
    layout = guess(grid, Arrangement.DOWN).changed(
        columns=["competency", "competency"], rows=["competencies", "body"], level="Senior"
    )
    assert texts(build(grid, layout), "e1") == {"senior": ["A."]}


def test_two_rows_or_columns_of_a_role_that_one_can_have_are_a_problem():
    grid = read_grid(b"Skill,Skill,E1,E2\nCraft,Code,A.,B.\n")
    columns = ["competency", "competency", "level", "level"]
    layout = guess(grid).changed(columns=columns, rows=["levels", "levels"])

    assert (
        problems(build(grid, layout))
        == [
            ("Rows 1 and 2 are both “Names of the levels”; let one of them be.", ()),
            ("Columns A and B are both “Competency”; let one of them be.", ()),
            ("No competency was found.", ()),
        ][:2]
    )


def test_rows_and_columns_without_a_name_get_one():
    grid = read_grid(b"Level,Craft,\nE1,A.,B.\n")
    layout = guess(grid, Arrangement.DOWN).changed(rows=["ignored", "body"])
    built = build(grid, layout)
    assert [c.name for _, c in built.document.competencies()] == ["Column B", "Column C"]

    rows = ["competencies", "body", "body", "body"]
    built = brought("Level,Craft\n,A.\nE1,B.\nE2,C.\n", rows=rows)
    assert built.levels == ("Row 2", "E1", "E2")
    assert warned(built) == [("Nothing names the level of these rows.", ("A2",))]

    built = brought("Competency,,E1,E2\nCraft,,A.,B.\n,,C.,\n")
    assert texts(built, "craft") == {"e1": ["A.", "C."], "e2": ["B."]}


def test_a_competency_that_heads_two_columns_is_one():
    built = brought("Level,Craft,,Talk,craft\nE1,A.,B.,C.,D.\nE2,E.,,F.,\n")

    assert texts(built, "craft") == {"e1": ["A.", "B.", "D."], "e2": ["E."]}
    assert [cells for _, cells in warned(built)] == [("C1",), ("B1", "E1")]


def test_what_a_competency_is_about_may_stand_below_its_name():
    built = brought("Level,Craft,People\n,What you make.,Whom you help.\nE1,A.,B.\nE2,C.,D.\n")

    assert built.document.competency("craft").summary == "What you make."


def test_a_formula_that_failed_is_left_out_and_named():
    built = brought("Competency,E1,E2\nCraft,#REF!,B.\nTalk,C.,D.\n")
    steps = brought("Skill,E1,E2\nCode,Basic,#N/A\nTalk,Basic,Basic\n")

    assert texts(built, "craft") == {"e2": ["B."]}
    assert warned(built)[0][1] == ("B2",)
    assert warned(steps)[0][1] == ("C2",)
    assert list(steps.document.tracks[0].levels[1].targets) == ["talk"]


def test_a_step_may_be_optional_or_not_asked_at_all():
    built = brought("Skill,E1,E2\nCode,Basic,Good\nTalk,n/a,Good (optional)\nPlan,Basic,Basic\n")
    first, second = built.document.tracks[0].levels

    assert {slug: target.need for slug, target in second.targets.items()} == {
        "code": "required", "talk": "optional", "plan": "required",
    }  # fmt: skip
    assert list(first.targets) == ["code", "plan"]


def test_two_steps_for_one_level_are_named_and_the_first_counts():
    built = brought(
        "Level,Skill,Skill level,Statement\nE1,Code,Basic,A.\nE1,Code,Good,B.\nE1,Talk,,C.\n"
        "E2,Code,Good,\nE2,Talk,Basic,D.\n"
    )
    talk = built.document.competency("talk")

    assert built.document.tracks[0].levels[0].targets["code"].step == "basic"
    assert (talk.summary, [item.text for item in talk.expect["basic"].items]) == ("C.", ["D."])
    assert [cells for _, cells in warned(built)] == [("C2", "C3"), ("D4",)]


def test_an_area_or_a_track_on_a_row_of_its_own_holds_for_the_rows_below_it():
    text = "Level,Skill,Statement\nCraft,,\nE1,Code,A.\nPeople,,\nE1,Talk,B.\n"
    built = brought(text)
    assert [(area.name, len(area.competencies)) for area in built.document.areas] == [
        ("Craft", 1), ("People", 1),
    ]  # fmt: skip

    built = brought(text, rows=["headings", "track", "body", "track", "body"])
    assert [track.name for track in built.document.tracks] == ["Craft", "People"]
    assert [c.tracks for _, c in built.document.competencies()] == [("craft",), ("people",)]
