"""From the sections of a document to drafts, by the unit that its entries have."""

import re
from collections.abc import Callable
from dataclasses import replace

from bragdoc.capture.dates import Period
from bragdoc.capture.documents.blocks import Block, Kind
from bragdoc.capture.documents.drafts import Draft, Drafting, Passage
from bragdoc.capture.documents.items import (
    has_only_items,
    is_only_link,
    names_a_group,
    why_no_win,
)
from bragdoc.capture.documents.lines import Lines
from bragdoc.capture.documents.not_work import EXAMPLE, GOAL, about_text, introduces_examples
from bragdoc.capture.documents.praise import Praise, is_about_praise, quoted_by, quoted_in
from bragdoc.capture.documents.sections import GROUP, Heading, heading_of, period_around
from bragdoc.capture.documents.tables import are_dated, rows_of
from bragdoc.capture.documents.units import Sections, Unit, has_fields, names_work

BESIDE_LIST = "Text around a list"
_BESIDE = {Unit.ROW: "Text beside the tables", Unit.SECTION: "Text between the sections"}
_KIND_REASONS = {Kind.QUOTE: "A quotation", Kind.CODE: "Code", Kind.HTML: "HTML or a comment"}
_ASIDE = re.compile(r"([*_])(?![*_\s]).*(?<![*_\s])\1", re.DOTALL)


