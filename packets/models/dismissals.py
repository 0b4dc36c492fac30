"""Findings that an author looked at and left as they are, with a word why."""

from django.db import models
from django.utils import timezone


class DismissalQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(packet__author=user)

    # What a page shows.

    def by_finding(self):
        """Each under the key of its finding: check, place, digest of the words."""
        return {(left.check_name, left.place, left.digest): left for left in self}

    # Acts.

    def leave(self, packet, finding, reason):
        """Leave a finding as it is. Left twice, it is left once, with the later word."""
        check_name, place, digest = finding.key
        dismissal, _ = self.update_or_create(
            packet=packet,
            check_name=check_name,
            place=place,
            digest=digest,
            defaults={"reason": reason},
        )
        return dismissal


class Dismissal(models.Model):
    """A finding of the pre-flight that is not shown again, as long as its words are the same."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="dismissals")
    check_name = models.CharField(max_length=40)
    place = models.CharField(max_length=200)  # where in the document, as the finding names it
    digest = models.CharField(max_length=64)  # SHA-256 of the words it is about
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["packet", "check_name", "place", "digest"], name="dismissed_once"
            )
        ]

    def __str__(self):
        return self.reason
