"""The reflection of a quarter, the audit of a project's impact, the balance of kinds."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from bragdoc.balance import balance
from bragdoc.models import Entry, ImpactAudit, Reflection
from bragdoc.models.entries import NOTE_LIMIT
from bragdoc.quarters import Quarter
from tests.clients import browser_of
from tests.factories import EntryFactory, ProjectFactory

Q4 = Quarter(2026, 4)


@pytest.fixture
def adas(ada):
    return browser_of(ada)


# Quarters


@pytest.mark.parametrize(
    ("day", "slug", "first", "last"),
    [
        (date(2026, 1, 1), "2026-q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), "2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_knows_its_days(day, slug, first, last):
    quarter = Quarter.of(day)
    assert (quarter.slug, quarter.first, quarter.last) == (slug, first, last)


def test_quarters_follow_each_other_over_new_year():
    assert Q4.next == Quarter(2027, 1)
    assert Quarter(2027, 1).previous == Q4


@pytest.mark.parametrize("quarter", ["2026-q5", "1969-q4", "2101-q1", "2026-Q1"])
def test_a_quarter_that_is_none_is_not_found(adas, quarter):
    assert adas.get(f"/reflection/{quarter}/").status_code == 404


# Five questions

ANSWERS = {
    "best_at": "Finding the cause.",
    "enjoying": "Pairing.",
    "in_three_years": "Staff. Writing is missing.",
    "learning_from": "Sam.",
    "avoiding": "Estimates.",
}


def answer(browser, *, revision=0, **changed):
    return browser.post(
        reverse("reflection", args=[Q4]), ANSWERS | changed | {"revision": revision}
    )


def kept():
    return Reflection.objects.values(*ANSWERS).get()


def test_five_answers_are_kept(adas):
    answer(adas)
    assert kept() == ANSWERS


def test_no_answer_is_required(adas):
    answer(adas, **dict.fromkeys(ANSWERS, ""))
    assert kept() == dict.fromkeys(ANSWERS, "")


def test_nothing_is_kept_by_looking(adas):
    adas.get(reverse("reflection", args=[Q4]))
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("revision", [0, 1])
def test_two_tabs_lose_neither_answer(adas, revision):
    for earlier in range(revision):
        answer(adas, revision=earlier)
    answer(adas, revision=revision, avoiding="Mine")

    response = answer(adas, revision=revision, avoiding="Theirs")

    assert response.status_code == 409
    content = response.content.decode()
    assert "Mine" in content
    assert "Theirs" in content
    assert kept()["avoiding"] == "Mine"


def test_an_answer_that_is_too_long_is_refused_and_shown_whole(adas):
    long = "a" * (NOTE_LIMIT + 1)

    response = answer(adas, avoiding=long)

    assert response.status_code == 422
    assert long in response.content.decode()
    assert not Reflection.objects.exists()


def test_what_one_said_before_stands_below_each_question(ada, adas):
    Reflection.objects.create(
        person=ada, quarter_on=Quarter(2026, 3).first, enjoying="Reviews of <others>"
    )
    content = adas.get(reverse("reflection", args=[Q4])).content.decode()

    assert "Reviews of &lt;others&gt;" in content


def test_nobody_else_reads_them(ada, adas, eve):
    answer(adas)

    content = browser_of(eve).get(reverse("reflection", args=[Q4])).content.decode()

    assert not any(text in content for text in ANSWERS.values())


@pytest.mark.parametrize(
    ("today", "slug"),
    [("2026-12-20", "2026-q4"), ("2027-01-10", "2026-q4"), ("2027-02-10", "2027-q1")],
)
def test_in_the_first_weeks_of_a_quarter_one_looks_back_on_the_last(ada, today, slug):
    with time_machine.travel(f"{today} 12:00+00:00", tick=False):
        assert browser_of(ada).get(reverse("reflection-now")).url == f"/reflection/{slug}/"


# What came of a project


@pytest.fixture
def kasse(ada):
    return ProjectFactory(owner=ada, slug="kasse", name="Kasse")


def audit(browser, *wins, revision=0, **answers):
    fields = dict.fromkeys(ImpactAudit.ANSWERS, "") | answers
    return browser.post(
        reverse("impact-audit", args=["kasse"]),
        {**fields, "revision": revision, "entries": [win.pk for win in wins]},
    )


def notes(win):
    return tuple(Entry.objects.values_list("impact", "private_note").get(pk=win.pk))


def test_the_answers_are_written_into_the_wins_that_were_ticked(ada, adas, kasse):
    ticked = EntryFactory(author=ada, project=kasse, impact="Fewer calls.")
    other = EntryFactory(author=ada, project=kasse)

    audit(
        adas,
        ticked,
        changed="400ms, was 2s.",
        benefited="All shops.",
        learned="Measure first.",
        differently="Ask sooner.",
    )

    assert notes(ticked) == (
        "Fewer calls.\n\n400ms, was 2s.\n\nAll shops.",
        "Measure first.\n\nAsk sooner.",
    )
    assert notes(other) == ("", "")


def test_saved_again_the_new_answers_take_the_place_of_the_old_ones(ada, adas, kasse):
    win = EntryFactory(author=ada, project=kasse, impact="Fewer calls.")
    audit(adas, win, changed="400ms.")

    audit(adas, win, changed="300ms.", revision=1)

    assert notes(win) == ("Fewer calls.\n\n300ms.", "")


def test_the_same_answers_twice_stand_there_once(ada, adas, kasse):
    win = EntryFactory(author=ada, project=kasse)

    for revision in (0, 0, 1):
        audit(adas, win, changed="400ms.", revision=revision)

    assert notes(win) == ("400ms.", "")


def test_a_win_that_is_unticked_loses_what_the_audit_wrote_and_nothing_else(ada, adas, kasse):
    win = EntryFactory(author=ada, project=kasse, impact="Fewer calls.")
    audit(adas, win, changed="400ms.")

    audit(adas, changed="400ms.", revision=1)

    assert notes(win) == ("Fewer calls.", "")


def test_what_was_changed_in_the_win_since_stays(ada, adas, kasse):
    win = EntryFactory(author=ada, project=kasse)
    audit(adas, win, changed="400ms.")
    Entry.objects.update(impact="About 400ms, they say.")

    audit(adas, win, changed="300ms.", revision=1)

    assert notes(win)[0] == "About 400ms, they say.\n\n300ms."


def test_the_win_open_in_another_tab_meets_a_conflict_and_not_a_loss(ada, adas, kasse):
    win = EntryFactory(author=ada, project=kasse)

    audit(adas, win, changed="400ms.")

    win.refresh_from_db()
    assert win.revision == 2


def test_a_win_without_room_is_named_and_nothing_is_written(ada, adas, kasse):
    full = EntryFactory(author=ada, project=kasse, title="Full", impact="a" * NOTE_LIMIT)
    roomy = EntryFactory(author=ada, project=kasse)

    response = audit(adas, full, roomy, changed="400ms.")

    assert response.status_code == 422
    assert "“Full” has no room left in its impact." in response.content.decode()
    assert notes(roomy) == ("", "")
    assert not ImpactAudit.objects.exists()


def test_only_wins_of_the_project_can_be_ticked(ada, adas, kasse, eve):
    elsewhere = EntryFactory(author=ada)
    hers = EntryFactory(author=eve)

    for win in (elsewhere, hers):
        assert audit(adas, win, changed="400ms.").status_code == 422
        assert notes(win) == ("", "")


def test_answers_of_two_tabs_are_both_shown(adas, kasse):
    audit(adas, changed="Mine")

    response = audit(adas, changed="Theirs")

    assert response.status_code == 409
    assert "Mine" in response.content.decode()
    assert "Theirs" in response.content.decode()


# The balance of kinds

TODAY = date(2026, 11, 20)


def logged(ada, kind, *days):
    for day in days:
        EntryFactory(author=ada, kind=kind, starts_on=day)


def test_wins_are_counted_by_kind_and_month(ada):
    logged(ada, "glue", date(2026, 10, 5), date(2026, 10, 31))
    logged(ada, "delivery", date(2025, 12, 1), date(2025, 11, 30), date(2026, 11, 30))
    logged(ada, "", date(2026, 1, 1))

    found = balance(ada, TODAY)

    assert (found.months.first, found.months.count) == (date(2025, 12, 1), 12)
    assert {row.kind: row.by_month for row in found.rows if row.total} == {
        "delivery": (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        "glue": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0),
        "": (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    }


def test_glue_and_delivery_are_told_apart(ada):
    for kind in Entry.Kind.values:
        logged(ada, kind, TODAY)

    found = balance(ada, TODAY)

    assert (found.glue, found.delivery, found.every) == (4, 2, 8)
    assert found.halves() == ((0, 0), (4, 2))


def test_others_wins_and_discarded_ones_do_not_count(ada, eve):
    logged(eve, "glue", TODAY)
    EntryFactory(author=ada, kind="glue", starts_on=TODAY).discard()

    assert balance(ada, TODAY).every == 0


@time_machine.travel("2026-11-20 12:00+00:00", tick=False)
def test_nothing_is_said_of_fewer_than_five_wins(ada, adas):
    logged(ada, "glue", *[TODAY] * 4)
    assert "4 of 4 wins have a kind." in adas.get(reverse("balance")).content.decode()

    logged(ada, "glue", TODAY)
    assert "Of 5 wins with a kind, 0 are delivery" in adas.get(reverse("balance")).content.decode()
