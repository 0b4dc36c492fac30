"""Weeks: Monday to Sunday in the person's own time zone, closed with a sentence or skipped."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class WeekQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def between(self, first, last):
        """The weeks from one Monday to another, both included."""
        return self.filter(monday__gte=first, monday__lte=last)

    def first_monday(self):
        """The Monday of the earliest, or None."""
        return self.aggregate(first=models.Min("monday"))["first"]

    # What a person does.

    def settle(self, person, monday, *, state, sentence=""):
        """Close or skip a week, whatever it was before."""
        week, _ = self.update_or_create(
            person=person, monday=monday, defaults={"state": state, "sentence": sentence}
        )
        return week

    def reopen(self, person, monday):
        self.filter(person=person, monday=monday).delete()


class Week(models.Model):
    """What became of a week. A week without a row is open, or simply has no line."""

    class State(models.TextChoices):
        CLOSED = "closed", "Closed"
        SKIPPED = "skipped", "Skipped"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weeks")
    monday = models.DateField()
    state = models.CharField(max_length=8, choices=State)
    sentence = models.CharField(max_length=400, blank=True)

    objects = WeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "monday"], name="one_row_a_week"),
            # 2 is Monday, as the database counts.
            models.CheckConstraint(
                condition=models.Q(monday__week_day=2), name="weeks_begin_on_monday"
            ),
        ]

    def __str__(self):
        return f"Week of {self.monday}, {self.get_state_display().lower()}"
