"""The bytes of an export as text, and a clear answer where they are none."""

from bragdoc.capture.document_text import UnreadableDocument, decoded
from bragdoc.capture.packed import refuse_packed
from bragdoc.capture.proposals import Unreadable

MAX_BYTES = 20_000_000
MAX_ITEMS = 50_000
MAX_LINES = 2_000_000
_LOOK = 65_536  # bytes, enough to tell what a file is


def text_of(data: bytes) -> str:
    """UTF-8 or UTF-16 of at most `MAX_BYTES`, with "\\n" line ends. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable("The file is larger than 20 MB. Export a shorter period.")
    refuse_packed(data)
    try:
        text = decoded(data)
    except UnreadableDocument:
        raise Unreadable("The file is not text in UTF-8 or UTF-16. Export it again.") from None
    if "\0" in text:
        raise Unreadable("The file is not a text. Bring in what the tracker exports.")
    if not text.strip():
        raise Unreadable("The file is empty.")
    if text.lstrip("\ufeff \t\r\n")[:200].casefold().startswith(("<!doctype html", "<html")):
        raise Unreadable(
            "This is a web page, not an export. It may be a page that asks to sign in."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise Unreadable("The file has more than 2,000,000 lines. Export a shorter period.")
    return text


def beginning_of(data: bytes) -> str:
    """As much as is needed to recognise a file; "" for what is no text."""
    for cut in (_LOOK, -1, -2, -3):  # where the data ends within a letter, without that
        try:
            return decoded(data[:_LOOK][:cut]).lstrip("\ufeff")
        except UnreadableDocument:
            continue
    return ""


def refuse_many(items: int) -> None:
    if items > MAX_ITEMS:
        raise Unreadable("The file holds more than 50,000 items. Export a shorter period.")
