"""What a packet says of the ladder that does not apply, as answers of the draft or, where it has
none, as it is said under coverage."""

from collections.abc import Set
from itertools import groupby

from packets.document import CoverageRow, PacketDocument
from packets.importing.plan import PlannedGap, Reason


def gaps_and_reasons(
    document: PacketDocument, stated: Set[tuple[str, str]], most: int
) -> tuple[tuple[PlannedGap, ...], tuple[Reason, ...], tuple[Reason, ...]]:
    """The gaps; the reasons that none of them gives; those for which there is no place.

    `stated` has what the ladder states: (competency, sentence), and (competency, ""); `most` is how
    many characters a reason takes.
    """
    reasons = _reasons(document.coverage)
    gaps: list[PlannedGap] = []
    for gap in document.gaps:
        told = next((r for r in reasons if r.reason == gap.answer and r[:2] in stated), None)
        if told:
            reasons.remove(told)
            gaps.append(PlannedGap(gap.title, gap.answer, *told[:2], not_applicable=True))
        else:
            gaps.append(PlannedGap(gap.title, gap.answer))
    kept = tuple(r for r in reasons if r[:2] in stated and len(r.reason) <= most)
    return tuple(gaps), kept, tuple(r for r in reasons if r not in kept)


def _reasons(coverage: tuple[CoverageRow, ...]) -> list[Reason]:
    """A reason that is said of a whole competency stands with the first of its sentences, and its
    others have none."""
    found = []
    rows = [row for row in coverage if row.kind == "not-applicable" and row.expectation]
    for competency, group in groupby(rows, key=lambda row: row.competency):
        notes = [(row.expectation, row.note) for row in group]
        without = next((n for n, (_, note) in enumerate(notes) if not note), len(notes))
        of_all = without - 1 if 0 < without < len(notes) else None
        for place, (sentence, note) in enumerate(notes):
            if note.strip():
                found.append(Reason(competency, "" if place == of_all else sentence, note))
    return found
