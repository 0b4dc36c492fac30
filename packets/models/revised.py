"""Rows that are edited in more than one place at once."""

from django.db import models, transaction
from django.db.models import F

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
