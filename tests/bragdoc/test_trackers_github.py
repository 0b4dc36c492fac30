"""GitHub's exports: what `gh` prints and what the API answers, each shape by its own fields."""

import json
from datetime import date

import pytest

from bragdoc.capture.trackers import github
from tests.bragdoc.exports import (
    answered,
    found,
    in_json,
    issue,
    large,
    pull,
    read,
    reasons,
    titles,
)

SHAPES = {"gh pr list": pull, "gh search prs": found, "the search of the API": answered}


@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES)
def test_a_merged_pull_request_is_a_candidate_in_every_shape(make):
    [candidate] = read("github", in_json(make(42))).candidates

    assert (candidate.title, candidate.starts_on, candidate.ends_on, candidate.precision) == (
        "Cut checkout p99",
        date(2026, 3, 2),
        date(2026, 3, 2),
        "day",
    )
    assert candidate.links == ("https://github.com/acme/shop/pull/42",)
    assert candidate.headings == ("acme/shop",)
    assert candidate.project == "shop"


@pytest.mark.parametrize(
    "text",
    [
        in_json(pull(1), pull(2, "Pay by card")),
        in_json(pull(1), pull(2, "Pay by card"), indent=2),
        "\n".join(json.dumps(each) for each in (pull(1), pull(2, "Pay by card"))),
        in_json(pull(1)) + in_json(pull(2, "Pay by card")),
        in_json([pull(1)], [pull(2, "Pay by card")]),
        json.dumps({"total_count": 2, "items": [pull(1), pull(2, "Pay by card")]}),
        "\ufeff" + in_json(pull(1), pull(2, "Pay by card")),
    ],
    ids=["array", "indented", "lines", "two arrays", "array of arrays", "items", "byte-order mark"],
)
def test_a_list_is_read_however_it_is_wrapped(text):
    assert github.recognises(text.encode(), "")
    assert titles(read("github", text)) == [
        "Cut checkout p99, and one more pull request in acme/shop"
    ]


def test_utf_16_is_read_too():
    assert titles(read("github", in_json(pull(1)).encode("utf-16"))) == ["Cut checkout p99"]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (pull(1, state="OPEN", mergedAt=None), "Not merged"),
        (pull(1, state="CLOSED", mergedAt=None), "Closed without being merged"),
        (found(1, state="open"), "Not merged"),
        (found(1, state="closed"), "Closed without being merged"),
        (answered(1, pull_request={"merged_at": None}), "Closed without being merged"),
        ({"number": 1, "title": "Cut checkout p99", "isDraft": False, "url": ""},
         "It does not say whether it was merged"),
        (issue(1, to=["ada"], state="OPEN"), "Not done yet"),
        (issue(1, to=["ada"], stateReason="NOT_PLANNED"), "Cancelled"),
    ],
)  # fmt: skip
def test_what_was_not_finished_is_left_out_with_the_reason(item, reason):
    reading = read("github", in_json(item))

    assert titles(reading) == []
    assert list(reasons(reading).values()) == [reason]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"author": {"login": "app/dependabot", "is_bot": True}}, "An automatic update"),
        ({"author": {"login": "renovate[bot]"}}, "An automatic update"),
        ({"title": "Version 1.4.0"}, "Marks a version"),
        ({"title": 'Revert "Pay by card"'}, "Takes an earlier change back"),
        ({"title": "Bump django from 5.0.2 to 5.0.3"}, "An automatic update"),
    ],
)
def test_what_tells_of_no_work_is_left_out(fields, reason):
    reading = read("github", in_json(pull(1, **fields), pull(2, "Pay by card")))

    assert titles(reading) == ["Pay by card"]
    assert list(reasons(reading).values()) == [reason]


def test_a_closed_issue_is_the_work_of_whoever_it_was_assigned_to():
    text = in_json(issue(1, to=["ada"]), issue(2, "Slow", to=["eve"], by="ada"), issue(3, "Old"))

    reading = read("github", text, me="ada")

    assert titles(reading) == ["The doors do not open"]
    assert reasons(reading) == {
        "#2 Slow": "Somebody else’s, reported by you",
        "#3 Old": "Assigned to nobody",
    }


