"""Who is reminded by mail, and what speaks against it for a week."""

from datetime import date, time

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, TimeField, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from bragdoc.models import Pause, Reminder, ReminderPlan, Week


def default(field):
    return ReminderPlan._meta.get_field(field).default


def with_plans():
    """Everybody, with the `weekday` and the time (`at`) of their reminder."""
    return User.objects.annotate(
        weekday=Coalesce("reminder_plan__weekday", Value(int(default("weekday")))),
        at=Coalesce("reminder_plan__at", Value(default("at"), output_field=TimeField())),
    )


def reminded_by_mail():
    """Those who can sign in, have proved that their address is theirs, and want mails."""
    proved = EmailAddress.objects.filter(
        user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True
    )
    wanted = with_plans().exclude(reminder_plan__by_mail=False)
    return wanted.filter(Exists(proved), is_active=True)


def without_reminder(monday: date):
    """Those of whom it was not decided yet whether they are reminded of this week."""
    decided = Reminder.objects.filter(person=OuterRef("pk"), monday=monday)
    return reminded_by_mail().filter(~Exists(decided))


def with_reasons(people, monday: date, day: date):
    """The people, with what speaks against a reminder of this week that comes due on this day:
    `settled` where the week is closed or skipped, `away` where the day lies in a pause."""
    settled = Week.objects.filter(person=OuterRef("pk"), monday=monday)
    away = Pause.objects.filter(person=OuterRef("pk")).touching(day, day)
    return people.annotate(settled=Exists(settled), away=Exists(away))


def planned_at(people, zone: str, weekday: int, at: time):
    """Those in one zone who are reminded on the same day at the same time."""
    return people.filter(time_zone=zone, weekday=weekday, at=at)
