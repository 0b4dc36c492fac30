"""When the reminder of a week is due, in every zone there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import time_zones
from bragdoc.reminding.schedule import (
    due_moment,
    last_moment,
    moment,
    mondays_at,
    never,
    tomorrow_morning,
)

FRIDAY = 4


@pytest.mark.parametrize(
    ("zone", "monday", "weekday", "at", "due"),
    [
        ("UTC", "2026-11-16", 4, "15:00", "2026-11-20T15:00"),
        ("Europe/Berlin", "2026-11-16", 4, "15:00", "2026-11-20T14:00"),
        ("Europe/Berlin", "2026-07-06", 4, "15:00", "2026-07-10T13:00"),
        ("Asia/Kolkata", "2026-11-16", 4, "15:00", "2026-11-20T09:30"),
        ("Australia/Lord_Howe", "2026-11-16", 4, "15:00", "2026-11-20T04:00"),
        ("Australia/Lord_Howe", "2026-07-06", 4, "15:00", "2026-07-10T04:30"),
        ("Pacific/Apia", "2026-11-16", 4, "15:00", "2026-11-20T02:00"),
        ("Pacific/Kiritimati", "2026-11-16", 0, "00:00", "2026-11-15T10:00"),
        ("Pacific/Niue", "2026-11-16", 6, "23:59", "2026-11-23T10:59"),
        ("America/Sao_Paulo", "2026-11-16", 4, "15:00", "2026-11-20T18:00"),
        # Week 53 of 2026 ends in 2027.
        ("America/New_York", "2026-12-28", 4, "15:00", "2027-01-01T20:00"),
    ],
)
def test_a_reminder_is_due_by_the_clock_of_its_zone(zone, monday, weekday, at, due):
    found = due_moment(date.fromisoformat(monday), weekday, time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "due"),
    [
        # The clock goes from two to three, and in Lord Howe by half an hour.
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"),
        ("America/New_York", "2026-03-08", "02:59", "2026-03-08T07:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        # Midnight itself was leapt over in Sao Paulo while it had summer time.
        ("America/Sao_Paulo", "2018-11-04", "00:30", "2018-11-04T03:00"),
        # Samoa left out a Friday when it crossed the date line.
        ("Pacific/Apia", "2011-12-30", "15:00", "2011-12-30T10:00"),
    ],
)
def test_a_time_that_the_clock_leaps_over_is_the_first_moment_after(zone, day, at, due):
    found = moment(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "due"),
    [
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(zone, day, at, due):
    found = moment(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


@given(
    st.dates(date(2000, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(time_zones()).map(ZoneInfo),
)
def test_at_its_moment_the_clock_first_shows_that_time_or_a_later_one(day, at, zone):
    found = moment(day, at, zone)
    wall = datetime.combine(day, at)
    assert found.astimezone(zone).replace(tzinfo=None) >= wall
    earlier = (found - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert earlier < wall


@given(
    st.dates(date(2000, 1, 1), date(2035, 12, 31)),
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(time_zones()).map(ZoneInfo),
)
def test_the_weeks_looked_at_hold_every_reminder_that_may_go_out(day, weekday, at, zone):
    monday = day - timedelta(days=day.weekday())
    due = due_moment(monday, weekday, at, zone)
    last = last_moment(monday, due, zone)
    assert due < last < never(monday)
    assert monday in mondays_at(due)
    assert monday in mondays_at(last - timedelta(seconds=1))
    assert len(mondays_at(due)) <= 2


def test_a_reminder_waits_no_longer_than_its_week_but_an_hour_at_least():
    zone, monday = ZoneInfo("Europe/Berlin"), date(2026, 11, 16)
    friday = due_moment(monday, FRIDAY, time(15), zone)
    sunday = due_moment(monday, 6, time(23, 59), zone)
    assert last_moment(monday, friday, zone) == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert last_moment(monday, sunday, zone) == datetime(2026, 11, 22, 23, 59, tzinfo=UTC)


def test_tomorrow_morning_is_the_persons_own():
    now = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # Saturday already in Kiritimati
    found = tomorrow_morning(now, ZoneInfo("Pacific/Kiritimati"))
    assert found == datetime(2026, 11, 21, 19, tzinfo=UTC)
