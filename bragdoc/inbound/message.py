"""A message as it came in: bytes in, who wrote what to whom out, or why it is not taken.

Anybody can send anything to a public address. Whatever the bytes are, the answer is a `Message` or
`Refused`, in bounded time and memory.
"""

import codecs
import email
import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses
from itertools import islice
from typing import cast

from bragdoc.inbound.text_of_html import text_of_html

MESSAGE_LIMIT = 2_000_000  # bytes
PARTS_LIMIT = 100
TEXT_LIMIT = 100_000  # characters that are read
HEADER_LIMIT = 2_000  # characters of a header that are read
HEADERS_LIMIT = 10  # headers of one name that are read

# Headers of machines, in any message that has them (RFC 3834, RFC 2919, and older habits).
AUTOMATIC = ("x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-loop", "feedback-id")
BULK = {"bulk", "list", "junk", "auto_reply"}
RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


# Names of hosts are written in them, never texts. To decode one takes ever longer.
NOT_OF_TEXTS = {"punycode", "idna"}
_PART = re.compile(rb"(?:\A|[\r\n])content-type[ \t]*:", re.IGNORECASE)


class Refused(Exception):
    """The message is not taken. Its text says why, in at most 80 characters."""


class TooManyParts(Refused):
    def __init__(self) -> None:
        super().__init__(f"It has more than {PARTS_LIMIT} parts.")


class BoundedPolicy(policy.EmailPolicy):
    """Cuts long headers before they are understood, which takes ever longer with their length."""

    def header_source_parse(self, sourcelines):
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_LIMIT]


POLICY = BoundedPolicy()


@dataclass(frozen=True)
class Message:
    """`sender` and `recipients` are bare addresses in lower case; `text` is all that was written,
    with what it quotes, in lines."""

    digest: str  # SHA-256 of its Message-ID, or of its bytes where it has none
    sender: str
    recipients: tuple[str, ...]
    text: str


def read_message(data: bytes, *, ours: Collection[str]) -> Message:
    """Read one message. `ours` are the addresses that this installation writes from, in lower case.

    Raises Refused, and nothing else.
    """
    if len(data) > MESSAGE_LIMIT:
        raise Refused(f"It is larger than {MESSAGE_LIMIT // 1_000_000} MB.")
    try:
        return _read(data, ours)
    except Refused:
        raise
    except Exception as problem:
        # The parser answers malformed headers with whatever went wrong inside it, from IndexError
        # to RecursionError.
        raise Refused("It cannot be read.") from problem


def _read(data: bytes, ours: Collection[str]) -> Message:
    if sum(1 for _ in _PART.finditer(data)) > PARTS_LIMIT:
        raise TooManyParts
    # The stubs do not know what this policy makes.
    message = cast("EmailMessage", email.message_from_bytes(data, policy=POLICY))
    senders = _addresses(message, "From")
    if len(senders) != 1:
        raise Refused("It is not from one address.")
    (sender,) = senders
    if _plain(sender) in ours:
        raise Refused("It is one of our own.")
    _refuse_machines(message)
    name = str(message.get("Message-ID", "")).strip()
    text = _text(message)
    if not text.strip():
        raise Refused("There is no text in it.")
    return Message(
        digest=hashlib.sha256(name.encode("utf-8", "replace") or data).hexdigest(),
        sender=sender,
        recipients=tuple(
            dict.fromkeys(a for name in RECIPIENTS for a in _addresses(message, name))
        ),
        text=text,
    )


def _plain(address: str) -> str:
    """An address without what stands after a plus sign."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _addresses(message: EmailMessage, name: str) -> list[str]:
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    values = [str(POLICY.header_fetch_parse(name, v)) for v in islice(found, HEADERS_LIMIT)]
    return [address.lower() for _, address in getaddresses(values) if "@" in address]


def _refuse_machines(message: EmailMessage) -> None:
    """Refuse what no person sent: answering machines, lists, reports of failure, ourselves."""
    said = {name.lower(): str(value).strip().lower() for name, value in message.raw_items()}
    if (
        said.get("auto-submitted", "no").partition(";")[0].strip() != "no"
        or said.get("precedence") in BULK
        or said.get("return-path") == "<>"
        or any(name in said for name in AUTOMATIC)
        or any(name.startswith("list-") for name in said)
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
    ):
        raise Refused("A machine wrote it, or a list passed it on.")


def _text(message: EmailMessage) -> str:
    """What is written in it: its plain text, or where there is none, its HTML without markup."""
    html = ""
    for count, part in enumerate(_leaves(message)):
        if count == PARTS_LIMIT:
            raise TooManyParts
        kind = part.get_content_type()
        if part.is_attachment() or kind not in ("text/plain", "text/html"):
            continue
        text = _decoded(part)
        if kind == "text/plain" and text.strip():
            return _unflowed(text) if part.get_param("format") == "flowed" else text
        html = html or text
    return text_of_html(html)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order; of an attached message nothing."""
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]
        elif part.get_content_maintype() != "message":
            yield part


def _decoded(part: EmailMessage) -> str:
    """The text of a part; bytes that are not of its charset, or of a charset that nobody knows, are
    replaced. Control characters that no database keeps go."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # noqa: S101  a leaf, decoded
    try:
        charset = codecs.lookup(str(part.get_content_charset("utf-8"))).name
        text = data.decode("utf-8" if charset in NOT_OF_TEXTS else charset, "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    text = text[:TEXT_LIMIT].encode("utf-8", "replace").decode()
    return _UNKEPT.sub("", "\n".join(text.splitlines()))


_UNKEPT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _unflowed(text: str) -> str:
    """Join the lines that a mail program broke to fit (RFC 3676): they end with a space."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ") if not line.startswith(">") else line
        if goes_on and lines and line.startswith(">") == lines[-1].startswith(">"):
            lines[-1] += line.lstrip("> ") if line.startswith(">") else line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
