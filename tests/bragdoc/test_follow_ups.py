"""What happened after? Which wins are asked about, when, and what becomes of an answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bragdoc.models import Entry, FollowUp
from tests.factories import EntryFactory

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-18T12:00:00+00:00", tick=False)


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def ago(ada, days, **fields):
    day = TODAY - timedelta(days=days)
    return EntryFactory(author=ada, starts_on=day, **fields)


def asked(client, monday="2026-11-16"):
    """(title, days) of the question on the page of a week, or None."""
    after = client.get(f"/week/{monday}/").context["after"]
    return after and (after.entry.title, after.days)


def answer(client, entry, days, **sent):
    return client.post(reverse("follow-up", args=[entry.pk, days]), {"do": "add", **sent})


# Which wins are asked about.


@pytest.mark.parametrize(
    ("days", "found"),
    [(29, None), (30, 30), (89, 30), (90, 90), (179, 90), (180, None), (3_000, None)],
)
def test_a_win_is_asked_about_from_thirty_days_after_it_to_a_hundred_and_eighty(
    client, ada, days, found
):
    ago(ada, days, title="Split the run")

    assert asked(client) == (found and ("Split the run", found))


def test_a_long_win_is_asked_about_by_the_day_it_ended(client, ada):
    ago(ada, 100, title="Moved the till", ends_on=TODAY - timedelta(days=40))

    assert asked(client) == ("Moved the till", 30)


@pytest.mark.parametrize(
    "fields",
    [{"impact": "Two teams asked how."}, {"metrics": [{"after": "3"}]}, {"kind": "praise"}],
)
def test_a_win_with_an_outcome_is_not_asked_about(client, ada, fields):
    ago(ada, 40, **fields)

    assert asked(client) is None


def test_somebody_elses_wins_and_discarded_ones_are_not_asked_about(client, ada, eve):
    ago(eve, 40)
    ago(ada, 40).discard()

    assert asked(client) is None


def test_the_oldest_is_asked_about_first_and_one_at_a_time(client, ada):
    for days in (35, 95, 60):
        ago(ada, days, title=f"{days} days")

    assert asked(client) == ("95 days", 90)


def test_only_the_page_of_this_week_asks(client, ada):
    ago(ada, 40)

    assert asked(client, "2026-11-09") is None
    assert asked(client, "2026-11-23") is None


@pytest.mark.parametrize("outcome", [{}, {"impact": "Known."}])
def test_a_day_that_the_author_chose_is_asked_about_whatever_the_win_says(client, ada, outcome):
    ago(ada, 300, title="Sandbox", revisit_on=TODAY, **outcome)
    ago(ada, 301, title="Later", revisit_on=TODAY + timedelta(days=1), **outcome)

    assert asked(client) == ("Sandbox", 0)


def test_three_answers_are_enough_for_a_week(client, ada, time_machine):
    for number in range(4):
        ago(ada, 60 - number, title=f"Win {number}")
    for entry in Entry.objects.oldest_first()[:3]:
        answer(client, entry, 30, do="nothing")

    assert asked(client) is None
    time_machine.move_to("2026-11-23T12:00:00+00:00", tick=False)
    assert asked(client, "2026-11-23") == ("Win 3", 30)


# What becomes of an answer.


def test_what_came_of_it_follows_the_impact_and_raises_the_revision(client, ada):
    entry = ago(ada, 40)
    Entry.objects.update(impact="Said meanwhile.")

    response = answer(client, entry, 30, text="Two teams asked how.")

    assert response["Location"] == "/week/"
    entry.refresh_from_db()
    assert (entry.impact, entry.revision) == ("Said meanwhile.\n\nTwo teams asked how.", 2)
    assert FollowUp.objects.get().answer == "written"
    assert asked(client) is None


def test_a_number_is_an_answer_too(client, ada):
    entry = ago(ada, 40)

    answer(client, entry, 30, label="tickets", before="23", after="2", unit="a month")

    entry.refresh_from_db()
    assert [(m["label"], m["before"], m["after"]) for m in entry.metrics] == [
        ("tickets", "23", "2")
    ]
    assert (entry.impact, entry.revision) == ("", 2)


def test_an_answer_sent_twice_is_added_once(client, ada):
    entry = ago(ada, 40)

    for _ in range(2):
        answer(client, entry, 30, text="Two teams asked how.")

    entry.refresh_from_db()
    assert entry.impact == "Two teams asked how."


def test_nothing_to_say_is_asked_again_at_ninety_days_only(client, ada, time_machine):
    entry = ago(ada, 40, title="Split the run")

    answer(client, entry, 30, do="nothing")

    entry.refresh_from_db()
    assert (entry.impact, entry.revision) == ("", 1)
    assert asked(client) is None
    time_machine.move_to("2027-01-08T12:00:00+00:00", tick=False)
    client.force_login(ada)  # the session of November has ended
    assert asked(client, "2027-01-04") == ("Split the run", 90)


def test_nothing_to_say_can_become_something(client, ada):
    entry = ago(ada, 40)

    answer(client, entry, 30, do="nothing")
    answer(client, entry, 30, text="After all: two teams asked.")

    entry.refresh_from_db()
    assert entry.impact == "After all: two teams asked."


def test_asked_later_is_asked_again_next_week_and_writes_no_row(client, ada, time_machine):
    entry = ago(ada, 40, title="Split the run")
    ago(ada, 35, title="Younger")

    answer(client, entry, 30, do="later")

    assert FollowUp.objects.count() == 0
    assert asked(client) == ("Younger", 30)
    time_machine.move_to("2026-11-23T12:00:00+00:00", tick=False)
    assert asked(client, "2026-11-23") == ("Split the run", 30)


def test_an_answer_on_a_day_that_was_chosen_takes_the_day_from_the_win(client, ada):
    entry = ago(ada, 300, revisit_on=TODAY, impact="Known.")

    for _ in range(2):
        answer(client, entry, 0, text="Still used.")

    entry.refresh_from_db()
    assert (entry.revisit_on, entry.impact) == (None, "Known.\n\nStill used.")
    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Write what came of it, or give a number."),
        ({"text": " \n "}, "Write what came of it, or give a number."),
        ({"before": "9"}, "Say what the number is now."),
        ({"text": "x" * 5_001}, "at most 5000 characters"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(client, ada, sent, error):
    entry = ago(ada, 40)

    response = answer(client, entry, 30, **sent)

    assert response.status_code == 422
    assert error in response.content.decode()
    entry.refresh_from_db()
    assert (entry.revision, FollowUp.objects.count()) == (1, 0)


def test_what_does_not_fit_behind_the_impact_is_refused_with_the_room_there_is(client, ada):
    entry = ago(ada, 300, impact="x" * 4_990, revisit_on=TODAY)

    response = answer(client, entry, 0, text="Nine teams.")

    assert response.status_code == 422
    assert "leaves room for 8 characters, and this has 11" in response.content.decode()
    entry.refresh_from_db()
    assert entry.revisit_on == TODAY


def test_a_twenty_first_number_is_refused(client, ada):
    entry = ago(ada, 300, revisit_on=TODAY, metrics=[{"after": "1"}] * 20)

    response = answer(client, entry, 0, after="2")

    assert response.status_code == 422
    assert "20 numbers already" in response.content.decode()
