"""Ladders: a row for what changes, a frozen document for what was published.

A ladder version is stored whole, as the validated JSON of `bragdoc.ladders.document`. Everything
asked of it is a pure function there. Rows exist for what lives on its own: the ladder, its
versions, and beside them the keys that entries are tagged with and where a person is placed.
"""

from functools import lru_cache
from itertools import chain, count

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from bragdoc.ladders.bundled import bundled_ladders
from bragdoc.ladders.document import LadderDocument, Position, content_hash
from bragdoc.ladders.naming import FreeSlugs
from bragdoc.ladders.reading import read_ladder
from bragdoc.models.competencies import Competency, Expectation

PAGES = ("bring",)  # addresses that stand where the slug of a ladder does


class LadderQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The installation's published ladders, this person's own, and those he may edit."""
        published = Q(owner=None, versions__state=LadderVersion.State.PUBLISHED)
        return self.filter(published | editable_ladders(user)).distinct()

    def editable_by(self, user):
        """One's own; the installation's for administrators and the people they name."""
        return self.filter(editable_ladders(user)).distinct()

    def governed_by(self, user):
        """Those whose editors an administrator names: the installation's."""
        return self.of_installation() if user.is_staff else self.none()

    # What a page shows.

    def of_installation(self):
        return self.filter(owner=None)

    def in_use(self):
        """Those that have a version which is not discarded."""
        return self.filter(Exists(LadderVersion.objects.kept().filter(ladder=OuterRef("pk"))))

    def by_name(self):
        return self.order_by("name", "pk")

    def free_slug(self, user, slug):
        """The slug, or `slug-2` and so on where a ladder has it that this person sees: an address
        leads everyone to one ladder."""
        seen = LadderVersion.objects.visible_to(user).values_list("ladder__slug", flat=True)
        return FreeSlugs([*seen, *PAGES]).take(slug)


def editable_ladders(user, prefix=""):
    """Which ladders a person may edit, as a condition on Ladder or on what `prefix` leads to it."""
    own, shared = Q((f"{prefix}owner", user)), Q((f"{prefix}owner", None))
    return own | shared if user.is_staff else own | (shared & Q((f"{prefix}editors", user)))


class Ladder(models.Model):
    """A career ladder. Without an owner it is the whole installation's, and those of its `editors`
    may edit it who are named by an administrator, beside the administrators themselves."""

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="ladders"
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="edited_ladders"
    )

    objects = LadderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(owner=None), name="one_shared_ladder_of_a_slug"
            ),
            models.UniqueConstraint(fields=["owner", "slug"], name="one_own_ladder_of_a_slug"),
        ]

    def __str__(self):
        return self.name

    def free_version(self, name):
        """The name, or the next that no version has: 3 after 2, 2026.1-2 after 2026.1."""
        taken = {*self.versions.kept().values_list("version", flat=True)}
        after = count(int(name) + 1) if name.isdecimal() else (f"{name}-{n}" for n in count(2))
        return next(free for free in chain([name], map(str, after)) if free not in taken)


class LadderVersionQuerySet(models.QuerySet["LadderVersion"]):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """What anyone may read: published versions of the installation's ladders, and one's own.

        And every version of a ladder one may edit, and the version one is placed on, which may
        have been retired since.
        """
        return self.filter(
            Q(ladder__owner=None, state=LadderVersion.State.PUBLISHED)
            | editable_ladders(user, "ladder__")
            | Q(placements__person=user),
            discarded_at=None,
        ).distinct()

    def editable_by(self, user):
        """The drafts of ladders one may edit."""
        drafts = self.filter(state=LadderVersion.State.DRAFT, discarded_at=None)
        return drafts.filter(editable_ladders(user, "ladder__")).distinct()

    def retirable_by(self, user):
        """The published versions of ladders one may edit."""
        return self.published().filter(editable_ladders(user, "ladder__")).distinct()

    def restorable_by(self, user):
        """Drafts that were discarded, of ladders one may edit."""
        return self.exclude(discarded_at=None).filter(editable_ladders(user, "ladder__")).distinct()

    # What a page shows.

    def kept(self):
        return self.filter(discarded_at=None)

    def published(self):
        return self.filter(state=LadderVersion.State.PUBLISHED)

    def drafts(self):
        return self.filter(state=LadderVersion.State.DRAFT, discarded_at=None)

    def frozen(self):
        """Published, and perhaps retired since."""
        return self.exclude(state=LadderVersion.State.DRAFT)

    def untouched_of(self, owner, name):
        """Drafts of ladders of this owner and name, as they were when they were begun."""
        return self.drafts().filter(ladder__owner=owner, ladder__name=name, revision=1)

    def of_name(self, version):
        return self.filter(version=version)

    def besides(self, version):
        return self.exclude(pk=version.pk)

    def newer_than(self, version):
        """Published after it, of its ladder; perhaps retired since."""
        since = version.published_at or version.created_at
        return self.filter(ladder=version.ladder_id, published_at__gt=since)

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
                slug=document.ladder.slug, owner=owner, defaults={"name": document.ladder.name}
            )
            found = self.filter(
                ladder=ladder, version=document.ladder.version, discarded_at=None
            ).first()
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
    """One version of a ladder. A published one never changes: a trigger sees to it.

    `source` is the text of the draft as it was typed. While it cannot be read, `is_readable` is
    False, and `document` is the last that could. `revision` rises with every change of either.
    """

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
    is_readable = models.BooleanField(default=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = LadderVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ladder", "version"],
                condition=Q(discarded_at=None),
                name="one_version_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(discarded_at=None), name="only_drafts_are_discarded"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(is_readable=True),
                name="published_versions_can_be_read",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="published_versions_have_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.ladder.name} {self.version}"

    def read(self) -> LadderDocument:
        """The document; that of a frozen version is parsed once per process."""
        if self.state == self.State.DRAFT:
            return LadderDocument.model_validate(self.document)
        return _read(self.pk, self.content_hash)

    def position(self, key: str) -> Position:
        """The position of a key "track/level". Raises UnknownPosition."""
        return self.read().position(*key.split("/", 1))

    @transaction.atomic
    def publish(self):
        """Freeze the document, make its keys taggable, and call the ladder what it does. A second
        time changes nothing, and neither does a draft that was changed since it was loaded."""
        document = self.read()
        changed = LadderVersion.objects.filter(
            pk=self.pk,
            state=self.State.DRAFT,
            content_hash=self.content_hash,
            is_readable=True,
            discarded_at=None,
        ).update(state=self.State.PUBLISHED, published_at=timezone.now())
        if changed:
            Ladder.objects.filter(pk=self.ladder_id).update(name=document.ladder.name)
            Competency.objects.follow(self.ladder, document)
            Expectation.objects.follow(self.ladder, document)
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
