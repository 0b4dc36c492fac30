"""What happened after? Asked of a win without an outcome, thirty and ninety days later."""

from django.db import models
from django.utils import timezone

from bragdoc.models.entries import Entry


class FollowUpQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(entry__author=user)


class FollowUp(models.Model):
    """An answer to the question. One without a row is still to be asked."""

    class Answer(models.TextChoices):
        WRITTEN = "written", "Written down"
        NOTHING = "nothing", "Nothing to say"

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="follow_ups")
    after_days = models.PositiveSmallIntegerField()  # 30 or 90
    answer = models.CharField(max_length=8, choices=Answer)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "after_days"], name="asked_once_at_each_time")
        ]

    def __str__(self):
        return f"{self.get_answer_display()}, {self.after_days} days after"
