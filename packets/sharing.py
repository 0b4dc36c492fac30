"""What a move brings with it: a version frozen and shared, shares withdrawn, people told.

Each move with all its consequences is one transaction. The packet's row is locked first, so that of
two moves made at once the second sees what the first did.
"""

from django.db import transaction
from django.urls import reverse

from accounts.models import Management
from packets.compose import compose
from packets.models import (
    Decision,
    Event,
    Notification,
    Packet,
    PanelCase,
    RatingSheet,
    Rendering,
    Reviewer,
    Share,
    ShareLink,
    Version,
)
from packets.models.decisions import read_conditions
from packets.notifying.kinds import Kind
from packets.ratings import rateable
from packets.review import MOVES, IllegalMove, find_move
from packets.tasks import render_packet


@transaction.atomic
def move_packet(packet, name, *, by, note="", version=None, conditions="", again_on=None) -> Event:
    """Make a move and all that follows from it. `conditions` are one a line, and `again_on` a day,
    for a move that has them. Raises IllegalMove, having changed nothing."""
    packet = Packet.objects.locked().with_parts().get(pk=packet.pk)
    if name == "submit":
        find_move(name, packet.role_of(by), packet.state, note)
        _freeze_and_share(packet)
    event = packet.make_move(name, by=by, note=note, version=version)
    if MOVES[name].needs_ratings:
        _give_ratings(packet, event)
    if MOVES[name].has_conditions:
        asked, day = read_conditions(conditions, again_on, today=by.today())
        Decision.objects.record(event, conditions=asked, again_on=day)
    _tell_the_others(packet, event)
    if name == "withdraw":
        _close(packet)
    return event


def _freeze_and_share(packet):
    Reviewer.objects.add_manager(packet, Management.objects.manager_of(packet.author))
    if not packet.reviewers.current().exists():
        raise IllegalMove("Nobody reviews it yet. Ask somebody, or name your manager, first.")
    version = Version.objects.freeze(packet, compose(packet))
    people = [each.person for each in packet.reviewers.in_force().oldest_first()]
    Share.objects.share(version, people)
    for rendering in Rendering.objects.of_shared(version, people):
        render_packet.enqueue(rendering.pk)  # on commit; lost, it is found by the tick


def _close(packet):
    """Let nobody but its author find anything of it: no reviewer, no panel, no link."""
    Share.objects.of_packet(packet).withdraw()
    PanelCase.objects.of_packet(packet).take_back()
    ShareLink.objects.of_packet(packet).revoke()


def _give_ratings(packet, event):
    """Who decides shows the ratings it rests on. Raises IllegalMove where any is missing."""
    version = packet.versions.get(number=event.version)
    sheet = RatingSheet.objects.of(version, event.by)
    if missing := sheet.missing(rateable(version.document())):
        raise IllegalMove(f"You have not rated yet: {', '.join(missing)}. Rate first, then decide.")
    if sheet.pk:
        sheet.give()


def _tell_the_others(packet, event):
    """The author, and all who may read the version that was moved. Who read what is withdrawn is
    told that, and led to none of it."""
    version = packet.versions.defer("canonical").get(number=event.version)
    shares = Share.objects.of_packet(packet).in_force()
    told = {"packet": packet, "by": event.by}
    if event.move == "withdraw":
        told |= {"detail": event.move, "path": reverse("review-list")}
        Notification.objects.tell_all(shares.readers(), Kind.MOVED, **told)
    elif event.move == "submit":
        told |= {"version": version, "path": version.get_absolute_url()}
        Notification.objects.tell_all(shares.of_version(version).readers(), Kind.SHARED, **told)
    else:
        told |= {"version": version, "detail": event.move, "path": event.get_absolute_url()}
        people = {packet.author, *shares.of_version(version).readers()}
        Notification.objects.tell_all(people, Kind.MOVED, **told)
