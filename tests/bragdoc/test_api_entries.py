"""Wins through the programming interface: written, found, changed, put away."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import Entry, LadderVersion, Person
from tests.clients import program_of, send
from tests.factories import (
    LADDER,
    EntryFactory,
    PlacementFactory,
    ProjectFactory,
    UserFactory,
    show,
    tag,
)


@pytest.fixture
def program(ada):
    PlacementFactory(person=ada)
    return program_of(ada)


def write(program, content, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return send(program, "POST", "/entries", content, **headers)


def titles(response):
    return [entry["title"] for entry in response.json()["entries"]]


def errors(response):
    assert response.status_code == 422
    return {error["field"]: error["message"] for error in response.json()["errors"]}


# Written as a line.


def test_a_line_is_read_by_the_grammar(program, ada):
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        response = write(
            program,
            {"line": "Cut checkout p99 ~checkout @Sam #reliability +p99:800ms→200ms ^mon #sales"},
        )
    assert response.status_code == 201
    made = response.json()
    entry = Entry.objects.get()
    assert made.pop("created_at")
    assert made == {
        "id": entry.pk,
        "revision": 1,
        "title": "Cut checkout p99 #sales",
        "starts_on": "2026-11-16",
        "ends_on": "2026-11-16",
        "kind": "",
        "role": "",
        "project": "checkout",
        "people": ["Sam"],
        "competencies": ["reliability"],
        "expectations": [],
        "details": "",
        "impact": "",
        "metrics": [
            {"label": "p99", "before": "800", "after": "200", "unit": "ms", "lower_is_better": None}
        ],
        "links": [],
        "private_note": "",
        "confidential": False,
        "revisit_on": None,
        "discarded_at": None,
        "needs": "",
        "address": f"http://127.0.0.1:8000/wins/{entry.pk}/",
        "unread": ["#sales"],
    }
    assert (entry.author, entry.title) == (ada, "Cut checkout p99 #sales")


def test_a_line_lies_on_the_day_it_is_where_its_author_is(ada):
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        write(program_of(ada), {"line": "Wrote it"})
    assert Entry.objects.get().starts_on == date(2026, 11, 21)


def test_a_line_that_waited_lies_on_the_day_on_which_it_was_written(program):
    for line, day in [("Wrote it", "2026-11-13"), ("Wrote it ^yesterday", "2026-11-12")]:
        made = write(program, {"line": line, "written_on": "2026-11-13"}).json()
        assert (made["starts_on"], made["ends_on"]) == (day, day)
    said = errors(write(program, {"line": "Wrote it", "written_on": "1960-01-01"}))
    assert said == {"written_on": "The first day there is here is 1 January 1970."}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"line": ""}, {"line": "Say in a few words what you did."}),
        ({"line": "#hiring"}, {"line": "Only tokens were found. Say in a few words what you did."}),
        ({"line": "Wrote it", "impact": "a"}, {"impact": "A line says it all. Send it alone."}),
        ({"line": "a\x00b"}, {"line": "Null characters are not allowed."}),
        ({}, {"title": "This field is required."}),
        ({"title": " "}, {"title": "This field is required."}),
    ],
)  # fmt: skip
def test_what_says_nothing_is_refused_at_its_place(program, sent, said):
    assert errors(write(program, sent)) == said
    assert Entry.objects.count() == 0


def test_a_line_too_long_to_keep_whole_is_refused(program):
    assert "301 characters; 300 fit" in errors(write(program, {"line": "x" * 301}))["line"]


# Exactly once.


@pytest.mark.parametrize("content", [{"line": "Wrote it"}, {"title": "Wrote it", "impact": "Read"}])
def test_what_is_sent_twice_with_one_key_is_one_win(program, content):
    first = write(program, content, key="abc-1")
    again = write(program, content, key="abc-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert Entry.objects.count() == 1
    assert write(program, content, key="abc-2").json()["id"] != first.json()["id"]


def test_a_key_is_each_ones_own(program, eve):
    write(program, {"line": "Ada’s"}, key="a")
    made = write(program_of(eve), {"line": "Eve’s"}, key="a").json()
    assert made["title"] == "Eve’s"


def test_what_was_discarded_meanwhile_does_not_come_back_by_its_key(program):
    made = write(program, {"line": "Wrote it"}, key="a").json()
    send(program, "POST", f"/entries/{made['id']}/discard")
    again = write(program, {"line": "Wrote it"}, key="a").json()
    assert again["id"] == made["id"]
    assert again["discarded_at"]


def test_wins_without_a_key_are_each_one_of_its_own(program):
    for content in [{"line": "Wrote it"}, {"title": "Wrote it"}] * 2:
        write(program, content)
    assert Entry.objects.count() == 4


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "ü"])
def test_a_key_that_cannot_be_kept_is_refused(program, key):
    response = send(program, "POST", "/entries", {"line": "a"}, **{"Idempotency-Key": key})
    assert list(errors(response)) == ["Idempotency-Key"]


# Written by fields.

EVERYTHING = {
    "title": "Wrote it",
    "starts_on": "2026-10-01",
    "ends_on": "2026-10-31",
    "kind": "delivery",
    "role": "led",
    "project": "Checkout",
    "people": ["Jo", "Sam Ng"],
    "competencies": ["delivery", "reliability"],
    "expectations": ["delivery/finishes"],
    "details": "All\nof it",
    "impact": "Read",
    "metrics": [
        {"label": "p99", "before": "800", "after": "200", "unit": "ms", "lower_is_better": True}
    ],
    "links": [{"url": "https://example.org/1", "label": "the change"}],
    "private_note": "Mine",
    "confidential": True,
    "revisit_on": "2027-01-01",
}


def test_a_win_is_written_with_all_that_can_be_said_of_it(program):
    made = write(program, EVERYTHING).json()
    assert {name: made[name] for name in EVERYTHING} == EVERYTHING
    read = send(program, "GET", f"/entries/{made['id']}").json()
    assert {name: read[name] for name in EVERYTHING} == EVERYTHING


def test_a_title_is_enough(program, ada):
    made = write(program, {"title": "Wrote it"}).json()
    assert (made["starts_on"], made["ends_on"]) == (str(ada.today()),) * 2
    assert made["needs"] == "competency"


def test_a_sentence_brings_its_competency(program):
    made = write(program, {"title": "a", "expectations": ["delivery/finishes"]}).json()
    assert (made["competencies"], made["expectations"]) == (["delivery"], ["delivery/finishes"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "1969-12-31"}, "starts_on"),
        ({"ends_on": "2026-09-30"}, "ends_on"),
        ({"kind": "luck"}, "kind"),
        ({"role": "watched"}, "role"),
        ({"project": "x" * 81}, "project"),
        ({"people": ["x" * 81]}, "people"),
        ({"people": ["Ng, Sam"]}, "people.0"),
        ({"competencies": ["delivery", "luck"]}, "competencies.1"),
        ({"expectations": ["delivery/luck"]}, "expectations.0"),
        ({"expectations": ["finishes"]}, "competencies.2"),
        ({"details": "x" * 20_001}, "details"),
        ({"metrics": [{"label": "p99"}]}, "metrics"),
        ({"metrics": [{"after": "1"}] * 21}, "metrics"),
        ({"links": [{"url": "javascript:alert(1)"}]}, "links"),
        ({"links": [{"label": "no address"}]}, "links.0.url"),
        ({"confidential": "perhaps"}, "confidential"),
        ({"author": "eve@example.org"}, "author"),
        ({"id": 1}, "id"),
    ],
)
def test_a_field_that_cannot_be_kept_is_refused_at_its_place_and_nothing_is_made(
    program, changes, field
):
    assert field in errors(write(program, EVERYTHING | changes))
    assert Entry.objects.count() == 0


# Changed.


def change(program, entry, **fields):
    return send(program, "PATCH", f"/entries/{entry.pk}", fields)


def test_a_change_leaves_what_it_does_not_name(program):
    entry = Entry.objects.get(pk=write(program, EVERYTHING).json()["id"])
    response = change(program, entry, revision=2, impact="Nobody was woken up since.")
    assert response.status_code == 200
    changed = response.json()
    expected = EVERYTHING | {"impact": "Nobody was woken up since."}
    assert {name: changed[name] for name in EVERYTHING} == expected
    assert changed["revision"] == 3


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("impact", ""),
        ("project", ""),
        ("people", []),
        ("metrics", []),
        ("links", []),
        ("expectations", []),
        ("kind", ""),
        ("confidential", False),
        ("revisit_on", None),
    ],
)
def test_null_empties_a_field(program, field, left):
    entry = Entry.objects.get(pk=write(program, EVERYTHING).json()["id"])
    changed = change(program, entry, revision=2, **{field: None}).json()
    expected = EVERYTHING | {field: left}
    assert {name: changed[name] for name in EVERYTHING} == expected


def test_the_sentences_of_a_competency_go_with_it(program):
    entry = Entry.objects.get(pk=write(program, EVERYTHING).json()["id"])
    changed = change(program, entry, revision=2, competencies=["reliability"]).json()
    assert (changed["competencies"], changed["expectations"]) == (["reliability"], [])


def test_a_change_over_another_ones_answers_what_is_kept_now(program, ada):
    entry = EntryFactory(author=ada, title="As it was")
    change(program, entry, revision=1, title="Changed elsewhere")
    response = change(program, entry, revision=1, title="Changed here")
    assert response.status_code == 409
    current = response.json()["current"]
    assert (current["title"], current["revision"]) == ("Changed elsewhere", 2)
    assert Entry.objects.get().title == "Changed elsewhere"
    assert change(program, entry, revision=2, title="Changed here").status_code == 200


def test_a_change_names_its_revision(program, ada):
    entry = EntryFactory(author=ada)
    assert errors(change(program, entry, title="a")) == {"revision": "This is required."}


def test_a_change_keeps_names_that_hold_a_comma(program, ada):
    made = write(program, {"line": 'Wrote it @"Ng, Sam"'}).json()
    assert made["people"] == ["Ng, Sam"]
    changed = send(program, "PATCH", f"/entries/{made['id']}", {"revision": 1, "impact": "a"})
    assert changed.json()["people"] == ["Ng, Sam"]


def test_a_change_keeps_tags_of_another_ladder_that_has_the_same_key(program, ada):
    other = LADDER | {"ladder": {"slug": "other", "name": "Other", "version": "1"}}
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(other), owner=ada)
    version.publish()
    entry = EntryFactory(author=ada)
    theirs = version.ladder.competencies.get(slug="delivery")
    entry.competencies.add(theirs)
    changed = change(program, entry, revision=1, competencies=["delivery", "hiring"]).json()
    assert changed["competencies"] == ["delivery", "hiring"]
    assert entry.competencies.filter(pk=theirs.pk).exists()


# Put away and taken back.


def test_a_win_is_put_away_and_restored(program, ada):
    entry = EntryFactory(author=ada)
    assert send(program, "POST", f"/entries/{entry.pk}/discard").json()["discarded_at"]
    assert titles(send(program, "GET", "/entries")) == []
    assert send(program, "POST", f"/entries/{entry.pk}/restore").json()["discarded_at"] is None
    assert titles(send(program, "GET", "/entries")) == [entry.title]


# Found.


def test_the_list_has_the_filters_of_the_log(program, ada):
    checkout = ProjectFactory(owner=ada, name="checkout", slug="checkout")
    sale = EntryFactory(author=ada, title="Sale", project=checkout, starts_on=date(2026, 10, 1))
    tag(sale, "delivery")
    fix = EntryFactory(
        author=ada, title="Fix", kind="operations", role="led", starts_on=date(2026, 11, 2)
    )
    show(fix, "reliability/repairs")
    note = EntryFactory(author=ada, title="Note", metrics=[{"after": "1"}])
    note.people.add(Person.objects.named(ada, "Sam"))
    for query, found in [
        ("", ["Note", "Fix", "Sale"]),
        ("?q=sale", ["Sale"]),
        ("?project=checkout", ["Sale"]),
        ("?kind=operations", ["Fix"]),
        ("?person=sam", ["Note"]),
        ("?role=led", ["Fix"]),
        ("?missing=outcome", ["Fix", "Sale"]),
        ("?competency=delivery", ["Sale"]),
        ("?expectation=reliability/repairs", ["Fix"]),
        ("?sentence=none", ["Note", "Sale"]),
        ("?missing=competency", ["Note"]),
        ("?from=2026-11-01", ["Note", "Fix"]),
        ("?to=2026-10-31", ["Sale"]),
        ("?from=2026-11-01&missing=metric", ["Fix"]),
    ]:
        assert (query, titles(send(program, "GET", f"/entries{query}"))) == (query, found)


@pytest.mark.parametrize(
    "query",
    ["kind=luck", "from=Friday", "missing=luck", "limit=0", "limit=101", "limit=a", "after=a",
     "after=2026-11-03", "after=2026-11-03.99999999999999999999", "after=.1"],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_refused_at_its_place(program, query):
    assert list(errors(send(program, "GET", f"/entries?{query}"))) == [query.partition("=")[0]]


def test_pages_follow_one_another_without_gap_or_repeat(program, ada):
    for day in (3, 1, 3, 2, 3):
        EntryFactory(author=ada, starts_on=date(2026, 11, day))
    expected = list(Entry.objects.newest_first().values_list("pk", flat=True))
    found, after = [], ""
    while after is not None:
        page = send(program, "GET", f"/entries?limit=2&after={after}").json()
        found += [entry["id"] for entry in page["entries"]]
        after = page["next"]
    assert found == expected


@pytest.mark.parametrize("wins", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_wins_as_for_one(
    program, ada, wins, django_assert_num_queries
):
    for _ in range(wins):
        entry = EntryFactory(author=ada, project=ProjectFactory(owner=ada))
        show(entry, "delivery/finishes", "reliability/repairs")
    send(program, "GET", "/entries")  # notes the use of the token
    with django_assert_num_queries(11):
        send(program, "GET", "/entries")


def test_nobody_elses_win_is_found_changed_or_put_away(program, ada):
    entry = EntryFactory(author=ada, title="Ada’s")
    eves = program_of(UserFactory())
    assert titles(send(eves, "GET", "/entries")) == []
    for method, act in [("GET", ""), ("PATCH", ""), ("POST", "/discard"), ("POST", "/restore")]:
        response = send(
            eves, method, f"/entries/{entry.pk}{act}", {"revision": 1, "title": "Eve’s"}
        )
        assert (act, response.status_code) == (act, 404)
    assert Entry.objects.get().title == "Ada’s"
