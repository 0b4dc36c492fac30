"""A Markdown brag document, read as candidates for the inbox.

Bytes are decoded, cut into blocks, and the blocks under one heading path are read together as a
section. A list item is one candidate, as is a section that describes a single piece of work in
prose, a row of a table with dates, and a paragraph where nothing is listed. What is no work that
was done (goals, prompts of a template, lists of books) is skipped, each time with the reason.

A candidate says what was done and when, in the author's words. Impact and metrics are not read
out of the text: the author is asked for them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from markdown_it.common.utils import normalizeReference

from bragdoc.capture.dates import Period, Precision
from bragdoc.capture.document_text import (
    MAX_BYTES,
    UnreadableDocument,
    decode,
    split_front_matter,
)
from bragdoc.capture.documents.blocks import Block, Kind, Source, read_blocks
from bragdoc.capture.documents.not_work import (
    GOAL,
    about_text,
    introduces_examples,
    is_field_label,
)
from bragdoc.capture.documents.sections import GROUP, Heading, heading_of, period_around, sections
from bragdoc.capture.documents.wording import STATUS, below_title, leading_date, letters, title_of
from bragdoc.capture.documents.written_dates import only_period, period_at, periods_in, whole_period
from bragdoc.capture.links import find_links, without_addresses
from bragdoc.capture.proposals import Candidate, Progress, Reading, Skipped

__all__ = [
    "MAX_BYTES",
    "Candidate",
    "Reading",
    "Skipped",
    "UnreadableDocument",
    "read_brag_document",
    "read_document",
]


def read_brag_document(data: bytes, *, name: str = "") -> Reading:
    """`read_document` without choices, for those who show no progress."""
    return read_document(data, name=name, choices={}, progress=lambda done, total: None)


def read_document(
    data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress
) -> Reading:
    """Read UTF-8 or UTF-16 Markdown of at most `MAX_BYTES`.

    `name` is the file's name; its date serves entries that have none nearer. Raises
    UnreadableDocument for anything that is not text, and for an empty document.
    """
    text = decode(data)
    front, body = split_front_matter(text)
    reader = _Reader(read_blocks(body), _document_period(front, name), front.get("title", ""))
    progress(0, 1)
    reader.read()
    if front:
        block = text[: len(text) - len(body.lstrip("\n"))].rstrip()
        reader.skipped.append(Skipped(1, 1 + block.count("\n"), block, "Front matter"))
    reader.account_for_the_rest()
    progress(1, 1)
    return Reading(
        tuple(sorted(reader.candidates, key=lambda candidate: candidate.line)),
        tuple(sorted(reader.skipped, key=lambda skipped: skipped.line)),
    )


def _document_period(front: dict[str, str], name: str) -> Period | None:
    # A title names the period written about; the date beside it is that of publication.
    for place in ("title", "week", "week_ending", "date"):
        if period := only_period(front.get(place, "")):
            return period
    return only_period(name)


@dataclass
class _Reader:
    source: Source
    document_period: Period | None
    document_title: str
    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    accounted: list[tuple[int, int]] = field(default_factory=list)  # first and last lines

    def __post_init__(self) -> None:
        self.lists_work = any(block.kind is Kind.ITEM for block in self.source.blocks)

    def read(self) -> None:
        for path, blocks in sections(self.source, self.document_period):
            if path:
                self.headings.append(path[-1])
            self._read_section(path, blocks)

    def account_for_the_rest(self) -> None:
        """Skip, with a reason, what no candidate holds: bare headings, definitions of links."""
        for heading in self.headings:
            if not heading.used:
                self._skip(heading.block, heading.reason or "Nothing is listed under this heading")
        seen: set[int] = set()
        for first, last in self.accounted:
            seen.update(range(first, last + 1))
        for skipped in self.skipped:
            seen.update(range(skipped.line, skipped.last + 1))
        left = [
            (number, line)
            for number, line in enumerate(self.source.lines, start=1)
            if number not in seen and letters(line)
        ]
        for _, run in groupby(enumerate(left), key=lambda pair: pair[1][0] - pair[0]):
            numbered = [pair[1] for pair in run]
            text = "\n".join(line for _, line in numbered)
            first, last = numbered[0][0], numbered[-1][0]
            self.skipped.append(Skipped(first, last, text, "A link's address or a comment"))

    # From sections to candidates.

    def _read_section(self, path: list[Heading], section: list[Block]) -> None:
        if not section:
            return
        reason = next((heading.reason for heading in path if heading.reason), "")
        if not reason and self._is_one_entry(path, section):
            self._add_section(path, section)
            return
        listed = any(block.kind in (Kind.ITEM, Kind.TABLE) for block in section)
        examples = False
        for block in section:
            if block.kind is Kind.ITEM:
                self._read_item(path, block, reason or ("An example" if examples else ""))
            elif block.kind is Kind.TABLE and not reason:
                self._read_table(path, block)
            elif block.kind is Kind.PARAGRAPH and not reason:
                examples = introduces_examples(self.source.plain(block.text))
                self._read_paragraph(path, block, listed, examples)
            else:
                self._skip(block, reason or _KIND_REASONS.get(block.kind, "Text around a list"))

    def _is_one_entry(self, path: list[Heading], section: list[Block]) -> bool:
        """Whether the section tells of one piece of work, named by its heading.

        It does when it is divided into situation, action, result and the like, or when a third
        level heading that is no period is followed by prose. A list in which items carry their
        own dates is a list of entries all the same.
        """
        named = bool(path) or bool(self.document_title)
        if named and sum(is_field_label(self.source.plain(block.text)) for block in section) >= 2:
            return True
        if not path or not 3 <= path[-1].level <= 6 or path[-1].is_period:
            return False
        first = section[0]
        return (
            first.kind is Kind.PARAGRAPH
            and not about_text(self.source.plain(first.text))
            and not introduces_examples(self.source.plain(first.text))
            and not any(
                leading_date(self.source.plain(block.text), None)
                for block in section
                if block.kind is Kind.ITEM
            )
        )

    def _add_section(self, path: list[Heading], section: list[Block]) -> None:
        body = self.source.text(section[0].line, section[-1].last)
        self.accounted.append((section[0].line, section[-1].last))
        if path:
            heading = path[-1].block
            self.accounted.append((heading.line, heading.last))
            path[-1].used = True
            self._add(path[:-1], heading.text, body, heading.line, self._around(path))
        else:
            self._add(path, self.document_title, body, section[0].line, self.document_period)

    def _read_item(self, path: list[Heading], item: Block, reason: str) -> None:
        plain = self.source.plain(item.text)
        mark = STATUS.match(plain)
        done = bool(mark and mark["done"])
        if reason and not (done and reason == GOAL):
            self._skip(item, reason)
        elif mark and not done:
            self._skip(item, "Marked as not done")
        elif item.children and introduces_examples(plain):
            self._skip(item, "An example")
        elif self._is_group(plain, item):
            last = item.line + item.text.count("\n")
            block = replace(item, kind=Kind.HEADING, last=last)
            group = heading_of(self.source, block, GROUP, path, self.document_period)
            self.headings.append(group)
            for child in item.children:
                self._read_item([*path, group], child, group.reason)
        elif why := self._not_work(path, item, plain):
            self._skip(item, why)
        else:
            self.accounted.append((item.line, item.last))
            self._add(path, item.text, item.rest, item.line, self._around(path))

    def _around(self, path: list[Heading]) -> Period | None:
        return period_around(path, self.document_period)

    def _is_group(self, plain: str, item: Block) -> bool:
        """Whether the item is a bare noun over items that have their own verbs."""
        names = plain.split()
        if len(names) > 3 or len(item.children) < 2 or leading_date(plain, None):
            return False
        # A figure or a word in the past tense says what was done: "Mentored Noor" is an entry.
        if re.search(r"\d|ed\b", plain):
            return False
        words = [len(self.source.plain(child.text).split()) for child in item.children]
        nested = sum(child.last - child.line + 1 for child in item.children)
        return nested == item.rest.count("\n") + 1 and sum(words) >= 4 * len(words)

    def _not_work(self, path: list[Heading], item: Block, plain: str) -> str:
        if not letters(item.text) and not letters(item.rest):
            return "Nothing is written here"
        if leading_date(plain, self._around(path)):
            return ""
        if re.fullmatch(r"<?https?://\S+>?", item.text.strip()) and not item.rest:
            return "Only a link"
        return about_text(plain)

    def _read_paragraph(
        self, path: list[Heading], block: Block, listed: bool, examples: bool
    ) -> None:
        plain = self.source.plain(block.text)
        introduction = self.lists_work and (not path or path[-1].level == 1)
        if examples:
            self._skip(block, "An example")
        elif why := about_text(plain):
            self._skip(block, why)
        elif listed or introduction:
            self._skip(block, "Text around a list")
        elif re.fullmatch(r"([*_])(?![*_\s]).*(?<![*_\s])\1", block.text, re.DOTALL):
            self._skip(block, "An aside")
        else:
            self.accounted.append((block.line, block.last))
            self._add(path, block.text, "", block.line, self._around(path))

    def _read_table(self, path: list[Heading], block: Block) -> None:
        """One candidate a row, when at least six rows in ten begin with a date."""
        (_, header), *rows = block.rows
        near = self._around(path)
        dates = [whole_period(self.source.plain(cells[0]), near=near) for _, cells in rows]
        if not rows or sum(map(bool, dates)) < 0.6 * len(rows) or len(header) < 2:
            self._skip(block, "A table without a column of dates")
            return
        self.accounted.append((block.line, block.last))
        for (line, cells), period in zip(rows, dates, strict=True):
            column = next((i for i, cell in enumerate(cells) if i and letters(cell)), 0)
            named = [
                f"{head}: {cell}" for head, cell in zip(header, cells, strict=True) if cell.strip()
            ]
            if letters("".join(cells)):
                self._add(path, cells[column], "\n\n".join(named), line, period or near)

    def _add(
        self, path: list[Heading], text: str, rest: str, line: int, near: Period | None
    ) -> None:
        for heading in path:
            heading.used = True
            self.accounted.append((heading.block.line, heading.block.last))
        plain = self.source.plain(text)
        period = self._own_period(plain, rest if not leading_date(plain, near) else "", near)
        title = title_of(plain, near) or title_of(self.source.plain(rest), near)
        details = "\n\n".join(
            part for part in (below_title(title, text, plain, near), rest) if part
        )
        details = self._with_definitions(details)
        self.candidates.append(
            Candidate(
                title=title,
                details=details,
                starts_on=period and period.starts_on,
                ends_on=period and period.ends_on,
                precision=period.precision if period else Precision.UNKNOWN,
                headings=tuple(heading.text for heading in path),
                line=line,
                links=find_links(f"{text}\n{details}"),
            )
        )

    def _own_period(self, plain: str, rest: str, near: Period | None) -> Period | None:
        if leading := leading_date(plain, near):
            return leading.period
        words = without_addresses(plain)
        if at_end := _AT_END.search(words):
            start = at_end.start() + 1
            found = period_at(words, start, near=near)
            if found and found.end >= at_end.end() - 1:
                return found.period
        for place in (words, without_addresses(self.source.plain(rest))):
            firm = {
                found.period
                for found in periods_in(place)
                if found.firm and not _RELATIVE.search(place[: found.start])
            }
            if len(firm) == 1:
                return firm.pop()
            if firm:
                break
        return near

    def _with_definitions(self, details: str) -> str:
        """The text with the addresses of the links it names, which stood at the document's end."""
        references = self.source.references
        labels = dict.fromkeys(re.findall(r"\[([^\[\]]+)\](?!\()", details))
        definitions = [
            f"[{label}]: {references[key]['href']}"
            for label in labels
            if (key := normalizeReference(label)) in references
        ]
        return "\n\n".join(filter(None, [details, "\n".join(definitions)]))

    def _skip(self, block: Block, reason: str) -> None:
        text = "\n".join(self.source.lines[block.line - 1 : block.last])
        self.skipped.append(Skipped(block.line, block.last, text, reason))


_KIND_REASONS = {Kind.QUOTE: "A quotation", Kind.CODE: "Code", Kind.HTML: "HTML or a comment"}
_AT_END = re.compile(r"[(\[][^()\[\]]{3,40}[)\]]\W*$")
_RELATIVE = re.compile(r"\b(?:since|by|before|until|till|after|due|than)\s+\W*$", re.IGNORECASE)
