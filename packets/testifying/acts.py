"""Testimony asked for and given: each act with all that follows from it.

Each act of the colleague is one transaction that locks the packet's row first, as a move does. So
a version prints what was given and consented to at the moment it was frozen, and nothing else.
"""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mails import write_mail
from bragdoc.api.limits import Limit, take
from packets.models import Endorsement, EndorsementSecret, Notification, Packet
from packets.models.notifications import lock_people
from packets.notifying.kinds import Kind
from packets.testifying.shown import Shown

ASKS = Limit("asks for testimony", 20, 86_400)  # by one author, whatever the packet
ADDRESSES = Limit("addresses to verify", 5, 86_400)  # of one request
ANSWER = ["name", "position", "relation", "closeness", "text", "consents"]

State = Endorsement.State


class TooManyMails(Exception):
    """So many were sent today already."""


class AskedAlready(Exception):
    """This colleague was asked about this win, and can still answer or has."""


class LeadsNowhere(Exception):
    """The address led somewhere when it was opened, and does no longer."""


class AlreadyPrinted(Exception):
    """A version prints these words. They cannot be changed any more."""


# What an author asks.


@transaction.atomic
def ask(evidence, *, name, email, days, word):
    """Ask a colleague about a placed win: by mail, or by a link to be passed on.

    Returns the request, and the secret of the link, "" where it was mailed. Raises AskedAlready,
    so that a form sent twice asks once, and TooManyMails.
    """
    packet = Packet.objects.locked().get(pk=evidence.section.packet_id)
    asked = Endorsement.objects.same_request(packet, evidence.entry, name=name, email=email)
    if asked.exists():
        raise AskedAlready
    endorsement = Endorsement(packet=packet, entry=evidence.entry)
    return endorsement, _send(endorsement, evidence, name=name, email=email, days=days, word=word)


@transaction.atomic
def ask_again(endorsement, evidence, *, name, email, days, word):
    """Ask anew what expired, was declined or taken back. Earlier addresses lead nowhere: they may
    be somebody else's. Returns what `ask` does. Raises TooManyMails, and AskedAlready where it
    was asked or answered meanwhile."""
    row = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if not row.can_be_asked_again():
        raise AskedAlready
    row.secrets.all().delete()
    row.text, row.answered_at, row.reminded_at = "", None, None
    return row, _send(row, evidence, name=name, email=email, days=days, word=word)


def _send(row, evidence, *, name, email, days, word):
    _count_ask(row)
    row.name, row.email, row.word, row.state = name, email, word, State.ASKED
    row.entry, row.shown = evidence.entry, Shown.of(evidence).as_row()
    row.asked_at = timezone.now()
    row.expires_at = row.asked_at + timedelta(days=days)
    row.save()
    return _address(row, "packets/mail/testimony_asked.txt", "asks you about one piece of work")


@transaction.atomic
def remind(endorsement):
    """Ask once more, with a new address beside the earlier one. Returns its secret as `ask` does;
    None where nothing was to be reminded of. Raises TooManyMails."""
    reminded = Endorsement.objects.filter(pk=endorsement.pk, state=State.ASKED, reminded_at=None)
    if endorsement.is_expired() or not reminded.update(reminded_at=timezone.now()):
        return None
    _count_ask(endorsement)
    return _address(
        endorsement, "packets/mail/testimony_asked.txt", "asks you once more about a piece of work"
    )


def _count_ask(row):
    """Those of one author that come at once, about several packets, are counted one by one. Raises
    TooManyMails."""
    author = row.packet.author_id
    lock_people({author})
    if take(ASKS, author):
        raise TooManyMails


def _address(row, template, subject):
    """A new address of a request: mailed, or its secret for the author to pass on."""
    secret = EndorsementSecret.objects.make(row, mailed_to=row.email)
    if not row.email:
        return secret
    _mail(row, template, to=row.email, secret=secret, subject=subject)
    return ""


