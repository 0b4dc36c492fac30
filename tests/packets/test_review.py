"""The moves and acts of a review: who may what, in which state, and what is left behind."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from packets.models import Event, Notification, Packet, RatingSheet
from packets.review import ACTS, MOVES, IllegalMove, Role, State, find_move, may, moves_open_to
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.review_table import (
    ACT_NAMES,
    MOVE_NAMES,
    OF_A_MANAGER,
    OPEN_ACTS,
    PEOPLE,
    ROLES,
    STATES,
    acts_of,
    moves_of,
)
from tests.packets.scenes import rate, review, share_again, succeed

CONDITIONS = {"conditions": "Lead across teams.", "again_on": date(2099, 1, 1)}
NOTE = "Say who decided."


# The tables themselves.


def test_these_are_all_the_states_roles_moves_and_acts():
    assert (State.values, Role.values) == (STATES, ROLES)
    assert (list(MOVES), list(ACTS)) == (MOVE_NAMES, ACT_NAMES)


@pytest.mark.parametrize(("state", "role"), list(product(STATES, [*ROLES, None])))
def test_the_moves_that_are_open_to_a_role_in_a_state(state, role):
    targets = {name: move.target.value for name, move in moves_open_to(role, state).items()}
    assert targets == moves_of(role, state)


@pytest.mark.parametrize(("state", "role"), list(product(STATES, [*ROLES, None])))
def test_the_acts_that_are_open_to_a_role_in_a_state(state, role):
    assert [act for act in ACTS if may(role, act, state)] == acts_of(role, state)


# The same for people. What they send is in test_review_requests.py.


@pytest.fixture
def people(in_review, ada, grace, eve):
    """One of each, with version 1 before them; all who may rate it have."""
    version = in_review.versions.get()
    sponsor, peer, observer, former, successor = UserFactory.create_batch(5)
    review(in_review, sponsor, "sponsor")
    review(in_review, peer, "peer")
    review(in_review, observer, "observer")
    review(in_review, former, "peer")
    succeed(in_review, former, successor)
    for person in (ada, grace, sponsor, peer):
        rate(version, person)
    found = [ada, grace, sponsor, peer, observer, former, eve]
    return dict(zip(PEOPLE, found, strict=True))


def in_state(packet, state):
    """As if it had come there, with nothing told of it."""
    Packet.objects.filter(pk=packet.pk).update(state=state)
    Event.objects.all().delete()
    packet.refresh_from_db()
    return packet


@pytest.mark.parametrize("who", PEOPLE)
def test_a_person_is_offered_what_the_tables_say(in_review, people, who):
    person = people[who]
    offered = {}
    for state in STATES:
        packet = in_state(in_review, state)
        acts = [act for act in ACTS if packet.may(person, act)]
        offered[state] = [*packet.moves_open_to(person)], acts
    assert offered == {state: ([*moves_of(who, state)], acts_of(who, state)) for state in STATES}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_person_rates_where_the_table_says_and_has_a_form_there_alone(in_review, people, who):
    client = browser_of(people[who])
    rating = reverse("version-ratings", args=[in_review.pk, 1])
    found = {}
    for state in STATES:
        in_state(in_review, state)
        RatingSheet.objects.all().delete()
        page = client.get(reverse("version-detail", args=[in_review.pk, 1])).content.decode()
        answer = client.post(rating, {"rating-delivery": "meeting", "revision": 0})
        found[state] = (
            f'action="{rating}#ratings"' in page,
            answer.status_code,
            RatingSheet.objects.count(),
        )
    states = OPEN_ACTS.get(who, {}).get("rate")
    refused = (False, 409 if states else 404, 0)
    assert found == {
        state: (True, 302, 1) if state in (states or []) else refused for state in STATES
    }


def test_who_rates_too_late_is_shown_what_was_chosen_and_written(in_review, people):
    in_state(in_review, "supported")
    chosen = {"rating-delivery": "exceeding", "note-delivery": "Four teams.", "revision": 1}
    page = reverse("version-ratings", args=[in_review.pk, 1])
    answer = browser_of(people["manager"]).post(page, chosen)
    content = answer.content.decode()
    assert ["Exceeding" in content, "Four teams." in content] == [True, True]
    assert "The packet is supported, so what you chose is not kept." in content


# What a move needs.


@pytest.mark.parametrize("name", ["support", "postpone", "decline"])
def test_a_decision_is_not_made_before_all_is_rated_and_says_what_is_missing(
    in_review, grace, name
):
    decide = {"by": grace, "note": NOTE, "version": 1, **CONDITIONS}
    with pytest.raises(IllegalMove, match="You have not rated yet: Delivery, Reliability"):
        move_packet(in_review, name, **decide)
    sheet = rate(in_review.versions.get(), grace)
    RatingSheet.objects.update(ratings={"delivery": "meeting"})
    with pytest.raises(IllegalMove, match=r"You have not rated yet: Reliability\. Rate"):
        move_packet(in_review, name, **decide)
    assert (Packet.objects.get().state, RatingSheet.objects.given().count()) == ("in-review", 0)
    RatingSheet.objects.update(ratings=sheet.ratings)
    move_packet(in_review, name, **decide)
    assert [given.rater for given in RatingSheet.objects.given()] == [grace]


def test_what_he_rated_of_an_earlier_version_is_not_what_he_decides_about(in_review, grace):
    rate(in_review.versions.get(), grace)
    share_again(in_review, grace)
    with pytest.raises(IllegalMove, match="You have not rated yet"):
        move_packet(in_review, "support", by=grace, version=2)


def test_the_moves_that_ask_a_question_are_not_made_without_an_answer():
    asking = {name for name, move in MOVES.items() if move.asks}
    assert asking == {"request-changes", "postpone", "decline"}
    with pytest.raises(IllegalMove, match="What should change"):
        find_move("request-changes", Role.MANAGER, State.IN_REVIEW, "  \n")
    assert find_move("request-changes", Role.MANAGER, State.IN_REVIEW, "More.").asks
    assert find_move("endorse", Role.MANAGER, State.IN_REVIEW, "").target == State.ENDORSED


def test_a_move_that_nobody_knows_is_not_possible():
    with pytest.raises(IllegalMove, match="not possible now"):
        find_move("promote", Role.AUTHOR, State.DRAFT, "")


def test_several_people_endorse_a_version_each_once(in_review, people):
    for who in ("manager", "sponsor", "peer"):
        move_packet(in_review, "endorse", by=people[who], version=1)
    with pytest.raises(IllegalMove, match="You stand by this version already"):
        move_packet(in_review, "endorse", by=people["sponsor"], version=1)
    stood = in_review.events.filter(move="endorse").order_by("pk")
    assert [event.by for event in stood] == [people[who] for who in ("manager", "sponsor", "peer")]
    assert Packet.objects.get().state == "endorsed"


def test_who_endorsed_a_version_is_asked_again_for_the_next(in_review, ada, grace):
    move_packet(in_review, "endorse", by=grace, version=1)
    packet = Packet.objects.get()
    assert "endorse" not in packet.moves_open_to(grace)
    share_again(packet, grace)
    assert "endorse" in packet.moves_open_to(grace)


def test_the_history_tells_who_moved_when_why_and_with_which_version(in_review, ada, grace):
    share_again(in_review, grace)
    move_packet(in_review, "endorse", by=grace, note="  I stand by it.  ", version=2)
    move_packet(in_review, "reopen", by=ada)
    rows = [(e.move, e.by, e.note, e.version) for e in in_review.events.newest_first()]
    assert rows == [
        ("reopen", ada, "", 2),
        ("endorse", grace, "I stand by it.", 2),
        ("submit", ada, "", 2),
        ("request-changes", grace, NOTE, 1),
        ("submit", ada, "", 1),
    ]
    times = list(in_review.events.order_by("pk").values_list("made_at", flat=True))
    assert times == sorted(times)


# Which version a reviewer moves.


@pytest.mark.parametrize("name", ["endorse", "request-changes"])
@pytest.mark.parametrize("number", [None, 1, 3])
def test_a_reviewer_moves_the_latest_version_or_none(in_review, grace, name, number):
    share_again(in_review, grace)
    with pytest.raises(IllegalMove, match="newer version"):
        move_packet(in_review, name, by=grace, note=NOTE, version=number)
    assert Packet.objects.get().state == "in-review"


def test_who_was_succeeded_has_no_say_and_is_not_told_of_the_next_version(in_review, grace, eve):
    share_again(in_review, grace, to=eve)
    assert in_review.moves_open_to(grace) == {}
    assert list(in_review.moves_open_to(eve)) == list(OF_A_MANAGER)
    with pytest.raises(IllegalMove):
        move_packet(in_review, "endorse", by=grace, version=2)
    told = Notification.objects.filter(kind="shared").order_by("pk")
    assert [(each.person, each.version.number) for each in told] == [(grace, 1), (eve, 2)]


# Who is told.


@pytest.mark.parametrize(
    ("before", "name", "by", "kind", "told"),
    [
        ([], "submit", "ada", "shared", ["grace", "eve"]),
        (["submit"], "withdraw", "ada", "moved", ["grace", "eve"]),
        (["submit"], "endorse", "grace", "moved", ["ada", "eve"]),
        (["submit"], "request-changes", "grace", "moved", ["ada", "eve"]),
        (["submit", "endorse"], "reopen", "ada", "moved", ["grace", "eve"]),
    ],
)
def test_a_move_is_told_to_all_others_who_may_read_the_version(
    packet, managed, ada, grace, eve, before, name, by, kind, told
):
    people = {"ada": ada, "grace": grace, "eve": eve}
    review(packet, eve)
    for earlier in before:
        move_packet(packet, earlier, by=grace if earlier == "endorse" else ada, version=1)
    Notification.objects.all().delete()
    move_packet(packet, name, by=people[by], note=NOTE, version=1)
    rows = list(Notification.objects.all())
    assert {each.person for each in rows} == {people[who] for who in told}
    detail = "" if name == "submit" else name
    assert {(each.kind, each.by, each.detail) for each in rows} == {(kind, people[by], detail)}


def test_a_move_is_told_with_the_way_to_the_version_until_it_is_withdrawn(in_review, ada, grace):
    page = f"/packets/{in_review.pk}/versions/1/"
    told = Notification.objects.filter(person=grace).order_by("pk")
    assert [(each.version, each.path) for each in told] == [(in_review.versions.get(), page)]
    move_packet(in_review, "withdraw", by=ada)
    assert [(each.version, each.path) for each in told.all()[1:]] == [(None, "/reviews/")]


# The database's own walls.


def test_the_database_knows_no_other_state(packet):
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.update(state="promoted")


def test_the_database_knows_no_other_move(packet, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        packet.events.create(move="promote", by=ada)
