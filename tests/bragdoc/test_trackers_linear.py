"""Linear's CSV, whose columns have changed over the years."""

from datetime import date

import pytest

from bragdoc.capture.trackers import linear
from tests.bragdoc.exports import linear_csv, linear_row, read, reasons, table, titles


@pytest.mark.parametrize(
    "completed", ["Mon Mar 02 2026 10:00:00 GMT+0000 (GMT)", "2026-03-02T10:00:00.000Z"]
)
def test_a_completed_issue_is_a_candidate_of_its_assignee(completed):
    text = linear_csv(
        linear_row("WEB-1", Completed=completed, Started="2026-02-23", Project="Checkout")
    )

    [candidate] = read("linear", text).candidates

    assert candidate.title == "Cut checkout p99"
    assert (candidate.starts_on, candidate.ends_on) == (date(2026, 2, 23), date(2026, 3, 2))
    assert candidate.project == "Checkout"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Status": "Todo", "Completed": ""}, "Not done yet"),
        ({"Status": "Canceled", "Completed": "", "Canceled": "2026-03-01"}, "Cancelled"),
        ({"Status": "Duplicate", "Completed": ""}, "Cancelled"),
    ],
)
def test_what_is_not_completed_is_left_out(cells, reason):
    reading = read("linear", linear_csv(linear_row("WEB-1", **cells)))

    assert titles(reading) == []
    assert reasons(reading) == {"WEB-1 Cut checkout p99": reason}


def test_sub_issues_are_told_under_their_parent():
    text = linear_csv(
        linear_row("WEB-9", "Checkout", Status="Todo", Completed=""),
        linear_row("WEB-1", "Cache prices", Parent_issue="WEB-9"),
        linear_row("WEB-2", "Load less", Parent_issue="WEB-9"),
    )

    assert titles(read("linear", text)) == ["Checkout: Cache prices, and one more issue"]


def test_what_is_assigned_to_nobody_is_nobodys_where_there_are_several():
    text = linear_csv(
        linear_row("WEB-1", Assignee="", Creator="ada@example.org"),
        linear_row("WEB-2", "Pay by card"),
    )

    reading = read("linear", text, me="ada@example.org")

    assert titles(reading) == ["Pay by card"]
    assert reasons(reading) == {"WEB-1 Cut checkout p99": "Assigned to nobody"}


def test_what_is_assigned_to_nobody_is_theirs_who_are_alone():
    text = linear_csv(linear_row("WEB-1", Assignee="", Creator="someone@example.org"))

    assert titles(read("linear", text, me="ada@example.org")) == ["Cut checkout p99"]


def test_columns_of_other_years_do_no_harm():
    text = table(
        ["ID", "Team", "Title", "Status", "UUID", "Time in status (minutes)", "Completed"],
        ["WEB-1", "Web", "Cut checkout p99", "Done", "u-1", "12", "2026-03-02T10:00:00.000Z"],
    )

    assert linear.recognises(text.encode(), "")
    assert titles(read("linear", text)) == ["Cut checkout p99"]
