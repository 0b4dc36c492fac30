"""Several wins at once: tagged, moved, discarded, and taken back exactly."""

from datetime import date

import pytest
from django.urls import reverse

from bragdoc import bulk
from bragdoc.models import Entry, Placement, Project
from tests.factories import EntryFactory, PlacementFactory, ProjectFactory, show, tag


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def wins(ada):
    """Three: of two projects and of none; one tagged with a sentence of Delivery."""
    PlacementFactory(person=ada)
    one = EntryFactory(author=ada, title="One", project=ProjectFactory(owner=ada, slug="a"))
    two = EntryFactory(author=ada, title="Two", project=ProjectFactory(owner=ada, slug="b"))
    show(EntryFactory(author=ada, title="Three"), "delivery/notices")
    return [one, two, Entry.objects.get(title="Three")]


def act(client, name, wins=(), **sent):
    ticked = {"entry": [win.pk for win in wins]}
    return client.post(reverse("entry-bulk"), {"act": name} | ticked | sent)


def undo(client):
    return client.post(reverse("entry-bulk-undo"), follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def state():
    """All that an act can change, by title."""
    return {
        entry.title: (
            entry.project and entry.project.slug,
            sorted(c.slug for c in entry.competencies.all()),
            sorted(e.slug for e in entry.expectations.all()),
            entry.discarded_at is None,
        )
        for entry in Entry.objects.for_display()
    }


BEFORE = {
    "One": ("a", [], [], True),
    "Two": ("b", [], [], True),
    "Three": (None, ["delivery"], ["notices"], True),
}

ACTS = [
    (
        "tag", {"competency": "delivery"}, "2 wins tagged with Delivery.",
        {"One": ("a", ["delivery"], [], True), "Two": ("b", ["delivery"], [], True)},
    ),
    (
        "untag", {"competency": "delivery"}, "1 win no longer tagged with Delivery.",
        {"Three": (None, [], [], True)},
    ),
    (
        "move", {"project": "B"}, "2 wins moved to B.",
        {"One": ("b", [], [], True), "Three": ("b", ["delivery"], ["notices"], True)},
    ),
    (
        "no-project", {}, "2 wins taken out of their project.",
        {"One": (None, [], [], True), "Two": (None, [], [], True)},
    ),
    (
        "discard", {}, "3 wins discarded. They can be restored for thirty days.",
        {
            "One": ("a", [], [], False),
            "Two": ("b", [], [], False),
            "Three": (None, ["delivery"], ["notices"], False),
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sent", "words", "changed"), ACTS)
def test_an_act_changes_what_is_not_so_already_and_can_be_taken_back(
    client, wins, name, sent, words, changed
):
    response = act(client, name, wins, **sent)

    assert (response.status_code, state()) == (302, BEFORE | changed)
    revisions = dict(Entry.objects.values_list("title", "revision"))
    assert revisions == {title: 2 if title in changed else 1 for title in BEFORE}

    count = len(changed)
    assert said(undo(client)) == [words, f"Undone for {count} win{'s' * (count > 1)}."]
    assert state() == BEFORE


@pytest.mark.parametrize(("name", "sent", "words", "changed"), ACTS)
def test_an_act_that_is_sent_twice_changes_nothing_the_second_time(
    client, wins, name, sent, words, changed
):
    act(client, name, wins, **sent)
    since = list(Entry.objects.order_by("pk").values_list("pk", "revision"))

    act(client, name, wins, **sent)

    assert list(Entry.objects.order_by("pk").values_list("pk", "revision")) == since
    undo(client)
    assert state() == BEFORE


def test_what_was_changed_since_stays_as_it_is(client, wins):
    act(client, "move", wins, project="C")
    changed = Entry.objects.get(title="One")
    changed.title = "One, since"
    changed.keep(revision=2)

    words = said(undo(client))

    assert words[1] == "Undone for 2 wins. 1 more was changed since: nothing was done to it."
    assert {title: each[0] for title, each in state().items()} == {
        "One, since": "c",
        "Two": "b",
        "Three": None,
    }


def test_a_win_is_not_moved_back_into_a_project_that_is_gone(client, wins):
    act(client, "move", wins[:1], project="C")
    Project.objects.get(slug="a").delete()

    assert said(undo(client))[1:] == [
        "Undone for 0 wins. 1 more was changed since: nothing was done to it."
    ]
    assert Entry.objects.get(title="One").project.slug == "c"


def test_there_is_one_step_back(client, wins):
    act(client, "discard", wins)
    undo(client)

    assert said(undo(client)) == ["There is nothing to undo."]


def test_all_that_the_filters_show_are_changed_and_no_others(client, ada, wins):
    EntryFactory(author=ada, title="Glue", kind="glue", starts_on=date(2020, 1, 1))

    response = act(client, "move", all="on", query="kind=glue&from=2019-01-01", project="C")

    assert response["Location"] == "/wins/?kind=glue&from=2019-01-01"
    assert [title for title, each in state().items() if each[0] == "c"] == ["Glue"]


def test_all_are_the_newest_up_to_a_limit(client, ada, wins, monkeypatch):
    monkeypatch.setattr(bulk, "LIMIT", 2)
    EntryFactory(author=ada, title="Old", starts_on=date(2020, 1, 1))

    act(client, "move", all="on", query="", project="C")

    assert sorted(title for title, each in state().items() if each[0] == "c") == ["Three", "Two"]


def test_wins_of_others_are_left_alone(client, ada, wins, eve):
    eves = EntryFactory(author=eve, title="Eve’s", kind="glue")
    elsewhere = ProjectFactory(owner=eve, slug="c")

    act(client, "move", [eves], project="C")
    act(client, "discard", all="on", query="kind=glue")

    eves.refresh_from_db()
    assert (eves.project, eves.discarded_at, eves.revision) == (None, None, 1)
    assert not elsewhere.entry_set.exists()


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("move", {}, "Say which project they go to."),
        ("tag", {}, "Choose a competency."),
        ("tag", {"competency": "nonsense"}, "Select a valid choice"),
        ("", {}, "Choose an act."),
        ("promote", {}, "Select a valid choice"),
        ("move", {"project": "x" * 81}, "at most 80 characters"),
    ],
)
def test_an_act_that_says_too_little_keeps_the_ticks(client, wins, name, sent, words):
    response = act(client, name, wins[:2], query="kind=", **sent)

    content = response.content.decode()
    assert response.status_code == 422
    assert words in content
    ticked = [row for row in content.split('class="pick"')[1:] if " checked" in row.split(">")[0]]
    assert [row.split("</a>")[0].rpartition(">")[2] for row in ticked] == ["Two", "One"]
    assert state() == BEFORE


def test_no_win_ticked_is_said(client, wins):
    response = act(client, "discard")

    assert response.status_code == 422
    assert "Tick the wins first." in response.content.decode()


@pytest.mark.parametrize("pk", ["", "x", "9" * 30, "-1", "1.5", "\x00"])
def test_a_tick_that_is_no_number_is_none(client, wins, pk):
    response = client.post(reverse("entry-bulk"), {"act": "discard", "entry": pk})

    assert (response.status_code, state()) == (422, BEFORE)


def test_as_many_queries_for_three_wins_as_for_one(client, wins, django_assert_num_queries):
    Placement.objects.get().ladder_version.read()  # once a process
    tag(wins[0], "reliability")
    for ticked in (wins[:1], wins):
        with django_assert_num_queries(20):
            act(client, "tag", ticked, competency="hiring")
        undo(client)
