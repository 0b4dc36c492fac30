"""Sharing: with whom, what he sees, and what stays when the two part."""

import pytest

from accounts.models import Management
from packets.models import Reviewer, Share, Version
from packets.review import IllegalMove
from packets.sharing import move_packet
from tests.factories import ManagementFactory
from tests.packets.scenes import manage, review, share, share_again


def test_without_anybody_who_reviews_nothing_can_be_shared(packet, ada):
    with pytest.raises(IllegalMove, match="Nobody reviews it yet"):
        move_packet(packet, "submit", by=ada)
    packet.refresh_from_db()
    assert (packet.state, Version.objects.count(), Share.objects.count()) == ("draft", 0, 0)


@pytest.mark.parametrize("state", ["asked", "declined", "ended"])
def test_only_a_manager_who_accepted_gets_a_packet(packet, ada, grace, state):
    ManagementFactory(engineer=ada, manager=grace, manager_email=grace.email, state=state)
    assert Management.objects.manager_of(ada) is None
    with pytest.raises(IllegalMove):
        move_packet(packet, "submit", by=ada)


def test_the_manager_of_today_gets_it_and_nobody_else(in_review, grace, eve):
    assert [(s.reader, s.version.number) for s in Share.objects.all()] == [(grace, 1)]
    assert list(Version.objects.visible_to(eve)) == []


def test_whom_nobody_reviews_is_told_so_only_where_sharing_is_possible(in_review, ada):
    Reviewer.objects.all().delete()
    with pytest.raises(IllegalMove, match="not possible now"):
        move_packet(in_review, "submit", by=ada)


def test_a_packet_is_shared_with_all_who_review_it(packet, managed, grace, eve):
    review(packet, eve, "sponsor")
    share(packet)
    assert [(r.person, r.role) for r in packet.reviewers.oldest_first()] == [
        (eve, "sponsor"),
        (grace, "manager"),
    ]
    assert {share.reader for share in Share.objects.all()} == {eve, grace}


def test_who_has_another_part_in_it_does_not_become_its_manager_too(packet, managed, grace):
    review(packet, grace, "observer")
    share(packet)
    assert [(r.person, r.role) for r in packet.reviewers.all()] == [(grace, "observer")]


def test_the_reader_opens_a_version_once(in_review, graces):
    page = f"/packets/{in_review.pk}/versions/1/"
    assert Share.objects.get().opened_at is None
    graces.get(page)
    first = Share.objects.get().opened_at
    graces.get(page)
    assert (first is None, Share.objects.get().opened_at) == (False, first)


def test_the_author_reading_her_own_version_opens_nothing(in_review, adas):
    adas.get(f"/packets/{in_review.pk}/versions/1/")
    assert Share.objects.get().opened_at is None


def test_who_manages_her_no_more_reviews_what_he_was_asked_to(in_review, managed, ada, grace, eve):
    managed.end(by=ada)
    manage(ada, eve)
    share_again(in_review, grace)
    assert [(r.person, r.role) for r in in_review.reviewers.all()] == [(grace, "manager")]
    assert list(Version.objects.visible_to(eve)) == []


def test_who_takes_it_over_sees_the_versions_shared_from_then_on(in_review, grace, eve):
    share_again(in_review, grace, to=eve)
    assert [v.number for v in Version.objects.visible_to(eve)] == [2]
    assert [v.number for v in Version.objects.visible_to(grace)] == [1]


def test_a_list_shows_of_each_packet_the_latest_version_shared_with_this_reader(
    in_review, managed, ada, grace
):
    share_again(in_review, grace)
    latest = Share.objects.of_reader(grace).latest_of_each_packet()
    assert [s.version.number for s in latest] == [2]
    Share.objects.filter(version__number=2).update(withdrawn_at=in_review.created_at)
    assert [s.version.number for s in Share.objects.of_reader(grace).latest_of_each_packet()] == [1]


def test_a_packet_that_is_endorsed_can_be_shared_again_once_it_is_reopened(in_review, ada, grace):
    move_packet(in_review, "endorse", by=grace, version=1)
    with pytest.raises(IllegalMove):
        move_packet(in_review, "submit", by=ada)
    move_packet(in_review, "reopen", by=ada)
    share(in_review)
    assert Version.objects.latest_number() == 2


def test_there_is_one_manager_to_share_with_at_a_time(managed, ada, grace):
    assert Management.objects.manager_of(ada) == grace
    assert Management.objects.of_engineer(ada).current().count() == 1
