"""Each layout in which ladders are published comes out right, or asks for what it cannot know."""

from bragdoc.ladders.sheets.building import build
from bragdoc.ladders.sheets.grid import Grid, read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Asked
from tests.bragdoc import sheet_layouts


def brought(text, **changes):
    """What comes of a sheet with the guess, or with a part of the layout changed."""
    grid = read_grid(text.encode())
    return build(grid, guess(grid).changed(**changes))


def texts(document, competency):
    """The sentences of a competency by the key of their cell."""
    return {
        key: [item.text for item in cell.items]
        for key, cell in document.competency(competency).expect.items()
    }


def counted(built):
    counts = built.counts
    return tuple(counts[kind] for kind in ("levels", "tracks", "competencies", "expectations"))


def asked(built):
    return [problem.asked for problem in built.problems]


# Levels beside each other


def test_levels_beside_each_other_need_no_correction():
    built = brought(sheet_layouts.LEVELS_ACROSS)
    document = built.document

    assert asked(built) == []
    assert counted(built) == (4, 1, 4, 10)
    assert [area.name for area in document.areas] == [
        "Craft › Code", "Craft › Running", "People › Talking",
    ]  # fmt: skip
    assert [position.label for position in document.tracks[0].levels] == [
        "Engineer (N1)", "Senior Engineer (N2)", "Staff Engineer (N3)", "Principal Engineer (N4)",
    ]  # fmt: skip
    assert document.ladder.source.licence == "Licence: CC-BY-4.0"


def test_a_reference_is_not_copied_text_and_not_applicable_is_not_an_empty_cell():
    document = brought(sheet_layouts.LEVELS_ACROSS).document
    testing, review, on_call = (document.competency(c) for c in ("testing", "review", "on-call"))

    assert {key: cell.same_as for key, cell in testing.expect.items()} == {
        "n1": "", "n2": "", "n3": "n2",
    }  # fmt: skip
    assert review.expect["n1"].status == "not-applicable"
    assert list(on_call.expect) == ["n1", "n2", "n4"]


def test_a_merged_header_is_filled_to_the_right_and_that_is_said():
    built = brought(sheet_layouts.LEVELS_ACROSS)

    assert [level.summary for level in built.document.levels] == [
        "Focus: own tasks\nReach: a task",
        "Focus: own tasks\nReach: a team",
        "Focus: other people\nReach: several teams",
        "Focus: other people\nReach: the company",
    ]
    assert [warning.cells for warning in built.warnings] == [("E5", "G5")]


def test_steps_beside_each_other_are_levels_and_a_long_label_describes():
    built = brought(sheet_layouts.STEPS_ACROSS)
    modelling = built.document.competency("modelling")

    assert asked(built) == []
    assert built.levels == ("Awareness", "Working", "Practitioner", "Expert")
    assert modelling.summary.startswith("Turns what a business does")
    assert modelling.expect["working"].summary == "You can:"
    assert texts(built.document, "modelling")["working"] == ["draw a model", "explain it"]
    assert modelling.expect["practitioner"].status == "not-defined"


def test_a_sheet_of_one_competency_is_named_by_its_title_and_leaves_scores_out():
    built = brought(sheet_layouts.ONE_COMPETENCY)

    assert asked(built) == []
    assert texts(built.document, "delivery") == {
        "beginner": ["Keeps a list.", "Says when late."],
        "advanced": ["Plans a month.", "Is seldom late."],
        "expert": ["Plans a year.", "Helps others not to be late."],
    }
    assert [warning.cells for warning in built.warnings] == [("C4", "E4", "G4"), ("A6",)]


def test_an_area_on_a_row_of_its_own_and_bullets_in_a_cell():
    built = brought(sheet_layouts.AREAS_ON_ROWS)

    assert (asked(built), built.warnings) == ([], ())
    assert counted(built) == (3, 1, 3, 12)
    assert [(area.name, len(area.competencies)) for area in built.document.areas] == [
        ("Craft", 2), ("Together", 1),
    ]  # fmt: skip
    assert texts(built.document, "delivery")["intermediate"] == [
        "You plan, roughly; a week ahead.", "You test.",
    ]  # fmt: skip
    assert texts(built.document, "design")["advanced"] == [
        "You draw it with others,\nwho disagree.", "You write down what was decided.",
    ]  # fmt: skip


