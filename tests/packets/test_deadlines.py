"""A week before a date of a season, those who have something to do by then are told, once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bragdoc.models import Season
from packets.models import Notification, Packet
from packets.notifying.deadlines import tell_of_deadlines
from packets.sharing import move_packet
from tests.factories import PacketFactory
from tests.packets.racing import connections_apart, meet
from tests.packets.scenes import review, share

DRAFTS, DECISIONS = date(2026, 12, 4), date(2026, 12, 18)
DAY = timedelta(days=1)


@pytest.fixture
def season(db):
    return Season.objects.create(
        name="Winter",
        opens_on=date(2026, 11, 16),
        drafts_due_on=DRAFTS,
        decisions_due_on=DECISIONS,
        published_at=timezone.now(),
    )


@pytest.fixture
def packet(packet, season):
    Packet.objects.filter(pk=packet.pk).update(season=season)
    packet.refresh_from_db()
    return packet


def told(day):
    """Whom the worker tells on this day, and how it says so."""
    before = list(Notification.objects.values_list("pk", flat=True))
    tell_of_deadlines(day)
    rows = Notification.objects.exclude(pk__in=before).order_by("pk")
    return [(each.person, each.sentence(), each.path) for each in rows.for_display()]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (DRAFTS - 8 * DAY, False),
        (DRAFTS - 7 * DAY, True),
        (DRAFTS - DAY, True),  # the worker was away
        (DRAFTS, True),
        (DRAFTS + DAY, False),
    ],
)
def test_an_author_with_an_open_draft_is_told_a_week_before_drafts_are_due(
    packet, ada, day, is_told
):
    said = (ada, "Drafts are due on Friday 4 December 2026", f"/packets/{packet.pk}/")
    assert told(day) == [said] * is_told


def test_each_date_is_told_once_and_again_only_where_it_is_moved(packet, ada, season):
    for day in (DRAFTS - 7 * DAY, DRAFTS - 6 * DAY, DRAFTS):
        tell_of_deadlines(day)
    assert Notification.objects.filter(kind="due").count() == 1
    Season.objects.filter(pk=season.pk).update(drafts_due_on=DRAFTS + DAY)
    tell_of_deadlines(DRAFTS)
    details = Notification.objects.filter(kind="due").oldest_first()
    assert [each.detail for each in details] == ["drafts 2026-12-04", "drafts 2026-12-05"]


def test_who_has_shared_it_has_nothing_to_do_until_changes_are_asked_for(
    packet, managed, ada, grace
):
    share(packet)
    assert told(DRAFTS - DAY) == []
    move_packet(packet, "request-changes", by=grace, note="More.", version=1)
    assert [person for person, *_ in told(DRAFTS - DAY)] == [ada]


def test_those_for_whom_it_waits_are_told_a_week_before_decisions_are_due(
    packet, managed, grace, eve, ada
):
    review(packet, eve, "observer")
    share(packet)
    page = f"/packets/{packet.pk}/versions/1/"
    said = (grace, "Decisions are due on Friday 18 December 2026", page)
    assert told(DECISIONS - 7 * DAY) == [said]
    assert told(DECISIONS + DAY) == []


def test_who_has_no_season_or_one_that_is_not_published_is_told_of_nothing(packet, ada, season):
    PacketFactory(author=ada, ladder_version=packet.ladder_version)
    Season.objects.update(published_at=None)
    assert told(DRAFTS) == []


def test_a_due_date_names_the_version_that_was_shared(packet, managed, grace, graces):
    share(packet)
    Packet.objects.update(title="Zanzibar")
    tell_of_deadlines(DECISIONS)
    content = graces.get("/notifications/").content.decode()
    assert "Decisions are due on Friday 18 December 2026" in content
    assert "Zanzibar" not in content


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_tells(transactional_db, packet, tmp_path):
    with connections_apart(tmp_path):
        meet(lambda: tell_of_deadlines(DRAFTS), lambda: tell_of_deadlines(DRAFTS))
        assert Notification.objects.filter(kind="due").count() == 1
