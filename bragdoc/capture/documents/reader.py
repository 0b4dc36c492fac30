"""From the sections of a document to drafts, by the unit that its entries have."""

import re
from collections.abc import Callable
from dataclasses import replace

from bragdoc.capture.dates import Period
from bragdoc.capture.documents.blocks import Block, Kind
from bragdoc.capture.documents.drafts import Draft, Drafting, Passage
from bragdoc.capture.documents.lines import Lines
from bragdoc.capture.documents.marks import Mark, is_ahead, mark_of
from bragdoc.capture.documents.not_work import EXAMPLE, GOAL, about_text, introduces_examples
from bragdoc.capture.documents.praise import is_about_praise, quoted_by, quoted_in
from bragdoc.capture.documents.sections import GROUP, Heading, heading_of, period_around
from bragdoc.capture.documents.tables import are_dated, rows_of
from bragdoc.capture.documents.units import Sections, Unit, has_fields, names_work
from bragdoc.capture.documents.wording import letters

BESIDE_LIST = "Text around a list"
_KIND_REASONS = {Kind.QUOTE: "A quotation", Kind.CODE: "Code", Kind.HTML: "HTML or a comment"}
_MARK_REASONS = {Mark.NOT_DONE: "Marked as not done", Mark.UNDECIDED: "Marked as undecided"}
_ASIDE = re.compile(r"([*_])(?![*_\s]).*(?<![*_\s])\1", re.DOTALL)
_ONLY_LINK = re.compile(r"<?https?://\S+>?")
_PAST = re.compile(r"\d|ed\b")


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
            self.step(1)
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
            near = self._around(path)
            self._add(Passage(path[:-1], heading.text, body, heading.line, last, near))

    # Blocks.

    def _read_blocks(self, path: list[Heading], section: list[Block], reason: str) -> None:
        listed = any(block.kind in (Kind.ITEM, Kind.TABLE) for block in section)
        examples = False
        at = 0
        while at < len(section):
            block, taken = section[at], 1
            if block.kind is Kind.PARAGRAPH and reason in ("", GOAL):
                examples = introduces_examples(self.source.plain(block.text))
                below = self._list_below(section[at + 1 :]) if not examples else []
                if self._read_paragraph(path, block, below, reason, listed, examples):
                    taken += len(below)
            else:
                self._read_block(path, block, reason, examples)
            at += taken
            self.step(taken)

    def _list_below(self, blocks: list[Block]) -> list[Block]:
        """The list right below a paragraph, which is part of it where paragraphs are entries."""
        if self.unit is not Unit.PARAGRAPH:
            return []
        end = next((i for i, b in enumerate(blocks) if b.kind is not Kind.ITEM), len(blocks))
        return blocks[:end]

    def _read_block(self, path: list[Heading], block: Block, reason: str, examples: bool) -> None:
        praise = quoted_by(block.text) if block.kind is Kind.QUOTE else None
        if block.kind is Kind.ITEM:
            self._read_item(path, block, reason or (EXAMPLE if examples else ""))
        elif block.kind is Kind.TABLE and not reason:
            self._read_table(path, block)
        elif praise and not reason:
            near = self._around(path)
            text, line, last = praise.words, block.line, block.last
            self._add(Passage(path, text, "", line, last, near, "praise", praise))
        else:
            self._skip(block, reason or _KIND_REASONS.get(block.kind, BESIDE_LIST))

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
            text, line, last = praise.words, block.line, block.last
            self._add(Passage(path, text, "", line, last, self._around(path), "praise", praise))
        elif self.unit is Unit.LINE and not reason:
            self._read_lines(path, block, offers)
        elif (listed or introduces) and self.unit is not Unit.PARAGRAPH:
            self._skip(block, BESIDE_LIST)
        elif self.unit is Unit.ROW and offers == "win":
            self._skip(block, "Text beside the tables")
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
            if why or _ONLY_LINK.fullmatch(text.strip()):
                self.lines.skip(number, number, why or "Only a link")
            else:
                near = self._around(path)
                self._add(Passage(path, text.strip(), "", number, number, near, offers))

    # Items.

    def _read_item(self, path: list[Heading], item: Block, reason: str) -> None:
        plain = self.source.plain(item.text)
        why = self._why_no_win(path, item, plain, reason)
        if why not in ("", GOAL):
            self._skip(item, why)
        elif self._is_group(plain, item):
            self._read_group(path, item, why)
        elif self.unit is Unit.ROW and not why:
            self._skip(item, "A list beside the tables")
        else:
            self._add_item(path, item, self._offers(path, why))

    def _why_no_win(self, path: list[Heading], item: Block, plain: str, reason: str) -> str:
        """GOAL for what is offered as a goal, another reason for what is skipped.

        `reason` is that of the headings above. A mark on the item itself says more than they do.
        """
        mark = mark_of(plain)
        if reason not in ("", GOAL):
            return reason
        if item.children and introduces_examples(plain):
            return EXAMPLE
        if mark is Mark.DONE and letters(item.text):
            return ""
        why = self._not_work(path, item, plain)
        if why not in ("", GOAL):
            return why
        if mark in _MARK_REASONS:
            return _MARK_REASONS[mark]
        if mark is Mark.OPEN and reason != GOAL:
            return "Marked as not done"
        return GOAL if mark is Mark.AHEAD else why or reason

    def _add_item(self, path: list[Heading], item: Block, offers: str) -> None:
        praise = quoted_in(item.text) if not item.rest and offers != "goal" else None
        near = self._around(path)
        passage = Passage(path, item.text, item.rest, item.line, item.last, near, offers)
        if praise:
            passage = replace(passage, text=praise.words, offers="praise", praise=praise)
        self._add(passage)

    def _read_group(self, path: list[Heading], item: Block, reason: str) -> None:
        last = item.line + item.text.count("\n")
        block = replace(item, kind=Kind.HEADING, last=last)
        group = heading_of(self.source, block, GROUP, path, self.dating)
        self.headings.append(group)
        for child in item.children:
            self._read_item([*path, group], child, reason or group.reason)

    def _is_group(self, plain: str, item: Block) -> bool:
        """Whether the item is a bare noun over items that have their own verbs.

        Where lines are the unit, it is one as soon as nothing but items stands below it.
        """
        nested = sum(child.last - child.line + 1 for child in item.children)
        if not item.children or nested != item.rest.count("\n") + 1:
            return False
        if self.unit is Unit.LINE:
            return True
        if len(plain.split()) > 3 or len(item.children) < 2 or self.dating.leading(plain, None):
            return False
        # A figure or a word in the past tense says what was done: "Mentored Noor" is an entry.
        if _PAST.search(plain):
            return False
        words = [len(self.source.plain(child.text).split()) for child in item.children]
        return sum(words) >= 4 * len(words)

    def _not_work(self, path: list[Heading], item: Block, plain: str) -> str:
        if not letters(item.text) and not letters(item.rest):
            return "Nothing is written here"
        if self.dating.leading(plain, self._around(path)):
            return GOAL if is_ahead(plain) else ""
        if _ONLY_LINK.fullmatch(item.text.strip()) and not item.rest:
            return "Only a link"
        return about_text(plain)

    # Tables.

    def _read_table(self, path: list[Heading], table: Block) -> None:
        near = self._around(path)
        rows = rows_of(self.source, table, self.dating, near)
        if not rows or not (are_dated(rows) or self.unit is Unit.ROW):
            self._skip(table, "A table without a column of dates")
            return
        self.lines.hold(table.line, table.last)
        for row in rows:
            self.step(1)
            around = row.period or near
            self._add(Passage(path, row.text, row.rest, row.line, row.line, around))

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
