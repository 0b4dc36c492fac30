"""Real exports: as many candidates as somebody counts who reads them, and the rest with reasons."""

import json
from collections import Counter

import pytest

from tests.bragdoc.exports import TRACKERS, read, titles
from tests.bragdoc.test_trackers_any import unaccounted

# The file, its tracker, who the person is, candidates, and why the items left out were.
COUNTED = [
    ("gh_pr_list_all_shapes__", "github", "", 1, {"Closed without being merged": 1}),
    (
        "gh_pr_list_full_httpx_2020__",
        "github",
        "",
        31,
        {
            "Marks a version": 23,
            "An update of dependencies": 3,
            "Release notes": 1,
            "Takes an earlier change back": 1,
        },
    ),
    ("gh_search_prs__", "github", "", 1, {}),
    ("github_rest_search_issues_", "github", "", 0, {"Not done yet": 2}),
    ("gitlab_merge_requests_", "gitlab", "", 0, {"Not merged": 3}),
    (
        "jira_timeline_export_tsv_",
        "jira",
        "Callie Tucker",
        3,
        {"Not done yet": 3, "Somebody else’s": 21},
    ),
    ("linear_export_25col_", "linear", "", 1, {"Not done yet": 7, "Cancelled": 2}),
]
AROUND = {"Around the items", "The names of the columns"}


@pytest.fixture
def export(samples):
    return lambda start: next((samples / "exports").glob(f"{start}*")).read_bytes()


@pytest.mark.parametrize(
    ("start", "tracker", "me", "candidates", "left_out"), COUNTED, ids=[row[0] for row in COUNTED]
)
def test_a_real_export_gives_what_a_reader_counts(export, start, tracker, me, candidates, left_out):
    reading = read(tracker, export(start), me=me)

    assert len(reading.candidates) == candidates
    reasons = Counter(skip.reason for skip in reading.skipped)
    assert {reason: n for reason, n in reasons.items() if reason not in AROUND} == left_out


@pytest.mark.parametrize("start", [row[0] for row in COUNTED])
def test_every_line_of_a_real_export_is_accounted_for(export, start):
    data = export(start)
    [tracker] = [slug for slug, each in TRACKERS.items() if each.recognises(data, start)]

    assert unaccounted(data.decode("utf-8-sig"), read(tracker, data)) == []


def test_all_real_exports_are_counted(samples):
    files = [path.name for path in (samples / "exports").iterdir()]

    assert len(files) == len(COUNTED)


def test_a_year_of_one_maintainer_comes_to_a_few_dozen_drafts(export):
    reading = read("github", export("gh_pr_list_full_httpx_2020__"))

    assert 20 <= len(reading.candidates) <= 80
    details = "\n".join(candidate.details for candidate in reading.candidates)
    assert details.count("(<https://github.com/encode/httpx/pull/") == 168 - 28


def test_half_a_year_of_it_keeps_its_drafts_when_the_other_half_is_there(export):
    items = json.loads(export("gh_pr_list_full_httpx_2020__"))
    half = [item for item in items if item["mergedAt"] < "2020-07-24"]

    before, after = (
        {candidate.identity for candidate in read("github", json.dumps(some)).candidates}
        for some in (half, items)
    )

    assert before < after


def test_who_one_is_in_a_file_of_four_is_asked(export):
    reading = read("jira", export("jira_timeline_export_tsv_"))

    assert [(choice.name, choice.asks) for choice in reading.choices] == [
        ("day_first", False),
        ("who", True),
    ]
    assert len(reading.choices[1].options) == 4


def test_a_plan_without_days_of_resolution_tells_its_month(export):
    reading = read("jira", export("jira_timeline_export_tsv_"), me="Callie Tucker")

    assert {(str(each.starts_on), each.precision) for each in reading.candidates} == {
        ("2025-05-01", "month")
    }


def test_the_one_thing_done_in_a_workspace_of_one_is_theirs(export):
    assert titles(read("linear", export("linear_export_25col_"))) == ["Done already"]
