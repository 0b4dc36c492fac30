"""Who reviews a packet: asked, answered, given another role, handed over, removed, left.

Each act is one transaction with what follows from it: shares given and withdrawn, people told. Like
a move it locks the packet's row first, so that of two acts made at once the second sees what the
first did; then, all together, the rows of the people whose counts it changes, so that two acts on
two packets never wait for each other.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mailboxes import is_mailbox_of
from accounts.mails import write_mail
from accounts.models import Management, User
from packets.models import Notification, NotificationPlan, Packet, Reviewer, Share, Version
from packets.models.notifications import lock_people, recount
from packets.notifying.kinds import Kind
from packets.review import Role, State
from packets.reviewing.roles import allowed

MOST = 30  # who review one packet or are asked to
ASKED_A_DAY = 20  # by one author; each is a mail to an address that has not asked for any


class CannotAsk(Exception):
    """This address is not asked to review, for the reason that the sentence gives."""


@transaction.atomic
def ask(packet, *, email, role, word="") -> Reviewer:
    """Ask whoever reads this mailbox, with an account or without. Raises CannotAsk."""
    packet, email = _locked(packet), email.lower()
    _check(packet, email)
    reviewer = Reviewer.objects.create(packet=packet, email=email, role=role, word=word)
    person = User.objects.of_address(email)
    if person:
        Notification.objects.tell(
            person,
            Kind.ASKED,
            packet=packet,
            path=reverse("reviewer-asked"),
            by=packet.author,
            detail=role,
            mailed_at=timezone.now(),  # the mail below is the one
        )
    if person is None or NotificationPlan.objects.of(person).mails(Kind.ASKED):
        write_mail(
            "packets/mail/reviewer_asked.txt",
            to=email,
            subject=f"{packet.author} asks you to review a packet",
            url=reverse("reviewer-asked"),
            reviewer=reviewer,
            allowed=allowed(Role(role)),
        )
    return reviewer


def _check(packet, email):
    parts = Reviewer.objects.of_packet(packet).current()
    since = timezone.now() - timedelta(days=1)
    if is_mailbox_of(packet.author, email):
        raise CannotAsk("This is your own address. Name somebody else’s.")
    if parts.of_address(email).exists():
        raise CannotAsk(f"{email} is asked already, or reviews it. Another role is chosen above.")
    if parts.count() >= MOST:
        raise CannotAsk(f"{MOST} people review it or are asked to. Remove one first.")
    if Reviewer.objects.asked_by_since(packet.author, since).count() >= ASKED_A_DAY:
        raise CannotAsk(f"You have asked {ASKED_A_DAY} people within a day. Go on tomorrow.")


@transaction.atomic
def answer(reviewer, person, *, accept) -> Version | None:
    """Accept or decline. Who accepts reads the latest version from now on, unless the packet is a
    draft again: that version is given back. Raises Reviewer.DoesNotExist where it was taken back,
    or answered, in the meantime."""
    packet = _locked(reviewer.packet)
    lock_people({person.pk, packet.author_id})
    asked = Reviewer.objects.answerable_by(person).get(pk=reviewer.pk)
    asked.answered_at, asked.person = timezone.now(), person
    asked.state = Reviewer.State.ACCEPTED if accept else Reviewer.State.DECLINED
    if accept:  # another role, asked for under another address of his, takes the place of this one
        Reviewer.objects.in_force().of_packet(packet).of_person(person).end(by=person)
    asked.save(update_fields=["answered_at", "person", "state"])
    _recount(asked)
    _tell_author(packet, by=person, detail=asked.state)
    return _share_latest(packet, person) if accept else None


@transaction.atomic
def change_role(reviewer, role) -> Reviewer:
    """One part ends and another begins, so that the history says who did what in which role. What
    was shared stays shared, and whoever has the part is told. Raises Reviewer.DoesNotExist where
    the part has ended meanwhile."""
    packet = _locked(reviewer.packet)
    part = Reviewer.objects.current().get(pk=reviewer.pk)
    if part.role == role:
        return part
    Reviewer.objects.of_packet(packet).filter(pk=part.pk).end(by=packet.author)
    changed = Reviewer.objects.create(
        packet=packet,
        email=part.email,
        person=part.person,
        role=role,
        state=part.state,
        word=part.word,
        asked_at=part.asked_at,
        answered_at=timezone.now() if part.person else None,
    )
    _tell_of_role(packet, changed)
    return changed


@transaction.atomic
def remove(reviewer) -> Reviewer:
    """Take back what somebody is asked, or was given: nothing of the packet is found any more.
    Gives back the part as it was. Raises Reviewer.DoesNotExist where it has ended meanwhile."""
    packet = _locked(reviewer.packet)
    return _end(packet, reviewer, by=packet.author)


@transaction.atomic
def leave(reviewer, person):
    """A reviewer ends his part himself. Raises Reviewer.DoesNotExist where it has ended
    meanwhile."""
    packet = _locked(reviewer.packet)
    lock_people({person.pk, packet.author_id})
    _end(packet, reviewer, by=person)
    _tell_author(packet, by=person, detail=Reviewer.State.ENDED)


def _end(packet, reviewer, *, by):
    now = timezone.now()
    part = Reviewer.objects.current().for_acting().get(pk=reviewer.pk)  # it may be answered by now
    Reviewer.objects.filter(pk=part.pk).end(by=by, at=now)
    if part.person:
        Share.objects.of_packet(packet).ever_of(part.person).withdraw(now)
    _recount(part)
    return part


def _recount(reviewer):
    """What he was asked leads nowhere now, or leads there again."""
    if person := reviewer.person or User.objects.of_address(reviewer.email):
        recount([person.pk])


@transaction.atomic
def restore(reviewer):
    """Undo a removal: the part goes on as it was, with what was shared. What was withdrawn from
    everybody since stays withdrawn. Raises CannotAsk where it was taken otherwise meanwhile."""
    packet = _locked(reviewer.packet)
    part = Reviewer.objects.restorable_by(packet.author).filter(pk=reviewer.pk).first()
    if part is None or Reviewer.objects.of_packet(packet).current().of_address(part.email).exists():
        raise CannotAsk(f"{reviewer.email} has another part by now.")
    ended_at = part.ended_at
    part.state = Reviewer.State.ACCEPTED if part.person else Reviewer.State.ASKED
    part.ended_at = part.ended_by = None
    part.save(update_fields=["state", "ended_at", "ended_by"])
    _recount(part)
    if part.person:
        if not packet.events.of_move("withdraw").since(ended_at).exists():
            Share.objects.of_packet(packet).ever_of(part.person).undo_withdrawal(ended_at)
        _share_latest(packet, part.person)


@transaction.atomic
def hand_over(reviewer, *, stays) -> Reviewer:
    """The author's present manager takes the place of an earlier one, and reads the versions that
    he could read. `stays` lets the earlier one go on as an observer; else he finds nothing any
    more. Raises Reviewer.DoesNotExist where there is nothing to hand over by now."""
    packet = _locked(reviewer.packet)
    earlier = Reviewer.objects.handable_by(packet.author).get(pk=reviewer.pk)
    manager = Management.objects.manager_of(packet.author)
    if manager is None:
        raise Reviewer.DoesNotExist
    lock_people({manager.pk, earlier.person_id})
    shares = Share.objects.of_packet(packet).ever_of(earlier.person).in_force()
    parts = Reviewer.objects.of_packet(packet)
    parts.of_address(manager.email.lower()).end(by=packet.author)  # asked, or in another role
    successor = parts.appoint(packet, manager, Role.MANAGER)
    parts.filter(pk=earlier.pk).end(by=packet.author, handed_to=successor)
    for share in shares.for_display():
        Share.objects.share(share.version, [manager])
    if stays:
        _tell_of_role(packet, parts.appoint(packet, earlier.person, Role.OBSERVER))
    else:
        shares.withdraw()
    if version := _share_latest(packet, manager):
        page = version.get_absolute_url()
        told = {"packet": packet, "version": version, "by": packet.author, "path": page}
        Notification.objects.tell(manager, Kind.SHARED, **told)
    return successor


def _locked(packet):
    return Packet.objects.locked().select_related("author").get(pk=packet.pk)


def _share_latest(packet, person):
    """Of a draft, even one that was shared before, nobody gets anything."""
    if packet.state == State.DRAFT:
        return None
    latest = packet.versions.defer("canonical").newest_first().first()
    Share.objects.share(latest, [person])
    return latest


def _tell_of_role(packet, part):
    """Who has no account finds the role where he answers."""
    if person := part.person or User.objects.of_address(part.email):
        readable = Version.objects.visible_to(person).of_packet(packet).for_choosing()
        Notification.objects.tell(
            person,
            Kind.ASKED,
            packet=packet,
            version=readable.newest_first().first(),
            path=reverse("reviewer-asked"),
            by=packet.author,
            detail=f"now-{part.role}",
        )


def _tell_author(packet, *, by, detail):
    page = reverse("reviewer-list", args=[packet.pk])
    told = {"packet": packet, "by": by, "detail": detail, "path": page}
    Notification.objects.tell(packet.author, Kind.ANSWERED, **told)
