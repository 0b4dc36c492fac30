"""The moves of a review: who may make which, in which state, and what is left behind."""

import threading
from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Mail
from packets.models import Event, Packet
from packets.review import MOVES, IllegalMove, Role, State, find_move, moves_open_to
from packets.sharing import move_packet
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import manage, share, share_again

# state, role -> move: the state it leads to. What is not here is not possible.
OF_A_MANAGER = {
    "request-changes": "changes-requested",
    "endorse": "endorsed",
    "support": "supported",
    "postpone": "postponed",
    "decline": "declined",
}
OF_A_SPONSOR = {"request-changes": "changes-requested", "endorse": "endorsed"}
POSSIBLE = {
    ("draft", "author"): {"submit": "in-review"},
    ("in-review", "author"): {"withdraw": "draft"},
    ("in-review", "manager"): OF_A_MANAGER,
    ("in-review", "sponsor"): OF_A_SPONSOR,
    ("in-review", "peer"): {"endorse": "endorsed"},
    ("changes-requested", "author"): {"submit": "in-review"},
    ("endorsed", "author"): {"withdraw": "draft", "reopen": "changes-requested"},
    ("endorsed", "manager"): OF_A_MANAGER,
    ("endorsed", "sponsor"): OF_A_SPONSOR,
    ("endorsed", "peer"): {"endorse": "endorsed"},
    ("supported", "author"): {"reopen": "changes-requested"},
    ("postponed", "author"): {"reopen": "changes-requested"},
    ("declined", "author"): {"reopen": "changes-requested"},
}
STATES = [
    *("draft", "in-review", "changes-requested", "endorsed"),
    *("supported", "postponed", "declined"),
]
ROLES = ["author", "reviewer", "stranger"]
NAMES = [
    *("submit", "withdraw", "request-changes", "endorse"),
    *("support", "postpone", "decline", "reopen"),
]
CONDITIONS = {"conditions": "Lead across teams.", "again_on": date(2099, 1, 1)}
NOTE = "Say who decided."


def test_these_are_all_the_states_roles_and_moves():
    assert State.values == STATES
    assert Role.values == ["author", "reviewer"]
    assert list(MOVES) == NAMES


@pytest.mark.parametrize(("state", "role"), list(product(STATES, ["author", "reviewer", None])))
def test_what_is_open_to_a_role_in_a_state(state, role):
    targets = {name: move.target.value for name, move in moves_open_to(role, state).items()}
    assert targets == POSSIBLE.get((state, role), {})


@pytest.mark.parametrize(("state", "role", "name"), list(product(STATES, ROLES, NAMES)))
def test_a_move_is_made_where_it_is_open_and_changes_nothing_elsewhere(
    in_review, ada, grace, eve, state, role, name
):
    Packet.objects.filter(pk=in_review.pk).update(state=state)
    Event.objects.all().delete()
    Mail.objects.all().delete()
    by = {"author": ada, "reviewer": grace, "stranger": eve}[role]
    target = POSSIBLE.get((state, role), {}).get(name)
    if target is None:
        with pytest.raises(IllegalMove):
            move_packet(in_review, name, by=by, note=NOTE, version=1, **CONDITIONS)
    else:
        move_packet(in_review, name, by=by, note=NOTE, version=1, **CONDITIONS)
    in_review.refresh_from_db()
    versions = 2 if target and name == "submit" else 1
    assert (
        in_review.state,
        list(in_review.events.values_list("move", "by", "note", "version")),
        in_review.versions.count(),
        Mail.objects.count(),
    ) == (
        target or state,
        [(name, by.pk, NOTE, versions)] if target else [],
        versions,
        1 if target else 0,
    )


def test_requesting_changes_says_what_should_change():
    with pytest.raises(IllegalMove, match="What should change"):
        find_move("request-changes", Role.REVIEWER, State.IN_REVIEW, "  \n")
    assert find_move("request-changes", Role.REVIEWER, State.IN_REVIEW, "More.").asks


def test_the_other_moves_need_no_note():
    asking = {name for name, move in MOVES.items() if move.asks}
    assert asking == {"request-changes", "postpone", "decline"}
    assert find_move("endorse", Role.REVIEWER, State.IN_REVIEW, "").target == State.ENDORSED


def test_a_move_that_nobody_knows_is_not_possible():
    with pytest.raises(IllegalMove, match="not possible now"):
        find_move("promote", Role.AUTHOR, State.DRAFT, "")


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


# Two at once.


def test_of_two_moves_from_one_state_the_second_finds_it_gone(in_review, grace):
    one, other = Packet.objects.get(), Packet.objects.get()
    one.make_move("endorse", by=grace, version=1)
    with pytest.raises(IllegalMove, match="Somebody moved the packet in the meantime"):
        other.make_move("request-changes", by=grace, note=NOTE, version=1)
    assert (Packet.objects.get().state, Event.objects.count()) == ("endorsed", 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [("endorse", "endorse"), ("request-changes", "endorse"), ("endorse", "withdraw")],
)
def test_a_stale_page_moves_nothing(in_review, ada, grace, first, second):
    stale = Packet.objects.get()
    move_packet(in_review, first, by=grace, note=NOTE, version=1)
    before = Packet.objects.get().state, Event.objects.count(), Mail.objects.count()
    with pytest.raises(IllegalMove, match="not possible now"):
        move_packet(stale, second, by=ada if second == "withdraw" else grace, version=1)
    assert (Packet.objects.get().state, Event.objects.count(), Mail.objects.count()) == before


