"""What a packet is measured against, and what that comes to."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from packets.document.part import Key, Part

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
"""A calendar month as `YYYY-MM`, which sorts as text."""

CoverageKind = Literal["evidence", "none", "carried", "not-stated", "not-applicable"]


class PositionRef(Part):
    """A level on a track, in the words that the ladder had when the document was made."""

    track: str
    level: str
    title: str
    code: str = ""
    label: str
    """How the position is named in a sentence: "Staff Engineer (E5)"."""


class LadderRef(Part):
    """The ladder that the packet is measured against, and what its licence asks to be named."""

    slug: str
    name: str
    version: str
    url: str = ""
    licence: str = ""
    attribution: str = ""


class CoverageRow(Part):
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


class ClaimedStep(Part):
    """A step that the author claims where the ladder requires none."""

    competency: str
    competency_name: str
    step: str
    step_name: str


class Criterion(Part):
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


class Claims(Part):
    """For a ladder whose goal lets its author choose: the steps claimed, in its order."""

    steps: tuple[ClaimedStep, ...] = ()
    criteria: tuple[Criterion, ...] = ()


def months_between(first: date, last: date) -> tuple[str, ...]:
    """The months from `first`'s to `last`'s, both included, as `YYYY-MM`."""
    start, stop = (day.year * 12 + day.month - 1 for day in (first, last))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, stop + 1))
