"""Goals of a quarter: proposed from the gap, counted by tags or by hand, settled and moved."""

import pytest
import time_machine
from django.urls import reverse

from bragdoc.goals import counted, proposals
from bragdoc.models import Expectation, Goal, NotApplicable
from bragdoc.models.revisions import EditConflict
from bragdoc.quarters import Quarter
from tests.clients import browser_of
from tests.factories import EntryFactory, PlacementFactory, show, tag

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
IN_Q3, IN_Q4 = Q3.first, Q4.first


@pytest.fixture
def adas(ada):
    PlacementFactory(person=ada)
    return browser_of(ada)


def sentence(key):
    return Expectation.objects.of_key(key).get()


def goal_of(ada, text="Bring work across teams", *, quarter=Q4, about=""):
    row = sentence(about) if about else None
    return Goal.objects.set_goal(
        ada, quarter, text=text, competency=row and row.competency, expectation=row
    )


def titles(user, goal):
    [[_, entries]] = counted(user, [goal])
    return [entry.title for entry in entries]


# What counts towards a goal


def test_a_win_counts_that_is_tagged_with_the_sentence_in_the_quarter(ada, adas):
    goal = goal_of(ada, about="delivery/notices")
    show(EntryFactory(author=ada, title="Now", starts_on=IN_Q4), "delivery/notices")
    show(EntryFactory(author=ada, title="Before", starts_on=IN_Q3), "delivery/notices")
    show(EntryFactory(author=ada, title="Other", starts_on=IN_Q4), "delivery/across-teams")
    tag(EntryFactory(author=ada, title="No sentence", starts_on=IN_Q4), "delivery")

    assert titles(ada, goal) == ["Now"]


def test_a_goal_without_a_sentence_counts_all_wins_of_its_competency(ada, adas):
    goal = goal_of(ada)
    goal.competency = sentence("delivery/notices").competency
    goal.save()
    show(EntryFactory(author=ada, title="With one", starts_on=IN_Q4), "delivery/notices")
    tag(EntryFactory(author=ada, title="Without", starts_on=IN_Q4), "delivery")
    tag(EntryFactory(author=ada, title="Of another", starts_on=IN_Q4), "hiring")

    assert titles(ada, goal) == ["Without", "With one"]


def test_a_win_that_runs_into_the_quarter_counts(ada, adas):
    goal = goal_of(ada, about="delivery/notices")
    long = EntryFactory(author=ada, title="Long", starts_on=IN_Q3, ends_on=IN_Q4)
    show(long, "delivery/notices")

    assert titles(ada, goal) == ["Long"]


def test_a_win_put_there_by_hand_counts_whenever_it_was(ada, adas):
    goal = goal_of(ada)
    win = EntryFactory(author=ada, title="Placed", starts_on=IN_Q3)

    adas.post(reverse("goal-place", args=[goal.pk, win.pk]))
    assert titles(ada, goal) == ["Placed"]

    adas.post(reverse("goal-take-out", args=[goal.pk, win.pk]))
    assert titles(ada, goal) == []


def test_a_discarded_win_counts_no_more(ada, adas):
    goal = goal_of(ada, about="delivery/notices")
    show(EntryFactory(author=ada, starts_on=IN_Q4), "delivery/notices").discard()

    assert titles(ada, goal) == []


def test_nobody_elses_win_counts_or_can_be_put_there(ada, adas, eve):
    goal = goal_of(ada, about="delivery/notices")
    hers = show(EntryFactory(author=eve, starts_on=IN_Q4), "delivery/notices")

    assert adas.post(reverse("goal-place", args=[goal.pk, hers.pk])).status_code == 404
    assert titles(ada, goal) == []


# What the gap proposes


def proposed(ada, *, goals=()):
    return [(one.competency, one.expectation, one.wins) for one in proposals(ada, Q4, list(goals))]


def test_what_no_win_shows_comes_first_and_each_competency_before_a_second_of_any(ada, adas):
    show(EntryFactory(author=ada, starts_on=IN_Q3), "delivery/notices")

    assert proposed(ada) == [
        ("delivery", "across-teams", 0),
        ("reliability", "impossible", 0),
        ("delivery", "notices", 1),
    ]


def test_wins_of_longer_ago_than_four_quarters_do_not_speak(ada, adas):
    old = EntryFactory(author=ada, starts_on=Quarter(2025, 4).first)
    show(old, "delivery/across-teams")

    assert ("delivery", "across-teams", 0) in proposed(ada)


