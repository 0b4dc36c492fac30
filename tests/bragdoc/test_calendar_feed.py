"""The calendar of reminders: an event for each week, behind a secret address. What it has of review
seasons: `test_seasons.py`."""

import hashlib
import io
import logging
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bragdoc.models import Pause, ReminderPlan
from bragdoc.reminding.schedule import due_moment
from tests.clients import browser_of
from tests.factories import EntryFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
THIS_WEEK = date(2026, 11, 16)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def ada(ada):
    ada.time_zone = "Europe/Berlin"
    ada.save()
    return ada


@pytest.fixture
def path(ada):
    page = browser_of(ada).post("/settings/reminders/calendar/")
    return page.context["address"].removeprefix("http://127.0.0.1:8000")


def events(response):
    """The events by their moment."""
    return {event.start: event for event in Calendar.from_ical(response.content).events}


# The address


def test_of_the_secret_in_the_address_only_a_digest_is_kept(path, ada):
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    digest = ReminderPlan.objects.get(person=ada).feed_digest
    assert digest == hashlib.sha256(secret.encode()).hexdigest()
    assert len(secret) == 43


def test_the_address_is_shown_when_it_is_made_and_never_again(path, ada):
    page = browser_of(ada).get("/settings/reminders/")
    assert path not in page.content.decode()
    assert "It was shown when it was made" in page.content.decode()


def test_a_changed_address_takes_the_place_of_the_one_before(path, ada, client):
    page = browser_of(ada).post("/settings/reminders/calendar/")
    other = page.context["address"].removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 404
    assert client.get(other).status_code == 200


def test_a_calendar_removed_is_not_found(path, ada, client):
    browser_of(ada).post("/settings/reminders/calendar/remove/")
    assert client.get(path).status_code == 404


def test_the_calendar_of_a_closed_account_is_not_found(path, ada, client):
    ada.is_active = False
    ada.save()
    assert client.get(path).status_code == 404


def test_a_digest_is_no_secret(path, ada, client):
    digest = ReminderPlan.objects.get(person=ada).feed_digest
    assert client.get(f"/calendar/{digest}.ics").status_code == 404


@pytest.fixture
def logged(monkeypatch):
    """Every line that is logged, as it goes to standard error."""
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    monkeypatch.setattr(handler, "stream", io.StringIO())
    return lambda: handler.stream.getvalue()


def test_the_address_is_not_logged_even_when_answering_it_fails(path, client, logged, monkeypatch):
    client.get(path)
    monkeypatch.setattr("bragdoc.views.calendars.calendar_of", lambda *_: 1 / 0)
    client.raise_request_exception = False
    assert client.get(path).status_code == 500
    assert "Internal Server Error: calendar-feed" in logged()
    assert path.removeprefix("/calendar/").removesuffix(".ics") not in logged()


# The events


def test_there_is_one_event_a_week_at_the_moment_of_the_mail(path, client):
    found = events(client.get(path))
    mondays = [THIS_WEEK + count * WEEK for count in range(-4, 53)]
    assert list(found) == [due_moment(m, 4, time(15), ZoneInfo("Europe/Berlin")) for m in mondays]


def test_the_events_keep_their_hour_over_a_change_of_clocks(path, client):
    berlin = ZoneInfo("Europe/Berlin")
    assert {moment.astimezone(berlin).time() for moment in events(client.get(path))} == {time(15)}
    assert {moment.time() for moment in events(client.get(path))} == {time(13), time(14)}


def test_the_events_follow_the_plan(path, ada, client):
    ReminderPlan.objects.filter(person=ada).update(weekday=6, at=time(2, 30))
    found = events(client.get(path))
    assert datetime(2027, 3, 28, 1, tzinfo=UTC) in found  # half past two is leapt over
    assert datetime(2026, 12, 27, 1, 30, tzinfo=UTC) in found


def test_a_day_in_a_pause_has_no_event(path, ada, eve, client):
    Pause.objects.create(person=ada, starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 3))
    Pause.objects.create(person=eve, starts_on=date(2026, 11, 1), ends_on=date(2027, 11, 1))
    days = [moment.date() for moment in events(client.get(path))]
    assert (len(days), date(2026, 12, 25) in days, date(2027, 1, 1) in days) == (55, False, False)
    assert date(2027, 1, 8) in days


def test_a_week_keeps_its_identifier_whatever_changes(path, ada, client, clock):
    def identifiers():
        return {event.url: event.uid for event in events(client.get(path)).values()}

    before = identifiers()
    ReminderPlan.objects.filter(person=ada).update(weekday=1, at=time(8))
    clock.move_to(NOW + 2 * WEEK, tick=False)
    after = identifiers()
    assert len(set(before.values())) == len(before) == 57
    assert {url: uid for url, uid in before.items() if url in after} == {
        url: uid for url, uid in after.items() if url in before
    }


def test_two_people_have_no_identifier_in_common(path, eve, client):
    page = browser_of(eve).post("/settings/reminders/calendar/")
    other = page.context["address"].removeprefix("http://127.0.0.1:8000")
    mine = {event.uid for event in events(client.get(path)).values()}
    theirs = {event.uid for event in events(client.get(other)).values()}
    assert mine & theirs == set()


def test_each_event_is_whole_and_takes_no_time_in_the_calendar(path, client):
    event = events(client.get(path))[datetime(2026, 11, 20, 14, tzinfo=UTC)]
    assert event.end - event.start == timedelta(minutes=15)
    assert (str(event["SUMMARY"]), str(event["TRANSP"])) == ("Write down your week", "TRANSPARENT")
    assert event.url == "http://127.0.0.1:8000/week/2026-11-16/"
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm.TRIGGER) == ("DISPLAY", timedelta(0))


def test_nothing_that_the_person_wrote_stands_in_it(path, ada, client):
    EntryFactory(author=ada, title="Cut p99", starts_on=NOW.date())
    said = client.get(path).content.decode()
    assert re.findall(r"Cut p99|\bAda\b|ada@example\.org", said) == []


# How it is fetched


def test_a_calendar_that_has_not_changed_is_not_sent_again(path, ada, client):
    first = client.get(path)
    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, max-age=900",
    )
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    ReminderPlan.objects.filter(person=ada).update(at=time(16))
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_a_calendar_takes_three_queries(path, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(path)
