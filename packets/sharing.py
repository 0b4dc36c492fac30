"""What a move brings with it: a version frozen and shared, shares withdrawn, a mail.

Each move with all its consequences is one transaction. The packet's row is locked first, so that of
two moves made at once the second sees what the first did.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mails import write_mail
from accounts.models import Management
from packets.compose import compose
from packets.models import Decision, Event, Packet, Rendering, Share, Version
from packets.models.decisions import read_conditions
from packets.review import MOVES, IllegalMove, find_move
from packets.tasks import render_packet


@transaction.atomic
def move_packet(packet, name, *, by, note="", version=None, conditions="", again_on=None) -> Event:
    """Make a move and all that follows from it. `conditions` are one a line, and `again_on` a day,
    for a move that has them. Raises IllegalMove, having changed nothing."""
    packet = Packet.objects.select_for_update(of=["self"]).with_parts().get(pk=packet.pk)
    if name == "submit":
        find_move(name, packet.role_of(by), packet.state, note)
        _freeze_and_share(packet)
    event = packet.make_move(name, by=by, note=note, version=version)
    if MOVES[name].has_conditions:
        asked, day = read_conditions(conditions, again_on, today=by.today())
        Decision.objects.record(event, conditions=asked, again_on=day)
    _tell_the_other_side(packet, event)
    if name == "withdraw":
        Share.objects.of_packet(packet).in_force().update(withdrawn_at=timezone.now())
    return event


def _freeze_and_share(packet):
    reader = Management.objects.manager_of(packet.author)
    if reader is None:
        raise IllegalMove("Nobody reviews for you yet. Name your manager in the settings first.")
    version = Version.objects.freeze(packet, compose(packet))
    Share.objects.create(version=version, reader=reader)
    for rendering in Rendering.objects.of_shared(version, [reader]):
        render_packet.enqueue(rendering.pk)  # on commit; lost, it is found by the tick


def _tell_the_other_side(packet, event):
    by_author = event.by_id == packet.author_id
    version = packet.versions.defer("canonical").get(number=event.version)
    page = reverse("version-detail", args=[packet.pk, event.version])
    if event.move == "withdraw":
        page = reverse("review-list")  # the version is not found any more
    for person in packet.reviewers() if by_author else [packet.author]:
        write_mail(
            "packets/mail/moved.txt",
            to=person.email,
            subject=f"{event.by}: {version.title}, {packet.get_state_display().lower()}",
            url=page,
            version=version,
            event=event,
            move=MOVES[event.move],
        )
