"""What the worker does every day about review seasons: those who have something to do before a date
are told a week ahead, once."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from bragdoc.models import Season
from packets.models import Notification, Packet, Share
from packets.notifying.kinds import Deadline, Kind
from packets.review import OPEN, UNDER_REVIEW

AHEAD = timedelta(days=7)


def tell_of_deadlines(today):
    """Tell of the dates that come within a week. A day that the worker missed is made up for until
    the date itself; a date that is moved is told again."""
    for season in Season.objects.published().not_over(today).soonest_first():
        _tell(season, Deadline("drafts", season.drafts_due_on), OPEN, _author, today)
        _tell(season, Deadline("decisions", season.decisions_due_on), UNDER_REVIEW, _asked, today)


def _tell(season, deadline, states, whom, today):
    if deadline.day - AHEAD <= today <= deadline.day:
        packets = Packet.objects.filter(season=season, state__in=states)
        for pk in packets.order_by("pk").values_list("pk", flat=True):
            _tell_once(pk, states, deadline, whom)


@transaction.atomic
def _tell_once(pk, states, deadline, whom):
    """Nobody moves the packet meanwhile, and nobody else tells of it."""
    packets = Packet.objects.locked().select_related("author")
    packet = packets.filter(pk=pk, state__in=states).first()
    if packet is None:
        return
    people, leads_to = whom(packet)
    about = {"packet": packet, "detail": str(deadline)}
    told = Notification.objects.filter(kind=Kind.DUE, **about).values_list("person", flat=True)
    new = [person for person in people if person.pk not in set(told)]
    Notification.objects.tell_all(new, Kind.DUE, **about, **leads_to)


def _author(packet):
    return [packet.author], {"path": reverse("packet-detail", args=[packet.pk])}


def _asked(packet):
    """Those for whom its latest version waits."""
    version = packet.versions.defer("canonical").newest_first().first()
    people = Share.objects.of_version(version).waited_for()
    return people, {"version": version, "path": version.get_absolute_url()}
