"""An export is brought in by command."""

import json
import re
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string

from bragdoc.models import Candidate, Import
from tests.bragdoc.exports import (
    calendar,
    found,
    in_json,
    jira_csv,
    jira_row,
    large,
    linear_csv,
    linear_row,
    meeting,
    pull,
    read,
    request,
)


@pytest.fixture
def file(tmp_path):
    def write(text, name="export.json"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def run(path, *options):
    out = StringIO()
    call_command("import_export", str(path), "--owner", "ada@example.org", *options, stdout=out)
    return out.getvalue()


def waiting(ada):
    rows = Candidate.objects.waiting_for(ada).in_order()
    return list(rows.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        ("prs.json", "github", in_json(pull(1))),
        ("mrs.json", "gitlab", in_json(request(1))),
        ("Jira.csv", "jira", jira_csv(jira_row("SHOP-1"))),
        ("Linear.csv", "linear", linear_csv(linear_row("WEB-1"))),
    ],
)
def test_an_export_fills_the_inbox(ada, file, name, source, text):
    assert run(file(text, name)).endswith(" skipped\n")

    assert waiting(ada) == ["Cut checkout p99"]
    brought = Import.objects.visible_to(ada).get()
    assert (brought.name, brought.source) == (name, source)


def test_a_calendar_fills_it_with_what_was_held_by_today(ada, file, time_machine):
    time_machine.move_to("2026-06-01")
    late = meeting("Workshop", "20260901T100000")

    talk = meeting("Talk", "20260504T100000", stamp="20260101T120000Z")

    run(file(calendar(talk, late), "basic.ics"))

    assert waiting(ada) == ["Talk"]


def test_a_name_says_nothing_about_what_a_file_is(ada, file):
    run(file(in_json(request(1)), "jira.csv"))

    assert waiting(ada) == ["Cut checkout p99"]


def test_the_same_export_again_adds_nothing(ada, file):
    text = in_json(*(pull(n, f"Change {n}") for n in range(1, 9)), large(9))

    assert run(file(text)).startswith("2 new, 0 known")
    assert run(file(text, "another name.json")).startswith("0 new, 2 known")


def test_an_export_that_has_grown_tells_the_same_drafts_anew(ada, file):
    items = [pull(1, "Sweep"), large(2)]
    run(file(in_json(*items)))

    assert run(file(in_json(*items, pull(3, "Dust", on="2026-03-20")))).startswith("0 new")

    assert waiting(ada) == [
        "Rewrite the checkout",
        "Sweep, and one more pull request in acme/shop",
    ]


def test_what_was_left_out_stays_out_when_its_export_comes_back(ada, file):
    run(file(in_json(large(2))))
    Candidate.objects.waiting_for(ada).get().discard()

    run(file(in_json(large(2), pull(1, "Sweep"))))

    assert waiting(ada) == ["Sweep"]


def test_a_preview_is_json_and_writes_nothing(ada, file):
    printed = json.loads(
        run(file(in_json(pull(1), pull(2, state="OPEN", mergedAt=None))), "--preview")
    )

    [candidate] = printed["candidates"]
    assert candidate["title"] == "Cut checkout p99"
    assert candidate["starts_on"] == "2026-03-02"
    assert candidate["links"] == ["https://github.com/acme/shop/pull/1"]
    assert [(skip["line"], skip["reason"]) for skip in printed["skipped"]] == [(1, "Not merged")]
    assert not Import.objects.exists()
    assert not Candidate.objects.exists()


SEVERAL = in_json(pull(1), pull(2, "Pay by card", by="eve"))


def test_a_file_of_several_people_is_not_brought_in_before_it_is_said_who_one_is(ada, file):
    with pytest.raises(CommandError, match=r"(?s)Which of these .* --choice who=….*ada.*eve") as no:
        run(file(SEVERAL))

    assert "(1 pull request)" in str(no.value)
    assert not Import.objects.exists()


@pytest.mark.parametrize("options", [["--me", "eve"], ["--choice", "who=eve"]])
def test_who_one_is_can_be_said(ada, file, options):
    run(file(SEVERAL), *options)

    assert waiting(ada) == ["Pay by card"]


def test_one_may_be_several(ada, file):
    run(file(SEVERAL), "--choice", "who=eve", "--choice", "who=ada")

    assert waiting(ada) == ["Cut checkout p99, and one more pull request in acme/shop"]


def test_which_comes_first_of_day_and_month_can_be_said(ada, file):
    path = file(jira_csv(jira_row("SHOP-1", Resolved="5/6/25")), "jira.csv")

    with pytest.raises(CommandError, match=r"5/6/25 is 5 June 2025"):
        run(path)
    run(path, "--choice", "day_first=yes")

    assert str(Candidate.objects.get().starts_on) == "2025-06-05"


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ("who", "write NAME=VALUE"),
        ("who=zoe", "choose ada, eve"),
        ("colour=red", "leaves who to choose"),
    ],
)
def test_a_mistyped_answer_is_refused(ada, file, choice, problem):
    with pytest.raises(CommandError, match=problem):
        run(file(SEVERAL), "--choice", choice)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Wins\n\n- Cut checkout p99\n", "not recognised"),
        (b"", "not recognised"),
        (in_json(pull(1), indent=1)[:-30], "breaks off or is not right"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_inbox_stays_as_it_was(ada, file, text, problem):
    with pytest.raises(CommandError, match=problem):
        run(file(text))

    assert not Import.objects.exists()


def test_a_source_that_is_named_is_believed(ada, file):
    with pytest.raises(CommandError, match="No merge request was found in it"):
        run(file(in_json(pull(1))), "--source", "gitlab")


def test_a_file_that_is_not_there_is_said_to_be(ada, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nothing.json")


def test_nobody_is_told_so(db, file):
    with pytest.raises(CommandError, match="Nobody has an account"):
        run(file(in_json(pull(1))))


@pytest.mark.parametrize(("command", "make"), [("gh search prs", found), ("gh pr list", pull)])
def test_the_commands_that_the_page_shows_ask_for_all_that_is_read(command, make):
    page = unescape(render_to_string("bragdoc/_import_sources.html"))
    [fields] = re.findall(rf"{command} .* --json (\S+) > prs.json", page)
    whole = make(1, body="Closes #2", reviews=[], mergedBy=None)

    asked = read("github", in_json({name: whole[name] for name in fields.split(",")}))

    assert asked.candidates == read("github", in_json(whole)).candidates
