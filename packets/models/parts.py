"""The parts of a draft: its sections, and the gaps it answers."""

from django.db import models, transaction
from django.db.models import Count, F, Max

from bragdoc.models.revisions import Revised
from packets.models.discardable import Discardable, DiscardableQuerySet
from packets.presets.changing import Standing

TEXT_LIMIT = 20_000  # characters
GAP_TITLE_LIMIT = 300  # characters; a longer sentence of a ladder is named by its beginning
RESERVED_KEYS = {"new", "opening", "coverage", "gaps", "conditions", "next"}  # of the builder


def free_key(wanted, taken):
    """What a section can be known by, as near to this as can be."""
    keys = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(key for key in keys if key not in taken)


class PartQuerySet(models.QuerySet):
    """Rows of a packet that its author puts in order."""

    def in_order(self):
        return self.order_by("position", "pk")

    def next_position(self, packet):
        last = self.filter(packet=packet).aggregate(last=Max("position"))["last"]
        return 0 if last is None else last + 1


class SectionQuerySet(PartQuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(packet__author=user)

    # What a page shows.

    def of_packet(self, pk):
        return self.filter(packet__id=pk)

    def own(self):
        """Sections of the author's own: no competency of the ladder stands behind them."""
        return self.filter(competency="")

    # When the preset changes.

    def standing(self):
        """What a change of the preset has to know of them, in their order."""
        return [
            Standing(
                row.key, row.title, row.competency, row.part, bool(row.claim.strip() or row.placed)
            )
            for row in self.in_order().annotate(placed=Count("evidence"))
        ]

    def drop_empty(self, keys):
        """Delete those in which nothing is written by now, and no win was ever placed."""
        self.filter(key__in=keys, claim="", evidence=None).delete()


class Section(Revised):
    """One chapter of the packet: a competency of the goal, or one of the author's own."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=80)
    competency = models.CharField(max_length=80, blank=True)  # a key of the ladder's document
    title = models.CharField(max_length=200)
    claim = models.TextField("your claim", blank=True, max_length=TEXT_LIMIT)
    part = models.CharField(max_length=80, blank=True)  # the key of its part in the preset
    position = models.PositiveIntegerField(default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["packet", "key"], name="one_section_of_a_key")
        ]

    def __str__(self):
        return self.title

    def sentences(self):
        """What the ladder asks in the section, by slug."""
        asked = [gap for gap in self.packet.gap() if gap.slug == self.competency]
        return {item.slug for gap in asked for item in (*gap.new, *gap.carried)}

    def has_sentence(self, slug):
        """Whether the ladder asks this in the section. Empty means the section as a whole."""
        return not slug or slug in self.sentences()

    def evidence_against(self, expectation):
        """What stands against a sentence, in its order. Against the section as a whole, "", stands
        also what was placed against a sentence that is not asked any more."""
        stated = self.sentences()
        return [
            one
            for one in self.evidence.told().in_order()
            if (one.expectation if one.expectation in stated else "") == expectation
        ]

    def group(self, preset):
        """With what it stands where it prints: all competencies together, a section of the preset
        by itself, the others at the end. Empty for these."""
        if self.competency:
            return "competencies"
        return f"section {self.part}" if preset.section(self.part) else ""

    def neighbours(self, sections):
        """Those of the packet's sections, given in their order, among which its place counts,
        itself included. Without a preset of its own a packet prints all of them as they stand."""
        if not self.packet.preset:
            return sections
        preset = self.packet.read_preset()
        return [other for other in sections if other.group(preset) == self.group(preset)]

    @transaction.atomic
    def swap(self, *, up):
        """Change places with the neighbour above or below. Returns it, or None at either end."""
        order = list(self.packet.sections.in_order())
        row = self.neighbours(order)
        place = row.index(self) + (-1 if up else 1)
        if not 0 <= place < len(row):
            return None
        other = row[place]
        here, there = order.index(self), order.index(other)
        order[here], order[there] = order[there], order[here]
        for position, section in enumerate(order):
            section.position = position
        Section.objects.bulk_update(order, ["position"])
        return other


class GapQuerySet(DiscardableQuerySet, PartQuerySet):  # type: ignore[override]  # of its manager
    # What a page shows.

    def about(self, packet, competency, expectation):
        """Those of a sentence; with an empty expectation, those of the competency as a whole."""
        return self.filter(packet=packet, competency=competency, expectation=expectation)

    # Acts. A new gap stands last.

    def add_own(self, packet, title, answer):
        """Add a gap of the author's own finding. The same words sent twice are one gap."""
        gap, _ = self.kept().get_or_create(
            packet=packet,
            title=title,
            answer=answer,
            competency="",
            expectation="",
            defaults={"position": self.next_position(packet)},
        )
        return gap

    @transaction.atomic
    def open(self, packet, competency, expectation, title):
        """The gap of a sentence, to be answered. Opened twice it is one; one that was taken out
        comes back as it was."""
        same = self.about(packet, competency, expectation).order_by(
            F("discarded_at").desc(nulls_first=True), "pk"
        )
        gap = same.first()
        if gap is None:
            return self.create(
                packet=packet,
                competency=competency,
                expectation=expectation,
                title=title[:GAP_TITLE_LIMIT],
                position=self.next_position(packet),
            )
        gap.restore()
        return gap

    @transaction.atomic
    def excuse(self, packet, competency, expectation, title, reason):
        """Say why a sentence, or a whole competency, does not apply. Said twice it stands once."""
        gap, _ = self.kept().get_or_create(
            packet=packet,
            competency=competency,
            expectation=expectation,
            answer=reason,
            not_applicable=True,
            defaults={
                "title": title[:GAP_TITLE_LIMIT],
                "position": self.next_position(packet),
            },
        )
        return gap


class Gap(Discardable):
    """A reason not to promote, and the author's answer to it."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="gaps")
    title = models.CharField("the gap", max_length=GAP_TITLE_LIMIT)
    answer = models.TextField("your answer", blank=True, max_length=TEXT_LIMIT)
    competency = models.CharField(max_length=80, blank=True)
    expectation = models.CharField(max_length=200, blank=True)
    not_applicable = models.BooleanField("does not apply to me", default=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects = GapQuerySet.as_manager()

    def __str__(self):
        return self.title

    @transaction.atomic
    def move(self, *, before=None, after=None):
        """Stand before or after another gap of the packet, given by primary key. Returns that gap;
        None, and changes nothing, where it does not stand in the packet."""
        row = [gap for gap in self.packet.gaps.in_order() if gap.pk != self.pk]
        beside = after if before is None else before
        other = next((gap for gap in row if gap.pk == beside and not gap.discarded_at), None)
        if other is None:
            return None
        row.insert(row.index(other) + (before is None), self)
        for position, gap in enumerate(row):
            gap.position = position
        Gap.objects.bulk_update(row, ["position"])
        return other
