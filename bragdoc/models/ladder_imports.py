"""Ladders that were brought in and are looked at before anything is made of them."""

from pathlib import PurePath

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from pydantic import ValidationError

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.incoming import read_document
from bragdoc.ladders.sheets.grid import read_grid
from bragdoc.ladders.sheets.guessing import guess
from bragdoc.ladders.sheets.layout import Layout
from bragdoc.models.ladders import LadderVersion

PASTED = "Pasted cells"  # the name of what is no file


class LadderImportConflict(Exception):
    """The import was corrected elsewhere since it was loaded. `current` is what is kept now."""

    def __init__(self, current):
        super().__init__("This was corrected elsewhere in the meantime.")
        self.current = current


class LadderImportQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(owner=user, discarded_at=None)

    def restorable_by(self, user):
        return self.filter(owner=user).exclude(discarded_at=None)

    # What a page shows.

    def waiting(self):
        """Those of which no draft was made, or whose draft was discarded."""
        return self.filter(Q(ladder_version=None) | ~Q(ladder_version__discarded_at=None))

    def newest_first(self):
        return self.order_by("-pk")

    def without_sheets(self):
        """For lists: the texts are long."""
        return self.defer("sheets", "layout")

    # Acts.

    def bring_in(self, *, owner, name, form, sheets, chosen=0, key=None):
        """Keep what was brought in. `chosen` is the place of the sheet to be read, from 0. A form
        sent twice has the same `key`, and makes one."""
        fields = {"name": name, "form": form, "sheets": sheets, "chosen": chosen}
        if not key:
            return self.create(owner=owner, **fields)
        return self.get_or_create(owner=owner, key=key, defaults=fields)[0]

    # Housekeeping.

    def discarded_before(self, moment):
        return self.filter(discarded_at__lt=moment)


class LadderImport(models.Model):
    """A file or a pasted text, kept until a draft is made of it.

    `sheets` is a list of {name, text, remarks}: the sheets of a workbook as CSV, or the one text
    there is, with sentences about how its bytes were read.
    `layout` is what the person made of the guess about the chosen sheet, or null.
    """

    class Form(models.TextChoices):
        YAML = "yaml", "Ladder file (YAML)"
        JSON = "json", "Ladder file (JSON)"
        LONG = "long", "Spreadsheet in the long form"
        SHEET = "sheet", "Spreadsheet"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ladder_imports"
    )
    name = models.CharField(max_length=255)
    form = models.CharField(max_length=5, choices=Form, editable=False)
    sheets = models.JSONField()
    chosen = models.PositiveSmallIntegerField(default=0)
    layout = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    ladder_version = models.ForeignKey(
        "bragdoc.LadderVersion", models.SET_NULL, null=True, related_name="+"
    )  # the draft that was made of it
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)
    key = models.CharField(max_length=64, null=True, editable=False)  # as on Entry

    objects = LadderImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_ladder_import_of_a_form")
        ]

    def __str__(self):
        return self.name

    @property
    def text(self):
        return self.sheets[self.chosen]["text"]

    @property
    def remarks(self):
        """Sentences about how the bytes of the chosen sheet were read."""
        return self.sheets[self.chosen].get("remarks", [])

    @property
    def is_sheet(self):
        """Whether it has to be guessed what its cells mean."""
        return self.form == self.Form.SHEET

    @property
    def ladder_name(self):
        """What a ladder is called that does not say it: as its file is."""
        words = PurePath(self.name).stem.replace("_", " ").replace("-", " ").split()
        return "My ladder" if self.name == PASTED else " ".join(words)[:200].capitalize()

    def document(self):
        """The ladder in a text that needs no guessing."""
        return read_document(self.form, self.text, self.ladder_name)

    def sheet(self):
        """The cells of the chosen sheet, and how they are read: as the person said, or as it is
        guessed."""
        grid = read_grid(self.text.encode())
        kept = self._kept_layout()
        if kept and kept.fits(grid):
            return grid, kept
        guessed = guess(grid)
        return grid, guessed if guessed.name else guessed.changed(name=self.ladder_name)

    def _kept_layout(self):
        """None also for one that an earlier release kept and this one does not know any more."""
        try:
            return self.layout and Layout.model_validate(self.layout)
        except ValidationError:
            return None

    @transaction.atomic
    def correct(self, *, revision, layout, chosen=None):
        """Keep how the chosen sheet is read; None is the guess. Another sheet may be chosen by its
        place, from 0. Raises LadderImportConflict, and writes nothing, when `revision` is not the
        current one any more."""
        chosen = self.chosen if chosen is None else chosen
        kept = LadderImport.objects.filter(pk=self.pk, revision=revision).update(
            layout=layout, chosen=chosen, revision=F("revision") + 1
        )
        if not kept:
            raise LadderImportConflict(LadderImport.objects.get(pk=self.pk))
        self.layout, self.chosen, self.revision = layout, chosen, revision + 1

    @transaction.atomic
    def make_draft(self, document: LadderDocument, *, owner, source):
        """The draft of a ladder that is its owner's alone, or with no owner the installation's.

        A second time it returns the draft of the first, whatever became of it since; one that was
        discarded gives way to another. Raises VersionExists.
        """
        brought = LadderImport.objects.select_for_update().get(pk=self.pk)
        version = brought.made()
        if version is None:
            version = LadderVersion.objects.draft_from(document, owner=owner, source=source)
            LadderImport.objects.filter(pk=self.pk).update(ladder_version=version)
        return version

    def made(self):
        """The version that was made of it, or None."""
        version = self.ladder_version
        return None if version is None or version.discarded_at else version

    def discard(self):
        LadderImport.objects.filter(pk=self.pk, discarded_at=None).update(
            discarded_at=timezone.now()
        )

    def restore(self):
        """Undo `discard`."""
        LadderImport.objects.filter(pk=self.pk).update(discarded_at=None)
