"""Looking back and ahead: goals and reflection of a quarter, the audit of a project’s impact."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from bragdoc.models.competencies import Competency, Expectation
from bragdoc.models.entries import NOTE_LIMIT, TITLE_LIMIT, Entry
from bragdoc.models.names import Project


class GoalQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def of_quarter(self, first_day):
        return self.filter(quarter_on=first_day)

    def open(self):
        return self.filter(state=Goal.State.OPEN)

    def in_order(self):
        return self.order_by("quarter_on", "pk")

    def for_display(self):
        return self.select_related("competency", "expectation")


class Goal(models.Model):
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
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Given by the form that made the goal, so that a form sent twice makes one.
    key = models.CharField(max_length=64, null=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_goal_of_a_form"),
            models.CheckConstraint(
                condition=models.Q(quarter_on__day=1, quarter_on__month__in=[1, 4, 7, 10]),
                name="goal_of_a_quarter",
            ),
        ]

    def __str__(self):
        return self.text


class ReflectionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def newest_first(self):
        return self.order_by("-quarter_on", "-pk")


class Reflection(models.Model):
    """A quarter's answers to the five questions. Nobody else reads them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reflections")
    quarter_on = models.DateField()  # its first day
    best_at = models.TextField(blank=True, max_length=NOTE_LIMIT)
    enjoying = models.TextField(blank=True, max_length=NOTE_LIMIT)
    in_three_years = models.TextField(blank=True, max_length=NOTE_LIMIT)
    learning_from = models.TextField(blank=True, max_length=NOTE_LIMIT)
    avoiding = models.TextField(blank=True, max_length=NOTE_LIMIT)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "quarter_on"], name="one_reflection_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(quarter_on__day=1, quarter_on__month__in=[1, 4, 7, 10]),
                name="reflection_of_a_quarter",
            ),
        ]

    def __str__(self):
        return f"Reflection of the quarter from {self.quarter_on}"


class ImpactAuditQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(project__owner=user)


class ImpactAudit(models.Model):
    """Four questions about a project, and the wins that its answers were written into."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="impact_audit")
    changed = models.TextField(blank=True, max_length=NOTE_LIMIT)
    benefited = models.TextField(blank=True, max_length=NOTE_LIMIT)
    learned = models.TextField(blank=True, max_length=NOTE_LIMIT)
    differently = models.TextField(blank=True, max_length=NOTE_LIMIT)
    entries = models.ManyToManyField(Entry, blank=True, related_name="impact_audits")
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ImpactAuditQuerySet.as_manager()

    def __str__(self):
        return f"Impact of a project, revision {self.revision}"
