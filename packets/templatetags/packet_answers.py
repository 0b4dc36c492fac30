"""What the pages of gaps and conditions say of the packet's coverage."""

from django import template

from packets.builder import unanswered
from packets.coverage import unproved
from packets.document import PacketDocument

register = template.Library()


@register.simple_tag
def wins_without_proof(document: PacketDocument):
    return unproved(document)


@register.simple_tag
def without_a_win(document: PacketDocument, packet):
    return unanswered.without_a_win(document, _answered(packet))


@register.simple_tag
def thinly_covered(document: PacketDocument, packet):
    return unanswered.thinly_covered(document, _answered(packet))


@register.simple_tag
def sentences_of(asked: list[unanswered.Asked]) -> int:
    """How many sentences there are, of all competencies."""
    return sum(len(one.sentences) for one in asked)


@register.filter
def subject_in(gap, document: PacketDocument):
    """What of the ladder a gap is about; None for one that names no competency."""
    if not gap.competency:
        return None
    return unanswered.subject_of(document, gap.competency, gap.expectation)


def _answered(packet) -> set[tuple[str, str]]:
    return {(gap.competency, gap.expectation) for gap in packet.gaps.all() if gap.competency}


@register.filter
def answering(condition, packet):
    """The placed wins that answer a condition, by the evidence where each stands first."""
    chosen = {entry.pk for entry in condition.entries.all()}
    found = {}
    for section in packet.sections.all():
        for evidence in section.evidence.all():
            if evidence.entry_id in chosen and not evidence.entry.confidential:
                found.setdefault(evidence.entry_id, evidence)
    return list(found.values())


@register.filter
def unplaced(condition, packet):
    """The wins that are to answer a condition and that no version tells, as they stand now."""
    told = {evidence.entry_id for evidence in answering(condition, packet)}
    return [entry for entry in condition.entries.all() if entry.pk not in told]
