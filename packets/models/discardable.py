"""Rows of a packet that its author takes out of the draft and can have back."""

from django.db import models
from django.utils import timezone

from bragdoc.models.revisions import Revised


class DiscardableQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.kept().filter(packet__author=user)

    def restorable_by(self, user):
        return self.filter(packet__author=user).exclude(discarded_at=None)

    # What a page shows.

    def kept(self):
        return self.filter(discarded_at=None)


class Discardable(Revised):
    """A row of a packet with all that was written of it, also while it is taken out."""

    discarded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def discard(self):
        self.discarded_at = timezone.now()
        self.save(update_fields=["discarded_at"])

    def restore(self):
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
