"""A promotion packet as one frozen document, the format `packet/1`.

A document holds everything that a version shows and nothing else: two versions that show the same
have the same hash, and every export is a function of the document alone. Fields marked *Markdown*
are kept as they were typed; the exports turn them into safe HTML. All other texts are plain.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import StringConstraints, model_validator

from packets.document.evidence import Evidence, Section
from packets.document.measure import Claims, CoverageRow, LadderRef, PositionRef, months_between
from packets.document.part import Part

Anchor = Annotated[
    str,
    StringConstraints(
        pattern=r"^(part-(summary|claims|coverage|gaps|conditions|next)|section-[a-z0-9]+(-[a-z0-9]+)*)$"
    ),
]
"""Where a part of the packet stands on its pages: "part-summary", "section-reliability"."""

Layout = Literal["booklet", "sheet"]
"""A booklet has a cover of its own, contents and an appendix of dated wins; a sheet has none."""

USUAL_ORDER = (
    "part-summary",
    "part-claims",
    "part-coverage",
    "part-gaps",
    "part-conditions",
    "part-next",
)
"""The parts in the order of a packet that gives none; its sections come after the coverage."""


def anchor_of(key: str) -> str:
    """Where the section of a key stands on the pages."""
    return f"section-{key}"


class Gap(Part):
    title: str
    answer: str = ""
    """Markdown."""


class Condition(Part):
    """What was asked of the author when an earlier case was postponed, and what became of it."""

    text: str
    said_by: str = ""
    said_on: date | None = None
    answer: str = ""
    """Markdown."""

    entries: tuple[int, ...] = ()
    """The placed evidence that answers it, by its `entry`."""


class PacketDocument(Part):
    """The whole packet. Raises pydantic's `ValidationError` for anything that is not `packet/1`."""

    LATER: ClassVar = frozenset({"claims", "preset", "layout", "order", "conditions", "cut"})

    format: Literal["packet/1"] = "packet/1"
    title: str
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    """A language tag as in BCP 47: "en", "pt-BR"."""

    author: str
    manager: str | None = None
    ladder: LadderRef
    now: PositionRef | None = None
    goal: PositionRef
    starts_on: date
    ends_on: date
    ask: str = ""
    thesis: str = ""
    """Markdown."""

    summary: str = ""
    """Markdown."""

    next: str = ""
    """Markdown."""

    claims: Claims | None = None
    """None where the ladder itself sets every step."""

    coverage: tuple[CoverageRow, ...] = ()
    sections: tuple[Section, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conditions: tuple[Condition, ...] = ()
    preset: str = ""
    """The name of the preset that it follows: "Promotion case"."""

    layout: Layout = "booklet"
    order: tuple[Anchor, ...] = ()
    """The parts as they are read; empty for `USUAL_ORDER`. The cover comes first in any case, the
    imprint and the appendix last. A part that has nothing to show is left out of the pages."""

    cut: Literal["", "redacted", "anonymised", "excerpt"] = ""
    """What kind of copy it is, where something was taken out of a version for other eyes."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("The period ends before it starts.")
        keys = [section.key for section in self.sections]
        if len(set(keys)) < len(keys):
            raise ValueError("Two sections have the same key.")
        if missing := {row.section for row in self.coverage} - {"", *keys}:
            raise ValueError(f"Coverage names sections that are not there: {sorted(missing)}.")
        if self.order and sorted(self.order) != sorted((*USUAL_ORDER, *map(anchor_of, keys))):
            raise ValueError("The order does not name each part and each section once.")
        placed = {evidence.entry for section in self.sections for evidence in section.placed()}
        if absent := {n for condition in self.conditions for n in condition.entries} - placed:
            raise ValueError(f"Conditions name evidence that is not placed: {sorted(absent)}.")
        return self

    def reading_order(self) -> tuple[str, ...]:
        """The anchors of all parts and sections, as they are read."""
        if self.order:
            return self.order
        sections = tuple(anchor_of(section.key) for section in self.sections)
        return (*USUAL_ORDER[:3], *sections, *USUAL_ORDER[3:])

    def evidence(self) -> Iterator[Evidence]:
        """All evidence, oldest first, each entry once however often it is placed."""
        placed: dict[int, Evidence] = {}
        for section in self.sections:
            for evidence in section.placed():
                placed.setdefault(evidence.entry, evidence)
        yield from sorted(placed.values(), key=lambda e: (e.starts_on, e.ends_on, e.entry))

    def months(self) -> tuple[str, ...]:
        """The months of the period, the first and the last included, as `YYYY-MM`."""
        return months_between(self.starts_on, self.ends_on)
