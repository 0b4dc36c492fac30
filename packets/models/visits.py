"""Every reading of a version by somebody with an account: when, how far, what was taken along."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from packets.models.versions import Version

ONE_VISIT = timedelta(minutes=30)  # who comes back within it is still at the same reading


class VisitQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The author sees who read her versions; everybody their own readings."""
        return self.filter(models.Q(version__packet__author=user) | models.Q(reader=user))

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_version(self, version):
        return self.filter(version=version)

    def of_reader(self, user):
        return self.filter(reader=user)

    def newest_first(self):
        return self.order_by("-pk")


class Visit(models.Model):
    """One reading of a version by one person. The author's own are not kept."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="visits")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    panel = models.ForeignKey("packets.Panel", models.SET_NULL, null=True, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    place = models.CharField(max_length=200, blank=True)  # the anchor of the part read last
    furthest = models.CharField(max_length=200, blank=True)  # the anchor of a part
    took_file_at = models.DateTimeField(null=True)  # a PDF or another export

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["version", "reader"], name="visits_of_a_reader")]

    def __str__(self):
        return f"Visit {self.pk}"
