"""A Markdown source as a flat run of blocks that know their lines.

Blocks keep the source as it was written, so that nothing a person wrote passes through a renderer
and back. Only `plain_text` drops markup, for titles and for comparing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode


class Kind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    HTML = "html"


@dataclass(frozen=True)
class Block:
    """`text` is the heading, the paragraph, or the first paragraph of a list item.

    `rest` is what stands below that first paragraph, with its indent taken off, and `children`
    are the items among it. Lines count from 1; `last` is included.
    """

    kind: Kind
    text: str
    line: int
    last: int
    level: int = 0
    rest: str = ""
    children: tuple["Block", ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()  # of a table: line and cells


@dataclass(frozen=True)
class Source:
    lines: list[str]
    blocks: list[Block]
    references: dict[str, Any]
    _plain: dict[str, str] = field(default_factory=dict, compare=False)

    def text(self, line: int, last: int) -> str:
        return "\n".join(self.lines[line - 1 : last]).strip("\n")

    def plain(self, markdown: str) -> str:
        """`plain_text` of the first 4000 characters, which is more than a title needs."""
        written = markdown[:4000]
        if written not in self._plain:  # a document is read several times, once for each choice
            self._plain[written] = plain_text(written, self.references)
        return self._plain[written]


# Indented code is off: below a bullet an indent is a paragraph that someone indented too far.
# Inline markup is read where it is needed only, which keeps a large document fast.
_BLOCKS = MarkdownIt("commonmark").enable("table").disable(["code", "inline"])
_INLINE = MarkdownIt("commonmark").enable("strikethrough")
_KINDS = {
    "heading": Kind.HEADING,
    "paragraph": Kind.PARAGRAPH,
    "table": Kind.TABLE,
    "blockquote": Kind.QUOTE,
    "fence": Kind.CODE,
    "html_block": Kind.HTML,
}
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CRAMPED_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)


def read_blocks(text: str) -> Source:
    """`text` has "\\n" line ends. Horizontal rules and link definitions make no block."""
    text = _CRAMPED_HEADING.sub(r"\1 ", text)
    lines = text.split("\n")
    environment: dict[str, Any] = {}
    tree = SyntaxTreeNode(_BLOCKS.parse(text, environment))
    blocks: list[Block] = []
    for node in tree.children:
        if node.type in ("bullet_list", "ordered_list"):
            items = list(_items(node, lines))
            if blocks and _continues(blocks[-1], items, lines):
                blocks[-1] = _with_rest(blocks[-1], items, lines)
            else:
                blocks.extend(items)
        elif node.type in _KINDS:
            blocks.append(_block(node, lines))
    return Source(lines, blocks, environment.get("references", {}))


def plain_text(markdown: str, references: dict[str, Any] | None = None) -> str:
    """The words without markup, on one line but for breaks. Tags in HTML are dropped."""
    words = []
    for inline in _INLINE.parseInline(markdown, {"references": references or {}}):
        for token in inline.children or []:
            match token.type:
                case "softbreak":
                    words.append(" ")
                case "hardbreak":
                    words.append("\n")
                case "html_inline":
                    if _LINE_BREAK.fullmatch(token.content):
                        words.append("\n")
                case _:
                    words.append(token.content)
    return "".join(words).strip()


def _block(node: SyntaxTreeNode, lines: list[str]) -> Block:
    start, end = _span(node, lines)
    kind = _KINDS[node.type]
    level = int(node.tag[1]) if kind is Kind.HEADING else 0
    if kind in (Kind.HEADING, Kind.PARAGRAPH):
        text = node.children[0].content
    else:
        text = "\n".join(lines[start:end])
    rows = tuple(_rows(node, lines)) if kind is Kind.TABLE else ()
    return Block(kind, text, start + 1, end, level, rows=rows)


def _span(node: SyntaxTreeNode, lines: list[str]) -> tuple[int, int]:
    """The first line, from 0, and the one after the last that is not blank."""
    start, end = node.map or (0, 0)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def _rows(table: SyntaxTreeNode, lines: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in table.walk():
        if row.type == "tr":
            yield _span(row, lines)[0] + 1, tuple(cell.children[0].content for cell in row.children)


def _items(node: SyntaxTreeNode, lines: list[str]) -> Iterator[Block]:
    for item in node.children:
        start, end = _span(item, lines)
        if item.children and item.children[0].type == "paragraph":
            first = item.children[0]
            text, below = first.children[0].content, _span(first, lines)[1]
        else:
            text, below = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s*", "", lines[start]), start + 1
        children = tuple(
            child
            for nested in item.children
            if nested.type in ("bullet_list", "ordered_list")
            for child in _items(nested, lines)
        )
        rest = _unindented(lines[below:end])
        yield Block(Kind.ITEM, text, start + 1, end, rest=rest, children=children)


def _unindented(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip())
    cut = (line[min(indent, len(line) - len(line.lstrip())) :].rstrip() for line in lines)
    return "\n".join(cut).strip("\n")


def _continues(before: Block, items: list[Block], lines: list[str]) -> bool:
    """Whether a list of another kind right below "1. From this to that:" belongs to that item."""
    return (
        before.kind is Kind.ITEM
        and before.text.endswith(":")
        and not before.rest
        and items[0].line == before.last + 1
    )


def _with_rest(before: Block, items: list[Block], lines: list[str]) -> Block:
    rest = _unindented(lines[before.last : items[-1].last])
    return replace(before, last=items[-1].last, rest=rest, children=tuple(items))
