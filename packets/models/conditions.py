"""What was asked of the author when an earlier case was postponed."""

from django.db import models
from django.utils import timezone

from bragdoc.models.revisions import Revised
from packets.models.parts import TEXT_LIMIT


class ConditionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.kept().filter(packet__author=user)

    def restorable_by(self, user):
        return self.filter(packet__author=user).exclude(discarded_at=None)

    # What a page shows.

    def kept(self):
        return self.filter(discarded_at=None)

    def in_order(self):
        return self.order_by("pk")


class Condition(Revised):
    """A condition of a postponed decision, in the words of who made it, with what answers it."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="conditions")
    text = models.TextField("what was asked of you", max_length=2_000)
    said_by = models.CharField("by whom", max_length=200, blank=True)
    said_on = models.DateField("when", null=True, blank=True)
    answer = models.TextField("what became of it", blank=True, max_length=TEXT_LIMIT)
    entries = models.ManyToManyField("bragdoc.Entry", blank=True, related_name="+")
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = ConditionQuerySet.as_manager()

    def __str__(self):
        return self.text

    def discard(self):
        self.discarded_at = timezone.now()
        self.save(update_fields=["discarded_at"])

    def restore(self):
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
