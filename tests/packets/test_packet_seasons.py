"""The review season that a packet is written for."""

import re
from datetime import UTC, date, datetime

import pytest

from bragdoc.models import Season
from packets.models import Packet
from tests.factories import PlacementFactory, SeasonFactory

NEW = {
    "title": "Staff Engineer, July 2027",
    "now": "ic/senior",
    "goal": "ic/staff",
    "starts_on": "2026-07-01",
    "ends_on": "2027-06-30",
    "key": "a-form",
    "preset": "competencies",
}
OVER = {
    "name": "Summer 2026",
    "opens_on": date(2026, 6, 1),
    "drafts_due_on": date(2026, 7, 1),
    "decisions_due_on": date(2026, 11, 19),
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False)


@pytest.fixture
def season(db):
    return SeasonFactory()


@pytest.fixture
def later(db):
    dates = (date(2027, 6, 1), date(2027, 7, 1), date(2027, 7, 30))
    names = ("opens_on", "drafts_due_on", "decisions_due_on")
    return SeasonFactory(name="Summer 2027", **dict(zip(names, dates, strict=True)))


@pytest.fixture
def placed(ada):
    return PlacementFactory(person=ada)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# Chosen when a packet begins.


def test_the_soonest_season_is_suggested_and_none_that_is_over(placed, adas, later, season):
    SeasonFactory(**OVER)
    SeasonFactory(name="Not shown yet", published_at=None)
    field = adas.get("/packets/new/").context["form"]["season"]
    assert [str(label) for _value, label in field.field.choices] == [
        "None",
        "Winter 2027, decisions due 29 January 2027",
        "Summer 2027, decisions due 30 July 2027",
    ]
    assert field.value() == season.pk


@pytest.mark.parametrize("chosen", ["", "later", None])
def test_a_packet_is_of_the_season_that_was_chosen_or_of_none(placed, adas, season, later, chosen):
    sent = {"season": later.pk if chosen == "later" else chosen} if chosen is not None else {}
    adas.post("/packets/new/", NEW | sent)
    assert Packet.objects.get().season == (later if chosen == "later" else None)


def test_a_season_can_be_chosen_on_its_last_day(placed, adas):
    ending = SeasonFactory(**OVER | {"decisions_due_on": date(2026, 11, 20)})
    adas.post("/packets/new/", NEW | {"season": ending.pk})
    assert Packet.objects.get().season == ending


@pytest.mark.parametrize("which", ["over", "taken back", "unknown"])
def test_a_season_that_cannot_be_chosen_is_refused(placed, adas, season, which):
    pks = {
        "over": SeasonFactory(**OVER).pk,
        "taken back": SeasonFactory(published_at=None).pk,
        "unknown": 999_999,
    }
    answer = adas.post("/packets/new/", NEW | {"season": pks[which]})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["season"])


def test_without_a_season_nothing_is_asked(placed, adas):
    SeasonFactory(**OVER)
    assert "season" not in adas.get("/packets/new/").context["form"].fields
    adas.post("/packets/new/", NEW)
    assert Packet.objects.get().season is None


# Where it is shown.


def test_the_list_of_packets_has_the_season_that_comes_first_and_each_packets_own(
    packet, adas, season, later
):
    Packet.objects.update(season=season)
    text = text_of(adas.get("/packets/"))
    assert "Winter 2027 Not open yet Today Fri 20 Nov 2026 Opens Tue 1 Dec 2026" in text
    assert "Staff Engineer, January 2027 Winter 2027 Dec 2025" in text


def test_the_page_before_sharing_says_where_today_is_in_the_season(packet, managed, adas, season):
    Packet.objects.update(season=season)
    text = text_of(adas.get(f"/packets/{packet.pk}/share/"))
    assert "Winter 2027 Not open yet Today Fri 20 Nov 2026" in text


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "Season and date for answers"),
        (date(2026, 12, 4), "Answers are asked for until 4 December 2026"),
    ],
)
def test_from_the_builder_one_gets_to_where_both_dates_are_chosen(
    packet, managed, adas, season, due, said
):
    Packet.objects.update(answer_due_on=due)
    builder = adas.get(f"/packets/{packet.pk}/").text
    page, field = re.search(rf'<a href="([^"#]+)#([^"]+)">{said}</a>', builder).groups()
    chosen = adas.get(page).text
    assert [f'id="{field}"' in chosen, 'name="season"' in chosen] == [True, True]


def test_where_none_can_be_chosen_the_builder_names_no_date(in_review, adas):
    assert "date for answers" not in adas.get(f"/packets/{in_review.pk}/").text


def test_a_season_taken_back_is_shown_nowhere_until_it_comes_back(packet, managed, adas, season):
    Packet.objects.update(season=season)
    Season.objects.take_back()
    pages = ["/packets/", f"/packets/{packet.pk}/share/", "/packets/new/", "/seasons/"]
    assert [page for page in pages if "Winter 2027" in text_of(adas.get(page, follow=True))] == []
    Season.objects.publish()
    assert "Winter 2027" in text_of(adas.get(f"/packets/{packet.pk}/share/"))


def test_a_season_that_is_deleted_leaves_its_packets(packet, season):
    Packet.objects.update(season=season)
    season.delete()
    assert Packet.objects.get().season is None


def test_a_reviewer_is_asked_by_no_date_of_a_season_taken_back(in_review, graces, season):
    Packet.objects.update(season=season)
    page = f"/packets/{in_review.pk}/versions/1/"
    assert graces.get(page).context["asked"]["due_on"] == season.decisions_due_on
    Season.objects.take_back()
    assert graces.get(page).context["asked"]["due_on"] is None
