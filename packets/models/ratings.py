"""What the author and each reviewer think of a version, competency by competency."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bragdoc.models.revisions import Revised
from packets.models.versions import Version


class RatingSheetQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """One's own; and what others gave, once one has given one's own. So nobody rates after
        somebody else's eyes."""
        readable = Version.objects.visible_to(user).filter(pk=OuterRef("version"))
        given = RatingSheet.objects.filter(version=OuterRef("version"), rater=user).given()
        return self.filter(Exists(readable)).filter(
            Q(rater=user) | Q(Exists(given), given_at__isnull=False)
        )

    # What a page shows.

    def of_version(self, version):
        return self.filter(version=version)

    def given(self):
        return self.exclude(given_at=None)

    def first_given_first(self):
        return self.select_related("rater").order_by("given_at", "pk")

    # Acts.

    def of(self, version, rater):
        """This person's sheet of a version; a new one, not kept yet, where there is none."""
        found = self.filter(version=version, rater=rater).first()
        return found or RatingSheet(version=version, rater=rater, revision=0)


class RatingSheet(Revised):
    """One person's ratings of one version. Until it is given nobody else sees it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="rating_sheets")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ratings = models.JSONField(default=dict)  # values of Scale by competency
    notes = models.JSONField(default=dict)  # why one differs, by competency
    given_at = models.DateTimeField(null=True, editable=False)

    objects = RatingSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "rater"], name="one_sheet_of_a_rater")
        ]

    def __str__(self):
        return f"Ratings {self.pk}"

    def keep_over(self, revision):
        """Save what was chosen. Raises EditConflict when it was changed elsewhere meanwhile."""
        if self.pk is None:
            kept, made = RatingSheet.objects.get_or_create(
                version=self.version,
                rater=self.rater,
                defaults={"ratings": self.ratings, "notes": self.notes},
            )
            self.pk, self.revision, self.given_at = kept.pk, kept.revision, kept.given_at
            if made:
                return
        self.keep(["ratings", "notes"], revision=revision)

    def missing(self, competencies):
        """The names of those that are not rated. `competencies` are names by slug."""
        return [name for slug, name in competencies.items() if not self.ratings.get(slug)]

    def give(self):
        """Let those who gave theirs see it. It can still be changed."""
        now = timezone.now()
        RatingSheet.objects.filter(pk=self.pk, given_at=None).update(given_at=now)
