"""Pages that name no address: what a link says is kept, where it leads is not."""

import re
from html import escape, unescape

from django.utils.translation import gettext as _

from bragdoc.capture.links import ADDRESS, trim_link

LINK = re.compile(r'<a href="(?!#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
TEXT_WITH_ADDRESS = re.compile(r"(?<=>)[^<>]*?(?:(?i:https?)://|mailto:)[^<>]*(?=<)")
WRITTEN = re.compile(rf"{ADDRESS}|mailto:[^\s<>]+")


def addresses_left_out(html: str) -> str:
    """The same page. Links within it stay; an address in a text is the word for a link."""
    return TEXT_WITH_ADDRESS.sub(_without, LINK.sub(r"\1", html))


def _without(text: re.Match) -> str:
    return escape(WRITTEN.sub(_named, unescape(text[0])))


def _named(written: re.Match) -> str:
    """With the punctuation of the sentence, which is no part of the address."""
    return _("[link]") + written[0].removeprefix(trim_link(written[0]))
