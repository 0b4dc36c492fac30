"""Review seasons: when the company reads packets. An administrator publishes them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date


class SeasonQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """For everybody, once an administrator published it."""
        return self.published()

    def choosable_by(self, user, *, kept=None):
        """Those that a packet can be written for: not over where this person is, or, by its key,
        the one that it is of already."""
        coming = Q(decisions_due_on__gte=user.today())
        return self.visible_to(user).filter(coming | Q(pk=kept))

    # What a page shows.

    def published(self):
        return self.exclude(published_at=None)

    def not_over(self, today):
        """Those in which something is still to come."""
        return self.filter(decisions_due_on__gte=today)

    def over(self, today):
        return self.filter(decisions_due_on__lt=today)

    def soonest_first(self):
        return self.order_by("opens_on", "pk")

    def latest_first(self):
        return self.order_by("-opens_on", "-pk")

    def before(self, opens_on: date, pk: int):
        """What follows this place in `latest_first` order: the keyset of a list."""
        return self.filter(Q(opens_on__lt=opens_on) | Q(pk__lt=pk), opens_on__lte=opens_on)

    # Acts.

    def publish(self):
        """Show to everybody those that are not shown yet. Returns how many these were."""
        return self.filter(published_at=None).update(published_at=timezone.now())

    def take_back(self):
        """Show these to nobody. A packet of one stays of it, for when it comes back. Returns how
        many were shown."""
        return self.published().update(published_at=None)


class Season(models.Model):
    """A round of reviews: packets are written from the first day, shared by the second, and decided
    by the third."""

    name = models.CharField(max_length=120)
    opens_on = models.DateField("opens")
    drafts_due_on = models.DateField("drafts due")
    decisions_due_on = models.DateField("decisions due")
    # When it was published as it stands: anew with each change, by which calendars tell one.
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

    def clean(self):
        """Name the date that comes too early, beside its field. Dates that are missing are not
        compared."""
        opens, drafts, decisions = self.opens_on, self.drafts_due_on, self.decisions_due_on
        wrong = {}
        if opens and drafts and drafts < opens:
            wrong["drafts_due_on"] = f"This is before the season opens, {_named(opens)}."
        if drafts and decisions and decisions < drafts:
            wrong["decisions_due_on"] = f"This is before drafts are due, {_named(drafts)}."
        if wrong:
            raise ValidationError(wrong)


def _named(day):
    return format_date(day, "j F Y")
