"""The marks with which people say how far something has come: ✅, [x], ❌, 🔄, (upcoming)."""

import re
from enum import StrEnum


class Mark(StrEnum):
    DONE = "done"
    NOT_DONE = "not done"
    OPEN = "open"  # an empty box says no more than that
    UNDECIDED = "undecided"
    AHEAD = "ahead"  # planned, or being worked on


_SIGNS = {
    "✅": Mark.DONE,
    "☑": Mark.DONE,
    "✔": Mark.DONE,
    "[x]": Mark.DONE,
    "❌": Mark.NOT_DONE,
    "✗": Mark.NOT_DONE,
    "✘": Mark.NOT_DONE,
    "[ ]": Mark.OPEN,
    "☐": Mark.OPEN,
    "🤔": Mark.UNDECIDED,
    "🔄": Mark.AHEAD,
    "📋": Mark.AHEAD,
    "⏳": Mark.AHEAD,
    "🚧": Mark.AHEAD,
}
_SIGN = "|".join(map(re.escape, _SIGNS))
_AT_START = re.compile(rf"\s*({_SIGN})\ufe0f?\s*", re.IGNORECASE)
_AT_END = re.compile(rf"\s({_SIGN})\ufe0f?\s*$", re.IGNORECASE)
_AHEAD_AT_END = re.compile(r"\((?:upcoming|planned)\)\W*$", re.IGNORECASE)


def mark_of(plain: str) -> Mark | None:
    """The mark before the text, or the one behind it."""
    found = _AT_START.match(plain) or _AT_END.search(plain)
    return _SIGNS[found[1].lower()] if found else None


def is_ahead(dated: str) -> bool:
    """Whether what has a date ends in "(upcoming)". In other texts that may be said of a part."""
    return bool(_AHEAD_AT_END.search(dated))


def after_mark(plain: str) -> int:
    """Where the text begins behind a mark before it."""
    found = _AT_START.match(plain)
    return found.end() if found else 0


def without_mark_at_end(plain: str) -> str:
    return _AT_END.sub("", plain)
