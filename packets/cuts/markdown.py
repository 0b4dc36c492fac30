"""Words and links taken out of what somebody wrote in Markdown.

It is read first, so that "Her**on**" and "&#72;eron" are found as what a reader reads. A text in
which nothing is found stays as it was typed; one in which something is found is written anew, so
that nothing goes with it that no reader sees.
"""

from collections.abc import Callable

from markdown_it.token import Token

from bragdoc.markdown import read_markdown
from packets.exports.rewriting import rewritten

type Change = Callable[[str], str]
"""From a text as it is read to what is to be read instead."""


def changed_markdown(text: str, change: Change, *, leads_away: Change | None = None) -> str:
    """The text with `change` made to all that is read in it, and to what is not read.

    `leads_away` is given the address of each link, and answers the one that is kept; a link
    whose address is kept empty becomes its words. Without it every link stays.
    """
    tokens = read_markdown(text)
    is_changed = change(text) != text
    for token in tokens:
        if token.type == "inline":
            is_changed |= _change_links(token, leads_away)
            is_changed |= _change_words(token, change)
        elif token.type in ("fence", "code_block"):
            kept, token.content = token.content, change(token.content)
            is_changed |= kept != token.content
    return rewritten(tokens) if is_changed else text


def read_words(text: str) -> str:
    """What a reader reads of it, each paragraph, cell and line of code on a line of its own."""
    return "\n".join(
        _read(token.children or []) if token.type == "inline" else token.content
        for token in read_markdown(text)
        if token.type in ("inline", "fence", "code_block")
    )


def links_in(text: str) -> list[str]:
    """Where its links lead, in their order."""
    return [
        str(token.attrGet("href"))
        for block in read_markdown(text)
        for token in block.children or ()
        if token.type == "link_open"
    ]


def _change_links(inline: Token, leads_away: Change | None) -> bool:
    if leads_away is None:
        return False
    kept: list[Token] = []
    is_open: list[bool] = []
    for token in inline.children or ():
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            is_open.append(leads_away(address) == address)
            if is_open[-1]:
                kept.append(token)
        elif token.type == "link_close":
            if is_open.pop():
                kept.append(token)
        else:
            kept.append(token)
    is_changed = len(kept) < len(inline.children or ())
    inline.children = kept
    return is_changed


def _change_words(inline: Token, change: Change) -> bool:
    """In each stretch of text by itself; where marks run through a word, without the marks."""
    children = inline.children or []
    before = _read(children)
    if change(before) == before:
        return False
    for token in children:
        token.content = change(token.content)
    after = _read(children)
    if change(after) != after:
        inline.children = [Token("text", "", 0, content=change(before))]
    return True


def _read(children: list[Token]) -> str:
    return "".join(" " if token.type.endswith("break") else token.content for token in children)
