"""Jira's CSV: repeated columns, dates in the form of the site, and exports without dates."""

from datetime import date

import pytest

from bragdoc.capture.trackers import jira
from tests.bragdoc.exports import JIRA, jira_csv, jira_row, read, reasons, table, titles


def test_a_resolved_issue_is_a_candidate_of_its_assignee():
    text = jira_csv(jira_row("SHOP-12", Labels=["perf", "web"], Description="It was slow."))

    [candidate] = read("jira", text).candidates

    assert (candidate.title, candidate.ends_on) == ("Cut checkout p99", date(2026, 3, 2))
    assert candidate.tags == ("perf", "web")
    assert candidate.headings == ("SHOP",)
    assert candidate.details == "It was slow.\n\n- 2026-03-02: Cut checkout p99 (SHOP-12)"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Status": "To Do", "Resolution": "", "Resolved": ""}, "Not done yet"),
        ({"Status": "In Review", "Resolution": "Unresolved", "Resolved": ""}, "Not done yet"),
        ({"Resolution": "Won't Do"}, "Closed as “Won't Do”"),
        ({"Resolution": "Duplicate"}, "Closed as “Duplicate”"),
        ({"Status": "Cancelled"}, "Cancelled"),
    ],
)
def test_what_is_not_done_is_left_out(cells, reason):
    reading = read("jira", jira_csv(jira_row("SHOP-12", **cells)))

    assert titles(reading) == []
    assert reasons(reading) == {"SHOP-12 Cut checkout p99": reason}


def test_what_somebody_else_did_is_not_the_work_of_who_reported_it():
    text = jira_csv(
        jira_row("SHOP-1"),
        jira_row("SHOP-2", "Pay by card", Assignee="Eve Marsh", Reporter="Ada Okoye"),
        jira_row("SHOP-3", "Refunds", Assignee="Unassigned"),
    )

    reading = read("jira", text, me="Ada Okoye")

    assert titles(reading) == ["Cut checkout p99"]
    assert reasons(reading) == {
        "SHOP-2 Pay by card": "Somebody else’s, reported by you",
        "SHOP-3 Refunds": "Assigned to nobody",
    }


@pytest.mark.parametrize(
    "written",
    [
        "02/Mar/26 10:17 PM",
        "2/Mar/26",
        "2026-03-02 22:17",
        "2026-03-02T22:17:00.000+0100",
        "2.3.26 22:17",
        "Mar 2, 2026",
        "02-Mar-2026",
    ],
)
def test_days_are_read_as_sites_write_them(written):
    [candidate] = read("jira", jira_csv(jira_row("SHOP-1", Resolved=written))).candidates

    assert candidate.ends_on == date(2026, 3, 2)


def test_which_comes_first_of_day_and_month_is_asked_once():
    text = jira_csv(jira_row("SHOP-1", Resolved="5/6/25"), jira_row("SHOP-2", Resolved="7/6/25"))

    reading = read("jira", text)

    choice = reading.choices[0]
    assert (choice.name, choice.asks) == ("day_first", True)
    assert [(option.value, option.hint) for option in choice.options] == [
        ("yes", "5/6/25 is 5 June 2025"),
        ("no", "5/6/25 is 6 May 2025"),
    ]


@pytest.mark.parametrize(("answer", "day"), [("yes", date(2025, 6, 5)), ("no", date(2025, 5, 6))])
def test_the_answer_decides(answer, day):
    reading = read("jira", jira_csv(jira_row("SHOP-1", Resolved="5/6/25")), day_first=answer)

    assert reading.candidates[0].ends_on == day
    assert not reading.choices[0].asks


@pytest.mark.parametrize(
    ("other", "day"), [("5/17/25", date(2025, 5, 6)), ("17/5/25", date(2025, 6, 5))]
)
def test_a_number_above_twelve_anywhere_in_the_file_answers(other, day):
    text = jira_csv(
        jira_row("SHOP-1", Resolved="5/6/25"),
        jira_row("SHOP-2", Assignee="Eve Marsh", Resolved=other),
    )

    reading = read("jira", text, me="Ada Okoye")

    assert reading.candidates[0].ends_on == day
    assert [choice.asks for choice in reading.choices] == [False, False]


def test_days_that_nobody_can_read_two_ways_are_not_asked_about():
    reading = read("jira", jira_csv(jira_row("SHOP-1")))

    assert [choice.name for choice in reading.choices] == ["who"]