def test_a_mark_under_a_level_requires_the_step_of_its_row():
    built = brought(sheet_layouts.TICKS, confirmed=[Asked.STEPS])
    targets = {
        position.level: {slug: target.step for slug, target in position.targets.items()}
        for position in built.document.tracks[0].levels
    }

    assert built.problems == ()
    assert built.scales == (("Basic", "Good", "Great"),)
    assert targets == {
        "junior": {"testing": "basic", "feedback": "basic"},
        "middle": {"testing": "good", "design": "basic", "feedback": "basic"},
        "senior": {"testing": "great", "design": "good", "feedback": "great"},
    }


# Levels below each other


def test_levels_below_each_other_go_on_over_rows_and_leave_notes_out():
    built = brought(sheet_layouts.LEVELS_DOWN)

    assert asked(built) == []
    assert counted(built) == (2, 1, 3, 10)
    assert built.levels == ("Manager 1", "Manager 2")
    assert texts(built.document, "judgement") == {
        "manager-1": ["Asks before deciding."],
        "manager-2": ["Decides and explains.", "Changes course in time."],
    }
    assert [warning.cells for warning in built.warnings] == [("F3",)]


def test_positions_below_each_other_ask_in_which_order_steps_rise():
    built = brought(sheet_layouts.PROFILE)
    lead = built.document.tracks[1]

    assert asked(built) == [Asked.STEPS]
    assert built.scales == (
        ("Adopts", "Masters"), ("Follows", "Builds", "Owns"), ("Learns", "Supports", "Guides"),
    )  # fmt: skip
    assert [position.level for position in lead.levels] == ["level-2", "level-3"]
    assert lead.levels[0].targets["people"].step == "guides"


def test_steps_take_the_order_that_a_person_gives():
    order = ["Guides", "Supports", "Learns"]
    built = brought(sheet_layouts.PROFILE, steps=order, confirmed=[Asked.STEPS])

    assert built.problems == ()
    assert built.scales[2] == ("Guides", "Supports", "Learns")
    assert [step.slug for step in built.document.scales[2].steps] == [
        "guides",
        "supports",
        "learns",
    ]


# A row for each


def test_rows_of_role_level_and_step_ask_in_which_order_levels_and_steps_rise():
    built = brought(sheet_layouts.ROLES_LONG)

    assert asked(built) == [Asked.LEVELS, Asked.STEPS]
    assert built.scales == (("Awareness", "Working", "Practitioner"),)
    assert texts(built.document, "testing") == {
        "awareness": ["Knows what a test is for."],
        "working": ["Writes tests with help."],
        "practitioner": ["Chooses what is worth a test."],
    }
    assert [warning.cells for warning in built.warnings] == [("D9",), ("F8",)]


def test_levels_take_the_order_that_a_person_gives():
    order = ("Apprentice", "Junior", "Developer")
    built = brought(sheet_layouts.ROLES_LONG, levels=order, confirmed=[Asked.LEVELS, Asked.STEPS])

    assert built.problems == ()
    assert built.levels == order
    assert [level.rank for level in built.document.levels] == [1, 2, 3]


def test_a_sentence_of_several_tracks_stands_once_and_says_for_which():
    built = brought(sheet_layouts.EXPECTATIONS_LONG)
    impact = built.document.competency("impact")

    assert (asked(built), built.warnings) == ([], ())
    assert counted(built) == (2, 2, 2, 5)
    assert [(item.text, item.tracks) for item in impact.expect["ic1"].items] == [
        ("I finish what I start.", ()),
        ("I say when I am stuck.", ("backend",)),
        ("I care for each pixel.", ("frontend",)),
    ]
    assert built.document.position("frontend", "ic2").label == "Senior UI Engineer (IC2)"


def test_a_sheet_about_one_level_asks_which_and_keeps_examples_apart():
    built = brought(sheet_layouts.ONE_LEVEL)
    assert asked(built) == [Asked.LEVEL]

    built = brought(sheet_layouts.ONE_LEVEL, level="Senior 1")
    first = built.document.competency("technical").expect["senior-1"].items[0]

    assert built.problems == ()
    assert counted(built) == (1, 1, 2, 3)
    assert first.text == "Writes code that others can change without asking about it first"
    assert first.examples == ("split a module in two", "removed a flag")


# Many of them


def test_a_sheet_of_two_thousand_expectations_is_read_whole():
    competencies = 400
    sentence = "Writes code that others read and change without asking, number {}."
    rows = [["Area", "Competency", *(f"E{level}" for level in range(1, 6))]]
    for number in range(competencies):
        sentences = (sentence.format(number * 5 + level) for level in range(5))
        rows.append([f"Area {number // 10}", f"Competency {number}", *sentences])
    grid = Grid.of(rows)
    built = build(grid, guess(grid))

    assert built.counts["expectations"] == competencies * 5