def test_submitted_in_two_tabs_it_is_frozen_once(packet, managed, ada):
    one, other = Packet.objects.get(), Packet.objects.get()
    move_packet(one, "submit", by=ada)
    with pytest.raises(IllegalMove):
        move_packet(other, "submit", by=ada)
    assert (packet.versions.count(), Event.objects.count(), Mail.objects.count()) == (1, 1, 1)


def test_withdrawn_while_he_read_it_it_is_not_endorsed(in_review, ada, grace):
    move_packet(in_review, "withdraw", by=ada)
    with pytest.raises(IllegalMove):
        move_packet(in_review, "endorse", by=grace, version=1)
    assert Packet.objects.get().state == "draft"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mine", "his"), [("withdraw", "endorse"), ("submit", "submit")])
def test_of_two_moves_at_the_same_moment_one_is_made(mine, his):
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in one connection")
    ada, grace = UserFactory(), UserFactory()
    manage(ada, grace)
    packet = PacketFactory(author=ada)
    if mine == "withdraw":
        share(packet)
    before = Event.objects.count()
    start = threading.Barrier(2)
    refused = []

    def act(name, by):
        try:
            start.wait(timeout=10)
            move_packet(packet, name, by=by, version=1)
        except IllegalMove as problem:
            refused.append(problem)
        finally:
            connection.close()

    acts = [(mine, ada), (his, grace if his == "endorse" else ada)]
    threads = [threading.Thread(target=act, args=one) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert (len(refused), Event.objects.count() - before) == (1, 1)


# Which version a reviewer moves.


@pytest.mark.parametrize("name", ["endorse", "request-changes"])
@pytest.mark.parametrize("number", [None, 1, 3])
def test_a_reviewer_moves_the_latest_version_or_none(in_review, grace, name, number):
    share_again(in_review, grace)
    with pytest.raises(IllegalMove, match="newer version"):
        move_packet(in_review, name, by=grace, note=NOTE, version=number)
    assert Packet.objects.get().state == "in-review"


def test_who_was_shown_an_earlier_version_alone_moves_nothing(in_review, managed, ada, grace, eve):
    move_packet(in_review, "request-changes", by=grace, note=NOTE, version=1)
    managed.end(by=ada)
    manage(ada, eve)
    share(in_review)
    assert in_review.moves_open_to(grace) == {}
    hers = POSSIBLE["in-review", "reviewer"]
    assert list(in_review.moves_open_to(eve)) == list(hers)
    with pytest.raises(IllegalMove):
        move_packet(in_review, "endorse", by=grace, version=2)


def test_who_was_shown_an_earlier_version_alone_is_not_told_of_the_next(
    in_review, managed, ada, grace, eve
):
    move_packet(in_review, "request-changes", by=grace, note=NOTE, version=1)
    managed.end(by=ada)
    manage(ada, eve)
    Mail.objects.all().delete()
    share(in_review)
    assert list(Mail.objects.values_list("to", flat=True)) == ["eve@example.org"]


# Who is told.


@pytest.mark.parametrize(
    ("before", "name", "teller", "told"),
    [
        ([], "submit", "Ada Okoye", "grace@example.org"),
        (["submit"], "withdraw", "Ada Okoye", "grace@example.org"),
        (["submit"], "endorse", "Grace Lindholm", "ada@example.org"),
        (["submit"], "request-changes", "Grace Lindholm", "ada@example.org"),
        (["submit", "endorse"], "reopen", "Ada Okoye", "grace@example.org"),
    ],
)
def test_a_move_is_told_to_the_other_side_alone(
    packet, managed, ada, grace, before, name, teller, told
):
    by = {"endorse": grace, "request-changes": grace}
    for earlier in before:
        move_packet(packet, earlier, by=by.get(earlier, ada), version=1)
    Mail.objects.all().delete()
    move_packet(packet, name, by=by.get(name, ada), note=NOTE, version=1)
    mails = list(Mail.objects.values_list("to", "subject", "sent_at"))
    state = State(MOVES[name].target).label.lower()
    assert mails == [(told, f"{teller}: Staff Engineer, January 2027, {state}", None)]
    assert NOTE in Mail.objects.get().body


def test_the_mail_leads_to_where_its_reader_finds_the_version(in_review, ada, grace, settings):
    page = f"{settings.SITE_URL}/packets/{in_review.pk}/versions/1/"
    assert page in Mail.objects.get(to=grace.email).body
    move_packet(in_review, "withdraw", by=ada)
    last = Mail.objects.filter(to=grace.email).latest("pk")
    assert f"{settings.SITE_URL}/reviews/" in last.body
    assert page not in last.body


def test_a_mail_names_the_version_and_not_the_draft(in_review, ada, grace):
    Packet.objects.update(title="Principal Engineer, and then away")
    move_packet(in_review, "withdraw", by=ada)
    mail = Mail.objects.filter(to=grace.email).latest("pk")
    assert mail.subject == "Ada Okoye: Staff Engineer, January 2027, draft"
    assert "Staff Engineer, January 2027, version 1" in mail.body


def test_a_move_that_is_refused_leaves_nothing(packet, managed, eve):
    with pytest.raises(IllegalMove):
        move_packet(packet, "submit", by=eve)
    packet.refresh_from_db()
    assert (packet.state, packet.versions.count(), Mail.objects.count()) == ("draft", 0, 0)


# The database's own walls.


def test_the_database_knows_no_other_state(packet):
    with pytest.raises(IntegrityError), transaction.atomic():
        Packet.objects.update(state="promoted")


def test_the_database_knows_no_other_move(packet, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        packet.events.create(move="promote", by=ada)
