"""What speaks against the author of a packet as far as its coverage shows it.

Pure: read off the document, and off what is answered already.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from packets.document import CoverageRow, PacketDocument

LAST, LONG_PERIOD = 3, 6
"""Months: all of it from the last three of a period of more than six looks like a run-up."""


class Sentence(NamedTuple):
    """A sentence that the goal asks, and why it could be held against the author."""

    slug: str
    text: str
    reason: str


class Asked(NamedTuple):
    """The sentences of one competency that nothing answers."""

    competency: str
    name: str
    sentences: tuple[Sentence, ...]


class Subject(NamedTuple):
    """What a gap answers: a sentence, or with an empty `text` all that a competency asks."""

    competency_name: str
    text: str
    sentences: int
    with_wins: int
    """Of its sentences, those against which a win stands now."""


def without_a_win(document: PacketDocument, answered: set[tuple[str, str]]) -> list[Asked]:
    """What has no win, no reason why it does not apply, and no gap. `answered` are
    (competency, sentence), the sentence "" for all of them."""
    return _grouped(
        (row, "No win is placed against it.")
        for row in document.coverage
        if row.kind == "none" and row.expectation and not _is_answered(row, answered)
    )


def thinly_covered(document: PacketDocument, answered: set[tuple[str, str]]) -> list[Asked]:
    """What rests on one win, or on the last months of a long period alone."""
    months = document.months()
    late = frozenset(months[-LAST:] if len(months) > LONG_PERIOD else ())
    return _grouped(
        (row, reason)
        for row in document.coverage
        if not _is_answered(row, answered) and (reason := _why_thin(row, late))
    )


def subject_of(document: PacketDocument, competency: str, expectation: str) -> Subject | None:
    """What a gap is about. None where the goal does not ask it, or not any more."""
    asked = [
        row
        for row in document.coverage
        if row.competency == competency and row.expectation and expectation in ("", row.expectation)
    ]
    if not asked:
        return None
    return Subject(
        competency_name=asked[0].competency_name,
        text=asked[0].text if expectation else "",
        sentences=len(asked),
        with_wins=sum(row.wins > 0 for row in asked),
    )


def _is_answered(row: CoverageRow, answered: set[tuple[str, str]]) -> bool:
    return not answered.isdisjoint({(row.competency, row.expectation), (row.competency, "")})


def _why_thin(row: CoverageRow, late: frozenset[str]) -> str:
    if row.kind != "evidence" or not row.expectation:
        return ""
    is_late = bool(row.months) and late.issuperset(row.months)
    if row.wins == 1:
        return (
            f"One win stands for it, from the last {LAST} months."
            if is_late
            else "One win stands for it."
        )
    return f"All {row.wins} wins are of the last {LAST} months." if is_late else ""


def _grouped(found: Iterable[tuple[CoverageRow, str]]) -> list[Asked]:
    groups = groupby(found, key=lambda one: (one[0].competency, one[0].competency_name))
    return [
        Asked(
            competency,
            name,
            tuple(Sentence(row.expectation, row.text, reason) for row, reason in rows),
        )
        for (competency, name), rows in groups
    ]
