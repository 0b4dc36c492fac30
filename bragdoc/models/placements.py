"""Where people are on a ladder, and which position they aim for."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F

from bragdoc.ladders.claims import claimable
from bragdoc.ladders.expected import gap
from bragdoc.models.ladders import LadderVersion
from bragdoc.models.lineage import match_versions


class PlacementConflict(Exception):
    """The claims were changed elsewhere since they were loaded. `current` is what is kept now."""

    def __init__(self, current):
        super().__init__("This was changed elsewhere in the meantime.")
        self.current = current


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

    Positions are written "track/level". `claims` are the steps that the person claims where the
    ladder requires none.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
    ladder_version = models.ForeignKey(LadderVersion, models.PROTECT, related_name="placements")
    now = models.CharField("where I am", max_length=161)
    goal = models.CharField("what I aim for", max_length=161)
    since_on = models.DateField("since", null=True, blank=True)
    claims = models.JSONField(default=dict, blank=True, editable=False)  # {competency: step}
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = PlacementQuerySet.as_manager()

    def __str__(self):
        return f"{self.now} to {self.goal}"

    def now_position(self):
        return self.ladder_version.position(self.now)

    def goal_position(self):
        return self.ladder_version.position(self.goal)

    def gap(self):
        """What the goal, with what is claimed there, expects beyond the present position."""
        document = self.ladder_version.read()
        return gap(document, self.now_position(), self.goal_position(), self.claims)

    def asks_claims(self):
        """Whether the goal lets the person choose steps to claim."""
        return bool(claimable(self.ladder_version.read(), self.goal_position()))

    def keep_claims(self, claims, *, revision):
        """Keep these claims, {competency: step}; "" takes one back. Those of competencies that
        are not named stay: they may be of another position. Raises PlacementConflict, and writes
        nothing, when `revision` is not the current one any more."""
        kept = {slug: step for slug, step in {**self.claims, **claims}.items() if step}
        rows = Placement.objects.filter(pk=self.pk, revision=revision)
        if not rows.update(claims=kept, revision=F("revision") + 1):
            raise PlacementConflict(Placement.objects.get(pk=self.pk))
        self.claims, self.revision = kept, revision + 1

    def newer_version(self, user):
        """The newest version that its person, the user, may go to from the one this stands on."""
        newer = LadderVersion.objects.visible_to(user).newer_than(self.ladder_version)
        return newer.published().without_documents().newest_first().first()

    def stand_on(self, version):
        """Stand on a version, unsaved. Within one ladder the positions and the claims are those
        that it has become there; they may be gone."""
        before = self.ladder_version if self.pk else version
        if before != version and before.ladder_id == version.ladder_id:
            found = match_versions(before, version)
            self.now, self.goal = found.position(self.now), found.position(self.goal)
            self.claims = {found.competencies.get(c, c): step for c, step in self.claims.items()}
        self.ladder_version = version

    @transaction.atomic
    def move_to(self, version):
        """Stand on another version of the ladder for good. Raises UnknownPosition, and writes
        nothing, when it does not have the present position or the goal."""
        self.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        self.stand_on(version)
        self.now_position()
        self.goal_position()
        self.revision += 1
        self.save(update_fields=["ladder_version", "now", "goal", "claims", "revision"])
