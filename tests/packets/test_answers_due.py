"""Until when answers are asked for, changed while a version is with its reviewers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Mail
from bragdoc.models import Season
from packets.models import Notification, Packet
from packets.notifying.mails import mail_what_was_told
from packets.sharing import move_packet
from tests.factories import UserFactory
from tests.packets.scenes import rate, review, share_again

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FOURTH, FIFTH = date(2026, 12, 4), date(2026, 12, 5)

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def known(in_review):
    """The packet in review, of which everybody was told."""
    Notification.objects.all().delete()
    return in_review


def page_of(packet):
    return reverse("packet-share", args=[packet.pk])


def change(client, packet, day):
    return client.post(reverse("packet-due", args=[packet.pk]), {"answer_due_on": day})


def undo(client, packet):
    return client.post(reverse("packet-due-undo", args=[packet.pk]))


def asked_until():
    return Packet.objects.get().answer_due_on


def told():
    rows = Notification.objects.order_by("pk").for_display()
    return [(each.person, each.sentence(), each.path) for each in rows]


def lines_mailed(clock):
    """What the mails that go out within the next hour say is asked."""
    clock.shift(60 * MINUTE)
    mail_what_was_told(NOON + 60 * MINUTE)
    bodies = [mail.body for mail in Mail.objects.order_by("pk")]
    return [line for body in bodies for line in body.splitlines() if line.startswith("Asked")]


# The pages.


def test_the_share_page_shows_the_day_and_takes_another(known, adas):
    change(adas, known, FOURTH)
    assert 'value="2026-12-04"' in adas.get(page_of(known)).text
    answer = change(adas, known, FIFTH)
    assert (answer.status_code, answer.url, asked_until()) == (302, page_of(known), FIFTH)
    assert (
        "Answers are asked for until 5 December 2026. Whoever it waits for is told."
        in adas.get(page_of(known)).text
    )


def test_it_is_taken_away(known, adas):
    change(adas, known, FOURTH)
    change(adas, known, "")
    assert asked_until() is None
    assert "You name no day. Whoever it waits for is told." in adas.get(page_of(known)).text


def test_the_pages_of_who_is_waited_for_say_the_new_day(known, adas, graces):
    change(adas, known, FOURTH)
    version = reverse("version-detail", args=[known.pk, 1])
    assert 'until <time datetime="2026-12-04">4 December</time>' in graces.get(version).text
    for name in ("review-list", "team"):
        assert '<time datetime="2026-12-04">4 Dec 2026</time>' in graces.get(reverse(name)).text


def test_the_version_tells_its_author_the_day_and_nobody_else_where_it_is_changed(
    known, adas, graces
):
    version = reverse("version-detail", args=[known.pk, 1])
    leads = f'href="{page_of(known)}#id_answer_due_on"'
    assert "You name no day" in adas.get(version).text
    change(adas, known, FOURTH)
    assert 'Asked for until <time datetime="2026-12-04">4 December 2026' in adas.get(version).text
    assert [leads in client.get(version).text for client in (adas, graces)] == [True, False]


def test_what_was_answered_has_no_day_to_change(known, grace, adas):
    move_packet(known, "request-changes", by=grace, note="Say more.", version=1)
    version = reverse("version-detail", args=[known.pk, 1])
    assert "id_answer_due_on" not in adas.get(version).text
    assert reverse("packet-due", args=[known.pk]) not in adas.get(page_of(known)).text


@pytest.mark.parametrize("published_at", [NOON, None])
def test_it_says_that_the_day_of_a_season_takes_its_place(known, adas, published_at):
    season = Season.objects.create(
        name="Winter",
        opens_on=FOURTH,
        drafts_due_on=FOURTH,
        decisions_due_on=FIFTH,
        published_at=published_at,
    )
    Packet.objects.update(season=season)
    said = "Left empty, it is the day by which the season decides."
    assert (said in adas.get(page_of(known)).text) is bool(published_at)
    change(adas, known, FOURTH)
    assert Packet.objects.get().season == season


@pytest.mark.parametrize("day", ["2026-11-19", "soon"])
def test_a_day_that_cannot_be_is_refused_where_it_was_typed(known, adas, day):
    change(adas, known, FOURTH)
    Notification.objects.all().delete()
    answer = change(adas, known, day)
    assert (answer.status_code, asked_until(), told()) == (422, FOURTH, [])
    assert f'value="{day}"' in answer.text


def test_too_late_it_says_so_and_changes_nothing(known, grace, adas):
    change(adas, known, FOURTH)
    move_packet(known, "request-changes", by=grace, note="Say more.", version=1)
    Notification.objects.all().delete()
    for answer in (change(adas, known, FIFTH), undo(adas, known)):
        assert (answer.status_code, asked_until(), told()) == (409, FOURTH, [])
        assert "No version is with your reviewers now, so the day is not changed." in answer.text


# Undo.


def test_undo_has_the_day_back_once(known, adas):
    change(adas, known, FOURTH)
    change(adas, known, FIFTH)
    notices = list(adas.get(page_of(known)).context["messages"])
    assert notices[-1].extra_tags == reverse("packet-due-undo", args=[known.pk])
    for _ in range(2):
        undo(adas, known)
        assert asked_until() == FOURTH
    assert "There is nothing to undo." in adas.get(page_of(known)).text


def test_undo_of_the_first_day_leaves_none(known, adas):
    change(adas, known, FOURTH)
    undo(adas, known)
    assert asked_until() is None


def test_a_day_that_is_over_can_be_had_back(known, adas, clock):
    change(adas, known, FOURTH)
    clock.move_to(datetime(2026, 12, 7, 12, tzinfo=UTC), tick=False)
    change(adas, known, date(2026, 12, 11))
    undo(adas, known)
    assert asked_until() == FOURTH


# Who is told.


def test_those_who_are_waited_for_are_told_and_nobody_else(known, ada, grace, adas):
    observer, answered, peer = UserFactory.create_batch(3)
    review(known, observer, "observer")
    review(known, answered, "peer")
    review(known, peer, "peer")
    rate(known.versions.get(), answered).give()
    Notification.objects.all().delete()
    change(adas, known, FOURTH)
    page = reverse("version-detail", args=[known.pk, 1])
    said = "Ada Okoye changes the day for your answer"
    assert told() == [(grace, said, page), (peer, said, page)]


def test_it_is_of_the_version_before_them(known, grace, adas):
    share_again(known, grace)
    Notification.objects.all().delete()
    change(adas, known, FOURTH)
    assert [each.version.number for each in Notification.objects.all()] == [2]


def test_the_mail_says_until_when(known, adas, clock):
    change(adas, known, FOURTH)
    assert lines_mailed(clock) == ["Asked for until 4 December 2026: your ratings and a decision"]


def test_the_same_day_again_is_told_to_nobody_and_leaves_undo_to_what_was_before(known, adas):
    change(adas, known, FOURTH)
    Notification.objects.all().delete()
    change(adas, known, FOURTH)
    assert told() == []
    assert "The day is the same. Nobody is told." in adas.get(page_of(known)).text
    undo(adas, known)
    assert asked_until() is None


def test_two_changes_before_the_mail_are_told_once_with_the_day_that_holds(known, adas, clock):
    change(adas, known, FOURTH)
    change(adas, known, FIFTH)
    assert len(told()) == 1
    assert lines_mailed(clock) == ["Asked for until 5 December 2026: your ratings and a decision"]


def test_who_does_not_know_yet_that_it_is_shared_is_told_of_no_change(in_review, adas, clock):
    change(adas, in_review, FOURTH)
    assert [sentence for _who, sentence, _path in told()] == ["Ada Okoye shares a version with you"]
    assert lines_mailed(clock) == ["Asked for until 4 December 2026: your ratings and a decision"]


def test_what_was_undone_before_anybody_knew_of_it_is_told_to_nobody(known, grace, adas):
    change(adas, known, FOURTH)
    undo(adas, known)
    grace.refresh_from_db()
    assert (told(), grace.unseen) == ([], 0)


def test_of_two_changes_the_first_is_still_told_when_the_second_is_undone(known, adas, clock):
    change(adas, known, FOURTH)
    change(adas, known, FIFTH)
    undo(adas, known)
    assert lines_mailed(clock) == ["Asked for until 4 December 2026: your ratings and a decision"]


@pytest.mark.parametrize("how", ["seen", "mailed"])
def test_who_knows_of_a_change_is_told_of_the_next_and_of_its_undoing(known, adas, how):
    change(adas, known, FOURTH)
    Notification.objects.update(**{f"{how}_at": NOON})
    undo(adas, known)
    assert len(told()) == 2
