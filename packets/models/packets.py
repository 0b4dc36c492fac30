"""The draft of a packet: what its author is still writing. Nobody else reads these rows."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property

from bragdoc.ladders.claims import claimable, claimed
from bragdoc.ladders.document import Position
from bragdoc.ladders.expected import gap
from bragdoc.models import Placement
from bragdoc.models.revisions import Revised
from packets.models.conditions import Condition
from packets.models.endorsements import Endorsement
from packets.models.evidence import Evidence
from packets.models.parts import RESERVED_KEYS, TEXT_LIMIT, Gap, Section, free_key
from packets.models.presets import spelled
from packets.models.reviewed import Reviewed
from packets.models.reviewers import Reviewer
from packets.presets.bundled import DEFAULT, bundled_presets
from packets.presets.changing import Asked, preset_change
from packets.presets.document import PresetDocument
from packets.review import State


class PacketQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(author=user)

    def editable_by(self, user):
        return self.visible_to(user)

    def movable_by(self, user):
        """Packets in which this person has a part: the author's own, or shared with him by an
        author who may sign in."""
        shared = Q(versions__shares__reader=user, versions__shares__withdrawn_at=None)
        return self.filter(Q(author=user) | shared & Q(author__is_active=True)).distinct()

    # What a page shows.

    def brought_as(self, key):
        """The one that was made of a document that was brought back, or None."""
        return self.filter(key=key).first()

    def newest_first(self):
        return self.order_by("-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    def for_display(self):
        return (
            self.select_related("ladder_version__ladder", "season")
            .defer("ladder_version__document", "ladder_version__source")
            .annotate(latest=Max("versions__number"))
        )

    def with_parts(self):
        """All that `compose` reads, in a fixed number of queries."""
        evidence = Evidence.objects.placed().in_order().with_entries()
        related = self.select_related("author", "ladder_version__ladder", "season")
        return related.prefetch_related(
            Prefetch("sections", Section.objects.in_order()),
            Prefetch("sections__evidence", evidence),
            Prefetch("gaps", Gap.objects.kept().in_order()),
            Prefetch("conditions", Condition.objects.kept().in_order().prefetch_related("entries")),
            Prefetch("endorsements", Endorsement.objects.printable(), to_attr="testimony"),
        )

    def telling_of_managers(self):
        """Each with `has_outdated_manager`: another than who manages the author now reviews it as
        her manager, and she is asked whether to hand it over."""
        outdated = Reviewer.objects.outdated_managers().filter(packet=OuterRef("pk"))
        return self.annotate(has_outdated_manager=Exists(outdated))

    # Acts.

    def locked(self):
        """Each as it is now, and to stay so until this transaction ends. Nothing that is joined to
        it is locked.

        Whatever turns on the packet's state, its latest version or who reviews it begins with this:
        it is the one row that all acts of a review have, so that of two made at once the second
        sees what the first did. Nothing is locked before it, and the people who are told only after
        it (`notifications.lock_people`), so that no two acts wait for each other. Rows that refer
        to it can be made meanwhile (`no_key`): what tells of a thread does so without this lock,
        and would else end by waiting for it with the people locked.
        """
        return self.select_for_update(of=["self"], no_key=True)

    @transaction.atomic
    def start(self, packet, key, *, asks_again=False):
        """Keep a new packet, with what its author claims and the sections of its preset, and where
        wished with what was asked in her last one. A form sent twice starts one."""
        if key:
            people = get_user_model().objects.select_for_update(no_key=True)
            people.get(pk=packet.author_id)  # so that two presses take turns
            if started := self.filter(author=packet.author, key=key).first():
                return started
        packet.key = key or None
        packet.claims = packet.claims_kept_elsewhere()
        packet.save()
        packet.add_sections()
        if asks_again:
            Condition.objects.copy_to(packet)
        return packet


class Packet(Reviewed, Revised):
    """A case for a position: what I ask, what the ladder expects there, and the evidence."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="packets")
    title = models.CharField(max_length=200)
    ladder_version = models.ForeignKey("bragdoc.LadderVersion", models.PROTECT)
    now = models.CharField("where I am", max_length=161)
    goal = models.CharField("what I ask for", max_length=161)
    claims = models.JSONField(default=dict, blank=True, editable=False)  # as on Placement
    preset = models.JSONField(default=dict, blank=True, editable=False)  # a copy; empty: default
    language = models.CharField(max_length=35, blank=True)  # empty: the ladder's
    starts_on = models.DateField("period from")
    ends_on = models.DateField("to")
    ask = models.TextField(blank=True, max_length=TEXT_LIMIT)
    thesis = models.TextField(blank=True, max_length=TEXT_LIMIT)
    summary = models.TextField(blank=True, max_length=TEXT_LIMIT)
    next = models.TextField("what is next", blank=True, max_length=TEXT_LIMIT)
    season = models.ForeignKey(
        "bragdoc.Season", models.SET_NULL, null=True, blank=True, related_name="packets"
    )
    answer_due_on = models.DateField("answers are asked for until", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    key = models.CharField(max_length=64, null=True, editable=False)  # as on Entry

    objects = PacketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="period_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="packet_state_is_known"
            ),
            models.UniqueConstraint(fields=["author", "key"], name="one_packet_of_a_form"),
        ]

    def __str__(self):
        return self.title

    def now_position(self) -> Position:
        return self.ladder_version.position(self.now)

    def goal_position(self) -> Position:
        return self.ladder_version.position(self.goal)

    def read_preset(self) -> PresetDocument:
        """What the packet follows: its own copy, which no later change of a preset reaches."""
        if not self.preset:
            return bundled_presets()[DEFAULT]
        return PresetDocument.model_validate(self.preset)

    def gap(self):
        """What the goal, with what is claimed there, expects beyond the present position."""
        document = self.ladder_version.read()
        return gap(document, self.now_position(), self.goal_position(), self.claims)

    def asked(self):
        """The competencies for which the goal asks something, in the order of the ladder."""
        return [Asked(gap.slug, gap.name) for gap in self.gap() if gap.new or gap.carried]

    def add_sections(self):
        """Make the sections that the preset has and the packet has not: one for each competency
        asked, where it has a part for these, and those of its own. They come after those that are
        there."""
        preset = self.read_preset()
        self._add(preset_change(self.sections.standing(), preset, preset, self.asked()))

    def _add(self, change):
        """Competencies go by their slug, which the packet's own sections leave to them."""
        taken = RESERVED_KEYS | set(self.sections.values_list("key", flat=True))
        rows = []
        for asked in change.competencies:
            key = free_key(asked.slug, taken)
            rows.append(Section(key=key, competency=asked.slug, title=asked.name))
            taken.add(key)
        taken |= {asked.slug for asked in self.asked()}
        for part in change.parts:
            key = free_key(part.key, taken)
            rows.append(Section(key=key, part=part.key, title=part.title))
            taken.add(key)
        for position, row in enumerate(rows, start=Section.objects.next_position(self)):
            row.packet, row.position = self, position
        Section.objects.bulk_create(rows)

    # The preset.

    def change_to(self, preset):
        """What following another preset would do to the sections."""
        return preset_change(self.sections.standing(), self.read_preset(), preset, self.asked())

    @transaction.atomic
    def follow(self, preset):
        """Follow another preset, from now on. Every text stays; what was in force before is given
        back for `go_back`."""
        Packet.objects.locked().get(pk=self.pk)
        earlier = self.arrangement()
        change = self.change_to(preset)
        self.sections.drop_empty([section.key for section in change.removed])
        for key, title in change.titles.items():
            self.sections.filter(key=key).update(title=title, revision=F("revision") + 1)
        self.preset = spelled(preset)
        self.save(update_fields=["preset"])
        self._add(change)
        return earlier

    def arrangement(self):
        """The preset and the order of the sections, as plain values."""
        return {
            "preset": self.preset,
            "sections": list(self.sections.in_order().values_list("key", flat=True)),
        }

    @transaction.atomic
    def go_back(self, earlier):
        """Follow the preset of an earlier arrangement again, with the sections in their places."""
        default = bundled_presets()[DEFAULT]
        raw = earlier["preset"]
        self.follow(PresetDocument.model_validate(raw) if raw else default)
        self.preset = raw
        self.save(update_fields=["preset"])
        places = {key: place for place, key in enumerate(earlier["sections"])}
        rows = list(self.sections.in_order())
        rows.sort(key=lambda row: places.get(row.key, len(places)))
        for position, row in enumerate(rows):
            row.position = position
        Section.objects.bulk_update(rows, ["position"])

    def claims_kept_elsewhere(self):
        """What the author claims on her own page for this goal of this ladder."""
        placement = Placement.objects.of(self.author)
        if placement is None or placement.ladder_version_id != self.ladder_version_id:
            return {}
        return claimed(self.ladder_version.read(), self.goal_position(), placement.claims)

    def has_claims_on_offer(self):
        """Whether the author, where steps can be claimed, claims others than the packet does."""
        choices = claimable(self.ladder_version.read(), self.goal_position())
        return bool(choices) and self.claims_kept_elsewhere() != self.claims

    @transaction.atomic
    def take_claims(self):
        """Claim what the author claims on her own page now. Competencies that are asked through
        it get their section; no section is taken away."""
        self.claims = self.claims_kept_elsewhere()
        self.save(update_fields=["claims"])
        self.add_sections()

    @cached_property
    def testimony(self):
        """What colleagues say of its wins that a version frozen now would print, oldest first."""
        return list(self.endorsements.printable())

    def confidential_wins(self):
        """How many placed wins stay out of every version because they are confidential."""
        told = Evidence.objects.placed().with_entries()
        return told.filter(section__packet=self, entry__confidential=True).count()
