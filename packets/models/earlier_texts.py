"""What stood in a text of a draft before it was written over, so that it can be brought back."""

from django.db import models
from django.utils import timezone

from packets.models.packets import Packet


class EarlierText(models.Model):
    """A text of a part of a packet, as it was until `kept_at`."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="earlier_texts")
    part = models.CharField(max_length=12)  # packet, section, evidence, gap or condition
    row = models.PositiveBigIntegerField()  # the primary key of that part
    field = models.CharField(max_length=20)
    text = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["packet", "part", "row", "field", "-id"])]

    def __str__(self):
        return f"Earlier text {self.pk}"
