"""Calibration: people before whom several packets lie, each shown by the same facts."""

import base64
import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from packets.models.packets import Packet
from packets.models.versions import Version


def _place() -> int:
    return secrets.randbits(62)


class PanelQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """The panels that this person sits on."""
        return self.open().filter(members=user)

    def choosable_by(self, user):
        """Those before which one can bring a packet of one's own: an author sees who sits there."""
        return self.open()

    # What a page shows.

    def open(self):
        return self.filter(closed_at=None)

    def for_display(self):
        members = self.select_related("season").prefetch_related("members")
        return members.order_by("-pk")

    def with_count(self, user):
        """How many cases this person finds there."""
        cases = PanelCase.objects.visible_to(user).filter(panel=models.OuterRef("pk"))
        counted = cases.order_by().values("panel").annotate(count=models.Count("pk"))
        return self.annotate(
            count=models.functions.Coalesce(models.Subquery(counted.values("count")), 0)
        )


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
        """What lies before an open panel that this person sits on. One's own case is not among
        them, nor is that of somebody who is gone."""
        seen = self.before_open_panels().filter(panel__members=user)
        return seen.filter(version__packet__author__is_active=True).exclude(
            version__packet__author=user
        )

    # What a page shows.

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def over(self):
        """Taken back."""
        return self.exclude(withdrawn_at=None)

    def before_open_panels(self):
        return self.in_force().filter(panel__closed_at=None)

    def of_panel(self, panel):
        return self.filter(panel=panel)

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_version(self, version):
        return self.filter(version=version)

    def after(self, case):
        """Those that stand behind this one."""
        return self.filter(
            models.Q(place__gt=case.place) | models.Q(place=case.place, pk__gt=case.pk)
        )

    def in_stable_order(self):
        """By chance, and the same each time: neither names nor dates decide who is read first."""
        return self.order_by("place", "pk")

    def for_reading(self):
        return self.select_related("panel", "version__packet__author")

    def for_display(self):
        """For its author: which version lies before whom, without what it says."""
        return self.select_related("panel", "version__label").defer("version__canonical")

    # Acts.

    @transaction.atomic
    def bring(self, panel, version):
        """Lay a version before a panel, in the place of an earlier one of the same packet. A packet
        that was withdrawn can be brought again, as a link to it can be made: that is an act of its
        author's. Brought while she withdraws it, it is closed with the rest or brought after."""
        Packet.objects.locked().get(pk=version.packet_id)
        before = self.of_panel(panel).of_packet(version.packet_id).order_by("pk").last()
        if before and before.version_id == version.pk and not before.withdrawn_at:
            return before
        self.of_panel(panel).of_packet(version.packet_id).take_back()
        place = {"place": before.place} if before else {}
        return self.create(panel=panel, version=version, **place)

    def take_back(self):
        """Let them be not found any more."""
        self.in_force().update(withdrawn_at=timezone.now())


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

    @property
    def name(self):
        """What the panel calls it: the author's name, or four letters and figures that say nothing
        and stay the same."""
        if not self.panel.is_anonymous:
            return str(self.version.packet.author)
        return f"Case {base64.b32encode(self.place.to_bytes(8))[4:8].decode()}"