class Reader:
    """Reads every section once. `drafts` and `lines` hold what came of it, `headings` all seen.

    `step` is told how many blocks and rows were read since it was last told.
    """

    def __init__(
        self, drafting: Drafting, unit: Unit, lines: Lines, step: Callable[[int], None]
    ) -> None:
        self.drafting = drafting
        self.source = drafting.source
        self.dating = drafting.dating
        self.unit = unit
        self.lines = lines
        self.step = step
        self.drafts: list[Draft] = []
        self.headings: list[Heading] = []

    def read(self, sections: Sections) -> None:
        above = {id(heading) for path, _ in sections for heading in path[:-1]}
        self.lists_work = any(block.kind is Kind.ITEM for block in self.source.blocks)
        for path, section in sections:
            self.headings.extend(path[-1:])
            self.step(len(path[-1:]))
            leaf = bool(path) and id(path[-1]) not in above
            reason = next((heading.reason for heading in path if heading.reason), "")
            if not reason and self._is_one_entry(path, section, leaf):
                self._read_whole(path, section)
                self.step(len(section))
            else:
                self._read_blocks(path, section, reason)

    # Whole sections.

    def _is_one_entry(self, path: list[Heading], section: list[Block], leaf: bool) -> bool:
        """Whether the section tells of one piece of work, named by its heading.

        Where bullets are the unit, it does when it is divided into situation, action, result and
        the like, or when a heading that may name work is followed by prose. A list in which items
        carry their own dates is a list of entries all the same.
        """
        named = bool(path) or bool(self.drafting.front.title)
        divided = named and has_fields(self.source, section)
        if self.unit is Unit.SECTION:
            listed = any(block.kind in (Kind.ITEM, Kind.TABLE) for block in section)
            bare = not section and path and path[-1].level > 1 and not path[-1].is_period
            told = any(self._says_work(block) for block in section)
            return divided or (leaf and bool(bare or told)) or (bool(path) and listed and told)
        if self.unit is not Unit.BULLET or not section:
            return False
        first = section[0]
        plain = self.source.plain(first.text)
        return divided or (
            names_work(path)
            and first.kind is Kind.PARAGRAPH
            and not is_about_praise(path[-1].text)
            and not quoted_in(plain)
            and not about_text(plain)
            and not introduces_examples(plain)
            and not any(
                self.dating.leading(self.source.plain(block.text), None)
                for block in section
                if block.kind is Kind.ITEM
            )
        )

    def _says_work(self, block: Block) -> bool:
        plain = self.source.plain(block.text)
        return block.kind in (Kind.ITEM, Kind.PARAGRAPH, Kind.TABLE) and not about_text(plain)

    def _read_whole(self, path: list[Heading], section: list[Block]) -> None:
        last = section[-1].last if section else path[-1].block.last
        body = self.source.text(section[0].line, last) if section else ""
        if not path:
            title, line = self.drafting.front.title, section[0].line
            self._add(Passage(path, title, body, line, last, self.dating.document))
        elif path[-1].is_period and section:
            rest = body if len(section) > 1 else section[0].rest
            near = self._around(path)
            self._add(Passage(path, section[0].text, rest, section[0].line, last, near))
        else:
            heading = path[-1].block
            near, offers = self._around(path), self._offers(path, "")
            self._add(Passage(path[:-1], heading.text, body, heading.line, last, near, offers))

    # Blocks.

    def _read_blocks(self, path: list[Heading], section: list[Block], reason: str) -> None:
        listed = any(block.kind in (Kind.ITEM, Kind.TABLE) for block in section)
        examples = False
        at = 0
        while at < len(section):
            block, taken = section[at], 1
            if block.kind is Kind.PARAGRAPH and reason in ("", GOAL):
                examples = introduces_examples(self.source.plain(block.text))
                below = self._list_below(section, at + 1) if not examples else []
                if self._read_paragraph(path, block, below, reason, listed, examples):
                    taken += len(below)
            else:
                self._read_block(path, block, reason, examples)
            at += taken
            self.step(taken)

    def _list_below(self, section: list[Block], start: int) -> list[Block]:
        """The list right below a paragraph, which is part of it where paragraphs are entries."""
        end = start
        if self.unit is Unit.PARAGRAPH:
            while end < len(section) and section[end].kind is Kind.ITEM:
                end += 1
        return section[start:end]

    def _read_block(self, path: list[Heading], block: Block, reason: str, examples: bool) -> None:
        praise = quoted_by(block.text) if block.kind is Kind.QUOTE else None
        if block.kind is Kind.ITEM:
            self._read_item(path, block, reason or (EXAMPLE if examples else ""))
        elif block.kind is Kind.TABLE and not reason:
            self._read_table(path, block)
        elif praise and not reason:
            self._add_praise(path, block, praise)
        else:
            self._skip(block, _KIND_REASONS.get(block.kind) or reason or BESIDE_LIST)

    def _read_paragraph(
        self,
        path: list[Heading],
        block: Block,
        below: list[Block],
        reason: str,
        listed: bool,
        examples: bool,
    ) -> bool:
        """Whether the list below was read with it."""
        plain = self.source.plain(block.text)
        introduces = self.lists_work and (not path or path[-1].level == 1)
        why = EXAMPLE if examples else about_text(plain)
        offers = self._offers(path, reason or why)
        praise = quoted_in(block.text)
        if why and why != GOAL:
            self._skip(block, why)
        elif praise:
            self._add_praise(path, block, praise)
        elif self.unit is Unit.LINE and not reason:
            self._read_lines(path, block, offers)
        elif self.unit in _BESIDE and offers == "win":
            self._skip(block, _BESIDE[self.unit])
        elif (listed or introduces) and self.unit is not Unit.PARAGRAPH:
            self._skip(block, BESIDE_LIST)
        elif _ASIDE.fullmatch(block.text):
            self._skip(block, "An aside")
        else:
            last = below[-1].last if below else block.last
            rest = self.source.text(below[0].line, last) if below else ""
            near = self._around(path)
            self._add(Passage(path, block.text, rest, block.line, last, near, offers))
            return True
        return False

    def _read_lines(self, path: list[Heading], block: Block, offers: str) -> None:
        for number, text in enumerate(block.text.split("\n"), start=block.line):
            plain = self.source.plain(text)
            why = about_text(plain)
            if why or is_only_link(text):
                self.lines.skip(number, number, why or "Only a link")
            else:
                near = self._around(path)
                self._add(Passage(path, text.strip(), "", number, number, near, offers))

    # Items.

    def _read_item(self, path: list[Heading], item: Block, reason: str) -> None:
        plain = self.source.plain(item.text)
        dated = self.dating.leading(plain, self._around(path)) is not None
        why = why_no_win(item, plain, reason, dated=dated)
        if why not in ("", GOAL):
            self._skip(item, why)
        elif self._is_group(path, item, plain, dated=dated):
            self._read_group(path, item, why)
        elif self.unit is Unit.ROW and not why:
            self._skip(item, "A list beside the tables")
        else:
            self._add_item(path, item, self._offers(path, why))

    def _is_group(self, path: list[Heading], item: Block, plain: str, *, dated: bool) -> bool:
        """Whether it is a heading over its items, as a date or the name of a kind may be."""
        if self.unit is Unit.LINE or self.dating.whole(plain, self._around(path)):
            return has_only_items(item)
        return names_a_group(self.source, item, plain, dated=dated)

    def _add_item(self, path: list[Heading], item: Block, offers: str) -> None:
        praise = quoted_in(item.text) if not item.rest and offers != "goal" else None
        if praise:
            self._add_praise(path, item, praise)
            return
        near = self._around(path)
        self._add(Passage(path, item.text, item.rest, item.line, item.last, near, offers))

    def _add_praise(self, path: list[Heading], block: Block, praise: Praise) -> None:
        text, rest, near = praise.words, praise.signature, self._around(path)
        self._add(Passage(path, text, rest, block.line, block.last, near, "praise", praise.person))

    def _read_group(self, path: list[Heading], item: Block, reason: str) -> None:
        last = item.line + item.text.count("\n")
        block = replace(item, kind=Kind.HEADING, last=last)
        group = heading_of(self.source, block, GROUP, path, self.dating)
        self.headings.append(group)
        for child in item.children:
            self._read_item([*path, group], child, reason or group.reason)

    # Tables.

    def _read_table(self, path: list[Heading], table: Block) -> None:
        near = self._around(path)
        rows = rows_of(self.source, table, self.dating, near)
        if not rows or not (are_dated(rows) or self.unit is Unit.ROW):
            self._skip(table, "A table without a column of dates")
            return
        self.lines.skip(table.line, table.line + 1, "The names of the columns")
        for row in rows:
            self.step(1)
            passage = Passage(path, row.text, row.rest, row.line, row.line, near)
            self._add(replace(passage, period=row.period))

    # What becomes of it.

    def _offers(self, path: list[Heading], why: str) -> str:
        if why == GOAL:
            return "goal"
        return "praise" if any(is_about_praise(heading.text) for heading in path) else "win"

    def _around(self, path: list[Heading]) -> Period | None:
        return period_around(path, self.dating)

    def _add(self, passage: Passage) -> None:
        self.drafts.append(self.drafting.draft(passage))
        self.lines.hold(passage.line, passage.last)

    def _skip(self, block: Block, reason: str) -> None:
        self.lines.skip(block.line, block.last, reason)
