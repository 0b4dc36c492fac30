"""Presets that people made: their own, and those the administrator published for everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from bragdoc.models.revisions import Revised
from packets.presets.document import PresetDocument


class PresetQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """One's own, and what is published for everybody."""
        return self.filter(Q(owner=user) | Q(owner=None) & ~Q(published_at=None))

    def editable_by(self, user):
        """One's own; an administrator's also those of the installation."""
        own = Q(owner=user)
        return self.filter(own | Q(owner=None) if user.is_staff else own)

    # What a page shows.

    def by_name(self):
        return self.order_by("document__name", "pk")


class Preset(Revised):
    """A preset of a person's own, or of the installation where it has no owner."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="presets"
    )
    document = models.JSONField()
    published_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=64, null=True, editable=False)  # as on Entry

    objects = PresetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_preset_of_a_form"),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(published_at=None), name="published_means_for_everybody"
            ),
        ]

    def __str__(self):
        return self.read().name

    def read(self) -> PresetDocument:
        return PresetDocument.model_validate(self.document)
