"""What of a ladder does not apply to a person, and why: one of the four kinds of absence."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

REASON_LIMIT = 2_000  # characters


class ReasonConflict(Exception):
    """The reason was changed elsewhere since it was loaded. `current` is what is kept now, None
    where it was withdrawn."""

    def __init__(self, current):
        super().__init__("This was changed elsewhere in the meantime.")
        self.current = current


class NotApplicableQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def of_ladder(self, ladder):
        return self.filter(competency__ladder=ladder)

    def about(self, competency, expectation):
        """What is said of this sentence, or of the whole competency where that is None."""
        return self.filter(competency=competency, expectation=expectation)

    def reasons(self):
        """Each reason by the slugs of its competency and sentence; "" for a whole competency."""
        rows = self.values_list("competency__slug", "expectation__slug", "reason")
        return {(competency, slug or ""): reason for competency, slug, reason in rows}


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

    @transaction.atomic
    def keep(self, *, revision):
        """Save the reason over the revision it was loaded with, 0 for a new one.

        The same reason twice is kept once. Raises ReasonConflict, and writes nothing, when another
        one is kept now, or none any more.
        """
        key = {"competency": self.competency, "expectation": self.expectation}
        told = NotApplicable.objects.filter(person=self.person, **key)
        if not revision:
            current, made = told.get_or_create(
                person=self.person, **key, defaults={"reason": self.reason}
            )
            if made:
                return
        elif told.filter(revision=revision).update(reason=self.reason, revision=F("revision") + 1):
            return
        else:
            current = told.first()
        if current is None or current.reason != self.reason:
            raise ReasonConflict(current)
