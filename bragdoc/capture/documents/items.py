"""What an item of a list is: work done, a goal, a name over other items, or none of these.

`dated` says that the item begins with a date, and so tells of something that was at that time.
"""

import re

from bragdoc.capture.documents.blocks import Block, Source
from bragdoc.capture.documents.marks import Mark, after_mark, is_ahead, mark_of
from bragdoc.capture.documents.not_work import (
    EXAMPLE,
    GOAL,
    TECHNOLOGY,
    about_text,
    introduces_examples,
    tells_of_work,
)
from bragdoc.capture.documents.wording import letters

MAX_NAME = 3  # words of an item that only names those below it
MIN_WORDS = 4  # of these, on average

_MARK_REASONS = {Mark.NOT_DONE: "Marked as not done", Mark.UNDECIDED: "Marked as undecided"}
_ONLY_LINK = re.compile(r"\s*<?https?://\S+>?\s*")
_PAST = re.compile(r"\d|ed\b")


def why_no_win(item: Block, plain: str, reason: str, *, dated: bool) -> str:
    """GOAL for what is offered as a goal, another reason for what is skipped, "" for a win.

    `reason` is that of the headings above. A mark on the item itself says more than they do.
    """
    mark = mark_of(plain)
    if reason == TECHNOLOGY and tells_of_work(plain):
        return ""
    if reason not in ("", GOAL):
        return reason
    if item.children and introduces_examples(plain):
        return EXAMPLE
    if mark is Mark.DONE and letters(plain[after_mark(plain) :]):
        return ""
    why = _not_work(item, plain, dated=dated)
    if why not in ("", GOAL):
        return why
    if mark in _MARK_REASONS:
        return _MARK_REASONS[mark]
    if mark is Mark.OPEN and reason != GOAL:
        return "Marked as not done"
    return GOAL if mark is Mark.AHEAD else why or reason


def is_only_link(text: str) -> bool:
    return bool(_ONLY_LINK.fullmatch(text))


def _not_work(item: Block, plain: str, *, dated: bool) -> str:
    if not letters(plain[after_mark(plain) :]) and not letters(item.rest):
        return "Nothing is written here"
    if dated:
        return GOAL if is_ahead(plain) else ""
    if is_only_link(item.text) and not item.rest:
        return "Only a link"
    return about_text(plain)


def has_only_items(item: Block) -> bool:
    """Whether nothing but items stands below it."""
    nested = sum(child.last - child.line + 1 for child in item.children)
    return bool(item.children) and nested == item.rest.count("\n") + 1


def names_a_group(source: Source, item: Block, plain: str, *, dated: bool) -> bool:
    """Whether it is a bare noun over items that have their own verbs."""
    if dated or len(plain.split()) > MAX_NAME or len(item.children) < 2:
        return False
    # A figure or a word in the past tense says what was done: "Mentored Noor" is an entry.
    if _PAST.search(plain) or not has_only_items(item):
        return False
    words = [len(source.plain(child.text).split()) for child in item.children]
    return sum(words) >= MIN_WORDS * len(words)
