"""The page before sharing: who will get the version, and until when they are asked to answer."""

import re
from datetime import date

import pytest

from bragdoc.models import Season
from packets.models import Packet, Share
from packets.reviewing.reviewers import ask
from packets.sharing import move_packet
from tests.factories import ManagementFactory, UserFactory
from tests.packets.scenes import manage, review, share

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-11-20T12:00Z")


@pytest.fixture
def season():
    return Season.objects.create(
        name="Winter",
        opens_on=date(2026, 11, 1),
        drafts_due_on=date(2026, 12, 4),
        decisions_due_on=date(2026, 12, 18),
        published_at="2026-10-01T00:00Z",
    )


def page_of(packet):
    return f"/packets/{packet.pk}/share/"


def words(page):
    return " ".join(page.text.split())


def test_it_says_who_will_get_the_version_in_which_role(packet, managed, adas, db):
    review(packet, UserFactory(name="Ivo Lenz"), "sponsor")
    ask(packet, email="nadia@example.org", role="peer")
    page = words(adas.get(page_of(packet)))
    assert "Ivo Lenz</span>, sponsor" in page
    assert "Grace Lindholm</span>, manager" in page
    assert "nadia@example.org</span>, peer" in page
    assert "gets it on accepting" in page


def test_with_none_there_is_nothing_to_send(packet, adas):
    page = words(adas.get(page_of(packet)))
    assert ("Nobody reviews it yet" in page, "Freeze and share" in page) == (True, False)
    assert adas.post(page_of(packet)).status_code == 409


def test_it_says_that_no_later_ladder_is_what_the_packet_is_measured_against(packet, managed, adas):
    ladder = packet.ladder_version
    page = words(adas.get(page_of(packet)))
    assert f"It stays measured against {ladder}, whatever is published later." in page


WITH_THEM = (
    "Version 1 is with your reviewers",
    "Version 2 can be shared once changes are requested, or you withdraw version 1 on",
)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("in-review", WITH_THEM),
        ("endorsed", WITH_THEM),
        ("declined", ("Version 1 is declined", "Version 2 can be shared once you reopen it on")),
    ],
)
def test_it_says_what_comes_before_the_next_version(in_review, adas, state, said):
    Packet.objects.update(state=state)
    page = words(adas.get(page_of(in_review)))
    assert [sentence in page for sentence in said] == [True, True]
    assert "Freeze and share" not in page


@pytest.mark.parametrize("page", ["share", "reviewers"])
def test_who_was_asked_to_manage_and_has_not_answered_is_named(packet, ada, grace, adas, page):
    ManagementFactory(engineer=ada, manager_email=grace.email, manager=None, state="asked")
    said = words(adas.get(f"/packets/{packet.pk}/{page}/"))
    assert f"{grace.email} was asked on" in said
    assert "ame your manager" not in said


def test_it_warns_when_nobody_gets_it_now(packet, adas):
    ask(packet, email="nadia@example.org", role="peer")
    assert "Nobody gets it now." in words(adas.get(page_of(packet)))


def test_the_date_and_the_season_are_kept_with_the_version_that_is_shared(
    packet, managed, adas, season
):
    sent = {"season": season.pk, "answer_due_on": "2026-12-10", "note": "It is short."}
    response = adas.post(page_of(packet), sent)
    assert response.headers["Location"] == f"/packets/{packet.pk}/versions/1/"
    packet.refresh_from_db()
    assert (packet.season, packet.answer_due_on) == (season, date(2026, 12, 10))
    assert packet.events.get().note == "It is short."


@pytest.mark.parametrize("day", ["2026-11-19", "soon"])
def test_a_day_that_cannot_be_keeps_what_was_typed(packet, managed, adas, day):
    response = adas.post(page_of(packet), {"answer_due_on": day, "note": "It is short."})
    assert (response.status_code, packet.versions.exists()) == (422, False)
    assert "It is short." in response.text


def test_a_submission_that_is_not_possible_keeps_no_date(in_review, adas):
    response = adas.post(page_of(in_review), {"answer_due_on": "2026-12-10"})
    assert response.status_code == 409
    assert Packet.objects.get().answer_due_on is None


def test_a_season_that_is_not_published_is_not_offered(packet, managed, adas, season):
    Season.objects.update(published_at=None)
    assert "Winter" not in adas.get(page_of(packet)).text
    assert adas.post(page_of(packet), {"season": season.pk}).status_code == 302
    assert Packet.objects.get().season is None


def test_the_builder_and_the_page_ask_whether_to_hand_it_over(in_review, managed, ada, adas, eve):
    builder = f"/packets/{in_review.pk}/"
    assert "Hand it over" not in adas.get(builder).text + adas.get(page_of(in_review)).text
    managed.end(by=ada)
    manage(ada, eve)
    assert "Hand it over, or leave it" in adas.get(builder).text
    assert "Hand it over to Eve Marsh?" in adas.get(page_of(in_review)).text


def test_it_says_when_nothing_changed_since_the_last_version(packet, managed, grace, adas):
    said = "It says the same as version 1, word for word."
    assert "It says the same" not in words(adas.get(page_of(packet)))
    move_packet(share(packet), "request-changes", by=grace, note="Say more.", version=1)
    assert said in words(adas.get(page_of(packet)))
    Packet.objects.update(thesis="I decide alone.")
    assert said not in words(adas.get(page_of(packet)))


@pytest.mark.parametrize(("shares", "shown", "says_so"), [(5, 5, False), (6, 5, True)])
def test_of_many_shares_the_newest_are_shown_and_where_all_are(
    packet, adas, shares, shown, says_so, time_machine
):
    for number in range(shares):
        time_machine.move_to(f"2026-11-{number + 10}T12:00Z")
        person = UserFactory(name=f"Reader {number}")
        review(packet, person)
        if not number:
            share(packet)
        Share.objects.share(packet.versions.get(), [person])
    response = adas.get(page_of(packet))
    named = re.findall(r"<span>Reader (\d+): ", response.text)
    assert named == [str(number) for number in reversed(range(shares))][:shown]
    assert ("The newest 5." in words(response)) is says_so
    assert f'href="/packets/{packet.pk}/readers/"' in response.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    packet, managed, adas, rows, django_assert_num_queries
):
    for number in range(rows):
        review(packet, UserFactory())
        ask(packet, email=f"asked-{number}@example.org", role="peer")
    share(packet)
    with django_assert_num_queries(18):
        adas.get(page_of(packet))
