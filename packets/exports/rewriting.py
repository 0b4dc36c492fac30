"""Markdown written anew, from the tokens that it was read as."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markdown_it.token import Token

from packets.exports.pieces import in_one_line, writable

SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
STARTS_BLOCK = re.compile(r"^([ \t]*)(?:([-+#=:])|([0-9]{1,9})([.)]))")
UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\\x00-\x1f\x7f|`]")
MARKS = {"em": "*", "strong": "**", "s": "~~"}


def rewritten(tokens: Iterable[Token]) -> str:
    """The Markdown that reads as these tokens of `read_markdown` do. Nothing typed survives but
    what is read: an open fence ends with its own text, a definition that nothing uses is gone."""
    return "\n\n".join(_Rewriting().blocks(tokens))


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


def encoded(url: str) -> str:
    return UNSAFE_IN_ADDRESS.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), writable(url)
    )


def table(rows: list[list[str]]) -> str:
    head, *others = rows
    lines = (head, ["---"] * len(head), *others)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


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
                    yield self.placed(table(cells))
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
            leads_to = encoded(str(token.attrGet("href")))
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
