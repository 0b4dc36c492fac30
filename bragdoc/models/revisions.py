"""Rows that several tabs may change at once: each save says which revision it was made over."""

from django.db import models
from django.db.models import F


class EditConflict(Exception):
    """The row was changed elsewhere since it was loaded. `current` is what is kept now."""

    def __init__(self, current):
        super().__init__("This was changed elsewhere in the meantime.")
        self.current = current


class Revised(models.Model):
    """A row with a revision, 0 as long as nothing was saved into it."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def keep(self, fields, *, revision):
        """Save these fields over the revision they were loaded with.

        The same values twice are kept once. Raises EditConflict, and writes nothing, when others
        are kept now.
        """
        rows = type(self)._default_manager.filter(pk=self.pk)
        values = {name: getattr(self, name) for name in fields}
        if rows.filter(revision=revision).update(**values, revision=F("revision") + 1):
            self.revision = revision + 1
            return
        current = rows.get()
        if any(getattr(current, name) != value for name, value in values.items()):
            raise EditConflict(current)
        self.revision = current.revision
