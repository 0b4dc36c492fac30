"""What the worker does every minute: it decides, once for each person and week, whether a reminder
goes out, and writes its mail.

Exactly one message reaches each person whose week is still open when its reminder comes due, and
one more for each time that they put it off. That holds whatever crashes and however many processes
run this at once, because the row of a reminder, unique by person and week, is written in one
transaction with its mail: either both are there or neither, and whoever comes second finds the row.
The mail is a row too, and `accounts.tasks.send_due_mails` says how it becomes one message. What can
still be lost is a mail that five attempts could not hand over.

A worker that was away sends late what is due in a week that still lasts, and nothing of a week that
is over.
"""

from datetime import UTC
from itertools import batched
from zoneinfo import ZoneInfo

import structlog
from django.db import IntegrityError, transaction

from accounts.models import Mail
from bragdoc.models import Reminder
from bragdoc.reminding.mails import reminder_mail
from bragdoc.reminding.people import (
    planned_at,
    reminded_by_mail,
    with_reasons,
    without_reminder,
)
from bragdoc.reminding.schedule import due_moment, last_moment, mondays_at, never

log = structlog.get_logger(__name__)

BATCH = 200  # people whose mails are written in one transaction, while other writers wait


def remind(now):
    """Write the mails of all reminders that are due at this moment.

    One query a week finds the plans (zone, day and time) of those not decided yet; of people whose
    plan is not due, nothing more is read. Each batch of those who are due takes four queries.
    """
    now = now.astimezone(UTC)
    for monday in mondays_at(now):
        waiting = without_reminder(monday)
        plans = waiting.order_by().values_list("time_zone", "weekday", "at").distinct()
        for zone, weekday, at in plans:
            due = due_moment(monday, weekday, at, ZoneInfo(zone))
            if due <= now < last_moment(monday, due, ZoneInfo(zone)):
                remind_all(planned_at(waiting, zone, weekday, at), monday, due, ZoneInfo(zone))
    remind_again(now)


def remind_all(people, monday, due, zone):
    """Decide for those whose plan is the same, batch by batch."""
    asked = with_reasons(people, monday, due.astimezone(zone).date())
    pks = list(asked.order_by("pk").values_list("pk", flat=True))
    for batch in batched(pks, BATCH, strict=False):
        try:
            decide(asked.filter(pk__in=batch), monday, due)
        except IntegrityError:
            # Another process was faster. What it left is there at the next tick.
            log.info("reminders_already_decided", monday=monday.isoformat())


@transaction.atomic
def decide(people, monday, due):
    """Write down for each whether a reminder goes out, and its mail. Who joined after it was due is
    first reminded of the week after."""
    people = list(people.order_by("pk"))
    mails = {
        person.pk: reminder_mail(person, monday)
        for person in people
        if not (person.settled or person.away or person.date_joined > due)
    }
    Mail.objects.bulk_create(mails.values())
    Reminder.objects.bulk_create(
        Reminder(
            person=person,
            monday=monday,
            due_at=due if person.pk in mails else never(monday),
            mail=mails.get(person.pk),
        )
        for person in people
    )


def remind_again(now):
    """Write the mails of those reminders that people put off until now."""
    waiting = Reminder.objects.put_off_until(now).order_by("due_at", "pk")
    zones = waiting.values_list("pk", "monday", "due_at", "person__pk", "person__time_zone")
    for pk, monday, due, person_pk, zone in zones:
        decide_again(pk, monday, due, person_pk, ZoneInfo(zone), now)


@transaction.atomic
def decide_again(pk, monday, due, person_pk, zone, now):
    """Write the mail of one reminder, unless something else became of it meanwhile."""
    locked = Reminder.objects.select_for_update().put_off_until(now).filter(pk=pk, due_at=due)
    reminder = locked.first()
    people = with_reasons(reminded_by_mail(), monday, due.astimezone(zone).date())
    person = people.filter(pk=person_pk).first()
    if reminder is None or person is None:
        return  # who has no mails sees it on the page
    if person.settled or person.away or now >= last_moment(monday, due, zone):
        reminder.due_at = never(monday)
    else:
        reminder.mail = reminder_mail(person, monday)
        reminder.mail.save()
    reminder.save(update_fields=["due_at", "mail"])
