"""What pages say of reminders: the one that is due now, and when the next one comes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Subquery

from bragdoc.models import Pause, Reminder, Week
from bragdoc.models.weeks import monday_of
from bragdoc.reminding.people import with_plans, with_reasons
from bragdoc.reminding.schedule import due_moment

WEEKS_AHEAD = 60


def due_on_page(user, monday, now):
    """When the reminder of this week came due, in the person's zone; None where there is nothing to
    remind of: it is not due yet, was put off, or the week is over, closed, skipped or paused.

    The page does not wait for the worker, nor for a mail server.
    """
    zone = ZoneInfo(user.time_zone)
    if monday != monday_of(now.astimezone(zone).date()):
        return None
    row = Reminder.objects.visible_to(user).of_week(monday).values("due_at")
    people = with_plans().filter(pk=user.pk).annotate(put_off=Subquery(row))
    plan = people.values("weekday", "at", "put_off").get()
    due = due_moment(monday, plan["weekday"], plan["at"], zone)
    if now < max(due, plan["put_off"] or due) or user.date_joined > due:
        return None
    due = due.astimezone(zone)
    person = with_reasons(people, monday, due.date()).get()
    return None if person.settled or person.away else due


def next_due(user, plan, now):
    """When the next reminder comes, in the person's zone; None where pauses leave none for more
    than a year."""
    zone = ZoneInfo(user.time_zone)
    monday = monday_of(now.astimezone(zone).date())
    last = monday + timedelta(weeks=WEEKS_AHEAD)
    decided = dict(
        Reminder.objects.visible_to(user).not_before(monday).values_list("monday", "due_at")
    )
    weeks = Week.objects.visible_to(user).between(monday, last)
    settled = set(weeks.values_list("monday", flat=True))
    pauses = list(Pause.objects.visible_to(user).touching(monday, last))
    for week in (monday + timedelta(weeks=count) for count in range(WEEKS_AHEAD)):
        due = decided.get(week) or due_moment(week, plan.weekday, plan.at, zone)
        day = due.astimezone(zone).date()
        away = any(pause.starts_on <= day <= pause.ends_on for pause in pauses)
        if due > now and day < week + timedelta(days=9) and week not in settled and not away:
            return due.astimezone(zone)
    return None
