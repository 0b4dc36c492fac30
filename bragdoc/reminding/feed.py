"""The calendar of a person's reminders and of the review seasons (RFC 5545).

Each week is an event of its own, at its moment in UTC, and not one event that repeats: the moments
come from the same function as the mails, so the two agree over every change of clocks, and no
calendar program has to know the zone. A program that subscribes asks again every day, so a year
ahead is enough. The dates of a season are events of whole days, which are gone when it is taken
back. The calendar holds nothing that the person wrote.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.crypto import salted_hmac
from icalendar import Alarm, Calendar, Event

from accounts.addresses import address_of
from bragdoc.models.weeks import monday_of
from bragdoc.reminding.schedule import due_moment

WEEKS_BACK, WEEKS_AHEAD = 4, 53
LASTS = timedelta(minutes=15)
SUMMARY = "Write down your week"


def calendar_of(plan, pauses, seasons, now: datetime) -> bytes:
    """The file. It changes when the plan, the pauses, the week or the seasons, which are published,
    do, and not otherwise."""
    # Not by `Calendar.new`, which adds the moment it is called and a random identifier.
    calendar = Calendar()
    calendar.add("prodid", "-//Bragdoc//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Bragdoc")
    calendar.add("name", "Bragdoc")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    zone = ZoneInfo(plan.person.time_zone)
    this_week = monday_of(now.astimezone(zone).date())
    for count in range(-WEEKS_BACK, WEEKS_AHEAD):
        monday = this_week + timedelta(weeks=count)
        due = due_moment(monday, plan.weekday, plan.at, zone)
        day = due.astimezone(zone).date()
        if not any(pause.starts_on <= day <= pause.ends_on for pause in pauses):
            calendar.add_component(event_of(plan.person, monday, due))
    for season in seasons:
        for event in season_events(season):
            calendar.add_component(event)
    return calendar.to_ical()


def event_of(person, monday, due):
    url = address_of("week", monday)
    event = Event()
    event.add("uid", uid_of(person, monday))
    # When the event was made: a moment that stands still, so that the file does as well.
    event.add("dtstamp", person.date_joined)
    event.add("dtstart", due)
    event.add("dtend", due + LASTS)
    event.add("summary", SUMMARY)
    event.add("description", url)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))  # when it begins
    alarm.add("description", SUMMARY)
    event.add_component(alarm)
    return event


def uid_of(person, monday):
    """The same for a week whenever it is asked for, and of no other person's calendar."""
    said = salted_hmac("bragdoc.reminding.feed", f"{person.pk}.{monday}", algorithm="sha256")
    return f"{said.hexdigest()[:32]}@{_host()}"


def season_events(season):
    """Its three dates. They are the same events in everybody's calendar, and stay the same ones
    when the dates are changed."""
    for field, name in (
        ("opens_on", "opens"),
        ("drafts_due_on", "drafts due"),
        ("decisions_due_on", "decisions due"),
    ):
        event = Event()
        event.add("uid", f"season-{season.pk}-{name.replace(' ', '-')}@{_host()}")
        # It is published anew with each change: minutes count on, and fit into the number.
        event.add("sequence", int(season.published_at.timestamp()) // 60)
        event.add("dtstamp", season.published_at.replace(microsecond=0))
        event.add("dtstart", getattr(season, field))  # a whole day, having no end
        event.add("summary", f"{season.name}: {name}")
        event.add("url", address_of("season-list"))
        event.add("transp", "TRANSPARENT")
        yield event


def _host():
    return settings.SITE_URL.partition("://")[2].partition(":")[0]
