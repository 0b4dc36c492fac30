"""The address a reminder is answered to: INBOUND_ADDRESS with a token after a plus sign.

The token names the person and the week and is signed, so that nobody else can write into a log by
guessing. It is short and knows no capitals: what stands before the @ holds 64 characters
(RFC 5321), and servers on the way may change their case.
"""

import re
from datetime import date

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_TOKEN = re.compile(r"(\d{1,18})-(\d{4})(\d{2})(\d{2})-([0-9a-f]{24})", re.ASCII)


def takes_replies() -> bool:
    """Whether there is an address to reply to, and a mailbox that is read."""
    return bool(settings.INBOUND_ADDRESS and settings.INBOUND_IMAP_URL)


def reply_address(person_pk: int, monday: date) -> str:
    """Where this person answers the reminder of this week; "" where no mail is taken in."""
    if not takes_replies():
        return ""
    local, _, domain = settings.INBOUND_ADDRESS.rpartition("@")
    return f"{local}+{token(person_pk, monday)}@{domain}"


def token(person_pk: int, monday: date) -> str:
    said = f"{person_pk}-{monday:%Y%m%d}"
    signature = salted_hmac("bragdoc.inbound", said, algorithm="sha256").hexdigest()[:24]
    return f"{said}-{signature}"


def named_by(address: str) -> tuple[int, date] | None:
    """The person and week that an address names; None where it is no such address of ours."""
    ours, _, our_domain = settings.INBOUND_ADDRESS.lower().rpartition("@")
    local, _, domain = address.lower().rpartition("@")
    name, _, said = local.partition("+")
    found = _TOKEN.fullmatch(said)
    if not found or (name, domain) != (ours, our_domain):
        return None
    try:
        pk, monday = int(found[1]), date(int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return None
    return (pk, monday) if constant_time_compare(said, token(pk, monday)) else None
