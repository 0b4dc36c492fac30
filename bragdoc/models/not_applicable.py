"""What of a ladder does not apply to a person, and why: one of the four kinds of absence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

REASON_LIMIT = 2_000  # characters


class NotApplicableQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)


class NotApplicable(models.Model):
    """A competency, or one sentence of it, that a person says does not apply to her, and why.

    It holds for every position and goes into her packets as it stands.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="not_applicable"
    )
    competency = models.ForeignKey("bragdoc.Competency", models.CASCADE, related_name="+")
    expectation = models.ForeignKey(
        "bragdoc.Expectation", models.CASCADE, null=True, related_name="+"
    )  # null: the whole competency
    reason = models.TextField("because", max_length=REASON_LIMIT)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = NotApplicableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competency"],
                condition=Q(expectation=None),
                name="one_reason_of_a_competency",
            ),
            models.UniqueConstraint(
                fields=["person", "expectation"], name="one_reason_of_an_expectation"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_applicable_says_why"),
        ]

    def __str__(self):
        return self.reason