def _mail(row, template, *, to, secret, subject):
    author = row.packet.author
    write_mail(
        template,
        to=to,
        subject=f"{row.read_shown().author} {subject}",
        url=reverse("endorse", args=[secret]),
        headers={"Reply-To": author.email},
        endorsement=row,
        shown=row.read_shown(),
        author=author,
    )


@transaction.atomic
def quote(quoted):
    """Keep praise that the author pasted, and give it back as it is kept. A form sent twice quotes
    once."""
    packet = Packet.objects.locked().get(pk=quoted.packet_id)
    same = packet.endorsements.quoting(quoted.entry, quoted.name, quoted.text).first()
    if same is None:
        quoted.save()
    return same or quoted


# What a colleague does, by an address: an EndorsementSecret. Each raises LeadsNowhere where it does
# so by now.


@transaction.atomic
def answer(address, endorsement, *, revision):
    """Keep what a colleague filled in, over the revision that it was shown with. Sent twice it is
    one answer. Raises AlreadyPrinted, and EditConflict where it was changed elsewhere meanwhile."""
    row = _locked(address)
    if row.printed_in():
        raise AlreadyPrinted
    endorsement.keep(ANSWER, revision=revision)
    row.name = endorsement.name
    if row.state != State.GIVEN or endorsement.revision != row.revision:
        _tell(row, State.GIVEN)
    _verify(address)


@transaction.atomic
def confirm(address, *, revision):
    """Stand by what was written as it is, also when it was withdrawn. Does nothing where it says
    something else by now."""
    row = _locked(address)
    if row.revision != revision or row.state not in (State.GIVEN, State.WITHDRAWN):
        return
    if row.state != State.GIVEN:
        _tell(row, State.GIVEN)
    _verify(address)


@transaction.atomic
def decline(address, word):
    row = _locked(address)
    if row.state == State.ASKED:
        Endorsement.objects.filter(pk=row.pk).update(text=word)
        _tell(row, State.DECLINED)


@transaction.atomic
def withdraw(address):
    """Let it be printed in no later version. A version that prints it stays as it is."""
    row = _locked(address)
    if row.state == State.GIVEN:
        _tell(row, State.WITHDRAWN)


@transaction.atomic
def send_to_verify(address, email):
    """Send an address of its own to a mailbox, so that who reads it can confirm what was written.
    Raises TooManyMails."""
    row = _locked(address)
    if row.state != State.GIVEN or row.is_verified:
        return
    if take(ADDRESSES, row.pk):
        raise TooManyMails
    secret = EndorsementSecret.objects.make(row, mailed_to=email)
    subject = "is told that you wrote about a piece of work"
    _mail(row, "packets/mail/testimony_verify.txt", to=email, secret=secret, subject=subject)


def _verify(address):
    """Note that it was answered from a mailbox. Whoever holds an address that was passed on, its
    author among them, could change what was verified: such addresses end here."""
    if address.mailed_to:
        Endorsement.objects.filter(pk=address.endorsement_id).update(
            is_verified=True, email=address.mailed_to
        )
        others = EndorsementSecret.objects.filter(endorsement=address.endorsement_id)
        others.exclude(mailed_to=address.mailed_to).delete()


def _tell(row, state):
    Endorsement.objects.filter(pk=row.pk).update(state=state, answered_at=timezone.now())
    Notification.objects.tell(
        row.packet.author,
        Kind.TESTIFIED,
        packet=row.packet,
        path=f"{reverse('endorsement-list', args=[row.packet_id])}#endorsement-{row.pk}",
        by_name=row.name,
        detail=state,
    )


def _locked(address):
    """What an address leads to, as it is now that nothing else moves. The row is locked too, since
    its author takes it back without a lock on the packet; whether the address still leads there is
    asked after that."""
    Packet.objects.locked().get(pk=address.endorsement.packet_id)
    rows = Endorsement.objects.select_for_update(of=["self"]).for_display()
    row = rows.get(pk=address.endorsement_id)
    if not EndorsementSecret.objects.in_force().filter(pk=address.pk).exists():
        raise LeadsNowhere
    return row
