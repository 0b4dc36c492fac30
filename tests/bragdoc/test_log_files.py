"""The log as a file: what is shown under the filters, whole, and safe to open."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from bragdoc.capture.brag_document import read_document
from bragdoc.log_files import CHUNK
from bragdoc.models import Entry, Person, Project
from tests.factories import EntryFactory, PlacementFactory, show


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def export(client, form, **filters):
    response = client.get(reverse("entry-export", args=[form]), filters)
    return b"".join(response.streaming_content).decode()


def table(client, **filters):
    return list(csv.DictReader(StringIO(export(client, "csv", **filters).removeprefix("\ufeff"))))


@pytest.fixture
def win(ada):
    PlacementFactory(person=ada)
    entry = EntryFactory(
        author=ada,
        title="Cut the waiting",
        details="# What\n\n- one\n- two\n\nIt was *slow*.",
        impact="Support hears nothing.",
        private_note="Ask for a rise.",
        metrics=[{"label": "p99", "before": "800", "after": "200", "unit": "ms"}],
        links=[{"url": "https://example.org/1", "label": "PR"}],
        project=Project.objects.named(ada, "Checkout"),
        kind="delivery",
        role="led",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 11, 3),
    )
    entry.people.add(Person.objects.named(ada, "Sam"), Person.objects.named(ada, "Alex"))
    return show(entry, "delivery/notices")


def test_a_table_has_everything_of_a_win(client, win):
    [row] = table(client)

    assert row == {
        "From": "2026-10-01",
        "To": "2026-11-03",
        "Title": "Cut the waiting",
        "Kind": "Delivery",
        "Role": "Led",
        "Project": "Checkout",
        "People": "Alex\nSam",
        "Competencies": "Delivery",
        "Sentences": "Notices early that a plan will not hold.",
        "Details": "# What\n\n- one\n- two\n\nIt was *slow*.",
        "Impact": "Support hears nothing.",
        "Numbers": "p99 800 → 200 ms",
        "Links": "https://example.org/1",
        "Confidential": "no",
        "Private note": "Ask for a rise.",
    }


def test_a_spreadsheet_runs_nothing_and_knows_the_letters(client, ada):
    EntryFactory(author=ada, title='=HYPERLINK("https://example.org")', details="@SUM(A1)")

    text = export(client, "csv")

    assert text.startswith("\ufeffFrom,To,Title")
    assert ""","'=HYPERLINK(""https://example.org"")",""" in text
    assert ",'@SUM(A1)," in text


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_what_is_confidential_is_there_until_it_is_left_out(client, ada, eve, form):
    EntryFactory(author=ada, title="Known to few", confidential=True)
    EntryFactory(author=ada, title="Known to all", private_note="My own thought")
    EntryFactory(author=eve, title="Of Eve")

    whole, left = export(client, form), export(client, form, leave="confidential")

    for text in ("Known to few", "Known to all", "My own thought", "onfidential"):
        assert text in whole
    assert "Known to all" in left
    assert "Known to few" not in left
    assert "My own thought" not in left
    assert "Of Eve" not in whole + left


def test_the_filters_of_the_log_hold(client, ada):
    for title, kind in [("Cleaned up", "glue"), ("Cleaned more", "glue"), ("Shipped", "delivery")]:
        EntryFactory(author=ada, title=title, kind=kind)

    assert [row["Title"] for row in table(client, kind="glue", q="more")] == ["Cleaned more"]


def test_a_document_reads_as_one(client, win):
    assert export(client, "markdown") == (
        "# Wins\n\n## October 2026\n\n- 2026-10-01 to 2026-11-03: Cut the waiting\n\n"
        "  Delivery, Led, #delivery, ~checkout, @alex, @sam\n\n"
        "  Number: p99 800 → 200 ms  \n\n"
        "  Details:\n\n  > # What\n  >\n  > - one\n  > - two\n  >\n  > It was *slow*.\n\n"
        "  Impact:\n\n  > Support hears nothing.\n\n"
        "  Private note:\n\n  > Ask for a rise.\n\n"
        "  Link: <https://example.org/1>  \n"
    )


TITLES = [
    "Cut the waiting",
    "TODO: write it down",
    "[ ] not done?",
    "# A heading",
    "1. first",
    "- a dash",
    "> quoted",
    "`code` and *stars* and _lines_",
    "[a link](https://example.org)",
    "https://example.org/only",
    "Goals for Q3",
    "e.g. an example",
    "What did you do?",
    "<b>bold</b> &amp; more",
    "2025-01-01: an older date",
    "修复了结账服务",
    "🚀",
    "Delivery",
    "| a | b |",
    "\\ backslash",
    "Example:",
    "x" * 300,
]


def test_a_document_reads_back_as_the_same_wins(client, ada, win):
    details = [win.details, "", "> quoted", "```\ncode\n```", "| a | b |\n|---|---|\n| 1 | 2 |"]
    for n, title in enumerate(TITLES[1:]):
        EntryFactory(
            author=ada, title=title, details=details[n % 5], starts_on=date(2026, 1 + n % 9, 3)
        )

    found = reading(export(client, "markdown")).candidates

    assert sorted((c.starts_on, c.ends_on) for c in found) == sorted(
        Entry.objects.values_list("starts_on", "ends_on")
    )


def reading(text):
    return read_document(text.encode(), name="wins.md", choices={}, progress=lambda *_: None)


def test_a_long_log_is_whole_and_in_order(client, ada):
    day = date(2026, 11, 3)
    Entry.objects.bulk_create(
        Entry(author=ada, title=f"Win {n}", starts_on=day, ends_on=day) for n in range(2 * CHUNK)
    )

    titles = [row["Title"] for row in table(client)]

    assert titles == [f"Win {n}" for n in reversed(range(2 * CHUNK))]


def test_an_empty_log_is_an_empty_file(client):
    assert (export(client, "markdown"), len(table(client))) == ("# Wins\n", 0)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_as_many_queries_for_three_wins_as_for_one(
    client, ada, rows, form, django_assert_num_queries
):
    PlacementFactory(person=ada).ladder_version.read()  # once a process
    for _ in range(rows):
        show(EntryFactory(author=ada), "delivery/notices")

    with django_assert_num_queries(10):
        export(client, form)
