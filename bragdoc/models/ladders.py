"""Ladders: a row for what changes, a frozen document for what was published.

A ladder version is stored whole, as the validated JSON of `bragdoc.ladders.document`. Everything
asked of it is a pure function there. Rows exist for what lives on its own: the ladder, its
versions, the competencies that entries are tagged with, and where a person is placed.
"""

from functools import lru_cache

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from bragdoc.ladders.bundled import bundled_ladders
from bragdoc.ladders.document import LadderDocument, Position, content_hash
from bragdoc.ladders.expected import gap
from bragdoc.ladders.reading import read_ladder


class LadderQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The installation's published ladders, and this person's own."""
        return self.filter(
            Q(owner=None, versions__state=LadderVersion.State.PUBLISHED) | Q(owner=user)
        ).distinct()

    # What a page shows.

    def of_installation(self):
        return self.filter(owner=None)

    def by_name(self):
        return self.order_by("name", "pk")


class Ladder(models.Model):
    """A career ladder. Without an owner it is the whole installation's."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="ladders"
    )

    objects = LadderQuerySet.as_manager()

    def __str__(self):
        return self.name


class LadderVersionQuerySet(models.QuerySet["LadderVersion"]):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """What anyone may read: published versions of the installation's ladders, and one's own.

        And the version one is placed on, which may have been retired since.
        """
        return self.filter(
            Q(ladder__owner=None, state=LadderVersion.State.PUBLISHED)
            | Q(ladder__owner=user)
            | Q(placements__person=user)
        ).distinct()

    # What a page shows.

    def published(self):
        return self.filter(state=LadderVersion.State.PUBLISHED)

    def of_installation(self):
        return self.filter(ladder__owner=None)

    def of_ladder(self, slug):
        return self.filter(ladder__slug=slug)

    def newest_first(self):
        return self.order_by(F("published_at").desc(nulls_last=True), "-pk")

    def by_name(self):
        return self.order_by("ladder__name", F("published_at").desc(nulls_last=True), "-pk")

    def without_documents(self):
        return self.defer("document", "source").select_related("ladder")

    # Acts.

    def publish_bundled(self):
        """Make sure that the ladders that come with Bragdoc are there and published."""
        for data in bundled_ladders():
            self.draft_from(read_ladder(data), source=data.decode()).publish()

    def draft_from(self, document: LadderDocument, *, source: str = "", owner=None):
        """Keep a document as a draft, making its ladder where there is none of this slug.

        Raises VersionExists when the ladder already has this version with other content; the same
        content again returns the version that is there.
        """
        with transaction.atomic():
            ladder, _ = Ladder.objects.get_or_create(
                slug=document.ladder.slug, defaults={"name": document.ladder.name, "owner": owner}
            )
            if ladder.owner != owner:
                raise VersionExists(f"The ladder “{ladder.slug}” belongs to someone else.")
            found = self.filter(ladder=ladder, version=document.ladder.version).first()
            if found and found.content_hash != content_hash(document):
                raise VersionExists(
                    f"Version {found.version} of “{ladder.name}” is there with other content. "
                    "Give the file a new version."
                )
            return found or self.create(
                ladder=ladder,
                version=document.ladder.version,
                document=document.model_dump(mode="json"),
                content_hash=content_hash(document),
                source=source,
            )


class VersionExists(Exception):
    """This ladder has a version of this name already, with other content."""


class LadderVersion(models.Model):
    """One version of a ladder. A published one never changes: a trigger sees to it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="versions")
    version = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    document = models.JSONField()
    content_hash = models.CharField(max_length=64)
    source = models.TextField(blank=True)  # as a ladder file, in YAML
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = LadderVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ladder", "version"], name="one_version_of_a_name"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="published_versions_have_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.ladder.name} {self.version}"

    def read(self) -> LadderDocument:
        """The document, parsed once per process and content."""
        return _read(self.pk, self.content_hash)

    def position(self, key: str) -> Position:
        """The position of a key "track/level". Raises UnknownPosition."""
        return self.read().position(*key.split("/", 1))

    @transaction.atomic
    def publish(self):
        """Freeze the document, make its competencies taggable. A second time changes nothing."""
        document = self.read()
        changed = LadderVersion.objects.filter(pk=self.pk, state=self.State.DRAFT).update(
            state=self.State.PUBLISHED, published_at=timezone.now()
        )
        if changed:
            Competency.objects.follow(self.ladder, document)
            self.refresh_from_db(fields=["state", "published_at"])

    def retire(self):
        """Take it out of what can be chosen. Placements and packets that point at it keep it."""
        LadderVersion.objects.filter(pk=self.pk, state=self.State.PUBLISHED).update(
            state=self.State.RETIRED
        )
        self.refresh_from_db(fields=["state"])


@lru_cache(maxsize=64)
def _read(pk, content_hash):
    document = LadderVersion.objects.values_list("document", flat=True).get(pk=pk)
    return LadderDocument.model_validate(document)


class CompetencyQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def taggable_by(self, user):
        """The competencies of the ladder a person is placed on."""
        return self.filter(ladder__versions__placements__person=user, retired=False)

    # What a page shows.

    def by_name(self):
        return self.order_by("name", "pk")

    def follow(self, ladder, document: LadderDocument):
        """Make the ladder's competencies those of the document. Keys that disappear are retired."""
        named = {competency.slug: competency.name for _, competency in document.competencies()}
        for slug, name in named.items():
            self.update_or_create(
                ladder=ladder, slug=slug, defaults={"name": name, "retired": False}
            )
        self.filter(ladder=ladder).exclude(slug__in=named).update(retired=True)


class Competency(models.Model):
    """A key that entries are tagged with. All versions of a ladder share it: tags outlive them."""

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="competencies")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    retired = models.BooleanField(default=False)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "competencies"
        constraints = [
            models.UniqueConstraint(fields=["ladder", "slug"], name="one_competency_of_a_slug")
        ]

    def __str__(self):
        return self.name


class PlacementQuerySet(models.QuerySet):
    def of(self, user):
        """This person's placement, or None."""
        return (
            self.filter(person=user)
            .select_related("ladder_version__ladder")
            .defer("ladder_version__document", "ladder_version__source")
            .first()
        )


class Placement(models.Model):
    """Where a person is on a ladder, since when, and which position they aim for.

    Positions are written "track/level".
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
    ladder_version = models.ForeignKey(LadderVersion, models.PROTECT, related_name="placements")
    now = models.CharField("where I am", max_length=161)
    goal = models.CharField("what I aim for", max_length=161)
    since_on = models.DateField("since", null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    def __str__(self):
        return f"{self.now} to {self.goal}"

    def now_position(self):
        return self.ladder_version.position(self.now)

    def goal_position(self):
        return self.ladder_version.position(self.goal)

    def gap(self):
        """What the goal expects that the present position does not, per competency."""
        return gap(self.ladder_version.read(), self.now_position(), self.goal_position())
