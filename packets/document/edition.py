"""How a document is spelled and hashed, and which issue of it one has before oneself."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from packets.document.packet import PacketDocument


@dataclass(frozen=True)
class Edition:
    """Which issue of a document this is. Not part of it: sharing changes no word."""

    number: int | None
    """The version's number; None for a draft."""

    content_hash: str
    shared_on: date | None = None


def canonical_json(document: PacketDocument) -> bytes:
    """The one spelling of a document: sorted keys, no white space, UTF-8."""
    content = document.model_dump(mode="json")
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(document: PacketDocument) -> str:
    """SHA-256 of `canonical_json`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(document)).hexdigest()
