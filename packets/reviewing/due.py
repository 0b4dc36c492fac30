"""Until when answers are asked for, changed while a version is with its reviewers.

Like a move it locks the packet's row first, so that nothing is asked of anybody about a packet that
was moved on meanwhile; then, all together, the rows of the people whose counts it changes.
"""

from datetime import date

from django.db import transaction

from packets.models import Notification, Packet, Share
from packets.models.comments import NotNow
from packets.models.notifications import lock_people
from packets.notifying.kinds import Kind


@transaction.atomic
def ask_until(packet, day: date | None, *, by) -> date | None:
    """Ask for answers until this day; with None, by the day of the season if there is one. Those
    who are waited for are told. Returns what was asked before, for Undo. Raises NotNow, having
    changed nothing, where no version is with reviewers now."""
    packet = Packet.objects.locked().select_related("author").get(pk=packet.pk)
    if not packet.may(by, "redate"):
        raise NotNow
    before = packet.answer_due_on
    if day != before:
        packet.answer_due_on = day
        packet.save(update_fields=["answer_due_on"])
        _tell(packet, before)
    return before


def _tell(packet, before):
    """Tell those for whom the latest version waits that the day was changed. Whoever does not know
    yet that it is shared, or of an earlier change, learns the day by that; and of no change where
    the day is again what he takes it for."""
    version = packet.versions.defer("canonical").newest_first().first()
    waited_for = Share.objects.of_version(version).waited_for()
    unnoticed = Notification.objects.of_version(version).of_kind(Kind.SHARED).unnoticed()
    lock_people({*(person.pk for person in waited_for), *unnoticed.people()})
    unaware = unnoticed.people()
    unnoticed.filter(detail=_other_than(packet.answer_due_on)).take_back()
    Notification.objects.tell_all(
        [person for person in waited_for if person.pk not in unaware],
        Kind.SHARED,
        packet=packet,
        version=version,
        by=packet.author,
        detail=_other_than(before),
        path=version.get_absolute_url(),
    )


def _other_than(day):
    """The `detail` for whoever takes this for the day: "due 2026-12-04", or "due" for none."""
    return f"due {day}" if day else "due"
