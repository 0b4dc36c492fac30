"""What the text of one cell says."""

import pytest

from bragdoc.ladders.sheets.cells import Said, is_tick, is_ticked, reference_of, said, status_of
from bragdoc.ladders.sheets.layout import Split


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A", "na", "N.A.", "-", "–", "---", "Not applicable", "not applicable at this level",
     "n/a (not applicable at this level)", "N/A - managers only"],
)  # fmt: skip
def test_not_applicable_is_said_in_many_ways(text):
    assert status_of(text) == "not-applicable"


@pytest.mark.parametrize(
    "text",
    ["not defined", "This skill level is currently not defined.", "Not yet defined", "TBD", "todo",
     "To be defined."],
)  # fmt: skip
def test_so_is_not_defined(text):
    assert status_of(text) == "not-defined"


@pytest.mark.parametrize(
    "text",
    ["", "Names the risks.", "- helps", "National standards", "Not afraid to ask.", "To do well"],
)
def test_a_sentence_is_no_status(text):
    assert status_of(text) == ""


def test_what_a_status_adds_to_itself_is_kept():
    assert said("n/a", Split.WHOLE).lead_in == ""
    assert said("N/A (managers only)", Split.WHOLE).lead_in == "N/A (managers only)"


@pytest.mark.parametrize(
    ("text", "name"),
    [("see E3", "E3"), ("See Level 3.", "3"), ("same as Senior Engineer", "Senior Engineer"),
     ("As for E2:", "E2"), ("All of E2, plus:", "E2"), ("Sees E3", ""), ("E3", "")],
)  # fmt: skip
def test_a_reference_names_what_it_leads_to(text, name):
    assert reference_of(text) == name


def test_only_the_name_of_a_level_is_a_reference():
    assert said("see the manual", Split.WHOLE, {"e1"}).items == ("see the manual",)
    assert said("see E1", Split.WHOLE, {"e1"}).reference == "E1"
    assert said("see E1", Split.WHOLE).reference == "E1"


def test_a_reference_above_bullets_is_added_to():
    stated = said("Same as E1, plus:\n- plans\n- tests", Split.MARKS, {"e1"})

    assert (stated.reference, stated.items) == ("E1", ("plans", "tests"))


SEVERAL = "You can:\n• plan a week\n  with others\n\n2. test\n- speak\n–"


@pytest.mark.parametrize(
    ("split", "lead_in", "items"),
    [
        (Split.WHOLE, "", (SEVERAL,)),
        (Split.LINES, "", ("You can:", "plan a week", "with others", "test", "speak")),
        (Split.MARKS, "You can:", ("plan a week\nwith others", "test", "speak")),
    ],
)
def test_a_cell_is_split_by_lines_by_list_marks_or_not_at_all(split, lead_in, items):
    stated = said(SEVERAL, split)

    assert (stated.lead_in, stated.items) == (lead_in, items)


def test_text_without_list_marks_is_not_split_by_them():
    assert said("One.\nTwo.", Split.MARKS).items == ("One.\nTwo.",)


@pytest.mark.parametrize("text", ["-5 days of leave", "1.5 times as many", "3.x is known"])
def test_a_sign_or_a_number_that_belongs_to_the_text_is_no_list_mark(text):
    assert said(text, Split.WHOLE).items == (text,)
    assert said(text, Split.MARKS).items == (text,)


def test_a_list_below_for_example_holds_examples():
    stated = said("Ends incidents calmly, e.g.\n• led one\n• wrote it up", Split.MARKS)

    assert stated.items == ("Ends incidents calmly",)
    assert stated.examples == ("led one", "wrote it up")


@pytest.mark.parametrize("text", ["", "#REF!", "#N/A", "•", "1."])
def test_a_formula_that_failed_and_a_mark_alone_say_nothing(text):
    assert said(text, Split.WHOLE) == said("", Split.WHOLE) == Said()


def test_marks_for_yes_and_no():
    assert [text for text in ["x", "X", "✓", "yes", "1", "-", "no", "0"] if is_tick(text)] == [
        "x", "X", "✓", "yes", "1", "-", "no", "0",
    ]  # fmt: skip
    assert [text for text in ["x", "yes", "-", "no", "", "n/a"] if is_ticked(text)] == ["x", "yes"]
    assert not is_tick("Expert")
