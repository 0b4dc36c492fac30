"""When a person wants to be reminded, and the reminder of each week."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Mail


class Weekday(models.IntegerChoices):
    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class ReminderPlanQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)


class ReminderPlan(models.Model):
    """When a person is reminded, in the time zone they live in. Who has no row has the defaults."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_plan"
    )
    by_mail = models.BooleanField("by e-mail", default=True)
    weekday = models.PositiveSmallIntegerField("on", choices=Weekday, default=Weekday.FRIDAY)
    at = models.TimeField(default=time(15))
    # SHA-256 of the secret in the address of the calendar feed; null without a feed.
    feed_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)

    objects = ReminderPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="reminded_on_a_weekday")
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.at:%H:%M}"


class ReminderQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)


class Reminder(models.Model):
    """The one reminder of a person's week, and the mail that carries it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    monday = models.DateField()
    due_at = models.DateTimeField()  # moved by a snooze
    mail = models.OneToOneField(Mail, models.SET_NULL, null=True)  # null while it is not due

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "monday"], name="one_reminder_a_week"),
            # 2 is Monday, as the database counts.
            models.CheckConstraint(
                condition=Q(monday__week_day=2), name="reminded_weeks_begin_on_monday"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(mail=None), name="reminder_waiting")]

    def __str__(self):
        return f"Reminder of the week of {self.monday}"


class PauseQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def touching(self, first, last):
        """The pauses that share a day with this period, both days included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def oldest_first(self):
        return self.order_by("starts_on", "pk")


class Pause(models.Model):
    """A time away, both days included. Its weeks are paused: nobody is reminded in them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pauses")
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="pause_begins_before_it_ends"
            )
        ]

    def __str__(self):
        return f"Away from {self.starts_on} to {self.ends_on}"


class InboundMailQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)


class InboundMail(models.Model):
    """A mail that came in, so that the same one is taken once. What it said is in the entry."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "Kept"
        REFUSED = "refused", "Refused"

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of its Message-ID
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    entry = models.ForeignKey("bragdoc.Entry", models.SET_NULL, null=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=80, blank=True)  # why it was refused
    received_at = models.DateTimeField()

    objects = InboundMailQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_outcome_display()} {self.received_at}"
