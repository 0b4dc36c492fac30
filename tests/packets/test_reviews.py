"""What is shared with a reviewer: first what waits for him, by role, state and what he did; then
everything else."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from packets.models import Packet, RatingSheet, Reviewer, Share, Version
from packets.review import REVIEWERS, Role, State
from packets.reviewing.waiting import asks
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import PacketFactory, ReviewerFactory, SeasonFactory, UserFactory
from tests.packets.scenes import share_again
from tests.packets.waiting_scenes import packets_of, reports_of, shared_with


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shares_in(rows):
    return [share for share, _role, _wait in rows]


# What waits: role × state × what was done with the version.

WAITING = """
    role       nothing   endorsed   rated   began-to-rate   asked-for-changes
    manager    waits     waits      waits   waits           waits
    sponsor    waits     -          -       waits           -
    peer       waits     -          -       waits           -
    observer   -         -          -       -               -
    nobody     -         -          -       -               -
"""
(_, *DEEDS), *ROWS = [line.split() for line in WAITING.strip().splitlines()]
READ_NOW = (State.IN_REVIEW, State.ENDORSED)  # in no other state does anything wait
# Nobody asks for changes as a peer: who did so as the sponsor that he was has answered.


def do(share, deed):
    """What its reader did with a version."""
    version, person = share.version, share.reader
    if deed in ("endorsed", "asked-for-changes"):
        move = {"endorsed": "endorse", "asked-for-changes": "request-changes"}[deed]
        version.packet.events.create(move=move, by=person, version=version.number)
    if deed in ("rated", "began-to-rate"):
        given_at = datetime(2026, 11, 19, 9, tzinfo=UTC) if deed == "rated" else None
        RatingSheet.objects.create(version=version, rater=person, given_at=given_at)


@pytest.mark.parametrize(("role", "cells"), [(role, cells) for role, *cells in ROWS])
def test_what_waits_is_what_a_role_has_left_to_do(role, cells, grace):
    packets = packets_of(UserFactory.create_batch(len(DEEDS)))
    shares = shared_with(grace, packets, None if role == "nobody" else role)
    for share, deed in zip(shares, DEEDS, strict=True):
        do(share, deed)
    for state in State:
        Packet.objects.update(state=state)
        waiting = set(Share.objects.waiting_for(grace))
        found = ["waits" if share in waiting else "-" for share in shares]
        assert (state, found) == (state, cells if state in READ_NOW else ["-"] * len(DEEDS))


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", [row[0] for row in ROWS])
def test_the_page_of_a_version_says_that_it_waits_where_the_list_does(
    role, deed, in_review, graces
):
    ended = {"state": Reviewer.State.ENDED}
    Reviewer.objects.update(**ended if role == "nobody" else {"role": role})
    share = Share.objects.get()
    do(share, deed)
    # The list is asked in every state above; here the page, which is slow, in one of each kind.
    for state in (*READ_NOW, State.CHANGES_REQUESTED, State.SUPPORTED):
        Packet.objects.update(state=state)
        page = graces.get(reverse("version-detail", args=[in_review.pk, 1]))
        listed = shares_in(graces.get(reverse("review-list")).context["waiting"]) == [share]
        assert (state, "Waits for you" in text_of(page)) == (state, listed)


def test_the_table_is_of_every_role_of_a_reviewer():
    assert {role for role, *_ in ROWS} == {*Role} - {Role.AUTHOR} | {"nobody"}


def test_each_role_that_is_asked_something_is_told_what():
    assert {role: asks(role) for role in REVIEWERS} == {
        Role.MANAGER: "Your ratings and a decision",
        Role.SPONSOR: "Your endorsement or what should change, or your ratings",
        Role.PEER: "Your endorsement, or your ratings",
        Role.OBSERVER: "",
    }


def test_what_somebody_else_did_answers_nothing(grace, eve):
    (packet,) = packets_of([UserFactory()])
    (mine,), (theirs,) = shared_with(grace, [packet], "peer"), shared_with(eve, [packet], "peer")
    do(theirs, "endorsed")
    do(theirs, "rated")
    assert list(Share.objects.waiting_for(grace)) == [mine]


def test_what_was_done_with_an_earlier_version_answers_nothing(in_review, grace, eve):
    ReviewerFactory(packet=in_review, person=eve, role="sponsor")
    first = in_review.versions.get()
    Share.objects.share(first, [eve])
    do(Share.objects.get(reader=eve), "rated")
    do(Share.objects.get(reader=eve), "endorsed")
    share_again(in_review, grace)
    assert [each.version.number for each in Share.objects.waiting_for(eve)] == [2]


def test_a_version_that_has_a_newer_one_waits_for_nobody(grace):
    (packet,) = packets_of([UserFactory()])
    shared_with(grace, [packet])
    Version.objects.create(packet=packet, number=2, title="2", canonical="{}", content_hash="0")
    assert list(Share.objects.waiting_for(grace)) == []


@pytest.mark.parametrize("state", [State.ENDORSED, State.IN_REVIEW])
def test_what_was_withdrawn_waits_for_nobody(grace, state):
    shared_with(grace, packets_of([UserFactory()], state=state))
    Share.objects.all().withdraw()
    assert list(Share.objects.waiting_for(grace)) == []


@pytest.mark.parametrize("state", [*set(Reviewer.State) - {Reviewer.State.ACCEPTED}])
def test_who_does_not_review_is_asked_nothing(grace, state):
    shared_with(grace, packets_of([UserFactory()]))
    Reviewer.objects.update(state=state)
    assert list(Share.objects.waiting_for(grace)) == []


# Until when.


@pytest.mark.parametrize(
    ("asked", "published", "due"),
    [
        (date(2026, 12, 4), True, date(2026, 12, 4)),
        (None, True, date(2027, 1, 29)),
        (None, False, None),
        (date(2026, 12, 4), False, date(2026, 12, 4)),
    ],
)
def test_an_answer_is_due_when_the_author_says_else_with_the_season(grace, asked, published, due):
    season = SeasonFactory() if published else SeasonFactory(published_at=None)
    shared_with(grace, packets_of([UserFactory()], season=season, answer_due_on=asked))
    assert Share.objects.with_due_date().get().due_on == due


def test_without_a_season_or_a_word_nothing_is_due(grace):
    shared_with(grace, packets_of([UserFactory()]))
    assert Share.objects.with_due_date().get().due_on is None


# The page.


def test_what_waits_stands_first_the_soonest_due_at_the_top(grace, graces):
    days = [None, date(2026, 12, 9), date(2026, 11, 30), None, date(2026, 12, 9)]
    packets = [packets_of([UserFactory()], answer_due_on=day)[0] for day in days]
    shares = shared_with(grace, packets)
    other = shared_with(grace, packets_of([UserFactory()], state="supported"))
    page = graces.get("/reviews/")
    assert shares_in(page.context["waiting"]) == [shares[place] for place in (2, 1, 4, 0, 3)]
    assert shares_in(page.context["others"]) == other


def test_what_waits_says_what_is_asked_since_when_and_until_when(grace, graces):
    shared_with(grace, packets_of([UserFactory()], answer_due_on=date(2026, 12, 9)))
    said = "Manager: your ratings and a decision since 2 Nov 2026 , until 9 Dec 2026 · not opened"
    assert said in text_of(graces.get("/reviews/"))


def test_a_day_that_is_over_is_said_plainly(grace, graces):
    shared_with(grace, packets_of([UserFactory()], answer_due_on=date(2026, 11, 19)))
    assert "since 2 Nov 2026 , was due 19 Nov 2026" in text_of(graces.get("/reviews/"))


def test_what_one_answered_stands_with_the_rest_and_each_packet_once(in_review, grace, graces, eve):
    share_again(in_review, grace)
    ReviewerFactory(packet=in_review, person=eve, role="observer")
    Share.objects.share(in_review.versions.get(number=1), [eve])
    Share.objects.share(in_review.versions.get(number=2), [eve])
    page = browser_of(eve).get("/reviews/")
    assert shares_in(page.context["waiting"]) == []
    assert [each.version.number for each in shares_in(page.context["others"])] == [2]
    assert "Nothing waits for you." in text_of(page)
    assert [s.version.number for s in shares_in(graces.get("/reviews/").context["waiting"])] == [2]


def test_an_earlier_version_of_what_waits_is_not_listed_beside_it(in_review, grace, graces):
    share_again(in_review, grace)
    page = graces.get("/reviews/")
    assert [share.version.number for share in shares_in(page.context["waiting"])] == [2]
    assert page.context["others"] == []


def test_without_anything_shared_the_page_says_how_it_comes(graces):
    assert "Nothing is shared with you." in text_of(graces.get("/reviews/"))


def test_who_is_asked_to_review_is_led_to_the_answer(in_review, eve, eves):
    ReviewerFactory(packet=in_review, person=None, email=eve.email, state="asked", answered_at=None)
    page = eves.get("/reviews/")
    assert '<a href="/reviews/asked/">1 packet that you are asked to review</a>' in (
        page.content.decode()
    )


def test_a_withdrawn_version_is_off_the_list(in_review, ada, graces):
    move_packet(in_review, "withdraw", by=ada)
    page = graces.get("/reviews/")
    assert (page.context["waiting"], page.context["others"]) == ([], [])


def test_both_lists_go_on_where_the_page_before_ended(grace, graces):
    people = reports_of(grace, [f"Report {number}" for number in range(25)])
    due = [date(2026, 12, 1 + place % 3) if place % 4 else None for place in range(25)]
    waiting = [
        packets_of([each], answer_due_on=day)[0] for each, day in zip(people, due, strict=True)
    ]
    others = packets_of(people, state="supported")
    shared_with(grace, waiting)
    shared_with(grace, others)
    first = graces.get("/reviews/")
    later = graces.get("/reviews/", {"after": first.context["later"]})
    older = graces.get("/reviews/", {"before": first.context["older"]})
    assert (later.context["others"], older.context["waiting"]) == ([], [])
    shown = shares_in(first.context["waiting"]) + shares_in(later.context["waiting"])
    assert [each.version.packet for each in shown] == sorted(
        waiting, key=lambda each: (each.answer_due_on or date.max, each.pk)
    )
    shown = shares_in(first.context["others"]) + shares_in(older.context["others"])
    assert [each.version.packet for each in shown] == others[::-1]


def test_what_was_shared_at_one_moment_is_on_one_page_or_the_next(grace, graces):
    shares = shared_with(grace, packets_of(UserFactory.create_batch(25), state="supported"))
    Share.objects.update(shared_at=shares[0].shared_at)
    first = graces.get("/reviews/")
    older = graces.get("/reviews/", {"before": first.context["older"]})
    shown = shares_in(first.context["others"]) + shares_in(older.context["others"])
    assert shown == shares[::-1]


@pytest.mark.parametrize("sent", ["0", "999999", "-1", "x", "", "9" * 40, "\0"])
@pytest.mark.parametrize("name", ["after", "before"])
def test_a_place_that_no_list_has_is_no_error(grace, graces, name, sent):
    shared_with(grace, packets_of([UserFactory()]))
    assert graces.get("/reviews/", {name: sent}).status_code == 200


@pytest.mark.parametrize(("name", "state"), [("after", "in-review"), ("before", "supported")])
def test_no_place_in_somebody_elses_list_is_one_in_mine(grace, eve, graces, name, state):
    packets = packets_of(UserFactory.create_batch(2), state=state)
    shared_with(grace, packets)
    shared_with(eve, packets)
    (theirs, mine) = [
        sorted(Share.objects.ever_of(person).values_list("pk", flat=True))
        for person in (eve, grace)
    ]
    ends = {"after": (mine[0], theirs[0]), "before": (mine[1], theirs[1])}[name]
    found = [
        len(answer.context["waiting"]) + len(answer.context["others"])
        for answer in (graces.get("/reviews/", {name: pk}) for pk in ends)
    ]
    assert found == [1, 0]


@pytest.mark.parametrize("packets", [1, 3])
def test_the_page_asks_the_database_five_times(grace, graces, packets, django_assert_num_queries):
    shared_with(grace, packets_of(UserFactory.create_batch(packets)))
    shared_with(grace, packets_of(UserFactory.create_batch(packets), state="declined"))
    with django_assert_num_queries(5):
        graces.get("/reviews/")


def test_nothing_of_somebody_elses_reviews_is_listed(grace, eves):
    shared_with(grace, packets_of([UserFactory()]))
    page = eves.get("/reviews/")
    assert (page.context["waiting"], page.context["others"]) == ([], [])


def test_who_reviews_no_more_keeps_what_stays_shared_without_being_asked(grace, graces):
    (share,) = shared_with(grace, packets_of([UserFactory()]))
    Reviewer.objects.update(state=Reviewer.State.ENDED)
    page = graces.get("/reviews/")
    assert page.context["others"] == [(share, None, "")]


def test_a_title_is_shown_as_it_was_shared(in_review, graces):
    Packet.objects.update(title="Another title of the draft")
    assert "Another title" not in text_of(graces.get("/reviews/"))
    assert PacketFactory.title in text_of(graces.get("/reviews/"))


# The help.


def test_the_help_says_of_each_role_what_it_may_do(client, db):
    text = text_of(client.get("/help/review/"))
    assert [
        role.label for role in REVIEWERS if f"{role.label} read what is shared" not in text
    ] == []
