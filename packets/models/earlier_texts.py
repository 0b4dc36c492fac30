"""What stood in a text of a draft before it was written over, so that it can be brought back."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from packets.models.conditions import Condition
from packets.models.evidence import Evidence
from packets.models.packets import Packet
from packets.models.parts import Gap, Section

TEXTS = {
    Packet: ("title", "ask", "thesis", "summary", "next"),
    Section: ("title", "claim"),
    Evidence: ("why", "framed_title", "framed_details", "framed_impact"),
    Gap: ("title", "answer"),
    Condition: ("text", "answer"),
}
"""The texts of each part of a packet whose wordings are kept."""

PARTS = {model._meta.model_name: model for model in TEXTS}

BOUT = timedelta(minutes=5)
"""Of what is written over within so long only the beginning is kept: a form saves itself while one
types, and nobody asks for half a sentence again."""

MOST = 30
"""Wordings of one text; the oldest go."""

WHOLE = "whole"
"""The field of a section that was taken out, kept with all that it held."""

MOST_WHOLE = 20
"""Sections kept so for one packet; the oldest go."""


class EarlierTextQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(packet__author=user)

    # What a page shows.

    def of_rows(self, rows):
        """The wordings of these parts of a packet. That nothing stood there is none."""
        pks: dict[str, list[int]] = {}
        for row in rows:
            pks.setdefault(row._meta.model_name, []).append(row.pk)
        named = Q(pk__in=[])
        for part, own in pks.items():
            named |= Q(part=part, row__in=own)
        return self.filter(named).exclude(text="")

    def whole(self):
        """Sections that were taken out."""
        return self.filter(field=WHOLE)

    def newest_first(self):
        return self.order_by("-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    # Acts.

    def keep(self, packet, row, stood):
        """Keep what `stood` in the texts of a part, by field, before it was saved just now."""
        for field in TEXTS[type(row)]:
            if field in stood and stood[field] != getattr(row, field):
                self._keep_beginning(packet, row, field, stood[field])

    def _keep_beginning(self, packet, row, field, text):
        now = timezone.now()
        kept = self.filter(packet=packet, part=row._meta.model_name, row=row.pk, field=field)
        if not kept.filter(kept_at__gt=now - BOUT).exists():
            self.add(packet, row, field, text)

    def add(self, packet, row, field, text):
        """Keep a wording whenever the last one was kept. The oldest beyond `MOST` go."""
        of_text = {"packet": packet, "part": row._meta.model_name, "row": row.pk, "field": field}
        added = self.create(**of_text, text=text)
        self.filter(**of_text)._drop_beyond(MOST)
        return added

    def keep_whole(self, section, text):
        """Keep all of a section that is about to go. The oldest beyond `MOST_WHOLE` go."""
        facts = {"packet": section.packet, "part": "section", "field": WHOLE}
        added = self.create(**facts, row=section.pk, text=text)
        self.filter(**facts)._drop_beyond(MOST_WHOLE)
        return added

    def _drop_beyond(self, most):
        beyond = self.newest_first().values_list("pk", flat=True)[most:]
        self.filter(pk__in=list(beyond)).delete()


class EarlierText(models.Model):
    """A text of a part of a packet, as it was until `kept_at`."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="earlier_texts")
    part = models.CharField(max_length=12)  # packet, section, evidence, gap or condition
    row = models.PositiveBigIntegerField()  # the primary key of that part
    field = models.CharField(max_length=20)
    text = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    objects = EarlierTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["packet", "part", "row", "field", "-id"])]

    def __str__(self):
        return f"Earlier text {self.pk}"

    def written_in(self, user):
        """The part that it stood in, where this person may write there; else DoesNotExist."""
        return PARTS[self.part].objects.editable_by(user).get(pk=self.row)

    @transaction.atomic
    def bring_back(self, row):
        """Put it in the place of what stands there now, and return that as an EarlierText.

        Raises EditConflict, and changes nothing, when the part was changed since `row` was loaded.
        """
        stood = getattr(row, self.field)
        setattr(row, self.field, self.text)
        row.keep([self.field], revision=row.revision)
        return EarlierText.objects.add(self.packet, row, self.field, stood)
