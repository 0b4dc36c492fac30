"""Two at once: of what cannot both be done the second is refused, and nothing is lost."""

import threading

import pytest
from django.db import connection

from accounts.models import Mail
from packets.models import Event, Packet
from packets.review import IllegalMove
from packets.sharing import move_packet
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import manage, share

NOTE = "Say who decided."


def test_of_two_moves_from_one_state_the_second_finds_it_gone(in_review, grace):
    one, other = Packet.objects.get(), Packet.objects.get()
    one.make_move("endorse", by=grace, version=1)
    with pytest.raises(IllegalMove, match="Somebody moved the packet in the meantime"):
        other.make_move("request-changes", by=grace, note=NOTE, version=1)
    assert (Packet.objects.get().state, Event.objects.count()) == ("endorsed", 2)


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
    if mine == "submit":
        assert len(refused) == 1
    assert Event.objects.count() - before == 2 - len(refused)
