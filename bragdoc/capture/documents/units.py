"""What one entry of a document is: a bullet, a section, a row, a paragraph or a line.

It is chosen for each document by how it is written, and its author may choose otherwise. Bullets
are the rule. They leave single sections that are divided into situation, action and result whole,
and take the rows of tables that begin with a date, so that documents of two minds come out well.
"""

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from bragdoc.capture.documents.blocks import Block, Kind, Source
from bragdoc.capture.documents.dating import Dating
from bragdoc.capture.documents.not_work import is_field_label, names_nothing
from bragdoc.capture.documents.sections import Heading, period_around
from bragdoc.capture.documents.tables import are_dated, rows_of
from bragdoc.capture.proposals import Candidate, Choice, Option


class Unit(StrEnum):
    BULLET = "bullet"
    SECTION = "section"
    ROW = "row"
    PARAGRAPH = "paragraph"
    LINE = "line"


NAME = "unit"  # of the choice
_LABELS = {
    Unit.BULLET: "Each bullet",
    Unit.SECTION: "Each section with its heading",
    Unit.ROW: "Each row of a table",
    Unit.PARAGRAPH: "Each paragraph with the list below it",
    Unit.LINE: "Each line, those of nested bullets too",
}
MOST = 0.6  # of the lines or rows, where a form must carry a document
MIN_FIELDS = 2  # labels such as "Result:" that make a section one entry

# An address, the key of a ticket or the time of day, with more behind it.
_KEYED = re.compile(r"\s*(?:<?https?://\S+>?|\[?[A-Z][A-Z\d]+-\d+\]?:?|\d\d?:\d\d(?::\d\d)?)\s+\S")

type Sections = list[tuple[list[Heading], list[Block]]]


def unit_of(source: Source, sections: Sections, dating: Dating) -> Unit:
    """The unit that the document is written in."""
    work = [
        (path, blocks) for path, blocks in sections if not any(heading.reason for heading in path)
    ]
    divided = [has_fields(source, section) for _, section in work]
    loose = [
        block
        for (_, section), fields in zip(work, divided, strict=True)
        if not fields
        for block in section
    ]
    prose = [line for b in loose if b.kind is Kind.PARAGRAPH for line in b.text.split("\n")]
    items = sum(block.kind is Kind.ITEM for block in loose)
    named = sum(bool(_KEYED.match(line) or dating.leading(line, None)) for line in prose)
    if named >= MOST * (len(prose) + items) > 0:
        return Unit.LINE
    if items:
        return Unit.BULLET
    if any(divided):
        return Unit.SECTION
    if _rows_in(source, work, dating) > len(prose):
        return Unit.ROW
    return Unit.SECTION if _titled(work) else Unit.PARAGRAPH


def unit_choice(unit: Unit, found: Mapping[Unit, tuple[Candidate, ...] | None]) -> Choice | None:
    """The units that come to something, and to what. None where there is nothing to choose.

    What a unit would come to is None where that has not been looked at.
    """
    options = tuple(
        Option(each, _LABELS[each], "" if candidates is None else _told(candidates))
        for each, candidates in found.items()
        if each is unit or candidates is None or candidates
    )
    if len(options) < 2:
        return None
    return Choice(NAME, "What is one entry?", options, unit)


def _told(candidates: tuple[Candidate, ...]) -> str:
    """What a reading comes to, such as "24 wins, 1 goal"."""
    offered = Counter(candidate.offers for candidate in candidates)
    words = [
        f"{offered[offer]} {one if offered[offer] == 1 else many}"
        for offer, one, many in _OFFERS
        if offered[offer] or offer == "win"
    ]
    return ", ".join(words)


_OFFERS = [("win", "win", "wins"), ("goal", "goal", "goals"), ("praise", "praise", "praise")]


def _rows_in(source: Source, work: Sections, dating: Dating) -> int:
    """How many rows the tables have that begin with a date."""
    tables = [
        rows_of(source, block, dating, period_around(path, dating))
        for path, section in work
        for block in section
        if block.kind is Kind.TABLE
    ]
    return sum(len(rows) for rows in tables if are_dated(rows))


def has_fields(source: Source, section: list[Block]) -> bool:
    """Whether the section is divided into situation, action, result and the like."""
    labels = sum(is_field_label(source.plain(block.text)) for block in section)
    return labels >= MIN_FIELDS


def names_work(path: list[Heading]) -> bool:
    """Whether a heading may be the title of one entry: third level or below, and no period."""
    if not path or not 3 <= path[-1].level <= 6:
        return False
    return not path[-1].is_period and not names_nothing(path[-1].text)


def _titled(work: Sections) -> bool:
    """Whether headings tell the entries: most of them have prose below, or nothing at all."""
    above = {id(heading) for path, _ in work for heading in path[:-1]}
    leaves = [(path, section) for path, section in work if path and id(path[-1]) not in above]
    titles = [path for path, section in leaves if names_work(path) or _is_bare(path, section)]
    return len(titles) >= MOST * len(leaves) > 0


def _is_bare(path: list[Heading], section: list[Block]) -> bool:
    return not section and path[-1].level > 1 and not path[-1].is_period
