"""Fetches what came into the mailbox (INBOUND_IMAP_URL), by IMAP4rev1 (RFC 3501).

A message is first taken in and then marked as seen. Killed in between, the same message is fetched
once more, found to be known, and marked. What is larger than MESSAGE_LIMIT is never fetched.
"""

import hashlib
import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import unquote, urlsplit

import structlog

from bragdoc.inbound.message import MESSAGE_LIMIT
from bragdoc.inbound.taking import refuse, take_in

log = structlog.get_logger(__name__)

MESSAGES_A_VISIT = 50
TIMEOUT = 30  # seconds of silence
PORTS = {"imaps": 993, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class NotFetched(Exception):
    """The mail server did not do what it was asked. The text names no password."""


def fetch_replies(url: str, now: datetime) -> int:
    """Take in what is unseen, the oldest first, and return how many messages that were.

    `url` is imaps://user:password@host:993/INBOX, percent-encoded where needed; imap:// is without
    encryption, for a server on the same machine. Raises NotFetched.
    """
    try:
        with _mailbox(url) as mailbox:
            uids = _asked(mailbox.uid("SEARCH", "UNSEEN"))[0] or b""
            oldest = uids.split()[:MESSAGES_A_VISIT]
            for uid in oldest:
                _take(mailbox, uid.decode("ascii", "replace"), now)
            return len(oldest)
    except (imaplib.IMAP4.error, OSError) as problem:
        raise NotFetched(type(problem).__name__) from problem


@contextmanager
def _mailbox(url: str) -> Iterator[imaplib.IMAP4]:
    """A mailbox, opened for writing and left again."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotFetched("INBOUND_IMAP_URL is no imaps:// address")
    connect = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    folder = unquote(parts.path.strip("/")) or "INBOX"
    quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
    with connect(parts.hostname, parts.port or PORTS[parts.scheme], timeout=TIMEOUT) as mailbox:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        _asked(mailbox.select(f'"{quoted}"'))
        yield mailbox


def _asked(answer: tuple[str, list]) -> list:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return data


def _take(mailbox: imaplib.IMAP4, uid: str, now: datetime) -> None:
    size = _SIZE.search(b" ".join(_lines(_asked(mailbox.uid("FETCH", uid, "(RFC822.SIZE)")))))
    if size and int(size[1]) > MESSAGE_LIMIT:
        # Nothing of it is read; it is known by where it lies.
        row = refuse(
            hashlib.sha256(b"%b %b" % (uid.encode(), size[1])),
            now,
            f"It is larger than {MESSAGE_LIMIT // 1_000_000} MB.",
        )
    else:
        found = _asked(mailbox.uid("FETCH", uid, "(BODY.PEEK[])"))
        bodies = [part[1] for part in found if isinstance(part, tuple)]
        if not bodies:
            return  # somebody else removed it meanwhile
        row = take_in(bodies[0], now)
    log.info("inbound_mail", outcome=row.outcome, reason=row.reason)
    _asked(mailbox.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))


def _lines(data: list) -> list[bytes]:
    return [part if isinstance(part, bytes) else part[0] for part in data if part]
