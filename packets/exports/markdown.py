"""A packet as Markdown, the CommonMark that most programs read, with tables and strikethrough.

Every text is escaped, so nothing that somebody typed becomes a heading, a link or HTML. What the
author wrote in Markdown is read and written anew: an open fence ends with its own text.
"""

from django.utils import translation

from bragdoc.markdown import read_markdown
from packets.document import Edition, Link, PacketDocument
from packets.exports.manuscript import manuscript
from packets.exports.pieces import (
    Heading,
    Links,
    Piece,
    Plain,
    Points,
    Quoted,
    Table,
    Wording,
    Written,
)
from packets.exports.rewriting import encoded, escaped, rewritten, table


def packet_markdown(document: PacketDocument, edition: Edition) -> str:
    """The whole packet, in the document's language. The same packet gives the same text."""
    with translation.override(document.language):
        return "\n\n".join(map(_piece, manuscript(document, edition))) + "\n"


def _piece(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"{'#' * level} {escaped(text)}"
        case Plain(text, lead):
            return " ".join(filter(None, (_bold(lead), escaped(text))))
        case Written(markdown, lead):
            return "\n\n".join(filter(None, (_bold(lead), rewritten(read_markdown(markdown)))))
        case Wording(label, texts):
            quoted = (_bold(label), *(f"- {escaped(text)}" for text in texts))
            return "\n>\n".join(f"> {line}" for line in quoted)
        case Quoted(label, paragraphs, name, standing, warrant):
            by = ", ".join(filter(None, (_bold(name), escaped(standing))))
            quoted = (_bold(label), *map(escaped, paragraphs), by, escaped(warrant))
            return "\n>\n".join(f"> {line}" for line in quoted)
        case Points(texts):
            return "\n".join(f"- {escaped(text)}" for text in texts)
        case Table(head, rows):
            return table([[escaped(cell) for cell in row] for row in (head, *rows)])
        case Links(numbered):
            return "\n".join(f"- {_link(number, link)}" for number, link in numbered)


def _bold(text: str) -> str:
    return text and f"**{escaped(text)}**"


def _link(number: int, link: Link) -> str:
    return " ".join(filter(None, (rf"\[{number}\]", escaped(link.label), _address(link.url))))


def _address(url: str) -> str:
    """An address that can be followed, or what was typed for one."""
    if not url.lower().startswith(("http://", "https://", "mailto:")):
        return escaped(url)
    return f"<{encoded(url)}>"
