"""Goals: what a person means to show in a quarter."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bragdoc.models.competencies import Competency, Expectation
from bragdoc.models.entries import TITLE_LIMIT, Entry
from bragdoc.models.revisions import Revised
from bragdoc.quarters import Quarter


class GoalQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def of_quarter(self, quarter):
        return self.filter(quarter_on=quarter.first)

    def open(self):
        return self.filter(state=Goal.State.OPEN)

    def until(self, quarter):
        """Of this quarter and those before it."""
        return self.filter(quarter_on__lte=quarter.first)

    def before(self, quarter):
        return self.filter(quarter_on__lt=quarter.first)

    def in_order(self):
        return self.order_by("quarter_on", "pk")

    def for_display(self):
        return self.select_related("person", "competency", "expectation__competency")

    # Acts.

    def set_goal(self, person, quarter, *, key=None, **values):
        """Keep a goal. A form sent twice has the same `key`: the second time returns the first."""
        values |= {"quarter_on": quarter.first}
        if not key:
            return self.create(person=person, **values)
        goal, _ = self.get_or_create(person=person, key=key, defaults=values)
        return goal


class Goal(Revised):
    """What a person means to show next. Wins count towards it by their tags, or because they were
    put there."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SHOWN = "shown", "Shown"
        DROPPED = "dropped", "Dropped"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="goals")
    quarter_on = models.DateField()  # its first day
    text = models.CharField(max_length=TITLE_LIMIT)
    competency = models.ForeignKey(Competency, models.SET_NULL, null=True, blank=True)
    expectation = models.ForeignKey(Expectation, models.SET_NULL, null=True, blank=True)
    entries = models.ManyToManyField(Entry, blank=True, related_name="goals")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Given by the form that made the goal, so that a form sent twice makes one.
    key = models.CharField(max_length=64, null=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_goal_of_a_form"),
            models.CheckConstraint(
                condition=Q(quarter_on__day=1, quarter_on__month__in=[1, 4, 7, 10]),
                name="goal_of_a_quarter",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def quarter(self):
        return Quarter.of(self.quarter_on)

    def settle(self, state):
        """Say that it was shown, is dropped, or is open again."""
        Goal.objects.filter(pk=self.pk).update(state=state)

    def move_to(self, quarter):
        Goal.objects.filter(pk=self.pk).update(quarter_on=quarter.first)
