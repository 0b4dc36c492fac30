"""A brag document is brought in by command."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bragdoc.models import Candidate, Import
from tests.bragdoc.conftest import BRAG_DOCUMENT

FOUND = [
    "Cut the nightly import from 40 minutes to 6 https://ci.example/42",
    "Wrote down why we will not split the database",
]
GOAL = "Learn to delegate"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "wins.md"
    file.write_text(BRAG_DOCUMENT + "\n## Goals\n\n- Learn to delegate\n- TODO\n")
    return file


OWNER = ["--owner", "ada@example.org"]


def run(*arguments):
    out = StringIO()
    call_command("import_brag", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_fills_its_owners_inbox(ada, file):
    assert run(file, *OWNER) == "3 new, 0 known, 1 skipped\n"
    assert list(Candidate.objects.waiting_for(ada).values_list("title", "offers")) == [
        *((title, "win") for title in FOUND),
        (GOAL, "goal"),
    ]


def test_the_preview_is_json_and_writes_nothing(ada, file):
    preview = json.loads(run(file, "--owner", "ADA@example.org", "--preview"))

    assert [found["title"] for found in preview["candidates"]] == [*FOUND, GOAL]
    assert preview["candidates"][0] == {
        "title": FOUND[0],
        "details": "",
        "starts_on": "2026-10-01",
        "ends_on": "2026-10-31",
        "precision": "month",
        "headings": ["2026", "October 2026"],
        "links": ["https://ci.example/42"],
        "line": 5,
        "offers": "win",
        "kind": "",
        "role": "",
        "project": "",
        "people": [],
        "tags": [],
        "identity": "",
    }
    assert preview["candidates"][2]["offers"] == "goal"
    assert preview["skipped"] == [
        {"line": 11, "last": 11, "text": "- TODO", "reason": "A placeholder"}
    ]
    [unit] = preview["choices"]
    assert (unit["name"], unit["value"], unit["asks"]) == ("unit", "bullet", False)
    assert [(each["value"], each["hint"]) for each in unit["options"]] == [
        ("bullet", "2 wins, 1 goal"),
        ("section", "1 win, 1 goal"),
    ]
    assert (Import.objects.count(), Candidate.objects.count()) == (0, 0)


def test_a_choice_is_read_by(ada, file):
    preview = json.loads(run(file, *OWNER, "--choice", "unit=section", "--preview"))

    assert [found["title"] for found in preview["candidates"]] == [FOUND[0], GOAL]
    assert preview["choices"][0]["value"] == "section"


@pytest.fixture
def ambiguous(tmp_path):
    file = tmp_path / "ambiguous.md"
    file.write_text("- 03-04-2024: Moved the scheduler\n")
    return file


def test_a_date_that_reads_both_ways_is_asked_about_first(ada, ambiguous):
    with pytest.raises(CommandError) as refused:
        run(ambiguous, *OWNER)

    assert str(refused.value).removeprefix(f"{ambiguous}: ") == (
        "Which day is 03-04-2024? Say so with --choice day_first=…, one of:\n"
        "  yes: 3 April 2024 (The day comes first.)\n"
        "  no: 4 March 2024 (The month comes first.)"
    )
    assert Import.objects.count() == 0


def test_the_preview_shows_both_readings(ada, ambiguous):
    preview = json.loads(run(ambiguous, *OWNER, "--preview"))

    [order] = preview["choices"]
    assert (order["name"], order["value"], order["asks"]) == ("day_first", "", True)
    assert [each["label"] for each in order["options"]] == ["3 April 2024", "4 March 2024"]


@pytest.mark.parametrize(("answer", "day"), [("yes", "2024-04-03"), ("no", "2024-03-04")])
def test_an_answer_dates_what_it_was_asked_about(ada, ambiguous, answer, day):
    run(ambiguous, *OWNER, "--choice", f"day_first={answer}")

    assert str(Candidate.objects.get().starts_on) == day


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ("unit", "--choice unit: write NAME=VALUE."),
        ("unit=chapter", "--choice unit=chapter: choose bullet, section."),
        ("day_first=yes", "--choice day_first: this file leaves unit to choose."),
    ],
)
def test_an_answer_to_nothing_is_refused(ada, file, choice, problem):
    with pytest.raises(CommandError) as refused:
        run(file, *OWNER, "--choice", choice)

    assert str(refused.value) == problem
    assert Import.objects.count() == 0


def test_the_folders_of_a_file_may_date_it(ada, tmp_path):
    file = tmp_path / "2018" / "05" / "notes.md"
    file.parent.mkdir(parents=True)
    file.write_text("- Moved the scheduler\n")

    run(file, *OWNER)

    assert str(Candidate.objects.get().starts_on) == "2018-05-01"
    assert Import.objects.get().name == "notes.md"


def test_an_unknown_owner_is_one_sentence(db, file):
    with pytest.raises(CommandError, match=r"^Nobody has an account with the address x@y\.z\.$"):
        run(file, "--owner", "x@y.z")


@pytest.mark.parametrize(
    ("data", "problem"),
    [(None, "No such file or directory"), (b"", "empty"), (b"\x89PNG\x00\xff\x01", "text")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(ada, tmp_path, data, problem):
    file = tmp_path / "odd.md"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(CommandError, match=problem) as refused:
        run(file, *OWNER)

    assert "\n" not in str(refused.value)
    assert Import.objects.count() == 0


def test_a_file_that_is_too_large_is_not_read_to_its_end(ada, tmp_path):
    file = tmp_path / "large.md"
    file.write_bytes(b"- word\n" * 1_000_000)

    with pytest.raises(CommandError, match="larger than 2 MB"):
        run(file, *OWNER)


def test_a_real_document_comes_in_whole(ada, samples):
    file = samples / "brag-documents" / "zkan__brag-documents__docs__2022.md"
    if not file.exists():
        pytest.skip("this document is not here")

    run(file, *OWNER)
    first = Candidate.objects.count()
    run(file, *OWNER)

    assert first > 10
    assert Candidate.objects.count() == first


def test_a_file_name_that_is_no_text_is_kept_as_one(ada, tmp_path):
    file = tmp_path / "year\udcff.md"
    file.write_bytes(BRAG_DOCUMENT.encode())
    run(file, "--owner", ada.email)
    assert Import.objects.get().name == "year?.md"
