"""Calibration: a group of people before whom several packets lie, each seen by the same facts."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from packets.models.versions import Version


def _place() -> int:
    return secrets.randbits(62)


class PanelQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The panels that this person is in."""
        return self.filter(members=user)

    def open(self):
        return self.filter(closed_at=None)

    # What a page shows.

    def newest_first(self):
        return self.order_by("-pk")


class Panel(models.Model):
    """People who look at several packets together. An administrator makes it; authors bring their
    packets before it, each by an act of their own."""

    name = models.CharField(max_length=120)
    season = models.ForeignKey(
        "bragdoc.Season", models.SET_NULL, null=True, blank=True, related_name="panels"
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="panels")
    is_anonymous = models.BooleanField("names are left out", default=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PanelQuerySet.as_manager()

    def __str__(self):
        return self.name


class PanelCaseQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.in_force().filter(version__packet__author=user)

    def visible_to(self, user):
        """What lies before a panel that this person is in. One's own case is not among them."""
        open_to = self.in_force().filter(panel__members=user, panel__closed_at=None)
        return open_to.exclude(version__packet__author=user)

    # What a page shows.

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def of_panel(self, panel):
        return self.filter(panel=panel)

    def in_stable_order(self):
        """By chance, and the same each time: neither names nor dates decide who is read first."""
        return self.order_by("place", "pk")


class PanelCase(models.Model):
    """One version that its author brought before a panel, until she takes it back."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="cases")
    version = models.ForeignKey(Version, models.CASCADE, related_name="panel_cases")
    place = models.BigIntegerField(default=_place, editable=False)
    brought_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = PanelCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "version"],
                condition=models.Q(withdrawn_at=None),
                name="brought_once_before_a_panel",
            )
        ]

    def __str__(self):
        return f"Case {self.pk}"
