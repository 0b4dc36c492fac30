"""Weeks and ladders through the programming interface."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Week
from tests.clients import program_of, send
from tests.factories import LADDER, EntryFactory, small_ladder

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def program(ada):
    with time_machine.travel(FRIDAY, tick=False):
        yield program_of(ada)


def errors(response):
    assert response.status_code == 422
    return {error["field"]: error["message"] for error in response.json()["errors"]}


# One week.


def test_a_week_holds_its_wins_and_what_each_needs(program, ada):
    EntryFactory(author=ada, title="Later", starts_on=date(2026, 11, 18))
    EntryFactory(author=ada, title="First", starts_on=date(2026, 11, 16), kind="praise")
    EntryFactory(author=ada, title="Runs", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 17))
    EntryFactory(author=ada, title="Before", starts_on=date(2026, 11, 15))
    week = send(program, "GET", "/weeks/2026-11-16").json()
    wins = [(win["title"], win["needs"]) for win in week.pop("wins")]
    assert wins == [("First", "competency"), ("Later", "competency")]
    assert [win["title"] for win in week.pop("running")] == ["Runs"]
    assert week == {
        "monday": "2026-11-16",
        "sunday": "2026-11-22",
        "state": "open",
        "sentence": "",
        "has_wins": True,
        "address": "http://127.0.0.1:8000/week/2026-11-16/",
    }


def test_this_week_is_the_one_that_it_is_where_the_person_is(program, ada):
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        assert send(program, "GET", "/weeks/this").json()["monday"] == "2026-11-23"


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("2026-11-17", "2026-11-17 is a Tuesday. Its Monday is 2026-11-16."),
        ("2026-W47-1x", "Name a week by its Monday, as in 2026-11-16."),
        ("next", "Name a week by its Monday, as in 2026-11-16."),
        ("0001-01-01", "No win can lie in it: not before 1970-01-01."),
        ("9999-12-27", "No win can lie in it: not before 1970-01-01."),
    ],
)
def test_a_week_is_named_by_its_monday(program, week, said):
    assert errors(send(program, "GET", f"/weeks/{week}")) == {"monday": said}


def test_a_week_is_closed_skipped_and_opened_again(program, ada):
    closed = send(program, "POST", "/weeks/this/close", {"sentence": "The\nsale."}).json()
    assert (closed["monday"], closed["state"], closed["sentence"]) == (
        "2026-11-16",
        "closed",
        "The sale.",
    )
    assert Week.objects.get().person == ada
    assert send(program, "POST", "/weeks/this/skip").json()["state"] == "skipped"
    assert send(program, "POST", "/weeks/2026-11-16/reopen").json()["state"] == "open"
    assert Week.objects.count() == 0


def test_a_sentence_too_long_to_keep_is_refused(program):
    response = send(program, "POST", "/weeks/this/close", {"sentence": "x" * 401})
    assert list(errors(response)) == ["sentence"]
    assert Week.objects.count() == 0


# Many.


def test_weeks_go_back_to_the_first_of_which_there_is_anything(program, ada):
    EntryFactory(author=ada, starts_on=date(2026, 10, 28))
    Week.objects.settle(ada, date(2026, 11, 9), state="closed", sentence="Quiet.")
    weeks = send(program, "GET", "/weeks").json()
    assert [(w["monday"], w["state"], w["has_wins"]) for w in weeks["weeks"]] == [
        ("2026-11-16", "open", False),
        ("2026-11-09", "closed", False),
        ("2026-11-02", "open", False),
        ("2026-10-26", "open", True),
    ]
    assert weeks["next"] is None


def test_pages_of_weeks_follow_one_another(program, ada):
    EntryFactory(author=ada, starts_on=date(2026, 10, 28))
    found, after = [], ""
    while after is not None:
        page = send(program, "GET", f"/weeks?limit=3&after={after}").json()
        found += [week["monday"] for week in page["weeks"]]
        after = page["next"]
    assert found == ["2026-11-16", "2026-11-09", "2026-11-02", "2026-10-26"]


def test_without_a_win_there_is_this_week(program):
    weeks = send(program, "GET", "/weeks").json()
    assert ([w["monday"] for w in weeks["weeks"]], weeks["next"]) == (["2026-11-16"], None)


@pytest.mark.parametrize("place", ["x", "2026-11-40", "2026-11-03.1"])
def test_a_place_that_is_none_is_refused(program, place):
    assert list(errors(send(program, "GET", f"/weeks?after={place}"))) == ["after"]


@pytest.mark.parametrize("weeks", [1, 3])
def test_three_weeks_ask_the_database_as_often_as_one(
    program, ada, weeks, django_assert_num_queries
):
    for n in range(weeks):
        EntryFactory(author=ada, starts_on=date(2026, 11, 18 - 7 * n))
        Week.objects.settle(ada, date(2026, 11, 16 - 7 * n), state="closed")
    send(program, "GET", "/weeks")
    with django_assert_num_queries(7):
        assert len(send(program, "GET", "/weeks").json()["weeks"]) == weeks


def test_nobody_elses_week_is_read_or_closed(program, ada, eve):
    EntryFactory(author=ada, starts_on=date(2026, 11, 18))
    Week.objects.settle(ada, date(2026, 11, 16), state="closed", sentence="Ada’s.")
    eves = program_of(eve)
    week = send(eves, "GET", "/weeks/2026-11-16").json()
    assert (week["state"], week["sentence"], week["wins"]) == ("open", "", [])
    send(eves, "POST", "/weeks/2026-11-16/reopen")
    assert Week.objects.get().sentence == "Ada’s."


# Ladders.


def own_ladder(owner, slug="secret"):
    document = LADDER | {"ladder": {"slug": slug, "name": "Secret", "version": "1"}}
    return LadderVersion.objects.draft_from(LadderDocument.model_validate(document), owner=owner)


def test_the_list_names_the_ladders_a_person_may_read(program, ada, eve):
    shared, secret = small_ladder(), own_ladder(ada)
    mine = send(program, "GET", "/ladders").json()["versions"]
    assert [(v["id"], v["ladder"], v["version"], v["state"], v["is_own"]) for v in mine] == [
        (secret.pk, "secret", "1", "draft", True),
        (shared.pk, "small", "1", "published", False),
    ]
    eves = send(program_of(eve), "GET", "/ladders").json()["versions"]
    assert [version["id"] for version in eves] == [shared.pk]


def test_a_ladder_comes_whole(program):
    version = small_ladder()
    document = send(program, "GET", f"/ladders/{version.pk}").json()
    assert document == version.document
    assert LadderDocument.model_validate(document) == version.read()


def test_nobody_elses_ladder_is_read(ada, eve):
    secret = own_ladder(ada)
    assert send(program_of(eve), "GET", f"/ladders/{secret.pk}").status_code == 404


@pytest.mark.parametrize("ladders", [1, 3])
def test_three_ladders_ask_the_database_as_often_as_one(
    program, ada, ladders, django_assert_num_queries
):
    for n in range(ladders):
        own_ladder(ada, f"own-{n}")
    send(program, "GET", "/ladders")
    with django_assert_num_queries(4):
        assert len(send(program, "GET", "/ladders").json()["versions"]) == ladders


def test_pages_of_ladders_follow_one_another(program, ada):
    pks = [own_ladder(ada, f"own-{n}").pk for n in range(3)]
    first = send(program, "GET", "/ladders?limit=2").json()
    second = send(program, "GET", f"/ladders?limit=2&after={first['next']}").json()
    assert [v["id"] for page in (first, second) for v in page["versions"]] == pks[::-1]
    assert second["next"] is None
