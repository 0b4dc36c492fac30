"""What the author and each reviewer think of a version, competency by competency."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bragdoc.models.revisions import Revised
from packets.models.notifications import Notification
from packets.models.packets import Packet
from packets.models.versions import Version
from packets.notifying.kinds import Kind


class RatingsClosed(Exception):
    """Nobody rates it now: it is decided, or with its author."""


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

    def editable_by(self, user):
        return self.visible_to(user).filter(rater=user)

    # What a page shows.

    def of_version(self, version):
        return self.filter(version=version)

    def given(self):
        return self.exclude(given_at=None)

    def of_versions(self, versions):
        return self.filter(version__in=versions)

    def of_others(self, user):
        return self.exclude(rater=user)

    def counted(self):
        """Which competencies each person rated, by the person's key; not how."""
        return {rater: set(ratings) for rater, ratings in self.values_list("rater", "ratings")}

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

    @transaction.atomic
    def keep_over(self, revision, *, gives=False):
        """Save what was chosen, and give it where asked to. Raises RatingsClosed where the rater
        may not rate now, and EditConflict when it was changed elsewhere meanwhile."""
        packet = self._open_packet()
        self._keep_over(revision)
        if gives and self.give():
            self._tell_of_it(packet)

    @transaction.atomic
    def take_out(self, rating, competencies):
        """Rate those of these competencies no more that are rated so. Raises RatingsClosed where
        the ratings were given, or the rater may not rate now."""
        self._open_packet()
        self.refresh_from_db(fields=["ratings", "revision", "given_at"])
        if self.given_at:
            raise RatingsClosed
        out = {slug for slug in competencies if self.ratings.get(slug) == rating}
        self.ratings = {slug: each for slug, each in self.ratings.items() if slug not in out}
        self.keep(["ratings"], revision=self.revision)

    def _open_packet(self):
        """The packet while it may be rated, locked as by a move: no decision comes between what is
        asked here and what is saved. Raises RatingsClosed."""
        packet = Packet.objects.locked().get(pk=self.version.packet_id)
        if not packet.may(self.rater, "rate"):
            raise RatingsClosed
        return packet

    def _keep_over(self, revision):
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
        """Let those who gave theirs see it, and whoever gives theirs later. It can still be
        changed. Returns whether this was the first time."""
        now = timezone.now()
        return bool(RatingSheet.objects.filter(pk=self.pk, given_at=None).update(given_at=now))

    def _tell_of_it(self, packet):
        """Who gave theirs can see it now; the author can, once she gives hers."""
        sheets = RatingSheet.objects.of_version(self.version).given().select_related("rater")
        Notification.objects.tell_all(
            {packet.author, *(sheet.rater for sheet in sheets)},
            Kind.RATED,
            packet=packet,
            version=self.version,
            by=self.rater,
            path=self.version.address_at("ratings"),
        )
