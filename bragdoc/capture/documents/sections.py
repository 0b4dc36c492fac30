"""The blocks of a document under the headings that hold them.

People write headings in more ways than Markdown has: a bold line, a date or a label with a colon
above a list, a bullet that only names what is nested below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from bragdoc.capture.dates import Period, Precision, whole_year
from bragdoc.capture.documents.blocks import Block, Kind, Source
from bragdoc.capture.documents.dating import Dating
from bragdoc.capture.documents.not_work import (
    about_section,
    introduces_examples,
    is_field_label,
    names_nothing,
)
from bragdoc.capture.documents.wording import letters

BOLD_LINE, LABEL, GROUP = 7, 8, 9  # levels, below the six of Markdown
MAX_LABEL = 60  # characters

_NEXT_YEAR = re.compile(r"\bnext\s+year\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """`text` is plain where that keeps every letter, else as written.

    `period` is the one date in it, and `is_period` says that it holds nothing else. `reason` says
    why what stands below is no work done, or is empty.
    """

    block: Block
    level: int
    text: str
    period: Period | None
    is_period: bool
    reason: str


def sections(source: Source, dating: Dating) -> Iterator[tuple[list[Heading], list[Block]]]:
    """Each path of headings, outermost first, with the blocks right below it.

    Headings that name a part of one entry ("Situation", "Result") stay among the blocks.
    """
    path: list[Heading] = []
    section: list[Block] = []
    for block, below in zip_longest(source.blocks, source.blocks[1:]):
        level = _level(block, below, period_around(path, dating), dating)
        if level and not is_field_label(source.plain(block.text)):
            yield path, section
            path = _above(path, level, source.plain(block.text))
            path = [*path, heading_of(source, block, level, path, dating)]
            section = []
        else:
            section.append(block)
    yield path, section


def _above(path: list[Heading], level: int, plain: str) -> list[Heading]:
    """The headings that a new one stands below.

    People write "Tasks" and "Notes" below a date without going a level down.
    """
    return [
        heading
        for heading in path
        if heading.level < level
        or (heading.level == level and heading.is_period and names_nothing(plain))
    ]


def heading_of(
    source: Source,
    block: Block,
    level: int,
    path: list[Heading],
    dating: Dating,
) -> Heading:
    plain = source.plain(block.text)
    text = plain if letters(plain) == letters(block.text) else block.text
    whole = dating.whole(plain, period_around(path, dating))
    period = whole or dating.of_heading(plain) or _year_after(plain, period_around(path, dating))
    return Heading(block, level, text, period, whole is not None, about_section(plain))


def _year_after(plain: str, near: Period | None) -> Period | None:
    """The period of "Goals for next year" in the document of a year."""
    if near and near.precision is Precision.YEAR and _NEXT_YEAR.search(plain):
        return whole_year(near.ends_on.year + 1)
    return None


def period_around(path: list[Heading], dating: Dating) -> Period | None:
    """The period of the innermost heading that has one, or that of the document."""
    return next((heading.period for heading in reversed(path) if heading.period), dating.document)


def _level(block: Block, below: Block | None, near: Period | None, dating: Dating) -> int:
    if block.kind is Kind.HEADING:
        return block.level
    if block.kind is Kind.PARAGRAPH and "\n" not in block.text:
        if re.fullmatch(r"(\*\*|__)(?!\s)[^*_]+\1:?", block.text):
            return BOLD_LINE
        labels = below is not None and below.kind is Kind.ITEM and len(block.text) <= MAX_LABEL
        if labels and dating.whole(block.text, near):
            return LABEL
        if labels and block.text.endswith(":") and not introduces_examples(block.text):
            return LABEL
    return 0
