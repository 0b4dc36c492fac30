"""Words, names and addresses taken out of every text of a document."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bragdoc.capture.links import ADDRESS, trim_link
from packets.cuts.cut import LINKS, Record
from packets.cuts.finder import Finder
from packets.cuts.markdown import changed_markdown, links_in, read_words
from packets.cuts.texts import Nature, written
from packets.document import PacketDocument

LINK_MARK = "[link removed]"

ADDRESSES = re.compile(
    rf"(?<![^\W_]){ADDRESS}|(?:mailto:)?[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{{2,}}|(?<![^\W_])www\.[^\s<>]+"
)
"""Of pages and of mailboxes, as they stand in a text."""


def black_out(
    document: PacketDocument, finder: Finder, record: Record, *, group: str, in_ladder: bool
) -> PacketDocument:
    """The document with what the finder finds replaced; the ladder's words only when asked. A
    link whose address has one of them leads nowhere any more."""

    def change(text: str) -> str:
        result, end = [], 0
        for found in finder.find(text):
            result += [text[end : found.start], found.term.became]
            end = found.end
        return "".join((*result, text[end:]))

    def leads_away(address: str) -> str:
        return "" if finder.find(unquote(address)) else address

    def write(text: str, nature: Nature, title: str) -> str:
        if nature == "ladder" and not in_ladder:
            return text
        if nature == "address":
            if (kept := leads_away(text)) != text:
                record.note(LINKS, text, "", title)
            return kept
        is_markdown = nature == "markdown"
        found = finder.find(read_words(text) if is_markdown else text) or finder.find(text)
        for one in found:
            record.note(group, one.term.words, one.term.became, title)
        if not is_markdown:
            return change(text)
        return changed_markdown(text, change, leads_away=leads_away)

    return written(document, write)


def without_addresses(document: PacketDocument, record: Record) -> PacketDocument:
    """The document in which no link leads anywhere and no address of a page or a mailbox is read.
    Who somebody is stays, also where that is told by a mailbox."""

    def change(text: str) -> str:
        return ADDRESSES.sub(lambda found: _marked(found[0]), text)

    def write(text: str, nature: Nature, title: str) -> str:
        if nature == "person":
            return text
        is_markdown = nature == "markdown"
        for address in [text] if nature == "address" else _addresses(text, is_markdown):
            record.note(LINKS, address, "", title)
        if nature == "address":
            return ""
        if is_markdown:
            return changed_markdown(text, change, leads_away=lambda _address: "")
        return change(text)

    return written(document, write)


def _marked(found: str) -> str:
    """The mark, and what of the sentence around an address was taken for a part of it."""
    return LINK_MARK + found.removeprefix(trim_link(found))


def _addresses(text: str, is_markdown: bool) -> Iterator[str]:
    """Each as often as it stands there; those that only lead somewhere, after those that are
    read."""
    words = read_words(text) if is_markdown else text
    read = [trim_link(found[0]) for found in ADDRESSES.finditer(words)]
    yield from read
    if is_markdown:
        yield from (address for address in links_in(text) if address not in read)
