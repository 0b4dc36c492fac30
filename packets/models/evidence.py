"""The wins placed in a draft: where each stands and why, and in which words it is told there."""

from typing import NamedTuple

from django.db import models, transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from bragdoc.models.entries import TITLE_LIMIT
from bragdoc.models.revisions import Revised
from packets.models.parts import TEXT_LIMIT, Section

FRAME = ("framed_title", "framed_details", "framed_impact")
MARKS = ("featured", "folded")


class EvidenceQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.placed().with_entries().filter(section__packet__author=user)

    def written_by(self, user):
        """All of this author, also what is taken out and what stands for a discarded entry."""
        return self.filter(section__packet__author=user)

    # What a page shows.

    def placed(self):
        return self.filter(taken_out_at=None)

    def told(self):
        """What stands in the packet: placed, of entries that are not discarded."""
        return self.placed().filter(entry__discarded_at=None)

    def taken_out(self):
        return self.exclude(taken_out_at=None)

    def from_to(self, first, last):
        """Those made between two of them, both included, by primary key."""
        return self.filter(pk__gte=first, pk__lte=last)

    def untouched(self):
        """Those on which nothing was written, and of which nothing was said, since they came."""
        return self.filter(why="", featured=False, folded=False, revision=1)

    def of_packet(self, packet):
        return self.filter(section__packet=packet)

    def of_entry(self, entry):
        return self.filter(entry=entry)

    def in_section(self, section):
        return self.filter(section=section)

    def in_order(self):
        return self.order_by("position", "pk")

    def for_display(self):
        return self.select_related("section__packet__ladder_version", "entry__project")

    def with_entries(self):
        """Evidence whose entry is not discarded, with all of the entry that a packet shows."""
        return (
            self.filter(entry__discarded_at=None)
            .select_related("entry__project")
            .prefetch_related("entry__people")
        )

    def with_author(self):
        return self.select_related("section__packet__author")

    def to_be_shown(self):
        """Those that a colleague may be shown and asked about, as they stand in the packet."""
        open_ones = self.filter(entry__confidential=False).with_author()
        return open_ones.order_by("section__position", "section", "position", "pk")

    # Acts.

    @transaction.atomic
    def place(self, section, entry, expectation):
        """Place a win against a sentence, last in its row. One taken out comes back as it was; one
        that is told in other words elsewhere in the packet is told in the same here."""
        last = self.filter(section=section).aggregate(last=Max("position"))["last"]
        beside = self.filter(section__packet=section.packet_id, entry=entry)
        framed = beside.order_by("-is_framed", "pk").values("is_framed", *FRAME).first()
        evidence, made = self.get_or_create(
            section=section,
            entry=entry,
            expectation=expectation,
            defaults={"position": 0 if last is None else last + 1, **(framed or {})},
        )
        if not made:
            evidence.put_back()
        return evidence


class Wording(NamedTuple):
    title: str
    details: str
    impact: str


class PlacedAlready(Exception):
    """The win stands against that sentence, with a why of its own."""


class NotBeside(Exception):
    """The win that another was to stand beside is not there: somebody moved it meanwhile."""


