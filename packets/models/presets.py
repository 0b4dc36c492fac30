"""Presets that people made: their own, and those the administrator published for everybody."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bragdoc.models.revisions import Revised
from bragdoc.numbers import whole_number
from packets.presets.bundled import bundled_presets
from packets.presets.document import PresetDocument


class Choice(NamedTuple):
    """A preset that a person can choose. `name` is what addresses and forms call it: the slug of a
    bundled one, else the number of its row."""

    name: str
    document: PresetDocument
    preset: "Preset | None" = None

    @property
    def is_bundled(self):
        return self.preset is None


class PresetQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """One's own, and what is published for everybody. An administrator sees also what the
        installation withdrew."""
        published = Q(owner=None) if user.is_staff else Q(owner=None) & ~Q(published_at=None)
        return self.filter(Q(owner=user) | published)

    def editable_by(self, user):
        """One's own; an administrator's also those of the installation."""
        own = Q(owner=user)
        return self.filter(own | Q(owner=None) if user.is_staff else own)

    def owned_by(self, user):
        return self.filter(owner=user)

    def publishable_by(self, user):
        """What an administrator may give to everybody: her own, and what belongs to nobody."""
        return self.editable_by(user) if user.is_staff else self.none()

    def choosable_by(self, user):
        return self.filter(Q(owner=user) | Q(owner=None) & ~Q(published_at=None))

    # What a page shows.

    def by_name(self):
        return self.order_by("document__name", "pk")

    def choice(self, name):
        """The one of this name, bundled or among these rows. Raises Preset.DoesNotExist."""
        if document := bundled_presets().get(name):
            return Choice(name, document)
        number = whole_number(name)
        if number is None:
            raise self.model.DoesNotExist
        row = self.get(pk=number)
        return Choice(name, row.read(), row)

    def choices(self):
        """All that can be chosen: what is published for everybody first, then one's own, then those
        that are bundled."""
        rows = [Choice(str(row.pk), row.read(), row) for row in self.by_name()]
        rows.sort(key=lambda choice: choice.preset.owner_id is not None)
        return [*rows, *(Choice(name, document) for name, document in bundled_presets().items())]

    # Acts.

    def make(self, owner, document, key=""):
        """Keep a preset of a person's own. A form sent twice makes one."""
        values = {"document": spelled(document)}
        if not key:
            return self.create(owner=owner, **values)
        return self.get_or_create(owner=owner, key=key, defaults=values)[0]


def spelled(document: PresetDocument) -> dict:
    """As it is kept in a row."""
    return document.model_dump(mode="json")


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

    @property
    def is_ours(self):
        """Whether it belongs to the installation, and to no person."""
        return self.owner_id is None

    def change(self, document, *, revision):
        """Keep this over the revision that was loaded. Raises EditConflict. Packets that follow the
        preset keep their copy."""
        self.document = spelled(document)
        self.keep(["document"], revision=revision)

    def publish(self):
        """For everybody, from now on; it belongs to the installation then."""
        self.owner, self.key, self.published_at = None, None, timezone.now()
        self.save(update_fields=["owner", "key", "published_at"])

    def withdraw(self):
        """Nobody can choose it any more. Administrators still see it."""
        self.published_at = None
        self.save(update_fields=["published_at"])