def test_what_is_a_goal_already_or_does_not_apply_is_not_proposed(ada, adas):
    goal = goal_of(ada, about="reliability/impossible")
    row = sentence("delivery/notices")
    NotApplicable.objects.create(
        person=ada, competency=row.competency, expectation=row, reason="No plans here."
    )

    assert proposed(ada, goals=[goal]) == [("delivery", "across-teams", 0)]


def test_without_a_placement_nothing_is_proposed(ada):
    assert proposals(ada, Q4, []) == []


def test_a_proposal_becomes_a_goal_tied_to_its_sentence(ada, adas):
    adas.post(
        reverse("goal-create", args=[Q4]),
        {"text": "Notice early", "about": "delivery/notices", "key": "k"},
    )

    goal = Goal.objects.get()
    assert (goal.person, goal.quarter, goal.text) == (ada, Q4, "Notice early")
    assert (goal.competency.slug, goal.expectation.slug) == ("delivery", "notices")


# Made, changed, settled


def test_a_form_sent_twice_makes_one_goal(adas):
    for _ in range(2):
        adas.post(reverse("goal-create", args=[Q4]), {"text": "Once", "key": "k"})

    assert Goal.objects.count() == 1


def test_a_goal_says_something(adas):
    response = adas.post(reverse("goal-create", args=[Q4]), {"text": "  "})

    assert response.status_code == 422
    assert "Say in a few words what you mean to show." in response.content.decode()


def test_a_competency_of_no_ladder_of_mine_is_refused_where_it_was_chosen(adas):
    response = adas.post(
        reverse("goal-create", args=[Q4]), {"text": "Kept text", "about": "magic/"}
    )

    assert response.status_code == 422
    assert "Your ladder has nothing of this name." in response.content.decode()
    assert 'value="Kept text"' in response.content.decode()


def test_two_tabs_lose_neither_text(ada, adas):
    goal = goal_of(ada, "First")
    address = reverse("goal-detail", args=[goal.pk])
    adas.post(address, {"text": "Mine", "revision": 1})

    response = adas.post(address, {"text": "Theirs", "revision": 1})

    assert response.status_code == 409
    content = response.content.decode()
    assert "Mine" in content
    assert "Theirs" in content
    goal.refresh_from_db()
    assert goal.text == "Mine"


def test_the_same_text_twice_is_no_conflict(ada):
    goal = goal_of(ada)
    goal.keep(["text"], revision=1)
    goal.keep(["text"], revision=1)

    goal.text = "Other"
    with pytest.raises(EditConflict):
        goal.keep(["text"], revision=1)


@pytest.mark.parametrize("state", Goal.State.values)
def test_a_goal_is_shown_dropped_or_open_again(ada, adas, state):
    goal = goal_of(ada)

    adas.post(reverse("goal-settle", args=[goal.pk]), {"state": state})

    goal.refresh_from_db()
    assert goal.state == state


def test_a_goal_moves_into_the_next_quarter_and_an_old_one_into_this(ada, adas):
    now, old = goal_of(ada), goal_of(ada, quarter=Quarter(2025, 1))

    with time_machine.travel("2026-11-20 12:00+00:00", tick=False):
        for goal in (now, old):
            adas.post(reverse("goal-move", args=[goal.pk]))

    quarters = [Goal.objects.get(pk=goal.pk).quarter for goal in (now, old)]
    assert quarters == [Quarter(2027, 1), Q4]


@time_machine.travel("2026-11-20 12:00+00:00", tick=False)
def test_goals_left_open_before_are_told_beside_this_quarter(ada, adas):
    goal_of(ada, "Still open", quarter=Q3)
    goal_of(ada, "Done with", quarter=Q3).settle(Goal.State.SHOWN)

    content = adas.get(reverse("goal-list")).content.decode()

    assert "Still open" in content
    assert "Done with" not in content


@time_machine.travel("2026-11-20 12:00+00:00", tick=False)
@pytest.mark.parametrize("wins", [1, 3])
def test_the_page_asks_as_much_for_three_goals_as_for_one(
    ada, adas, wins, django_assert_num_queries
):
    for number in range(wins):
        goal_of(ada, f"Goal {number}", about="delivery/notices")
        show(EntryFactory(author=ada, starts_on=IN_Q4), "delivery/notices")

    adas.get(reverse("goal-list"))
    with django_assert_num_queries(14):
        adas.get(reverse("goal-list"))


def test_a_win_is_found_by_its_words_and_put_there(ada, adas):
    goal = goal_of(ada)
    EntryFactory(author=ada, title="Moved the <b>checkout</b>")

    content = adas.get(f"{reverse('goal-detail', args=[goal.pk])}?q=checkout").content.decode()

    assert "Moved the &lt;b&gt;checkout&lt;/b&gt;" in content
    assert "Counts towards it" in content
