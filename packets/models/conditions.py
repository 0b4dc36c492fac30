"""What was asked of the author when an earlier case was postponed."""

from django.db import models, transaction

from bragdoc.models.revisions import EditConflict
from packets.models.discardable import Discardable, DiscardableQuerySet
from packets.models.parts import TEXT_LIMIT


class ConditionQuerySet(DiscardableQuerySet):
    # What a page shows.

    def in_order(self):
        return self.order_by("pk")

    def on_offer(self, packet):
        """Those of the author's last packet before this one that has any, as far as this one does
        not have them yet. Ask for the packet `with_parts()`."""
        there = [condition.text for condition in packet.conditions.all()]
        earlier = self.filter(packet__lt=packet.pk)
        return earlier.last_asked_of(packet.author_id).exclude(text__in=there)

    def last_asked_of(self, author):
        """Those of the author's last packet that has any."""
        asked = self.kept().filter(packet__author=author)
        last = asked.order_by("-packet_id").values("packet_id")[:1]
        return asked.filter(packet_id__in=last).in_order()

    # Acts.

    @transaction.atomic
    def copy_to(self, packet):
        """Ask the same in a packet. What became of it since is its own answer, and not copied."""
        for asked in self.on_offer(packet):
            self.ask(packet, asked.text, asked.said_by, asked.said_on)

    def ask(self, packet, text, said_by, said_on):
        """Add a condition. The same words from the same person twice are one condition."""
        condition, _ = self.kept().get_or_create(
            packet=packet, text=text, said_by=said_by, said_on=said_on
        )
        return condition


class Condition(Discardable):
    """A condition of a postponed decision, in the words of who made it, with what answers it."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="conditions")
    text = models.TextField("what was asked of you", max_length=2_000)
    said_by = models.CharField("by whom", max_length=200, blank=True)
    said_on = models.DateField("when", null=True, blank=True)
    answer = models.TextField("what became of it", blank=True, max_length=TEXT_LIMIT)
    entries = models.ManyToManyField("bragdoc.Entry", blank=True, related_name="+")

    objects = ConditionQuerySet.as_manager()

    def __str__(self):
        return self.text

    @transaction.atomic
    def keep_with(self, fields, entries, *, revision):
        """Save these fields, and the wins that answer it, over the revision they were loaded with.

        `entries` are primary keys. The same twice is kept once. Raises EditConflict, and writes
        nothing, when others are kept now.
        """
        current = Condition.objects.select_for_update().get(pk=self.pk)
        kept = {entry.pk for entry in current.entries.all()}
        if current.revision != revision and kept != set(entries):
            raise EditConflict(current)
        self.keep(fields, revision=revision)
        self.entries.set(entries)
