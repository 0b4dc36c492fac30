"""A brag document in Markdown or plain text, read as candidates for the inbox.

Bytes are decoded and cut into blocks, and the blocks under one path of headings are read together
as a section. What one entry is (a bullet, a section, a row, a paragraph, a line) is chosen for
each document. What is no work that was done is offered as a goal or as praise where it is one, and
skipped with the reason where it is a prompt of a template, a list of books, or said before.

A candidate says what was done and when, in the author's words. Impact and metrics are not read
out of the text: the author is asked for them. Nothing in a document is obeyed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bragdoc.capture.document_text import MAX_BYTES, UnreadableDocument, decode
from bragdoc.capture.documents import day_order
from bragdoc.capture.documents.blocks import Kind, Source, read_blocks
from bragdoc.capture.documents.dating import Dating, period_of_document
from bragdoc.capture.documents.day_order import DayOrder
from bragdoc.capture.documents.drafts import Draft, Drafting
from bragdoc.capture.documents.front_matter import FrontMatter, split_front_matter
from bragdoc.capture.documents.lines import Lines
from bragdoc.capture.documents.not_work import PROMPT, PROMPTS
from bragdoc.capture.documents.reader import Reader
from bragdoc.capture.documents.repeats import repeated
from bragdoc.capture.documents.sections import Heading, sections
from bragdoc.capture.documents.units import LABELS, Unit, unit_of
from bragdoc.capture.proposals import Candidate, Choice, Option, Progress, Reading

__all__ = ["MAX_BYTES", "UnreadableDocument", "read_brag_document", "read_document"]

UNIT = "unit"  # the name of the choice
STEP = 100  # blocks between two words of progress


def read_brag_document(data: bytes, *, name: str = "") -> Reading:
    """`read_document` without choices, for those who show no progress."""
    return read_document(data, name=name, choices={}, progress=lambda done, total: None)


def read_document(
    data: bytes, *, name: str, choices: Mapping[str, str], progress: Progress
) -> Reading:
    """Read UTF-8 or UTF-16 text of at most `MAX_BYTES`.

    `name` is the file's name, with its folders where they are known; its date serves entries that
    have none nearer. Two choices come back: what one entry is ("unit", a `Unit`), each option with
    what it would come to, and whether the day comes first in 03-04-2024 ("day_first", "yes" or
    "no"), where a date of the document can be read both ways; it asks when nothing else in the
    document tells and the dates of candidates depend on it. An answer that is no option counts as
    none. Raises UnreadableDocument for anything that is not text, and for an empty document.
    """
    text = decode(data)
    front, body = split_front_matter(text)
    source = read_blocks(body)
    source.lines[: front.last] = text.split("\n")[: front.last]
    order = DayOrder(source, front, name, choices.get(day_order.NAME, ""))
    document = _Document(source, front, name)
    known = document.unit(order.day_first)
    unit = Unit(choices[UNIT]) if choices.get(UNIT) in list(Unit) else known
    units = sorted({unit, *_units_for(source)}, key=list(Unit).index)
    orders = [True, False] if order.ambiguous else []
    wanted = [*((unit, order.day_first) for unit in units), *((unit, first) for first in orders)]
    steps = _Steps(progress, len(source.blocks) * len(set(wanted)))
    readings = {pair: document.read(*pair, steps) for pair in dict.fromkeys(wanted)}
    reading = readings[unit, order.day_first]
    asked = []
    counted = {unit: readings[unit, order.day_first].candidates for unit in units}
    options = [other for other in units if other is unit or counted[other]]
    if len(options) > 1:
        asked.append(
            Choice(
                UNIT,
                "What is one entry?",
                tuple(Option(o, LABELS[o], counts(counted[o])) for o in options),
                unit,
            )
        )
    if orders and readings[unit, True].candidates != readings[unit, False].candidates:
        asked.append(order.choice())
    return Reading(reading.candidates, reading.skipped, tuple(asked))


def counts(candidates: tuple[Candidate, ...]) -> str:
    """What a reading comes to, such as "24 wins, 1 goal"."""
    offered = Counter(candidate.offers for candidate in candidates)
    words = [
        f"{offered[offer]} {one if offered[offer] == 1 else many}"
        for offer, one, many in _OFFERS
        if offered[offer] or offer == "win"
    ]
    return ", ".join(words)


_OFFERS = [("win", "win", "wins"), ("goal", "goal", "goals"), ("praise", "praise", "praises")]


def _units_for(source: Source) -> Iterator[Unit]:
    """The units that there is anything of in the document."""
    kinds = {block.kind for block in source.blocks}
    if Kind.ITEM in kinds:
        yield Unit.BULLET
    if Kind.HEADING in kinds:
        yield Unit.SECTION
    if Kind.TABLE in kinds:
        yield Unit.ROW
    if Kind.PARAGRAPH in kinds:
        yield Unit.PARAGRAPH
    if any("\n" in block.text or block.children for block in source.blocks):
        yield Unit.LINE


@dataclass
class _Steps:
    """How many blocks were read of all, told to `progress` every `STEP` blocks."""

    progress: Progress
    total: int
    done: int = 0
    told: int = -STEP

    def __call__(self, blocks: int) -> None:
        self.done += blocks
        if self.done - self.told >= STEP:
            self.told = self.done
            self.progress(self.done, self.total)


@dataclass(frozen=True)
class _Document:
    source: Source
    front: FrontMatter
    name: str

    def dating(self, day_first: bool | None) -> Dating:
        return Dating(period_of_document(self.front, self.name, day_first), day_first)

    def unit(self, day_first: bool | None) -> Unit:
        dating = self.dating(day_first)
        return unit_of(self.source, list(sections(self.source, dating)), dating)

    def read(self, unit: Unit, day_first: bool | None, steps: _Steps) -> Reading:
        lines = Lines(self.source.lines)
        dating = self.dating(day_first)
        reader = Reader(Drafting(self.source, dating, self.front), unit, lines)
        reader.read(list(sections(self.source, dating)), steps)
        drafts = _without_repeats(_without_template(reader.drafts, lines), lines)
        _account_for_headings(reader.headings, drafts, lines)
        if self.front.last:
            lines.skip(1, self.front.last, "Front matter")
        lines.skip_the_rest()
        return Reading(
            tuple(sorted((d.candidate for d in drafts), key=lambda candidate: candidate.line)),
            tuple(sorted(lines.skipped, key=lambda skipped: skipped.line)),
        )


def _without_template(drafts: list[Draft], lines: Lines) -> list[Draft]:
    """A document of prompts in which nothing was done is a template, and so are its goals."""
    prompts = sum(skipped.reason in PROMPTS for skipped in lines.skipped)
    if prompts < len(drafts) or any(draft.candidate.offers != "goal" for draft in drafts):
        return drafts
    for draft in drafts:
        lines.skip(draft.candidate.line, draft.last, PROMPT)
    return []


def _without_repeats(drafts: list[Draft], lines: Lines) -> list[Draft]:
    again = {id(draft): other for draft, other in repeated(drafts)}
    for draft in drafts:
        if other := again.get(id(draft)):
            place = "before" if other.candidate.line <= draft.candidate.line else "again"
            reason = f"Said {place} in line {other.candidate.line}"
            lines.skip(draft.candidate.line, draft.last, reason)
    return [draft for draft in drafts if id(draft) not in again]


def _account_for_headings(headings: list[Heading], drafts: list[Draft], lines: Lines) -> None:
    """A heading is in the candidates below it, or it is skipped."""
    used = {heading.block.line for draft in drafts for heading in draft.path}
    for heading in headings:
        block = heading.block
        if block.line in used:
            lines.hold(block.line, block.last)
        elif not lines.holds(block.line):
            reason = heading.reason or "Nothing is listed under this heading"
            lines.skip(block.line, block.last, reason)
