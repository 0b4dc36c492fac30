"""The table of a review by the requests that people send: every move and act, by everybody, in
every state. Each state is come to as people come to it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import Mail
from packets.models import (
    Comment,
    Condition,
    Decision,
    EarlierText,
    Event,
    Notification,
    Packet,
    RatingSheet,
    Reviewer,
    Section,
    Share,
    Version,
)
from packets.sharing import move_packet
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.review_table import (
    ACT_NAMES,
    MOVE_NAMES,
    OPEN_ACTS,
    PEOPLE,
    STATES,
    acts_of,
    moves_of,
)
from tests.packets.scenes import rate, review, succeed

CLAIM = "A retry can no longer book twice."
BETTER = "Nobody can book twice."
NOTE = "Say who decided."

# state -> the move that leads there from the review, by whom.
LEADS_TO = {
    "draft": ("withdraw", "author"),
    "changes-requested": ("request-changes", "manager"),
    "endorsed": ("endorse", "another peer"),
    "supported": ("support", "manager"),
    "postponed": ("postpone", "manager"),
    "declined": ("decline", "manager"),
}


@pytest.fixture
def packet(packet):
    """Ada's, with a claim on delivery."""
    packet.sections.filter(key="delivery").update(claim=CLAIM)
    return packet


@pytest.fixture
def people(in_review, ada, grace, eve):
    """One of each before version 1. All who may rate it have, and the sponsor said what he would
    say instead of a claim."""
    version = in_review.versions.get()
    sponsor, peer, observer, former, successor, another = UserFactory.create_batch(6)
    for person, role in ((sponsor, "sponsor"), (peer, "peer"), (observer, "observer")):
        review(in_review, person, role)
    review(in_review, former, "peer")
    review(in_review, another, "peer")
    succeed(in_review, former, successor)
    for person in (ada, grace, sponsor, peer):
        rate(version, person)
    Comment.objects.create(
        version=version,
        author=sponsor,
        section="delivery",
        place="claim",
        quote=CLAIM,
        suggestion=BETTER,
    )
    found = [ada, grace, sponsor, peer, observer, former, eve]
    return {**dict(zip(PEOPLE, found, strict=True)), "another peer": another}


@pytest.fixture
def arrive(in_review, people):
    """Let the packet come to a state."""

    def lead(state):
        if state in LEADS_TO:
            name, who = LEADS_TO[state]
            asked = {"conditions": "Lead across teams.", "again_on": date(2099, 1, 1)}
            packet = Packet.objects.get()
            move_packet(packet, name, by=people[who], note=NOTE, version=1, **asked)
        return Packet.objects.get()

    return lead


@contextmanager
def undone():
    """What is done in here will not have been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything():
    """All rows that a move or an act could make or change."""
    kept = (Packet, Section, Event, Version, Share, Reviewer, RatingSheet, Decision, Condition)
    told = (Comment, EarlierText, Mail, Notification)
    return [list(model.objects.order_by("pk").values()) for model in (*kept, *told)]


# Moves.


@pytest.mark.parametrize("state", STATES)
def test_a_move_is_made_where_it_is_open_and_changes_nothing_elsewhere(arrive, people, state):
    packet = arrive(state)
    before, last = everything(), packet.events.latest("pk").pk
    for who in PEOPLE:
        browser = browser_of(people[who])
        for name in MOVE_NAMES:
            sent = {"note": NOTE, "version": 1, "conditions": "Three.", "again_on": "2099-01-01"}
            with undone():
                answer = browser.post(reverse("packet-move", args=[packet.pk, name]), sent)
                found = (who, name, answer.status_code, Packet.objects.get().state)
                target = moves_of(who, state).get(name)
                if target is None:
                    assert found == (who, name, refusal_of_a_move(who, name, state), state)
                    assert everything() == before
                else:
                    shared = 2 if name == "submit" else 1
                    made = packet.events.filter(pk__gt=last)
                    assert found == (who, name, 302, target)
                    assert [
                        (event.move, event.by, event.note, event.version) for event in made
                    ] == [(name, people[who], NOTE, shared)]
                    assert packet.versions.count() == shared


def refusal_of_a_move(who, name, state):
    """Who is shown nothing of a packet finds none, and the page on which it is shared is its
    author's alone. All others are told that the move is not possible."""
    if who != "author" and (who == "stranger" or state == "draft" or name == "submit"):
        return 404
    return 409


# Acts.


def do(act, browser, packet):
    """Send what a person would."""
    if act == "accept":
        pk = Comment.objects.get(suggestion=BETTER, text="").pk
        return browser.post(reverse("comment-accept", args=[pk]))
    if act == "redate":
        sent = {"answer_due_on": "2099-12-04"}
        return browser.post(reverse("packet-due", args=[packet.pk]), sent)
    if act == "rate":
        sent = {"rating-delivery": "exceeding", "revision": 1}
        return browser.post(reverse("version-ratings", args=[packet.pk, 1]), sent)
    sent = {"text": "Sent.", "section": "delivery"}
    if act == "note":
        sent["is_private"] = "on"
    if act == "suggest":
        sent |= {"place": "claim", "suggestion": BETTER}
    return browser.post(reverse("comment-create", args=[packet.pk, 1]), sent)


def left(act, by):
    """What stands there after an act that was made."""
    if act == "accept":
        return Section.objects.get(key="delivery").claim
    if act == "rate":
        return RatingSheet.objects.get(rater=by).ratings["delivery"]
    if act == "redate":
        return Packet.objects.get().answer_due_on
    said = Comment.objects.filter(text="Sent.")
    return [(one.author, one.is_private, one.suggestion) for one in said]


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_done_where_it_is_open_and_changes_nothing_elsewhere(arrive, people, state):
    packet = arrive(state)
    before = everything()
    for who in PEOPLE:
        by, browser = people[who], browser_of(people[who])
        for act in ACT_NAMES:
            with undone():
                status = do(act, browser, packet).status_code
                if act in done_by(who, state):
                    assert (who, act, status) == (who, act, 302)
                    assert left(act, by) == {
                        "comment": [(by, False, "")],
                        "note": [(by, True, "")],
                        "suggest": [(by, False, BETTER)],
                        "accept": BETTER,
                        "rate": "exceeding",
                        "redate": date(2099, 12, 4),
                    }.get(act)
                else:
                    assert (who, act, status) == (who, act, refusal_of_an_act(who, act, state))
                    assert everything() == before


def done_by(who, state):
    """Nobody but its author finds a draft to say anything of."""
    return acts_of(who, state) if who == "author" or state != "draft" else []


def refusal_of_an_act(who, act, state):
    """Where it is not open now, that is said. To whom it never is, its place is not found."""
    ever = act in OPEN_ACTS.get(who, {})
    return 409 if ever and (who == "author" or state != "draft") else 404
