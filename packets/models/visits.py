"""Every reading of a version by somebody with an account: when, how far, what was taken along."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from packets.models.versions import Version

ONE_VISIT = timedelta(minutes=30)  # who comes back within it is still at the same reading
NOTED_EVERY = timedelta(minutes=1)  # that a reading lasts is written no more often


class VisitQuerySet(models.QuerySet):
    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_version(self, version):
        return self.filter(version=version)

    def of_reader(self, user):
        return self.filter(reader=user)

    def before_panel(self, panel):
        """What was read as a member of this panel; with None, what was shared with the reader."""
        return self.filter(panel=panel)

    def newest_first(self):
        return self.order_by("-pk")

    def for_display(self):
        return self.select_related("reader", "panel", "version__label").defer("version__canonical")

    # Acts.

    def note(self, version, reader, *, panel=None):
        """Note that somebody reads a version, and give the reading: the one that lasts, or a new
        one, which begins where the one before stopped. Who sits on a panel reads it as `panel` does
        and, where it is shared with him too, as himself: these are two readings. None for the
        author of the version."""
        if reader.pk == version.packet.author_id:
            return None
        last = self.of_version(version).of_reader(reader).before_panel(panel).newest_first().first()
        if last and last.lasts():
            last.go_on()
            return last
        place = last.place if last else ""
        return self.create(version=version, reader=reader, panel=panel, place=place)


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
        indexes = [
            models.Index(fields=["version", "reader"], name="visits_of_a_reader"),
            models.Index(fields=["version", "-began_at", "-id"], name="visits_of_a_version"),
        ]

    def __str__(self):
        return f"Visit {self.pk}"

    def lasts(self):
        return self.last_at > timezone.now() - ONE_VISIT

    def go_on(self):
        """It lasts until now. Written a minute after it was written last."""
        now = timezone.now()
        if self.last_at <= now - NOTED_EVERY:
            self._keep(last_at=now)

    def take_file(self):
        """A PDF or another export was taken along."""
        self._keep(took_file_at=timezone.now())

    def reach(self, place, furthest, *, within):
        """Note where it is read now, and how far it was. `within` are the anchors of the parts in
        their order; who goes back has still been further on. What is no part is not noted."""
        order = {anchor: number for number, anchor in enumerate(within)}
        if place in order:
            reached = max((place, furthest, self.furthest), key=lambda each: order.get(each, -1))
            self._keep(place=place, furthest=reached, last_at=timezone.now())

    def _keep(self, **fields):
        Visit.objects.filter(pk=self.pk).update(**fields)
