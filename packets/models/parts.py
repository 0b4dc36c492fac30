"""The parts of a draft: its sections, the wins placed in them, and the gaps it answers."""

from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from bragdoc.models.entries import TITLE_LIMIT
from bragdoc.models.revisions import Revised

TEXT_LIMIT = 20_000  # characters


class SectionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(packet__author=user)

    # What a page shows.

    def of_packet(self, pk):
        return self.filter(packet__id=pk)

    def own(self):
        """Sections of the author's own: no competency of the ladder stands behind them."""
        return self.filter(competency="")

    def in_order(self):
        return self.order_by("position", "pk")

    def next_position(self, packet):
        last = self.filter(packet=packet).aggregate(last=Max("position"))["last"]
        return 0 if last is None else last + 1


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

    def has_sentence(self, slug):
        """Whether the ladder asks this in the section. Empty means the section as a whole."""
        asked = [gap for gap in self.packet.gap() if gap.slug == self.competency]
        return not slug or any(
            item.slug == slug for gap in asked for item in (*gap.new, *gap.carried)
        )

    def is_empty(self):
        return not self.claim.strip() and not Evidence.objects.placed().in_section(self).exists()


class EvidenceQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.placed().with_entries().filter(section__packet__author=user)

    def restorable_by(self, user):
        return self.filter(section__packet__author=user).exclude(taken_out_at=None)

    # What a page shows.

    def placed(self):
        return self.filter(taken_out_at=None)

    def in_section(self, section):
        return self.filter(section=section)

    def in_order(self):
        return self.order_by("position", "pk")

    def for_display(self):
        return self.select_related("section", "entry__project")

    def with_entries(self):
        """Evidence whose entry is not discarded, with all of the entry that a packet shows."""
        return (
            self.filter(entry__discarded_at=None)
            .select_related("entry__project")
            .prefetch_related("entry__people")
        )

    # Acts.

    @transaction.atomic
    def place(self, section, entry, expectation):
        """Place a win against a sentence, last in its row. One taken out comes back as it was."""
        last = self.filter(section=section).aggregate(last=Max("position"))["last"]
        evidence, made = self.get_or_create(
            section=section,
            entry=entry,
            expectation=expectation,
            defaults={"position": 0 if last is None else last + 1},
        )
        if not made:
            evidence.put_back()
        return evidence


class Wording(NamedTuple):
    title: str
    details: str
    impact: str


class Evidence(Revised):
    """An entry placed against an expectation, with why it is next-level.

    Framed, it is told in words for this packet; the entry keeps its own.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="evidence")
    entry = models.ForeignKey("bragdoc.Entry", models.CASCADE, related_name="placed")
    expectation = models.CharField(
        max_length=200, blank=True
    )  # a key; empty: the competency as such
    why = models.TextField("why this is next-level", blank=True, max_length=TEXT_LIMIT)
    featured = models.BooleanField("show as a headline", default=False)
    folded = models.BooleanField("tell it in the appendix", default=False)
    is_framed = models.BooleanField(default=False, editable=False)
    framed_title = models.CharField("title", max_length=TITLE_LIMIT, blank=True)
    framed_details = models.TextField("details", blank=True, max_length=TEXT_LIMIT)
    framed_impact = models.TextField("what changed", blank=True, max_length=TEXT_LIMIT)
    position = models.PositiveIntegerField(default=0)
    taken_out_at = models.DateTimeField(null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "entry", "expectation"], name="placed_once_against_a_sentence"
            )
        ]

    def __str__(self):
        return f"Evidence {self.pk}"

    def wording(self):
        """What tells it in the packet: its own frame, or the entry."""
        if not self.is_framed:
            return Wording(self.entry.title, self.entry.details, self.entry.impact)
        return Wording(self.framed_title, self.framed_details, self.framed_impact)

    def get_absolute_url(self):
        """Where it stands in the builder."""
        page = reverse("packet-section", args=[self.section.packet_id, self.section.key])
        return f"{page}#evidence-{self.pk}"

    def take_out(self):
        self.taken_out_at = timezone.now()
        self.save(update_fields=["taken_out_at"])

    def put_back(self):
        self.taken_out_at = None
        self.save(update_fields=["taken_out_at"])

    @transaction.atomic
    def swap(self, *, up):
        """Change places with the neighbour above or below, among the evidence of the sentence."""
        beside = Evidence.objects.placed().with_entries().in_section(self.section_id)
        row = list(beside.filter(expectation=self.expectation).in_order())
        place = [evidence.pk for evidence in row].index(self.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(row):
            row[place], row[other] = row[other], row[place]
        for position, evidence in enumerate(row):
            evidence.position = position
        Evidence.objects.bulk_update(row, ["position"])


class GapQuerySet(models.QuerySet):
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


class Gap(Revised):
    """A reason not to promote, and the author's answer to it."""

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="gaps")
    title = models.CharField("the gap", max_length=300)
    answer = models.TextField("your answer", blank=True, max_length=TEXT_LIMIT)
    competency = models.CharField(max_length=80, blank=True)
    expectation = models.CharField(max_length=200, blank=True)
    not_applicable = models.BooleanField("does not apply to me", default=False)
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = GapQuerySet.as_manager()

    def __str__(self):
        return self.title

    def discard(self):
        self.discarded_at = timezone.now()
        self.save(update_fields=["discarded_at"])

    def restore(self):
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