class Evidence(Revised):
    """An entry placed against an expectation, with why it is next-level.

    Framed, it is told in words for this packet, wherever it stands there; the entry keeps its own.
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

    def get_absolute_url(self):
        """Where it stands in the builder."""
        page = reverse("packet-section", args=[self.section.packet_id, self.section.key])
        return f"{page}#evidence-{self.pk}"

    @property
    def is_told(self):
        """Whether it stands in the packet. Load it `for_display()`, or it is a query."""
        return self.taken_out_at is None and self.entry.discarded_at is None

    # Where it stands.

    def take_out(self):
        """Take it out of the packet, with all that was written of it. Done twice, it is done."""
        self.taken_out_at = self.taken_out_at or timezone.now()
        self.save(update_fields=["taken_out_at"])

    def put_back(self):
        self.taken_out_at = None
        self.save(update_fields=["taken_out_at"])

    def whereabouts(self):
        """Where it stands, in the words of `move`, so that it can be moved back: {where, after},
        {where, before} beside others, {where} alone."""
        stated = self.section.sentences()
        place = self.expectation if self.expectation in stated else ""
        pks = [one.pk for one in self.section.evidence_against(place)]
        number = pks.index(self.pk)
        where = {"where": f"{self.section.key}/{place}"}
        if number:
            return where | {"after": pks[number - 1]}
        return where | {"before": pks[1]} if pks[1:] else where

    @transaction.atomic
    def move(self, section, expectation, *, before=None, after=None):
        """Stand against a sentence: before or after one of its wins, given by primary key, or last.

        Where it stood already and nothing is said of others, it stays where it is. Raises
        PlacedAlready when the win stands there a second time, and NotBeside when the other does
        not; nothing is changed then.
        """
        there = section.evidence_against(expectation)
        row = [one for one in there if one.pk != self.pk]
        pks = [one.pk for one in row]
        beside = next((pk for pk in (before, after) if pk is not None), None)
        is_here = len(row) < len(there)
        if beside == self.pk or (is_here and beside is None):
            return
        if beside is not None and beside not in pks:
            raise NotBeside
        if not is_here:
            self._leave_for(section, expectation)
        place = len(row) if beside is None else pks.index(beside) + (before is None)
        row.insert(place, self)
        for position, evidence in enumerate(row):
            evidence.position = position
        Evidence.objects.bulk_update(row, ["position"])

    def _leave_for(self, section, expectation):
        """Change places with one of the same win that was taken out there, so that neither why is
        lost; where there is none, go alone."""
        left = self.section_id, self.expectation
        others = Evidence.objects.filter(section=section, entry=self.entry_id)
        other = others.filter(expectation=expectation).first()
        if other and other.taken_out_at is None:
            raise PlacedAlready
        if other:  # on no sentence for a moment: no two may stand in one place
            others.filter(pk=other.pk).update(expectation=f"leaving-{other.pk}")
        self.section, self.expectation = section, expectation
        self.save(update_fields=["section", "expectation"])
        if other:
            other.section_id, other.expectation = left
            other.save(update_fields=["section", "expectation"])

    def mark(self, name, is_on):
        """Set or take away one of the MARKS. What opens the packet is not told at its end: one
        takes the place of the other."""
        marks = dict.fromkeys(MARKS, False) if is_on else {}
        for mark, value in (marks | {name: is_on}).items():
            setattr(self, mark, value)
        self.save(update_fields=MARKS)

    # In which words.

    def wording(self):
        """What tells it in the packet: its own frame, or the entry. A frame without a title has
        the entry's."""
        if not self.is_framed:
            return wording_of(self.entry)
        return Wording(
            self.framed_title or self.entry.title, self.framed_details, self.framed_impact
        )

    def has_frame(self):
        """Whether it was ever told in other words. They are kept when it no longer is."""
        return any(getattr(self, name) for name in FRAME)

    def is_overtaken(self, then):
        """Whether it is framed, and the entry says something else by now than `then`, its Wording
        when it was; None for not known."""
        return self.is_framed and then is not None and then != wording_of(self.entry)

    @transaction.atomic
    def frame(self, *, revision):
        """Save its words for this packet, and tell the win in them wherever it stands there.

        Raises EditConflict, and writes nothing, as `keep` does.
        """
        self.is_framed = True
        self.keep(["why", "is_framed", *FRAME], revision=revision)
        frame = {name: getattr(self, name) for name in ("is_framed", *FRAME)}
        self._of_the_same_win().exclude(**frame).update(**frame, revision=F("revision") + 1)
        self._remember(wording_of(self.entry))

    def tell(self, *, framed):
        """Tell the win in its own words, or in those that were found for this packet."""
        self.is_framed = framed and self.has_frame()
        self._of_the_same_win().update(is_framed=self.is_framed)

    def _of_the_same_win(self):
        packet = self.section.packet_id
        return Evidence.objects.filter(section__packet=packet, entry=self.entry_id)

    def _remember(self, wording):
        """Keep what the entry said when it was framed."""
        packet = self.section.packet
        if words_when_framed(packet).get(self.entry_id) == wording:
            return
        packet.earlier_texts.filter(part="entry", row=self.entry_id).delete()
        for field, text in wording._asdict().items():
            packet.earlier_texts.create(part="entry", row=self.entry_id, field=field, text=text)


def wording_of(entry) -> Wording:
    return Wording(entry.title, entry.details, entry.impact)


def words_when_framed(packet) -> dict[int, Wording]:
    """What each framed entry of a packet said when its frame was last saved, by its primary key."""
    found: dict[int, dict[str, str]] = {}
    for row, field, text in packet.earlier_texts.filter(part="entry").values_list(
        "row", "field", "text"
    ):
        found.setdefault(row, {})[field] = text
    return {row: Wording(**texts) for row, texts in found.items()}
