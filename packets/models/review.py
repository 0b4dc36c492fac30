"""What was done with a packet: each move in its history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from packets.models.packets import Packet
from packets.models.versions import Version
from packets.review import MOVES, NOTE_LIMIT


class EventQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """Of one's own packets all of them, of others' those about a version one may read."""
        readable = Version.objects.visible_to(user).filter(
            packet=models.OuterRef("packet"), number=models.OuterRef("version")
        )
        return self.filter(Q(packet__author=user) | models.Exists(readable))

    # What a page shows.

    def of_move(self, name):
        return self.filter(move=name)

    def since(self, moment):
        return self.filter(made_at__gte=moment)

    def newest_first(self):
        return self.select_related("by", "decision").order_by("-pk")


class Event(models.Model):
    """One move in the history of a packet: who, when, why, with which version."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="events")
    move = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.TextField(blank=True, max_length=NOTE_LIMIT)
    version = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(move__in=list(MOVES)), name="event_is_a_known_move")
        ]

    def __str__(self):
        return f"{MOVES[self.move].label}, version {self.version}"

    def get_absolute_url(self):
        """Where the history beside its version says it."""
        page = reverse("version-detail", args=[self.packet_id, self.version])
        return f"{page}#event-{self.pk}"

    @property
    def did(self):
        """What was done, as the table of moves has it."""
        return MOVES[self.move].did
