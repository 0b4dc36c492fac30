"""When a person wants to be reminded, and the reminder of each week."""

from datetime import time, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Mail, User
from accounts.secrets import digest_of, new_secret


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

    # What a page shows.

    def of(self, user):
        """This person's plan; the default, not kept yet, for one who has made none."""
        return self.visible_to(user).first() or ReminderPlan(person=user)

    def with_feed(self, secret):
        """The plan whose calendar has this secret in its address, if the person is still here."""
        return self.filter(feed_digest=digest_of(secret), person__is_active=True)

    # What a person does.

    def mail_no_more(self, person_pk):
        """Turn the mails off. What was chosen beside them stays. Who is gone gets none anyway."""
        person = User.objects.filter(pk=person_pk).first()
        if person:
            self.update_or_create(person=person, defaults={"by_mail": False})

    def make_feed(self, user):
        """Give the calendar a new address, in place of the one it had. Returns the secret in it,
        which is kept nowhere."""
        secret = new_secret()
        self.update_or_create(person=user, defaults={"feed_digest": digest_of(secret)})
        return secret

    def remove_feed(self, user):
        self.visible_to(user).update(feed_digest=None)


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

    # What comes due.

    def of_week(self, monday):
        return self.filter(monday=monday)

    def not_before(self, monday):
        return self.filter(monday__gte=monday)

    def put_off_until(self, now):
        """Those that somebody put off and that are due by now, in a week that may still last.

        Those without a mail whose week was closed, skipped or paused when they came due lie
        further ahead than their week does; see `bragdoc.reminding.schedule.never`.
        """
        return self.filter(mail=None, due_at__lte=now, monday__gte=now.date() - timedelta(days=9))

    # What a person does.

    @transaction.atomic
    def snooze(self, person, monday, until):
        """Remind of this week once more, at this moment. A mail not sent yet is not sent then."""
        waiting = Mail.objects.unsent().filter(reminder__person=person, reminder__monday=monday)
        waiting.delete()
        self.update_or_create(
            person=person, monday=monday, defaults={"due_at": until, "mail": None}
        )


class Reminder(models.Model):
    """The one reminder of a person's week, and the mail that carries it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    monday = models.DateField()
    due_at = models.DateTimeField()  # moved by a snooze
    # Null while it is not due, and where none was wanted when it was.
    mail = models.OneToOneField(Mail, models.SET_NULL, null=True)

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

    def not_over(self, today):
        return self.filter(ends_on__gte=today)

    # What a person does.

    def keep(self, person, starts_on, ends_on):
        """Note a time away; the same twice is one."""
        pause, _ = self.get_or_create(person=person, starts_on=starts_on, ends_on=ends_on)
        return pause


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

    # Housekeeping.

    def refused_before(self, moment):
        return self.filter(outcome=InboundMail.Outcome.REFUSED, received_at__lt=moment)


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
