"""Whether an address leads to somebody's own mailbox, as far as that can be read off it."""

import re

from allauth.account.models import EmailAddress

DOTLESS = {"gmail.com", "googlemail.com"}  # their mailboxes are known without dots


def mailbox_of(address: str) -> str:
    """The mailbox that an address is delivered to: without case, without quotes (RFC 5321, 4.1.2)
    and without what follows a plus (RFC 5233), in the domain that a mail is sent to (RFC 3490)."""
    local, _, domain = address.rpartition("@")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    domain = _sent_to(domain)
    name = local.partition("+")[0].casefold() or local
    return f"{name.replace('.', '') if domain in DOTLESS else name}@{domain}"


def _sent_to(domain):
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:  # no domain at all
        return domain.lower()


def is_mailbox_of(person, address: str) -> bool:
    """Whether it is known to be this person's: under the address of the account, or another that
    they proved or want to prove."""
    named = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return mailbox_of(address) in {mailbox_of(each) for each in (person.email, *named)}
