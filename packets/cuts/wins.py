"""Wins left out of a document or masked in it, and its counts made true again."""

from collections.abc import Callable, Collection

from packets.cuts.cut import Record
from packets.document import (
    Condition,
    CoverageRow,
    Evidence,
    Link,
    Metric,
    PacketDocument,
    Section,
    Testimony,
    months_between,
)

MARK = "[redacted]"


def without_wins(
    document: PacketDocument, left_out: Collection[int], record: Record
) -> PacketDocument:
    """The document without these wins. Coverage counts what is left, and says what is not."""
    if not left_out:
        return document
    sections = tuple(
        _changed(section, lambda evidence: None if evidence.entry in left_out else evidence)
        for section in document.sections
    )
    for section in document.sections:
        for evidence in section.placed():
            if evidence.entry in left_out:
                record.note("Wins left out", _named(evidence), "", section.title)
    now = {section.key: section for section in sections}
    before = {section.key: section for section in document.sections}
    coverage = tuple(
        _recounted(row, document, before[row.section], now[row.section]) if row.section else row
        for row in document.coverage
    )
    conditions = tuple(
        condition.model_copy(
            update={"entries": tuple(n for n in condition.entries if n not in left_out)}
        )
        for condition in document.conditions
    )
    changes = {"sections": sections, "coverage": coverage, "conditions": conditions}
    return document.model_copy(update=changes)


def with_masked_wins(
    document: PacketDocument, masked: Collection[int], record: Record
) -> PacketDocument:
    """The document in which these wins say when they were and what part their author had in them,
    and how much else there is."""
    for section in document.sections:
        for evidence in section.placed():
            if evidence.entry in masked:
                record.note("Wins masked", _named(evidence), MARK, section.title)
    return with_evidence(document, lambda one: _masked(one) if one.entry in masked else one)


def with_evidence(
    document: PacketDocument, change: Callable[[Evidence], Evidence | None]
) -> PacketDocument:
    sections = tuple(_changed(section, change) for section in document.sections)
    return document.model_copy(update={"sections": sections})


def numbered_anew(document: PacketDocument) -> PacketDocument:
    """The document with its entries numbered from 1 as they are dated, so that no number tells
    which entry of which copy it was."""
    numbers = {evidence.entry: n for n, evidence in enumerate(document.evidence(), start=1)}
    document = with_evidence(
        document, lambda one: one.model_copy(update={"entry": numbers[one.entry]})
    )
    conditions = tuple(_numbered(condition, numbers) for condition in document.conditions)
    return document.model_copy(update={"conditions": conditions})


def _numbered(condition: Condition, numbers: dict[int, int]) -> Condition:
    entries = tuple(sorted(numbers[entry] for entry in condition.entries))
    return condition.model_copy(update={"entries": entries})


def _changed(section: Section, change: Callable[[Evidence], Evidence | None]) -> Section:
    def kept(row: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(one for one in map(change, row) if one is not None)

    blocks = tuple(
        block.model_copy(update={"evidence": kept(block.evidence)})
        for block in section.expectations
    )
    return section.model_copy(update={"expectations": blocks, "evidence": kept(section.evidence)})


def _recounted(
    row: CoverageRow, document: PacketDocument, before: Section, now: Section
) -> CoverageRow:
    """The row of a sentence, with the wins that are left and the months of these."""
    had, has = (_against(row, section) for section in (before, now))
    if not (gone := len(had) - len(has)):
        return row
    period = set(document.months())
    months = {month for one in has for month in months_between(one.starts_on, one.ends_on)}
    said = f"{gone} win{'s' * (gone > 1)} left out of this copy."
    return row.model_copy(
        update={
            "kind": "evidence" if has else "none",
            "wins": len(has),
            "months": tuple(sorted(months & period)),
            "note": " ".join(filter(None, (row.note, said))),
        }
    )


def _against(row: CoverageRow, section: Section) -> tuple[Evidence, ...]:
    found = (block.evidence for block in section.expectations if block.slug == row.expectation)
    return next(found, ())


def _masked(evidence: Evidence) -> Evidence:
    return evidence.model_copy(
        update={
            "title": MARK,
            "project": MARK if evidence.project else "",
            "people": (MARK,) * len(evidence.people),
            "details": _mark_of(evidence.details),
            "impact": _mark_of(evidence.impact),
            "why": _mark_of(evidence.why),
            "metrics": (Metric(label=MARK, after=MARK),) * len(evidence.metrics),
            "links": (Link(url="", label=MARK),) * len(evidence.links),
            "testimony": tuple(map(_masked_testimony, evidence.testimony)),
        }
    )


def _masked_testimony(said: Testimony) -> Testimony:
    """That somebody spoke, how closely it was seen and how that is known; not who, and not what."""
    hidden = {name: _mark_of(getattr(said, name)) for name in ("position", "relation", "where")}
    changes = {"text": MARK, "name": MARK, "said_on": None, **hidden}
    return said.model_copy(update=changes)


def _mark_of(text: str) -> str:
    return MARK if text.strip() else ""


def _named(evidence: Evidence) -> str:
    return evidence.title or "A win without a title"
