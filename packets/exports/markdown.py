"""A packet as Markdown, the CommonMark that most programs read, with tables and strikethrough.

Every text is escaped, so nothing that somebody typed becomes a heading, a link or HTML. What the
author wrote in Markdown is read and written anew: an open fence ends with its own text.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils import translation
from markdown_it.token import Token

from bragdoc.markdown import read_markdown
from packets.document import Edition, Link, PacketDocument
from packets.exports.manuscript import manuscript
from packets.exports.pieces import (
    Heading,
    Links,
    Piece,
    Plain,
    Points,
    Table,
    Wording,
    Written,
    in_one_line,
    writable,
)

SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
STARTS_BLOCK = re.compile(r"^([ \t]*)(?:([-+#=:])|([0-9]{1,9})([.)]))")
UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\\x00-\x1f\x7f|`]")
MARKS = {"em": "*", "strong": "**", "s": "~~"}


def packet_markdown(document: PacketDocument, edition: Edition) -> str:
    """The whole packet, in the document's language. The same packet gives the same text."""
    with translation.override(document.language):
        return "\n\n".join(map(_piece, manuscript(document, edition))) + "\n"


def escaped(text: str) -> str:
    """The text on one line, with a backslash before all that Markdown would take for its own."""
    return _escaped_start(SPECIAL.sub(r"\\\g<0>", in_one_line(text)))


def _escaped_start(text: str) -> str:
    return STARTS_BLOCK.sub(
        lambda found: (
            rf"{found[1]}\{found[2]}" if found[2] else rf"{found[1]}{found[3]}\{found[4]}"
        ),
        text,
    )


def _piece(piece: Piece) -> str:
    match piece:
        case Heading(level, text):
            return f"{'#' * level} {escaped(text)}"
        case Plain(text, lead):
            return " ".join(filter(None, (_bold(lead), escaped(text))))
        case Written(markdown, lead):
            return "\n\n".join(filter(None, (_bold(lead), _rewritten(markdown))))
        case Wording(label, texts):
            quoted = (_bold(label), *(f"- {escaped(text)}" for text in texts))
            return "\n>\n".join(f"> {line}" for line in quoted)
        case Points(texts):
            return "\n".join(f"- {escaped(text)}" for text in texts)
        case Table(head, rows):
            return _table([[escaped(cell) for cell in row] for row in (head, *rows)])
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
    return f"<{_encoded(url)}>"


def _encoded(url: str) -> str:
    return UNSAFE_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), writable(url)
    )


def _table(rows: list[list[str]]) -> str:
    head, *others = rows
    lines = (head, ["---"] * len(head), *others)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _rewritten(text: str) -> str:
    return "\n\n".join(_Rewriting().blocks(read_markdown(text)))


class _Rewriting:
    """Writes markdown-it's tokens as Markdown. Lists and quotes are open while their blocks come:
    each gives every line its indent, and an item gives its first line the marker."""

    def __init__(self):
        self.indents: list[str] = []
        self.firsts: list[str] = []
        self.numbers: list[int | None] = []

    def blocks(self, tokens: Iterable[Token]) -> Iterator[str]:
        cells: list[list[str]] = []
        in_table = False
        for token in tokens:
            match token.type:
                case "blockquote_open":
                    self.open("> ", "> ")
                case "bullet_list_open":
                    self.numbers.append(None)
                case "ordered_list_open":
                    self.numbers.append(int(token.attrGet("start") or 0))
                case "list_item_open":
                    self.open_item()
                case "list_item_close" | "blockquote_close":
                    if self.firsts[-1] != self.indents[-1]:
                        yield self.placed("")
                    self.indents.pop()
                    self.firsts.pop()
                case "bullet_list_close" | "ordered_list_close":
                    self.numbers.pop()
                case "table_open":
                    cells, in_table = [], True
                case "tr_open":
                    cells.append([])
                case "table_close":
                    in_table = False
                    yield self.placed(_table(cells))
                case "inline" if in_table:
                    cells[-1].append(_spans(token, in_table=True))
                case "inline":
                    yield self.placed(_spans(token))
                case "fence" | "code_block":
                    yield self.placed(_fenced(token.content))
                case "hr":
                    yield self.placed("* * *")

    def open(self, first: str, indent: str) -> None:
        self.firsts.append(first)
        self.indents.append(indent)

    def open_item(self) -> None:
        number = self.numbers[-1]
        marker = "- " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1
        self.open(marker, " " * len(marker))

    def placed(self, text: str) -> str:
        first, *others = text.split("\n")
        indent = "".join(self.indents)
        lines = ("".join(self.firsts) + first, *(indent + line for line in others))
        self.firsts = [*self.indents]
        return "\n".join(map(str.rstrip, lines))


def _spans(inline: Token, *, in_table: bool = False) -> str:
    written = []
    leads_to = ""
    for token in inline.children or ():
        kind, _, side = token.type.rpartition("_")
        if kind in MARKS:
            written.append(MARKS[kind])
        elif token.type == "text":
            text = SPECIAL.sub(r"\\\g<0>", writable(token.content))
            written.append(_escaped_start(text.replace("\n", " ")))
        elif token.type == "code_inline":
            code = _code(token.content)
            written.append(code.replace("|", r"\|") if in_table else code)
        elif token.type == "softbreak":
            written.append(" ")
        elif token.type == "hardbreak":
            written.append(" " if in_table else "\\\n")
        elif kind == "link" and side == "open":
            leads_to = _encoded(str(token.attrGet("href")))
            written.append("[")
        elif kind == "link":
            written.append(f"](<{leads_to}>)")
    return "".join(written)


def _code(text: str) -> str:
    text = writable(text).replace("\n", " ")
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fenced(text: str) -> str:
    text = writable(text.removesuffix("\n"))
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """Of backticks."""
    return max((len(list(run)) for tick, run in groupby(text) if tick == "`"), default=0)
