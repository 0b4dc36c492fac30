"""What a packet is made of where there are no pages: headings, paragraphs, lists and tables."""

import re
from dataclasses import dataclass

from packets.document import Link

UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, and no text means to show."""


@dataclass(frozen=True)
class Heading:
    level: int
    """1 for the packet, 2 for a part, 3 for a win or a gap."""

    text: str


@dataclass(frozen=True)
class Plain:
    """A paragraph as it stands; `lead` is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Written:
    """A text of the author's, in Markdown; `lead` is set in bold at its start."""

    markdown: str
    lead: str = ""


@dataclass(frozen=True)
class Wording:
    """Sentences of the ladder, under a label that says whose words they are."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Quoted:
    """What a colleague says: neither the author's words nor the ladder's."""

    label: str
    paragraphs: tuple[str, ...]
    name: str
    standing: str
    """Who that is, in a line; may be empty."""

    warrant: str
    """How it is known who said it."""


@dataclass(frozen=True)
class Points:
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Links:
    """Addresses with the numbers that the titles above refer to."""

    numbered: tuple[tuple[int, Link], ...]


type Piece = Heading | Plain | Written | Wording | Quoted | Points | Table | Links


def writable(text: str) -> str:
    """The text with a replacement character for each that no file can hold."""
    return UNWRITABLE.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """Its words, as a page shows them: line breaks and runs of spaces are one space."""
    return " ".join(writable(text).split())
