"""Pages that name no address: what a link says is kept, where it leads is not."""

import re

from django.utils.translation import gettext as _

from bragdoc.capture.links import ADDRESS

LINK = re.compile(r'<a href="(?!#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
TAG_OR_ADDRESS = re.compile(rf"(<[^>]*>)|{ADDRESS}|mailto:[^\s<>]+")


def addresses_left_out(html: str) -> str:
    """The same page. Links within it stay; an address in a text is the word for a link."""
    said = LINK.sub(r"\1", html)
    return TAG_OR_ADDRESS.sub(lambda found: found[1] or _("[link]"), said)
