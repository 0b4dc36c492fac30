"""What a field of an export holds, as words: whatever was in it, a page can show them."""

import re
from collections.abc import Mapping
from typing import Any

from bragdoc.capture.links import ADDRESS
from bragdoc.capture.titles import shortened

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e]")
_MAX_LINK = 2_000
_MAX_LISTED = 100
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNTICKED = re.compile(r"^[ \t]*[-*][ \t]*\[[ xX]\].*$", re.MULTILINE)
_EMPTY_HEADING = re.compile(r"^#{1,6}[ \t][^\n]*(?:\n+(?=#{1,6}[ \t])|\n*\Z)", re.MULTILINE)


def at(fields: Any, *path: str) -> Any:
    """The value at the end of this path of names; None where it leads nowhere."""
    for name in path:
        fields = fields.get(name) if isinstance(fields, Mapping) else None
    return fields


def plain(value: Any, limit: int = 300) -> str:
    """Words on one line; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    words = " ".join(_CONTROL.sub(" ", value[: 4 * limit]).split())
    return shortened(words, limit) if any(map(str.isprintable, words)) else ""


def prose(value: Any, limit: int = 4_000) -> str:
    """A description without its template: comments, boxes to tick, headings over nothing."""
    if not isinstance(value, str):
        return ""
    text = value[: 10 * limit].replace("\r\n", "\n").replace("\r", "\n")
    text = _UNTICKED.sub("", _COMMENT.sub("", _CONTROL.sub(" ", text)))
    while (shorter := _EMPTY_HEADING.sub("", text)) != text:
        text = shorter
    return shortened(re.sub(r"\n\s*\n\s*", "\n\n", text).strip(), limit)


def whole(value: Any) -> int | None:
    """A count; None for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def link(value: Any) -> str:
    """An address that a browser opens, or ""."""
    if isinstance(value, str) and len(value) <= _MAX_LINK and re.fullmatch(ADDRESS, value):
        return "" if _CONTROL.search(value) else value
    return ""


def listed(value: Any) -> list[Any]:
    return value[:_MAX_LISTED] if isinstance(value, list) else []
