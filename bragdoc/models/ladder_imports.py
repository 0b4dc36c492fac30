"""Ladders that were brought in and are looked at before anything is made of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class LadderImportQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(owner=user, discarded_at=None)

    def restorable_by(self, user):
        return self.filter(owner=user).exclude(discarded_at=None)

    # What a page shows.

    def waiting(self):
        """Those of which no draft was made."""
        return self.filter(ladder_version=None)

    def newest_first(self):
        return self.order_by("-pk")

    # Housekeeping.

    def discarded_before(self, moment):
        return self.filter(discarded_at__lt=moment)


class LadderImport(models.Model):
    """A file or a pasted text, kept until a draft is made of it.

    `sheets` is a list of {name, text}: the sheets of a workbook as CSV, or the one text there is.
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
