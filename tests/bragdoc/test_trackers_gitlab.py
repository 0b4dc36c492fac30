"""GitLab's merge requests and issues, as its API lists them."""

from datetime import date

import pytest

from bragdoc.capture.trackers import github, gitlab
from tests.bragdoc.exports import in_json, read, reasons, request, titles


def test_a_merged_merge_request_is_a_candidate():
    [candidate] = read("gitlab", in_json(request(12, labels=["perf", "p::1"]))).candidates

    assert (candidate.title, candidate.ends_on) == ("Cut checkout p99", date(2026, 3, 2))
    assert candidate.headings == ("acme/web/shop",)
    assert candidate.project == "shop"
    assert candidate.tags == ("perf", "p::1")
    assert candidate.identity == "https://gitlab.com/acme/web/shop/-/merge_requests/12"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "opened", "merged_at": None}, "Not merged"),
        ({"state": "closed", "merged_at": None}, "Closed without being merged"),
        ({"state": "locked", "merged_at": None}, "Not merged"),
    ],
)
def test_what_was_not_merged_is_left_out(fields, reason):
    reading = read("gitlab", in_json(request(12, **fields)))

    assert titles(reading) == []
    assert reasons(reading) == {"!12 Cut checkout p99": reason}


def test_an_old_answer_without_references_names_its_project_by_its_address():
    old = request(12, web_url="https://gitlab.com/acme/shop/merge_requests/12")
    del old["references"]

    assert read("gitlab", in_json(old)).candidates[0].headings == ("acme/shop",)


def test_a_reviewer_of_others_work_has_reviewed_it():
    theirs = request(13, "Pay by card", by="eve", reviewers=[{"username": "ada"}])

    reading = read("gitlab", in_json(request(12), theirs), me="Ada")

    assert [(each.title, each.role) for each in reading.candidates] == [
        ("Cut checkout p99", ""),
        ("Reviewed a merge request of somebody else in March 2026: Pay by card", "reviewed"),
    ]


def test_a_closed_issue_is_the_work_of_whoever_it_was_assigned_to():
    fields = {"web_url": "https://gitlab.com/acme/shop/-/issues/3", "state": "closed"}
    done = request(3, **fields, assignees=[{"username": "ada"}], by="eve", merged_at=None)
    done["closed_at"] = "2026-03-05T10:00:00Z"
    del done["source_branch"]

    [candidate] = read("gitlab", in_json(done)).candidates

    assert (candidate.title, candidate.ends_on) == ("Cut checkout p99", date(2026, 3, 5))


def test_it_is_told_from_github_by_its_own_numbers():
    text = in_json(request(12)).encode()

    assert gitlab.recognises(text, "")
    assert not github.recognises(text, "")
