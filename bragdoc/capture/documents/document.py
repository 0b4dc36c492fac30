"""One document, read by a unit and an order of day and month, as often as there are choices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bragdoc.capture.documents.blocks import Kind, Source
from bragdoc.capture.documents.dating import Dating, period_of_document
from bragdoc.capture.documents.drafts import Draft, Drafting
from bragdoc.capture.documents.front_matter import FrontMatter
from bragdoc.capture.documents.lines import Lines
from bragdoc.capture.documents.not_work import PROMPT, PROMPTS
from bragdoc.capture.documents.reader import Reader
from bragdoc.capture.documents.repeats import repeated
from bragdoc.capture.documents.sections import Heading, sections
from bragdoc.capture.documents.units import Unit, unit_of
from bragdoc.capture.proposals import Reading


@dataclass(frozen=True)
class Document:
    """Its blocks, what stands before them, and the name of its file."""

    source: Source
    front: FrontMatter
    name: str

    @property
    def size(self) -> int:
        """The steps of one reading: its blocks, and the rows of its tables."""
        return sum(1 + len(block.rows) for block in self.source.blocks)

    def unit(self, day_first: bool | None) -> Unit:
        """The unit it is written in."""
        dating = self._dating(day_first)
        return unit_of(self.source, list(sections(self.source, dating)), dating)

    def units(self) -> Iterator[Unit]:
        """Every unit that there is anything of in it."""
        kinds = {block.kind for block in self.source.blocks}
        if Kind.ITEM in kinds:
            yield Unit.BULLET
        if Kind.HEADING in kinds:
            yield Unit.SECTION
        if Kind.TABLE in kinds:
            yield Unit.ROW
        if Kind.PARAGRAPH in kinds:
            yield Unit.PARAGRAPH
        if any("\n" in block.text or block.children for block in self.source.blocks):
            yield Unit.LINE

    def read(self, unit: Unit, day_first: bool | None, step: Callable[[int], None]) -> Reading:
        """What it comes to, without choices. `step` is told of every few blocks that were read."""
        lines = Lines(self.source.lines)
        dating = self._dating(day_first)
        reader = Reader(Drafting(self.source, dating, self.front), unit, lines, step)
        reader.read(list(sections(self.source, dating)))
        drafts = _without_repeats(_without_template(reader.drafts, lines), lines)
        _account_for_headings(reader.headings, drafts, lines)
        if self.front.last:
            lines.skip(1, self.front.last, "Front matter")
        lines.skip_the_rest()
        return Reading(
            tuple(sorted((draft.candidate for draft in drafts), key=lambda found: found.line)),
            tuple(sorted(lines.skipped, key=lambda skipped: skipped.line)),
        )

    def _dating(self, day_first: bool | None) -> Dating:
        return Dating(period_of_document(self.front, self.name, day_first), day_first)


def _without_template(drafts: list[Draft], lines: Lines) -> list[Draft]:
    """A document of prompts in which nothing was done is a template, and so are its goals."""
    prompts = sum(skipped.reason in PROMPTS for skipped in lines.skipped)
    if prompts < len(drafts) or any(draft.candidate.offers != "goal" for draft in drafts):
        return drafts
    for draft in drafts:
        lines.skip(draft.candidate.line, draft.last, PROMPT)
    return []


def _without_repeats(drafts: list[Draft], lines: Lines) -> list[Draft]:
    again = {id(draft): other.candidate.line for draft, other in repeated(drafts)}
    for draft in drafts:
        if line := again.get(id(draft)):
            place = "before" if line <= draft.candidate.line else "again"
            lines.skip(draft.candidate.line, draft.last, f"Said {place} in line {line}")
    return [draft for draft in drafts if id(draft) not in again]


def _account_for_headings(headings: list[Heading], drafts: list[Draft], lines: Lines) -> None:
    """A heading is told with the candidates below it, or it is skipped."""
    used = {heading.block.line for draft in drafts for heading in draft.path}
    for heading in headings:
        block = heading.block
        if block.line in used:
            lines.hold(block.line, block.last)
        elif not lines.holds(block.line):
            reason = heading.reason or "Nothing is listed under this heading"
            lines.skip(block.line, block.last, reason)
