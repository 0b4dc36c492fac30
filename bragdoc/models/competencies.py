"""The keys that entries are tagged with: competencies, and their sentences.

All versions of a ladder share them. Publishing a version makes them follow its document; a key that
disappears stays, retired, with its entries.
"""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.sentences import sentence_keys


def placed_version(user):
    """The ladder version that a person is placed on, or None."""
    from bragdoc.models.placements import Placement  # which rests on ladders, and they on this

    placement = Placement.objects.of(user)
    return placement and placement.ladder_version


class KeyQuerySet[Row: models.Model](models.QuerySet[Row]):
    """What competencies and sentences are asked alike."""

    def retired(self):
        return self.filter(retired=True)

    def borne_by(self, user):
        """Those that wins of a person are tagged with; `wins` of each says how many."""
        theirs = self.filter(entries__author=user, entries__discarded_at=None)
        return theirs.annotate(wins=models.Count("entries"))


class CompetencyQuerySet(KeyQuerySet["Competency"]):
    # Who may do what. Views start every query here.

    def taggable_by(self, user):
        """The competencies of the ladder version a person is placed on."""
        return self.stated_in(placed_version(user))

    # What a page shows.

    def stated_in(self, version):
        """What a ladder version states, though a newer one may have retired it. None has none."""
        if version is None:
            return self.none()
        slugs = [competency.slug for _, competency in version.read().competencies()]
        return self.filter(ladder=version.ladder_id, slug__in=slugs)

    def of_ladder(self, ladder):
        return self.filter(ladder=ladder)

    def of_slug(self, slug):
        return self.filter(slug=slug)

    def by_name(self):
        return self.order_by("name", "pk")

    def follow(self, ladder, document: LadderDocument):
        """Make the ladder's competencies those of the document. Keys that disappear are retired,
        and point at what the document says replaces them."""
        named = {competency.slug: competency.name for _, competency in document.competencies()}
        self.bulk_create(
            [Competency(ladder=ladder, slug=slug, name=name) for slug, name in named.items()],
            update_conflicts=True,
            unique_fields=["ladder", "slug"],
            update_fields=["name", "retired", "replaced_by"],
        )
        ours = self.filter(ladder=ladder)
        ours.exclude(slug__in=named).update(retired=True)
        replaces = document.ladder.replaces
        for old, new in (replaces.competencies if replaces else {}).items():
            ours.filter(slug=old, retired=True).update(replaced_by=ours.get(slug=new))


class Competency(models.Model):
    """A key that entries are tagged with. All versions of a ladder share it: tags outlive them.

    `replaced_by` is what a later version calls it, once it is retired.
    """

    ladder = models.ForeignKey("bragdoc.Ladder", models.CASCADE, related_name="competencies")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    retired = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "competencies"
        constraints = [
            models.UniqueConstraint(fields=["ladder", "slug"], name="one_competency_of_a_slug")
        ]

    def __str__(self):
        return self.name


class ExpectationQuerySet(KeyQuerySet["Expectation"]):
    # Who may do what. Views start every query here.

    def taggable_by(self, user):
        """The sentences of the ladder version a person is placed on."""
        return self.stated_in(placed_version(user))

    def known_to(self, user):
        """What a person can tag with, and what wins of theirs are tagged with."""
        taggable = Q(pk__in=self.taggable_by(user).values("pk"))
        return self.filter(taggable | Q(entries__author=user)).distinct()

    # What a page shows.

    def stated_in(self, version):
        """What a ladder version states, though a newer one may have retired it. None has none."""
        if version is None:
            return self.none()
        key = Concat("competency__slug", Value("/"), "slug", output_field=models.CharField())
        ours = self.filter(competency__ladder=version.ladder_id)
        return ours.alias(key=key).filter(key__in=sentence_keys(version.read()))

    def of_ladder(self, ladder):
        return self.filter(competency__ladder=ladder)

    def of_competencies(self, competencies):
        return self.filter(competency__in=competencies)

    def in_order(self):
        return self.order_by("competency__name", "pk")

    # Acts.

    def follow(self, ladder, document: LadderDocument):
        """Make the ladder's sentences those of the document, as it words them. Keys that disappear
        are retired, and point at what the document says replaces them. The competencies are there
        already."""
        competencies = {row.slug: row for row in Competency.objects.filter(ladder=ladder)}
        ours = self.filter(competency__ladder=ladder)
        ours.update(retired=True)
        self.bulk_create(
            [
                Expectation(competency=competencies[asked.slug], slug=item.slug, text=item.text)
                for _, asked in document.competencies()
                for item in asked.stated()
            ],
            batch_size=200,
            update_conflicts=True,
            unique_fields=["competency", "slug"],
            update_fields=["text", "retired", "replaced_by"],
        )
        replaces = document.ladder.replaces
        for old, new in (replaces.expectations if replaces else {}).items():
            ours.of_key(old).filter(retired=True).update(replaced_by=ours.of_key(new).get())

    def of_key(self, key):
        """The sentence of a key "competency/expectation", within what is asked for already."""
        competency, _, slug = key.partition("/")
        return self.filter(competency__slug=competency, slug=slug)


class Expectation(models.Model):
    """A sentence that entries are tagged with, as the newest version that has it words it.

    Like Competency, it outlives the versions of its ladder.
    """

    competency = models.ForeignKey(Competency, models.CASCADE, related_name="expectations")
    slug = models.SlugField(max_length=200)  # of a cell's summary, it is made of the cell's key
    text = models.TextField()
    retired = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competency", "slug"], name="one_expectation_of_a_slug")
        ]

    def __str__(self):
        return self.text
