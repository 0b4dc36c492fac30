"""A win as its line: what is typed again gives the same win, and what no line says is named."""

from datetime import date

import pytest

from bragdoc.as_line import as_line
from bragdoc.forms.capture import LineForm
from bragdoc.models import Entry
from bragdoc.models.entries import metric_row
from tests.clients import browser_of
from tests.factories import EntryFactory, PlacementFactory, small_ladder, tag

TYPED = (
    'Halved the \\#build #delivery #reliability ~"my ci" @noor @"Sam Doe" !operations'
    ' +build:14min→7min +flags:12→3"of 40" ^2026-w45 https://ci.example/42'
)


@pytest.fixture
def placed(ada):
    PlacementFactory(person=ada)
    return ada


def keep(person, text):
    form = LineForm({"text": text}, author=person)
    assert form.is_valid(), form.errors
    return Entry.objects.for_display().get(pk=form.save().pk)


def test_a_win_is_written_as_the_line_that_made_it(placed):
    assert as_line(keep(placed, TYPED)) == (TYPED, ())


def test_the_written_line_makes_the_same_win_again(placed):
    entry = keep(placed, TYPED)
    again = keep(placed, as_line(entry).text)
    assert again.pk != entry.pk
    for name in ("title", "kind", "project", "metrics", "links", "starts_on", "ends_on"):
        assert getattr(again, name) == getattr(entry, name), name
    assert set(again.people.all()) == set(entry.people.all())
    assert set(again.competencies.all()) == set(entry.competencies.all())


@pytest.mark.parametrize(
    ("has", "words"),
    [
        ({"details": "The tests ran **twice**."}, "the details"),
        ({"impact": "Three teams asked how."}, "what came of it"),
        ({"role": "led"}, "your role"),
        ({"private_note": "Ask Sam."}, "your private note"),
        ({"confidential": True}, "that it is confidential"),
        ({"revisit_on": date(2027, 1, 4)}, "when to look again"),
        (
            {"metrics": [metric_row(label="p99", after="7", lower_is_better=True)]},
            "whether a number is better when it is lower",
        ),
        ({"metrics": [metric_row(label="p99", unit="ms")]}, "the number p99"),
        ({"links": [{"url": "https://a.example", "label": "Report"}]}, "the names of the links"),
        (
            {"starts_on": date(1815, 12, 10), "ends_on": date(1815, 12, 10)},
            "the dates, which lie outside 1900 to 2099",
        ),
    ],
)
def test_what_a_line_cannot_say_is_named(ada, has, words):
    entry = EntryFactory(author=ada, **has)
    assert as_line(Entry.objects.for_display().get(pk=entry.pk)).left_out == (words,)


def test_a_competency_that_could_not_be_typed_is_named(ada):
    small_ladder()
    entry = tag(EntryFactory(author=ada), "delivery")
    assert as_line(entry).left_out == ("delivery, which your ladder does not have",)


def test_the_page_gives_the_line_to_copy_with_what_it_leaves_out(placed):
    entry = keep(placed, TYPED)
    Entry.objects.update(impact="Three teams asked how.")
    page = browser_of(placed).get(f"/wins/{entry.pk}/line/").content.decode()
    assert "Halved the \\#build #delivery" in page
    assert "<li>what came of it</li>" in page
    assert (
        f'href="/wins/{entry.pk}/line/"'
        in browser_of(placed).get(f"/wins/{entry.pk}/").content.decode()
    )
