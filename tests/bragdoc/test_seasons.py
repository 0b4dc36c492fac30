"""Review seasons: an administrator publishes their dates, everybody sees them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from bragdoc.models import ReminderPlan, Season
from bragdoc.seasons import APRON, LINE, timeline_of
from tests.clients import browser_of
from tests.factories import SeasonFactory, UserFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DATES = {"opens_on": "2026-12-01", "drafts_due_on": "2027-01-08", "decisions_due_on": "2027-01-29"}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def season(db):
    return SeasonFactory()


@pytest.fixture
def root(db):
    return browser_of(UserFactory(is_staff=True, is_superuser=True))


def act(root, action, *seasons):
    chosen = [season.pk for season in seasons]
    return root.post(
        "/admin/bragdoc/season/", {"action": action, "_selected_action": chosen}, follow=True
    )


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# The administrator


def test_a_season_is_made_and_shown_to_nobody_before_it_is_published(root, ada):
    root.post("/admin/bragdoc/season/add/", {"name": "Winter 2027", **DATES})
    season = Season.objects.get()
    assert (season.name, season.decisions_due_on) == ("Winter 2027", date(2027, 1, 29))
    assert list(Season.objects.visible_to(ada)) == []
    assert "No season is published." in text_of(browser_of(ada).get("/seasons/"))


def test_a_season_is_published_and_taken_back(root, ada):
    season = SeasonFactory(published_at=None)
    assert "1 published." in text_of(act(root, "publish", season))
    assert list(Season.objects.visible_to(ada)) == [season]
    assert "1 taken back." in text_of(act(root, "take_back", season))
    assert list(Season.objects.visible_to(ada)) == []


def test_what_was_published_before_stays_published_since_then(root, season):
    assert "0 published." in text_of(act(root, "publish", season))
    assert Season.objects.get().published_at == season.published_at


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        (
            {"drafts_due_on": "2026-11-30"},
            {"drafts_due_on": ["This is before the season opens, 1 December 2026."]},
        ),
        (
            {"decisions_due_on": "2027-01-07"},
            {"decisions_due_on": ["This is before drafts are due, 8 January 2027."]},
        ),
        (
            {"drafts_due_on": "2026-11-30", "decisions_due_on": "2026-11-29"},
            {
                "drafts_due_on": ["This is before the season opens, 1 December 2026."],
                "decisions_due_on": ["This is before drafts are due, 30 November 2026."],
            },
        ),
        ({"opens_on": ""}, {"opens_on": ["This field is required."]}),
        ({"opens_on": "tomorrow"}, {"opens_on": ["Enter a valid date."]}),
    ],
)
def test_a_date_that_cannot_be_is_named_beside_its_field(root, changed, errors):
    page = root.post("/admin/bragdoc/season/add/", {"name": "Winter", **DATES, **changed})
    assert page.context["adminform"].form.errors == errors
    assert not Season.objects.exists()


def test_three_dates_on_one_day_are_a_season(root):
    root.post("/admin/bragdoc/season/add/", {"name": "A day", **dict.fromkeys(DATES, "2027-01-08")})
    assert Season.objects.get().opens_on == date(2027, 1, 8)


def test_the_dates_of_a_published_season_can_be_changed(root, season, adas):
    later = {**DATES, "drafts_due_on": "2027-01-15"}
    root.post(f"/admin/bragdoc/season/{season.pk}/change/", {"name": season.name, **later})
    assert "Fri 15 Jan 2027" in text_of(adas.get("/seasons/"))


def test_a_published_season_is_taken_back_before_it_is_deleted(root, season):
    page = f"/admin/bragdoc/season/{season.pk}/delete/"
    assert root.post(page, {"post": "yes"}).status_code == 403
    act(root, "delete_selected", season)
    assert Season.objects.exists()
    act(root, "take_back", season)
    root.post(page, {"post": "yes"})
    assert not Season.objects.exists()


# The page for everybody


@pytest.fixture
def adas(ada):
    return browser_of(ada)


def test_seasons_to_come_stand_first_the_soonest_at_the_top(adas):
    later = SeasonFactory(
        name="Summer 2027",
        opens_on=date(2027, 6, 1),
        drafts_due_on=date(2027, 7, 1),
        decisions_due_on=date(2027, 7, 30),
    )
    past = SeasonFactory(
        name="Summer 2026",
        opens_on=date(2026, 6, 1),
        drafts_due_on=date(2026, 7, 1),
        decisions_due_on=date(2026, 11, 19),
    )
    soon = SeasonFactory()
    page = adas.get("/seasons/")
    assert (list(page.context["coming"]), page.context["over"]) == ([soon, later], [past])


def test_a_season_goes_on_as_long_as_its_last_day_does_where_the_reader_lives(ada, clock):
    season = SeasonFactory()
    ada.time_zone = "America/Los_Angeles"
    ada.save()
    clock.move_to(datetime(2027, 1, 30, 6, tzinfo=UTC), tick=False)  # still the 29th there
    adas = browser_of(ada)
    assert list(adas.get("/seasons/").context["coming"]) == [season]
    clock.move_to(datetime(2027, 1, 30, 9, tzinfo=UTC), tick=False)
    assert list(adas.get("/seasons/").context["over"]) == [season]


def test_earlier_seasons_go_on_where_the_page_before_ended(adas):
    for year in range(2000, 2015):  # of one day three, so that pages end between them
        opens, drafts, decisions = date(year, 6, 1), date(year, 7, 1), date(year, 8, 1)
        dates = {"opens_on": opens, "drafts_due_on": drafts, "decisions_due_on": decisions}
        SeasonFactory.create_batch(3, **dates)
    shown, address = [], "/seasons/"
    while address:
        page = adas.get(address)
        shown += page.context["over"]
        older = page.context["older"]
        address = older and f"/seasons/?before={older}"
    assert shown == list(Season.objects.latest_first())
    assert len(shown) == 45


@pytest.mark.parametrize("before", ["", "2026-13-01.1", "yesterday", "2026-01-01.", "\0"])
def test_a_page_that_no_list_has_is_the_first(adas, season, before):
    assert list(adas.get("/seasons/", {"before": before}).context["coming"]) == [season]


@pytest.mark.parametrize("seasons", [1, 3])
def test_the_page_asks_the_database_four_times(adas, seasons, django_assert_num_queries):
    for _ in range(seasons):
        SeasonFactory()
        SeasonFactory(**dict.fromkeys(DATES, date(2026, 1, 5)))
    with django_assert_num_queries(4):
        adas.get("/seasons/")


# Where today is


@pytest.mark.parametrize(
    ("today", "order", "says"),
    [
        (date(2026, 11, 30), [1, 0, 0, 0], "Not open yet"),
        (date(2026, 12, 1), [0, 1, 0, 0], "Packets are written and shared"),
        (date(2027, 1, 8), [0, 0, 1, 0], "Packets are written and shared"),
        (date(2027, 1, 9), [0, 0, 1, 0], "Packets are read and decided"),
        (date(2027, 1, 29), [0, 0, 0, 1], "Packets are read and decided"),
        (date(2027, 1, 30), [0, 0, 0, 1], "Over"),
    ],
)
def test_today_stands_among_the_dates(today, order, says):
    line = timeline_of(SeasonFactory.build(), today)
    assert ([stage.is_today for stage in line.stages], line.says) == ([*map(bool, order)], says)


def test_the_picture_has_the_dates_at_their_distance_and_today_among_them():
    season = SeasonFactory.build(
        opens_on=date(2027, 1, 1),
        drafts_due_on=date(2027, 1, 21),
        decisions_due_on=date(2027, 2, 10),
    )
    line = timeline_of(season, date(2027, 1, 11))
    assert [stage.x for stage in line.dates] == [APRON, APRON + LINE // 2, APRON + LINE]
    assert line.today.x == APRON + LINE // 4


@pytest.mark.parametrize(("days", "side"), [(-400, "before"), (400, "after")])
def test_a_day_outside_the_season_stays_in_the_picture(days, side):
    season = SeasonFactory.build()
    line = timeline_of(season, season.drafts_due_on + timedelta(days=days))
    xs = [stage.x for stage in line.dates]
    assert 0 < line.today.x < min(xs) if side == "before" else max(xs) < line.today.x < line.width


def test_a_season_of_one_day_has_its_dates_at_one_place():
    season = SeasonFactory.build(**dict.fromkeys(DATES, date(2027, 1, 8)))
    assert {stage.x for stage in timeline_of(season, date(2027, 1, 8)).stages} == {APRON}


def test_the_page_says_the_dates_and_today_in_their_order(adas, season):
    text = text_of(adas.get("/seasons/"))
    said = (
        "Winter 2027 Not open yet Today Fri 20 Nov 2026 Opens Tue 1 Dec 2026"
        " Drafts due Fri 8 Jan 2027 Decisions due Fri 29 Jan 2027"
    )
    assert said in text


# The calendar


@pytest.fixture
def events(ada, client):
    """What the calendar has of seasons, by its identifier."""
    page = browser_of(ada).post("/settings/reminders/calendar/")
    path = page.context["address"].removeprefix("http://127.0.0.1:8000")

    def events():
        found = Calendar.from_ical(client.get(path).content).events
        return {str(one["UID"]): one for one in found if str(one["UID"]).startswith("season-")}

    return events


def test_the_calendar_has_the_three_dates_as_whole_days(events, season):
    said = {(str(one["SUMMARY"]), one.start, one.DTSTART) for one in events().values()}
    days = (season.opens_on, season.drafts_due_on, season.decisions_due_on)
    names = ("opens", "drafts due", "decisions due")
    assert said == {
        (f"Winter 2027: {name}", day, day) for name, day in zip(names, days, strict=True)
    }
    assert {str(one["TRANSP"]) for one in events().values()} == {"TRANSPARENT"}
    assert {one.url for one in events().values()} == {"http://127.0.0.1:8000/seasons/"}


def test_changed_dates_are_the_same_events_and_newer(events, season, root, clock):
    before = events()
    clock.move_to(NOW + timedelta(minutes=1), tick=False)
    later = {**DATES, "drafts_due_on": "2027-01-15"}
    root.post(f"/admin/bragdoc/season/{season.pk}/change/", {"name": season.name, **later})
    after = events()
    assert before.keys() == after.keys()
    assert date(2027, 1, 15) in {one.start for one in after.values()}
    for uid, event in after.items():
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert event.DTSTAMP > before[uid].DTSTAMP


def test_a_form_sent_without_a_change_changes_no_event(events, season, root, clock):
    before = {uid: event.to_ical() for uid, event in events().items()}
    clock.move_to(NOW + timedelta(days=1), tick=False)
    root.post(f"/admin/bragdoc/season/{season.pk}/change/", {"name": season.name, **DATES})
    assert {uid: event.to_ical() for uid, event in events().items()} == before


def test_a_season_taken_back_is_gone_from_the_calendar(events, season, root):
    act(root, "take_back", season)
    assert events() == {}


def test_everybody_has_the_same_events(events, season, eve, client):
    mine = events().keys()
    secret = ReminderPlan.objects.make_feed(eve)
    found = Calendar.from_ical(client.get(f"/calendar/{secret}.ics").content).events
    assert mine == {str(one["UID"]) for one in found if str(one["UID"]).startswith("season-")}
