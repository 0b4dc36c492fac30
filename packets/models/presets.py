"""Presets: what kind of packet it is. Sections with guidance, in an order, with budgets."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from bragdoc.models.revisions import Revised


class PresetQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The installation's own, and this person's."""
        return self.filter(Q(owner=None) | Q(owner=user))

    def editable_by(self, user):
        installations = Q(owner=None) if user.is_staff else Q(pk=None)
        return self.filter(installations | Q(owner=user))

    # What a page shows.

    def offered(self):
        return self.filter(retired=False)

    def by_name(self):
        return self.order_by("name", "pk")


class Preset(Revised):
    """A preset that somebody made by adapting another. Those that come with Bragdoc are files.

    A packet keeps a copy of its preset, so what is changed here changes no packet.
    """

    # Without an owner it is the whole installation's.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="presets"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    document = models.JSONField()  # `packets.presets.document.PresetDocument`
    retired = models.BooleanField(default=False)  # offered to nobody any more

    objects = PresetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_preset_of_a_slug"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(owner=None), name="one_preset_of_everybodys_slug"
            ),
        ]

    def __str__(self):
        return self.name
