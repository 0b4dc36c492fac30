"""Review seasons: when the company reads packets. An administrator publishes them."""

from django.db import models
from django.db.models import F, Q


class SeasonQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """For everybody, once an administrator published it."""
        return self.exclude(published_at=None)

    # What a page shows.

    def not_over(self, today):
        """Those in which something is still to come."""
        return self.filter(decisions_due_on__gte=today)

    def soonest_first(self):
        return self.order_by("opens_on", "pk")


class Season(models.Model):
    """A round of reviews: packets are written from the first day, shared by the second, and decided
    by the third."""

    name = models.CharField(max_length=120)
    opens_on = models.DateField("opens")
    drafts_due_on = models.DateField("drafts due")
    decisions_due_on = models.DateField("decisions due")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("drafts_due_on"))
                & Q(drafts_due_on__lte=F("decisions_due_on")),
                name="season_in_its_order",
                violation_error_message="A season opens, then drafts are due, then decisions.",
            )
        ]

    def __str__(self):
        return self.name
