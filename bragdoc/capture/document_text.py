"""The bytes of a document as text."""

import re

from bragdoc.capture.proposals import Unreadable

MAX_BYTES = 2_000_000
MAX_LINES = 20_000  # ten years of logs
MAX_CONTROLS = 0.05  # of the characters; a few slip in where a terminal is copied from

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


class UnreadableDocument(Unreadable):
    """The bytes are in no encoding that is read here; each reader adds what would do."""


def decoded(data: bytes) -> str:
    """The text of UTF-8 or UTF-16, byte-order mark or not. Raises UnreadableDocument."""
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif nulls := data.count(0):
        # Latin text in UTF-16 has a null in every pair, always on the same side.
        for side, utf16 in ((1, "utf-16-le"), (0, "utf-16-be")):
            if data[side::2].count(0) == nulls > len(data) / 5:
                encoding = utf16
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableDocument("The document is not text in UTF-8 or UTF-16.") from None


def decode(data: bytes) -> str:
    """The text with "\n" line ends and plain spaces for all others. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable("The document is larger than 2 MB. Bring it in parts.")
    try:
        text = decoded(data)
    except UnreadableDocument as problem:
        raise Unreadable(f"{problem} Save it as UTF-8, and bring it in again.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if text.count("\n") > MAX_LINES:
        raise Unreadable("The document has more than 20,000 lines. Bring it in parts.")
    text, controls = _CONTROL.subn(" ", text)
    if "\0" in text or controls > MAX_CONTROLS * len(text):
        raise Unreadable(
            "The file is not text. Save the document as Markdown or plain text, and bring in that."
        )
    if not any(char.isalnum() for char in text):
        raise Unreadable("The document is empty.")
    return text
