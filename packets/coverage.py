"""The coverage of a packet, worked out of its frozen document alone."""

from collections.abc import Callable, Iterable
from itertools import groupby

from bragdoc.coverage.covered import Coverage, CoveredCompetency, Kind, Sentence
from bragdoc.coverage.months import Months
from bragdoc.coverage.proof import NOTHING, Proof, proof_of
from bragdoc.ladders.wording import Words
from packets.document import CoverageRow, Evidence, ExpectationBlock, PacketDocument, Section

type Address = Callable[[str], str]
"""Where the section of a key stands."""


def covered(document: PacketDocument, address: Address) -> Coverage:
    """What the document says of each sentence, and of the evidence in its sections."""
    sections = {section.key: section for section in document.sections}
    months = Months.of(document.starts_on, document.ends_on)
    competencies = groupby(document.coverage, key=lambda row: row.competency)
    return Coverage(
        now=document.now.title if document.now else "",
        goal=document.goal.title,
        months=months,
        competencies=tuple(
            _competency(list(rows), sections, months, address) for _, rows in competencies
        ),
    )


def _competency(
    rows: list[CoverageRow], sections: dict[str, Section], months: Months, address: Address
) -> CoveredCompetency:
    head = rows[0]
    section = sections.get(head.section, Section(key=head.competency, title=""))
    href = address(head.section) if head.section else ""
    blocks = {block.slug: block for block in section.expectations}
    new = {row.expectation: row for row in rows if row.expectation}
    placed = {evidence.entry: evidence for evidence in section.placed()}
    return CoveredCompetency(
        slug=head.competency,
        name=head.competency_name,
        area="",
        area_name="",
        step="",
        step_now="",
        note="",
        instead=(),
        before=(),
        new=tuple(
            _sentence(row.kind, _block(row, blocks), months, href, reason=row.note)
            for row in new.values()
        ),
        carried=tuple(
            _sentence("carried", block, months, href)
            for block in blocks.values()
            if block.slug not in new
        ),
        kind="" if new else head.kind,
        falls=None,
        wins=len(placed),
        untold=len(section.evidence),
        beside=0,
        by_month=_by_month(placed.values(), months),
        reason="",
        href=href,
    )


def _block(row: CoverageRow, blocks: dict[str, ExpectationBlock]) -> ExpectationBlock:
    nothing_placed = ExpectationBlock(slug=row.expectation, text=row.text)
    return blocks.get(row.expectation, nothing_placed)


def _sentence(
    kind: Kind, block: ExpectationBlock, months: Months, href: str, reason: str = ""
) -> Sentence:
    touched = 0
    for evidence in block.evidence:
        touched |= months.touched(evidence.starts_on, evidence.ends_on)
    return Sentence(
        slug=block.slug,
        words=(Words("same", block.text),),
        is_optional=False,
        kind=kind,
        wins=len(block.evidence),
        months=touched,
        proof=max(map(_proof, block.evidence), default=None),
        reason=reason,
        href=href,
    )


def unproved(document: PacketDocument) -> list[Evidence]:
    """The placed wins in which there is nothing to check, oldest first."""
    return [evidence for evidence in document.evidence() if _proof(evidence) == NOTHING]


def _proof(evidence: Evidence) -> Proof:
    return proof_of(
        numbers=[(metric.before, metric.after) for metric in evidence.metrics],
        has_link=bool(evidence.links),
        has_voice=bool(evidence.testimony) or evidence.kind == "praise received",
    )


def _by_month(placed: Iterable[Evidence], months: Months) -> tuple[int, ...]:
    """How many of them touch each month."""
    touched = [months.touched(evidence.starts_on, evidence.ends_on) for evidence in placed]
    return tuple(sum(some >> place & 1 for some in touched) for place in range(months.count))