def test_work_of_others_is_left_out_and_what_was_reviewed_of_it_is_told_as_such():
    review = {"author": {"login": "ada"}, "state": "APPROVED", "body": "Good"}
    text = in_json(
        pull(1),
        pull(2, "Pay by card", by="eve", reviews=[review]),
        pull(3, "Refunds", by="eve", reviews=[review], on="2026-03-20"),
        pull(4, "Vouchers", by="eve", reviews=[review | {"state": "PENDING"}]),
    )

    reading = read("github", text, me="ada")

    assert titles(reading) == [
        "Cut checkout p99",
        "Reviewed 2 pull requests of others in March 2026",
    ]
    assert [each.role for each in reading.candidates] == ["", "reviewed"]
    assert reasons(reading) == {"#4 Vouchers": "Somebody else’s"}


def test_what_was_merged_without_a_word_is_not_called_reviewed():
    text = in_json(pull(1), pull(2, "Pay by card", by="eve", mergedBy={"login": "ada"}))

    assert titles(read("github", text, me="ada"))[1:] == [
        "Reviewed or merged a pull request of somebody else in March 2026: Pay by card"
    ]


def test_the_description_is_kept_without_its_template():
    body = ["## Why", "", "The sale was slow.", "<!-- delete this -->", "- [x] tests", "## Notes"]
    [candidate] = read("github", in_json(pull(7, body="\r\n".join(body)))).candidates

    assert candidate.details == (
        "## Why\n\nThe sale was slow.\n\n"
        "- 2026-03-02: [Cut checkout p99](<https://github.com/acme/shop/pull/7>) (#7)"
    )


def test_pull_requests_that_close_one_issue_are_one_piece_of_work():
    text = in_json(
        large(1, "Queue the mails", body="Closes #9"),
        pull(2, "Queue the letters", body="Fixes https://github.com/acme/shop/issues/9"),
        pull(3, "Sweep the floor"),
    )

    reading = read("github", text)

    assert titles(reading) == [
        "Queue the mails, and one more pull request in acme/shop",
        "Sweep the floor",
    ]
    assert reading.candidates[0].identity == "https://github.com/acme/shop/pull/1"


def test_the_days_it_took_are_told_of_one_alone():
    [candidate] = read("github", in_json(pull(1, createdAt="2026-02-20T08:00:00Z"))).candidates

    assert (candidate.starts_on, candidate.ends_on) == (date(2026, 2, 20), date(2026, 3, 2))


def test_what_shares_a_line_with_others_is_told_by_its_place_in_the_list():
    items = pull(1), pull(2, "Pay by card", state="OPEN", mergedAt=None)

    [skipped] = read("github", in_json(*items)).skipped
    indented = read("github", in_json(*items, indent=1)).skipped

    assert (skipped.line, skipped.last, skipped.text) == (1, 1, "Item 2: #2 Pay by card")
    assert [(each.line, each.last, each.text) for each in indented] == [
        (1, 1, "["),
        (21, 39, "#2 Pay by card"),
        (40, 40, "]"),
    ]


def test_labels_are_offered_as_words_and_nothing_is_told_of_its_worth():
    [candidate] = read("github", in_json(pull(1, labels=[{"name": "performance"}]))).candidates

    assert candidate.tags == ("performance",)
    assert not hasattr(candidate, "impact")


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        (in_json(pull(1)), True),
        (in_json(found(1)), True),
        (json.dumps({"items": [answered(1)]}, indent=2), True),
        (in_json({"iid": 1, "number": 1, "title": "x"}), False),
        (in_json({"name": "A ladder"}), False),
        ('# Wins\n\n"number": 1, "title": 2', False),
        ("", False),
    ],
)
def test_an_export_is_recognised_by_its_fields(text, is_ours):
    assert github.recognises(text.encode(), "anything.txt") is is_ours


def test_a_long_export_is_recognised_though_its_beginning_is_cut_within_a_letter():
    text = in_json(pull(1, "é" * 40_000))

    assert all(github.recognises(text.encode()[: 64_000 + cut], "") for cut in (0, 1))


def test_what_lay_open_for_long_did_not_take_as_long():
    [candidate] = read("github", in_json(pull(1, createdAt="2025-06-01T08:00:00Z"))).candidates

    assert candidate.starts_on == candidate.ends_on == date(2026, 3, 2)
