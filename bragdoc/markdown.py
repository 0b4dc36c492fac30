"""Markdown as people write it in details and comments, to HTML that is safe anywhere.

Two walls: markdown-it with raw HTML off, then nh3 with an allow-list. And bounds, because the
same HTML is laid out for the PDF: deep nesting and wide tables, cheap to type, are ruinous there.
What passes a bound is shown as the text that was typed; it is never left out.
"""

import re
from collections.abc import Sequence

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block, reference, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_LENGTH = 50_000  # characters; longer text is shown as it was typed
MAX_BLOCKS = 12  # levels of blocks, where a list counts two
MAX_SPANS = 8  # emphasis and links inside one another
MAX_COLUMNS = 20
MAX_ROWS = 500
MAX_DEFINITIONS = 100  # of links, `[name]: https://…`

SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}


def render_markdown(text: str) -> SafeString:
    """Tables, strikethrough and CommonMark, to HTML with no class, style, id or image.

    Headings become bold paragraphs, so that the outline of the page or packet stays its own.
    An image becomes a link to it: a document fetches nothing. Links are absolute, to `SCHEMES`
    only; of any other link the words remain.
    """
    if len(text) > MAX_LENGTH:
        return format_html("<pre>{}</pre>", text)
    return mark_safe(_CLEANER.clean(_MARKDOWN.render(text)))  # noqa: S308  nh3 made it safe


def read_markdown(text: str) -> list[Token]:
    """The same text as markdown-it's tokens, within the same bounds, for what is not HTML.

    Headings are bold paragraphs here too, and images are links. A link that leads nowhere
    safe is its words.
    """
    if len(text) > MAX_LENGTH:
        return [Token("fence", "code", 0, content=text)]
    return _MARKDOWN.parse(text)


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)
_LINKABLE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def _bounded_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.level < MAX_BLOCKS and list_block(state, start, end, silent)


def _bounded_quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.level < MAX_BLOCKS and blockquote(state, start, end, silent)


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    header = state.getLines(start, start + 1, state.blkIndent, False)
    if header.count("|") > MAX_COLUMNS + 1:
        return False
    past = start + MAX_ROWS + 2
    if not silent and past < end and not any(map(state.isEmpty, range(start, past + 1))):
        return False
    return table(state, start, end, silent)


def _bounded_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if len(state.env.get("references", {})) >= MAX_DEFINITIONS:
        return False
    return reference(state, start, end, silent)


def _headings_to_bold(state: StateCore) -> None:
    for at, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[at + 1]
            inline.children = [
                Token("strong_open", "strong", 1),
                *(inline.children or []),
                Token("strong_close", "strong", -1),
            ]
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"


def _spans(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = _plain_links(token.children or [])
            depth = deepest = 0
            for child in token.children:
                depth += child.nesting
                deepest = max(deepest, depth)
            if deepest > MAX_SPANS:
                token.children = [Token("text", "", 0, content=token.content)]


def _plain_links(children: Sequence[Token]) -> list[Token]:
    """The same without images, and without links that lead nowhere safe."""
    result: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            open_links.append(bool(_LINKABLE.match(str(token.attrGet("href")))))
            if open_links[-1]:
                result.append(token)
        elif token.type == "link_close":
            if open_links.pop():
                result.append(token)
        elif token.type == "image":
            result.extend(_image_as_link(token, inside_link=bool(open_links)))
        else:
            result.append(token)
    return result


def _image_as_link(image: Token, *, inside_link: bool) -> list[Token]:
    address = str(image.attrGet("src"))
    words = Token("text", "", 0, content=image.content or address)
    if inside_link or not _LINKABLE.match(address):
        return [words]
    return [
        Token("link_open", "a", 1, attrs={"href": address}),
        words,
        Token("link_close", "a", -1),
    ]


_ENDS_PARAGRAPH = ["paragraph", "reference", "blockquote"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
_MARKDOWN.enable(["table", "strikethrough"])
_MARKDOWN.block.ruler.at("list", _bounded_list, {"alt": _ENDS_PARAGRAPH})
_MARKDOWN.block.ruler.at("blockquote", _bounded_quote, {"alt": [*_ENDS_PARAGRAPH, "list"]})
_MARKDOWN.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
_MARKDOWN.block.ruler.at("reference", _bounded_definition)
_MARKDOWN.core.ruler.push("spans", _spans)
_MARKDOWN.core.ruler.push("headings_to_bold", _headings_to_bold)
