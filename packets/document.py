"""A promotion packet as one frozen document, the format `packet/1`.

A document holds everything that a version shows and nothing else: two versions that show the same
have the same hash, and every export is a function of the document alone. Fields marked *Markdown*
are kept as they were typed; the exports turn them into safe HTML. All other texts are plain.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
"""A calendar month as `YYYY-MM`, which sorts as text."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an address may hold: a section's key becomes its anchor."""

CoverageKind = Literal["evidence", "none", "carried", "not-stated", "not-applicable"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PositionRef(_Part):
    """A level on a track, in the words that the ladder had when the document was made."""

    track: str
    level: str
    title: str
    code: str = ""
    label: str
    """How the position is named in a sentence: "Staff Engineer (E5)"."""


class LadderRef(_Part):
    """The ladder that the packet is measured against, and what its licence asks to be named."""

    slug: str
    name: str
    version: str
    url: str = ""
    licence: str = ""
    attribution: str = ""


class Metric(_Part):
    """A figure as the author wrote it: "1,840" stays "1,840"."""

    label: str = ""
    before: str = ""
    after: str = ""
    unit: str = ""
    lower_is_better: bool | None = None


class Link(_Part):
    url: str
    label: str = ""


class Evidence(_Part):
    """An entry as it stands in the packet, with the author's word why it is next-level."""

    entry: int
    """The entry's primary key. Placed twice, an entry has the same number in both places."""

    title: str
    starts_on: date
    ends_on: date
    kind: str = ""
    role: str = ""
    project: str = ""
    people: tuple[str, ...] = ()
    details: str = ""
    """Markdown."""

    impact: str = ""
    """Markdown."""

    metrics: tuple[Metric, ...] = ()
    links: tuple[Link, ...] = ()
    why: str = ""
    """Markdown."""


class CoverageRow(_Part):
    """What the goal asks in one sentence, and what the packet has to show for it.

    `kind` keeps five things apart: `evidence`, `none` (asked for and nothing placed), `carried`
    (asked for by a level below already), `not-stated` (the ladder says nothing here) and
    `not-applicable` (with the reason in `note`).
    """

    competency: str
    competency_name: str
    expectation: str = ""
    text: str = ""
    kind: CoverageKind
    wins: int = 0
    months: tuple[Month, ...] = ()
    note: str = ""
    section: Key | Literal[""] = ""
    """The key of the section that treats it; empty when no section does."""


class ClaimedStep(_Part):
    """A step that the author claims where the ladder requires none."""

    competency: str
    competency_name: str
    step: str
    step_name: str


class Criterion(_Part):
    """What the ladder asks of the goal as a whole, in its words, and what the steps come to.

    `comes_to` is the total, the mean ("2.66…" where it was cut) or the number; empty for words
    alone. A mean divides `weighted_sum` by `weights`. `counted` names the competencies counted,
    `without_step` those with no step.
    """

    text: str
    kind: Literal["text", "points", "mean", "steps"]
    comes_to: str = ""
    weighted_sum: str = ""
    weights: str = ""
    counted: tuple[str, ...] = ()
    without_step: tuple[str, ...] = ()


class Claims(_Part):
    """For a ladder whose goal lets its author choose: the steps claimed, in its order."""

    steps: tuple[ClaimedStep, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class ExpectationBlock(_Part):
    """A sentence of the ladder and the evidence placed against it."""

    slug: str
    text: str
    examples: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Section(_Part):
    """A chapter of the packet: one competency, or one of the author's own when that is empty."""

    key: Key
    title: str
    competency: str = ""
    claim: str = ""
    """Markdown."""

    expectations: tuple[ExpectationBlock, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What is not tied to one expectation."""

    def placed(self) -> Iterator[Evidence]:
        """All evidence of the section as it is read; twice what is placed twice."""
        for expectation in self.expectations:
            yield from expectation.evidence
        yield from self.evidence


class Gap(_Part):
    title: str
    answer: str = ""
    """Markdown."""


class PacketDocument(_Part):
    """The whole packet. Raises pydantic's `ValidationError` for anything that is not `packet/1`."""

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

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("The period ends before it starts.")
        keys = [section.key for section in self.sections]
        if len(set(keys)) < len(keys):
            raise ValueError("Two sections have the same key.")
        if missing := {row.section for row in self.coverage} - {"", *keys}:
            raise ValueError(f"Coverage names sections that are not there: {sorted(missing)}.")
        return self

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


@dataclass(frozen=True)
class Edition:
    """Which issue of a document this is. Not part of it: sharing changes no word."""

    number: int | None
    """The version's number; None for a draft."""

    content_hash: str
    shared_on: date | None = None


def canonical_json(document: PacketDocument) -> bytes:
    """The one spelling of a document: sorted keys, no white space, UTF-8.

    Claims came to the format later: without any, a document is spelled as it was before, and so
    keeps its hash.
    """
    content = document.model_dump(mode="json", exclude=None if document.claims else {"claims"})
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(document: PacketDocument) -> str:
    """SHA-256 of `canonical_json`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def months_between(first: date, last: date) -> tuple[str, ...]:
    """The months from `first`'s to `last`'s, both included, as `YYYY-MM`."""
    start, stop = (day.year * 12 + day.month - 1 for day in (first, last))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, stop + 1))
