"""A database from before there were roles: who could move a packet is its manager in the review."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from packets.models import Packet, Reviewer, Share
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import manage, review, share, share_again

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def take_over(back_and_forth):
    """Take a database over that has everything but who reviews in which role."""

    def take_over():
        Reviewer.objects.all().delete()
        back_and_forth()

    return take_over


@pytest.fixture
def back_and_forth():
    """Take the step back that made them reviewers, and take it again."""

    def back_and_forth():
        migrate(("packets", "0011_reviewing"))
        migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())

    return back_and_forth


def migrate(*targets):
    MigrationExecutor(connection).migrate(list(targets))


@pytest.fixture
def grace():
    return UserFactory(email="Grace@Example.org")


@pytest.fixture
def in_review(grace):
    packet = PacketFactory()
    manage(packet.author, grace)
    return share(packet)


def test_who_read_the_latest_version_is_its_manager_since_it_was_shared(
    in_review, grace, take_over
):
    shared = Share.objects.get()
    take_over()
    reviewer = Reviewer.objects.get()
    assert (reviewer.packet, reviewer.person, reviewer.email) == (
        in_review,
        grace,
        "grace@example.org",
    )
    assert (reviewer.role, reviewer.state) == ("manager", "accepted")
    assert (reviewer.asked_at, reviewer.answered_at) == (shared.shared_at, shared.shared_at)
    assert "endorse" in Packet.objects.get().moves_open_to(grace)


def test_who_read_an_earlier_version_alone_goes_on_reading_it_without_a_say(
    in_review, grace, take_over
):
    successor = UserFactory()
    share_again(in_review, grace, to=successor)
    take_over()
    assert [reviewer.person for reviewer in Reviewer.objects.all()] == [successor]
    assert Share.objects.in_force().filter(reader=grace).count() == 1
    assert Packet.objects.get().moves_open_to(grace) == {}


def test_what_was_withdrawn_has_no_reviewer_until_it_is_shared_again(in_review, grace, take_over):
    Share.objects.all().withdraw()
    Packet.objects.update(state="draft")
    take_over()
    assert Reviewer.objects.count() == 0
    share(Packet.objects.get())
    assert [(one.person, one.role) for one in Reviewer.objects.all()] == [(grace, "manager")]


def test_a_packet_that_was_never_shared_has_no_reviewer(take_over):
    PacketFactory()
    take_over()
    assert Reviewer.objects.count() == 0


def test_who_has_a_part_already_keeps_it_when_the_step_is_taken_again(in_review, back_and_forth):
    lin, sam = UserFactory(), UserFactory()
    review(in_review, lin)
    User.objects.filter(pk=lin.pk).update(email="lin@elsewhere.example")
    Share.objects.share(in_review.versions.get(), [sam])
    Reviewer.objects.create(packet=in_review, email=sam.email, role="sponsor")
    parts = list(Reviewer.objects.order_by("pk").values())
    back_and_forth()
    assert list(Reviewer.objects.order_by("pk").values()) == parts