def test_the_parts_of_an_epic_are_one_candidate_under_its_name():
    text = jira_csv(
        jira_row("SHOP-9", "Checkout", Issue_Type="Epic", Status="In Progress", Resolution="",
                 Resolved=""),
        jira_row("SHOP-1", "Cache prices", Parent="SHOP-9"),
        jira_row("SHOP-2", "Load less", Parent="SHOP-9"),
    )  # fmt: skip

    [candidate] = read("jira", text).candidates

    assert candidate.title == "Checkout: Cache prices, and one more issue"
    assert candidate.headings == ("SHOP", "Checkout")
    assert candidate.identity == "jira SHOP SHOP-9"


def test_a_parent_may_be_named_by_its_number():
    text = jira_csv(
        jira_row("SHOP-9", "Checkout", Issue_id="1009", Status="To Do", Resolution="", Resolved=""),
        jira_row("SHOP-1", "Cache prices", Parent="1009"),
        jira_row("SHOP-2", "Load less", Parent="1009"),
    )

    assert titles(read("jira", text)) == ["Checkout: Cache prices, and one more issue"]


TIMELINE = ["Key", "Issue Type", "Parent", "Summary", "Status", "Assignee", "Inferred due date"]


def test_a_timeline_separated_by_tabs_has_only_planned_months():
    text = table(
        TIMELINE, ["SHOP-1", "Task", "", "Cache", "Done", "Ada", "5/17/25"], delimiter="\t"
    )

    [candidate] = read("jira", text).candidates

    assert (candidate.starts_on, candidate.ends_on, candidate.precision) == (
        date(2025, 5, 1),
        date(2025, 5, 31),
        "month",
    )


def test_an_export_of_the_current_fields_goes_by_sprint():
    rows = [
        jira_row(f"SHOP-{n}", f"Task {n}", Resolved="", Sprint=["Sprint 1", f"Sprint {n % 2 + 2}"])
        for n in range(4)
    ]

    reading = read("jira", jira_csv(*rows))

    assert {(each.identity, each.starts_on, each.precision) for each in reading.candidates} == {
        ("jira SHOP Sprint 2", None, "unknown"),
        ("jira SHOP Sprint 3", None, "unknown"),
    }


def test_directories_may_write_the_last_name_first():
    text = jira_csv(
        jira_row("SHOP-1", Assignee="Okoye, Ada (Platform)"),
        jira_row("SHOP-2", "Pay by card", Assignee="Marsh, Eve (Platform)"),
    )

    assert titles(read("jira", text, me="ada okoye")) == ["Cut checkout p99"]


def test_a_key_that_was_used_twice_loses_neither_of_its_issues():
    text = jira_csv(jira_row("SHOP-1", "Cache prices"), jira_row("SHOP-1", "Load less"))

    reading = read("jira", text)

    assert reading.candidates[0].details.count("SHOP-1") == 2
    assert reasons(reading) == {}


def test_an_issue_told_twice_is_told_once():
    text = jira_csv(jira_row("SHOP-1"), jira_row("SHOP-1"))

    reading = read("jira", text)

    assert titles(reading) == ["Cut checkout p99"]
    assert reasons(reading) == {"SHOP-1 Cut checkout p99": "Told before in the same file"}


def test_a_cell_over_several_lines_belongs_to_its_issue():
    text = jira_csv(jira_row("SHOP-1", Description="One\n\nTwo"), jira_row("SHOP-2", "Pay"))

    [candidate] = read("jira", text).candidates

    assert candidate.spans == ((2, 4), (5, 5))


def test_a_cell_that_looks_like_a_formula_stays_text():
    text = jira_csv(jira_row("SHOP-1", '=HYPERLINK("http://evil.example";"x")'))

    assert titles(read("jira", text)) == ['=HYPERLINK("http://evil.example";"x")']


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        (jira_csv(), True),
        (table(["Work item key", "Summary", "Status"]), True),
        (table(TIMELINE, delimiter="\t"), True),
        (table(["ID", "Team", "Title", "Status"]), False),
        (table([*JIRA[1:]]), False),
        ("", False),
        ("Some wins,\nand more", False),
    ],
)
def test_it_is_recognised_by_its_columns(text, is_ours):
    assert jira.recognises(text.encode(), "x.csv") is is_ours
