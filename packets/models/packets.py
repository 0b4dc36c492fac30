"""The draft of a packet: what its author is still writing. Nobody else reads these rows."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import F, Max, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from bragdoc.ladders.document import Position
from bragdoc.ladders.expected import gap
from packets.review import IllegalMove, Role, State, find_move, moves_open_to

TEXT_LIMIT = 20_000  # characters


class PacketConflict(Exception):
    """This part was changed elsewhere since it was loaded. `current` is what is kept now."""

    def __init__(self, current):
        super().__init__("This was changed elsewhere in the meantime.")
        self.current = current


class Revised(models.Model):
    """A row whose text is edited in more than one place at once: kept only over the revision it was
    loaded with."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def keep(self, *, revision, fields):
        """Save these fields. Raises PacketConflict, and writes nothing, when `revision` is not the
        current one any more."""
        rows = type(self)._base_manager.filter(pk=self.pk)
        if not rows.filter(revision=revision).update(revision=F("revision") + 1):
            raise PacketConflict(rows.get())
        self.revision = revision + 1
        self.save(update_fields=fields)


class PacketQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(author=user)

    def editable_by(self, user):
        return self.visible_to(user)

    def movable_by(self, user):
        """Packets in which this person has a part: the author's own, or shared with him."""
        return self.filter(
            Q(author=user) | Q(versions__shares__reader=user, versions__shares__withdrawn_at=None)
        ).distinct()

    # What a page shows.

    def newest_first(self):
        return self.order_by("-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    def for_display(self):
        return (
            self.select_related("ladder_version__ladder")
            .defer("ladder_version__document", "ladder_version__source")
            .annotate(latest=Max("versions__number"))
        )

    def with_parts(self):
        """All that `compose` reads, in a fixed number of queries."""
        evidence = Evidence.objects.placed().in_order().with_entries()
        return self.select_related("author", "ladder_version__ladder").prefetch_related(
            Prefetch("sections", Section.objects.in_order()),
            Prefetch("sections__evidence", evidence),
            Prefetch("gaps", Gap.objects.kept().in_order()),
        )

    # Acts.

    @transaction.atomic
    def start(self, packet, key):
        """Keep a new packet with a section for each competency. A form sent twice starts one."""
        if key and (started := self.filter(author=packet.author, key=key).first()):
            return started
        packet.key = key or None
        packet.save()
        packet.add_sections()
        return packet


class Packet(Revised):
    """A case for a position: what I ask, what the ladder expects there, and the evidence."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="packets")
    title = models.CharField(max_length=200)
    ladder_version = models.ForeignKey("bragdoc.LadderVersion", models.PROTECT)
    now = models.CharField("where I am", max_length=161)
    goal = models.CharField("what I ask for", max_length=161)
    starts_on = models.DateField("period from")
    ends_on = models.DateField("to")
    ask = models.TextField(blank=True, max_length=TEXT_LIMIT)
    thesis = models.TextField(blank=True, max_length=TEXT_LIMIT)
    summary = models.TextField(blank=True, max_length=TEXT_LIMIT)
    next = models.TextField("what is next", blank=True, max_length=TEXT_LIMIT)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
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

    def gap(self):
        """What the goal expects beyond the present position, in the order of the ladder."""
        return gap(self.ladder_version.read(), self.now_position(), self.goal_position())

    def add_sections(self):
        """Make the section of each competency for which the goal asks something."""
        Section.objects.bulk_create(
            Section(
                packet=self, key=asked.slug, competency=asked.slug, title=asked.name, position=i
            )
            for i, asked in enumerate(self.gap())
            if asked.new or asked.carried
        )

    def confidential_wins(self):
        """How many placed wins stay out of every version because they are confidential."""
        told = Evidence.objects.placed().with_entries()
        return told.filter(section__packet=self, entry__confidential=True).count()

    # The review.

    def role_of(self, user) -> Role | None:
        if user.pk == self.author_id:
            return Role.AUTHOR
        if self.reviewers().filter(pk=user.pk).exists():
            return Role.REVIEWER
        return None

    def reviewers(self):
        """The people with whom the latest version is shared. Who was shown an earlier one alone,
        such as a former manager, reads that and has no say any more."""
        return get_user_model().objects.filter(
            shares__version__packet=self,
            shares__version__number=self.versions.latest_number(),
            shares__withdrawn_at=None,
        )

    def moves_open_to(self, user):
        return moves_open_to(self.role_of(user), self.state)

    @transaction.atomic
    def make_move(self, name, *, by, note="", version=None):
        """The one door for a change of state: checks, swaps, and writes the history in one act.

        `version` is the number of the version the person had before them; a reviewer moves the
        latest one or none. Raises IllegalMove, and changes nothing, when the move is not open to
        this person in this state, or when the state changed since this object was loaded.
        """
        move = find_move(name, self.role_of(by), self.state, note)
        latest = self.versions.latest_number()
        if move.role == Role.REVIEWER and version != latest:
            raise IllegalMove("There is a newer version. Read that one first.")
        swapped = Packet.objects.filter(pk=self.pk, state=self.state).update(state=move.target)
        if not swapped:
            raise IllegalMove("Somebody moved the packet in the meantime.")
        self.state = move.target
        return self.events.create(move=name, by=by, note=note.strip(), version=latest)


class SectionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(packet__author=user)

    # What a page shows.

    def of_packet(self, pk):
        return self.filter(packet=pk)

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

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=80)
    competency = models.CharField(max_length=80, blank=True)  # a key of the ladder's document
    title = models.CharField(max_length=200)
    claim = models.TextField("your claim", blank=True, max_length=TEXT_LIMIT)
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


class Evidence(Revised):
    """An entry placed against an expectation, with why it is next-level."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="evidence")
    entry = models.ForeignKey("bragdoc.Entry", models.CASCADE, related_name="placed")
    expectation = models.CharField(
        max_length=80, blank=True
    )  # a key; empty: the competency as such
    why = models.TextField("why this is next-level", blank=True, max_length=TEXT_LIMIT)
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

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="gaps")
    title = models.CharField("the gap", max_length=300)
    answer = models.TextField("your answer", blank=True, max_length=TEXT_LIMIT)
    competency = models.CharField(max_length=80, blank=True)
    expectation = models.CharField(max_length=80, blank=True)
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
