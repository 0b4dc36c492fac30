"""Imports and the inbox through the programming interface."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bragdoc.importing.reading import read_by_the_worker
from bragdoc.models import Candidate, Entry, Goal, Import
from tests.clients import program_of, send
from tests.factories import PlacementFactory

DOCUMENT = """# 2026

## November

- 2026-11-03 Cut checkout p99 for the sale
- 2026-11-04 Wrote the runbook for the queue
"""
DAY = "2026-11-03T10:00:00+00:00"
LOG = f"\x1e{{}}\x1f\x1f{{}}\x1f{{}}\x1f{DAY}\x1f{DAY}\x1f\x1f{{}}\x1f\x1f\n"


@pytest.fixture
def program(ada):
    PlacementFactory(person=ada)
    return program_of(ada)


def bring(program, **sent):
    return program.post("/api/v1/imports", sent)


def take(program, brought, **values):
    return send(program, "POST", f"/imports/{brought['id']}/take", {"values": values})


def waiting(program, query=""):
    return send(program, "GET", f"/inbox{query}").json()["candidates"]


def errors(response):
    assert response.status_code == 422
    return {error["field"]: error["message"] for error in response.json()["errors"]}


@pytest.fixture
def found(program):
    """What a document with two wins came to, in the inbox."""
    take(program, bring(program, text=DOCUMENT, name="wins.md").json())
    return waiting(program)


# Brought in.


def test_a_text_is_read_and_shown_before_anything_enters_the_inbox(program):
    response = bring(program, text=DOCUMENT, name="wins.md")
    assert response.status_code == 201
    brought = response.json()
    assert (brought["name"], brought["source"], brought["state"], brought["counts"]) == (
        "wins.md",
        "document",
        "asking",
        {"win": 2},
    )
    assert waiting(program) == []


def test_what_was_found_is_taken_into_the_inbox(program):
    brought = bring(program, text=DOCUMENT, name="wins.md").json()
    taken = take(program, brought).json()
    assert (taken["state"], taken["found"], taken["known"]) == ("done", 2, 0)
    assert [(c["title"], c["starts_on"], c["state"]) for c in waiting(program)] == [
        ("Cut checkout p99 for the sale", "2026-11-03", "waiting"),
        ("Wrote the runbook for the queue", "2026-11-04", "waiting"),
    ]


def test_a_file_is_brought_in_whatever_its_kind(program):
    file = SimpleUploadedFile("wins.md", DOCUMENT.encode())
    brought = bring(program, file=file).json()
    assert (brought["name"], brought["counts"]) == ("wins.md", {"win": 2})


def test_the_same_file_brings_nothing_a_second_time(program):
    for _ in range(2):
        last = take(program, bring(program, text=DOCUMENT, name="wins.md").json()).json()
    assert (last["found"], last["known"], Candidate.objects.count()) == (0, 2, 2)


def test_a_git_log_is_read_for_those_who_are_named(program):
    log = LOG.format("a" * 40, "Ada", "ada@work.example", "Cut checkout p99 for the sale")
    brought = bring(program, text=log, name="shop", source="git", authors="ada@work.example").json()
    assert (brought["source"], brought["counts"]) == ("git", {"win": 1})
    assert take(program, brought).json()["state"] == "done"


def test_what_has_to_be_answered_is_asked_before_anything_is_taken(program):
    log = LOG.format("b" * 40, "A. Okoye", "ao@work.example", "Cut checkout p99 for the sale")
    brought = bring(program, text=log, name="shop", source="git").json()
    who = next(choice for choice in brought["choices"] if choice["name"] == "who")
    assert (who["asks"], who["several"]) == (True, True)
    assert list(errors(take(program, brought))) == ["values.who"]
    assert waiting(program) == []
    assert take(program, brought, who=who["options"][0]["value"]).json()["found"] == 1


def test_a_large_file_is_left_to_the_worker(program):
    brought = bring(program, text=f"{DOCUMENT}\n<!-- {'a' * 300_000} -->", name="long.md").json()
    assert brought["state"] == "waiting"
    assert take(program, brought).status_code == 409
    read_by_the_worker(brought["id"])
    assert send(program, "GET", f"/imports/{brought['id']}").json()["state"] == "asking"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, ""),
        ({"text": "  "}, ""),
        ({"text": DOCUMENT, "source": "fax"}, "source"),
        ({"text": "- a", "source": "git"}, "text"),
        ({"text": LOG, "source": "git", "repository": "nowhere"}, "repository"),
        ({"text": DOCUMENT, "name": "x" * 256}, "name"),
        ({"file": SimpleUploadedFile("a.md", b"PK\x03\x04" + b"\0" * 100)}, "file"),
        ({"file": SimpleUploadedFile("a.md", b"")}, "file"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(program, sent, field):
    assert field in errors(bring(program, **sent))
    assert Import.objects.count() == 0


def test_what_was_left_out_is_told_with_its_reason(program):
    brought = bring(program, text=f"{DOCUMENT}\nTODO\n", name="wins.md").json()
    told = send(program, "GET", f"/imports/{brought['id']}").json()
    assert told["skipped_count"] == len(told["skipped"]) > 0
    assert set(told["skipped"][0]) == {"line", "last", "text", "reason"}


def test_nobody_elses_import_is_read_or_taken(program, eve):
    brought = bring(program, text=DOCUMENT, name="wins.md").json()
    eves = program_of(eve)
    assert send(eves, "GET", f"/imports/{brought['id']}").status_code == 404
    assert take(eves, brought).status_code == 404
    assert send(eves, "GET", "/imports").json()["imports"] == []
    assert [each["id"] for each in send(program, "GET", "/imports").json()["imports"]] == [
        brought["id"]
    ]


@pytest.mark.parametrize("name", ["a\0b.md", "a\nb.md", "\x1b[2J.md"])
def test_a_name_is_a_line_of_text(program, name):
    response = bring(program, name=name, text=DOCUMENT)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["name"]
    assert not Import.objects.exists()


@pytest.mark.parametrize("imports", [1, 3])
def test_three_imports_ask_the_database_as_often_as_one(
    program, ada, imports, django_assert_num_queries
):
    for n in range(imports):
        Import.objects.create(owner=ada, name=f"{n}.md")
    send(program, "GET", "/imports")
    with django_assert_num_queries(4):
        assert len(send(program, "GET", "/imports").json()["imports"]) == imports


# Kept and left out.


def test_a_candidate_is_kept_as_it_was_found(program, found, ada):
    kept = send(program, "POST", f"/inbox/{found[0]['id']}/accept", {}).json()
    entry = Entry.objects.get()
    assert (kept["state"], kept["entry"]) == ("accepted", entry.pk)
    assert (entry.author, entry.title, entry.starts_on) == (
        ada,
        "Cut checkout p99 for the sale",
        date(2026, 11, 3),
    )
    again = send(program, "POST", f"/inbox/{found[0]['id']}/accept", {}).json()
    assert (again["entry"], Entry.objects.count()) == (entry.pk, 1)


def test_a_candidate_is_kept_as_was_said(program, found):
    said = {"title": "Cut it", "starts_on": "2026-11-01", "competencies": ["delivery"]}
    send(program, "POST", f"/inbox/{found[0]['id']}/accept", said)
    entry = Entry.objects.get()
    assert (entry.title, entry.starts_on, entry.ends_on) == (
        "Cut it",
        date(2026, 11, 1),
        date(2026, 11, 1),
    )
    assert [competency.slug for competency in entry.competencies.all()] == ["delivery"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "x" * 301}, "title"),
        ({"starts_on": "1969-01-01"}, "starts_on"),
        ({"starts_on": "2026-11-05", "ends_on": "2026-11-04"}, "ends_on"),
        ({"competencies": ["delivery", "luck"]}, "competencies.1"),
        ({"impact": "a"}, "impact"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_place(program, found, said, field):
    response = send(program, "POST", f"/inbox/{found[0]['id']}/accept", said)
    assert list(errors(response)) == [field]
    assert (Entry.objects.count(), len(waiting(program))) == (0, 2)


def test_a_candidate_without_a_date_asks_for_one(program, found):
    Candidate.objects.update(starts_on=None, ends_on=None)
    response = send(program, "POST", f"/inbox/{found[0]['id']}/accept", {})
    assert errors(response) == {"starts_on": "Say when this was."}


def test_what_offers_a_goal_is_kept_as_a_goal(program, found, ada):
    Candidate.objects.update(offers="goal")
    address = f"/inbox/{found[0]['id']}/accept"
    assert list(errors(send(program, "POST", address, {"competencies": ["delivery"]}))) == [
        "competencies"
    ]
    kept = send(program, "POST", address, {}).json()
    assert (kept["state"], kept["entry"], Entry.objects.count()) == ("accepted", None, 0)
    assert Goal.objects.get().person == ada


def test_a_candidate_is_left_out_and_waits_again(program, found):
    address = f"/inbox/{found[0]['id']}"
    assert send(program, "POST", f"{address}/discard").json()["state"] == "discarded"
    assert send(program, "POST", f"{address}/discard").status_code == 200
    assert len(waiting(program)) == 1
    assert send(program, "POST", f"{address}/restore").json()["state"] == "waiting"
    assert send(program, "POST", f"{address}/never").json()["state"] == "never"
    assert send(program, "GET", address).json()["state"] == "never"


def test_what_was_decided_otherwise_is_not_decided_again(program, found):
    address = f"/inbox/{found[0]['id']}"
    send(program, "POST", f"{address}/accept", {})
    response = send(program, "POST", f"{address}/discard")
    assert (response.status_code, Entry.objects.count()) == (409, 1)
    assert "“Accepted”" in response.json()["detail"]


def test_the_inbox_is_filtered_and_comes_in_pages(program, found):
    other = take(program, bring(program, text="- 2026-11-05 Hired two", name="b.md").json()).json()
    assert [c["brought_by"] for c in waiting(program, f"?brought={other['id']}")] == [other["id"]]
    assert waiting(program, "?offers=goal") == []
    assert list(errors(send(program, "GET", "/inbox?offers=luck"))) == ["offers"]
    assert list(errors(send(program, "GET", "/inbox?brought=0"))) == ["brought"]
    first = send(program, "GET", "/inbox?limit=2").json()
    assert [c["id"] for c in first["candidates"]] == [c["id"] for c in found]
    second = send(program, "GET", f"/inbox?limit=2&after={first['next']}").json()
    assert (len(second["candidates"]), second["next"]) == (1, None)


def test_nobody_elses_candidate_is_read_kept_or_left_out(program, found, eve):
    eves = program_of(eve)
    assert waiting(eves) == []
    for method, act in [("GET", ""), *(("POST", f"/{a}") for a in
                        ("accept", "discard", "never", "restore"))]:  # fmt: skip
        assert send(eves, method, f"/inbox/{found[0]['id']}{act}", {}).status_code == 404
    assert len(waiting(program)) == 2


@pytest.mark.parametrize("candidates", [1, 3])
def test_three_candidates_ask_the_database_as_often_as_one(
    program, candidates, django_assert_num_queries
):
    lines = "\n".join(f"- 2026-11-0{n} Wrote number {n} of them" for n in range(1, candidates + 1))
    take(program, bring(program, text=lines, name="wins.md").json())
    send(program, "GET", "/inbox")
    with django_assert_num_queries(4):
        assert len(waiting(program)) == candidates
