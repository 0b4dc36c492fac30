"""A message becomes wins of the person whose reminder it answers.

It is taken when it was sent to the address of a reminder, whose token only we can make, and from an
address that this person has proved to be theirs. Nobody is told of a refusal: whoever wrote may not
be who the message says (no backscatter, RFC 3834).
"""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from accounts.models import User
from bragdoc.capture.line import Line
from bragdoc.forms.capture import LineForm
from bragdoc.inbound.addresses import named_by
from bragdoc.inbound.message import Message, Refused, read_message
from bragdoc.inbound.reply import own_lines
from bragdoc.models import Entry, InboundMail
from bragdoc.models.entries import DETAILS_LIMIT, TITLE_LIMIT

ANSWERED_WITHIN = timedelta(days=60)  # of the Monday of the reminder’s week


class Answer(NamedTuple):
    person: User
    monday: date
    lines: list[str]


def take_in(data: bytes, now: datetime) -> InboundMail:
    """Keep a message as wins, or note why not, in one transaction. The same one again changes
    nothing."""
    try:
        message = read_message(data, ours={settings.INBOUND_ADDRESS.lower()})
        answer = answer_of(message, now)
    except Refused as refused:
        return refuse(hashlib.sha256(data), now, str(refused))
    return keep(message, answer, now)


def refuse(digest, now: datetime, reason: str) -> InboundMail:
    """Note that a message was not taken. By its bytes, not by its Message-ID: what a stranger sends
    may carry any, and must not stand in the way of the message whose it is."""
    row, _ = InboundMail.objects.get_or_create(
        digest=digest.hexdigest(),
        defaults={
            "outcome": InboundMail.Outcome.REFUSED,
            "reason": reason[:80],
            "received_at": now,
        },
    )
    return row


def answer_of(message: Message, now: datetime) -> Answer:
    """Whose wins the message holds. Raises Refused."""
    named = next(filter(None, map(named_by, message.recipients)), None)
    if named is None:
        raise Refused("It does not answer a reminder.")
    pk, monday = named
    if now.date() - monday > ANSWERED_WITHIN:
        raise Refused("It answers a reminder that is too old.")
    person = User.objects.filter(pk=pk, is_active=True).first()
    proved = EmailAddress.objects.filter(user_id=pk, verified=True, email__iexact=message.sender)
    if person is None or not proved.exists():
        raise Refused("It comes from an address that is not this person’s.")
    lines = own_lines(message.text)
    if not lines:
        raise Refused("There is nothing in it beside what it quotes.")
    return Answer(person, monday, lines)


@transaction.atomic
def keep(message: Message, answer: Answer, now: datetime) -> InboundMail:
    """Each line becomes a win, with the whole text as its source."""
    row, is_new = InboundMail.objects.get_or_create(
        digest=message.digest,
        defaults={
            "person": answer.person,
            "outcome": InboundMail.Outcome.KEPT,
            "received_at": now,
        },
    )
    if not is_new:
        return row
    entries = [log(line, answer, now, source=message.text) for line in answer.lines]
    row.entry = entries[0]
    row.save(update_fields=["entry"])
    return row


def log(text: str, answer: Answer, now: datetime, *, source: str) -> Entry:
    """A line of the answer as a win: on the dates it says, else today, or, once the week that was
    asked about is over, in that week."""
    form = LineForm({"text": text}, author=answer.person)
    if form.is_valid():
        line, details = form.line, ""
    else:  # too long for a title, or nothing but tokens: it is kept as it was written
        line = Line(title=shortened(text))
        details = text[:DETAILS_LIMIT] if line.title != text else ""
    sunday = answer.monday + timedelta(days=6)
    today = now.astimezone(ZoneInfo(answer.person.time_zone)).date()
    if line.starts_on is None and not answer.monday <= today <= sunday:
        line = replace(line, starts_on=answer.monday, ends_on=sunday)
    competencies = [form.taggable[slug] for slug in line.competencies]
    entry = Entry.objects.log(line, author=answer.person, competencies=competencies)
    entry.details, entry.source = details, source
    entry.save(update_fields=["details", "source"])
    return entry


def shortened(text: str) -> str:
    """What of a text fits into a title, up to a space where there is one."""
    if len(text) <= TITLE_LIMIT:
        return text
    head = text[: TITLE_LIMIT - 1]
    return f"{head.rpartition(' ')[0] or head}…"
