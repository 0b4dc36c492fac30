"""Some parts of a packet alone, for a reader who is shown no more."""

from collections.abc import Collection

from packets.document import Condition, CoverageRow, PacketDocument, anchor_of


def excerpt(document: PacketDocument, parts: Collection[str]) -> PacketDocument:
    """The document with these parts, by their anchors, and nothing of any other. The cover stays:
    who asks for what, the ask and the thesis. Unless these are all parts, it says that it is an
    excerpt."""
    if set(document.reading_order()) <= set(parts):
        return document
    sections = tuple(each for each in document.sections if anchor_of(each.key) in parts)
    kept = {section.key for section in sections}
    told = {evidence.entry for section in sections for evidence in section.placed()}
    shown = {
        "summary": document.summary,
        "claims": document.claims,
        "coverage": tuple(_within(row, kept) for row in document.coverage),
        "gaps": document.gaps,
        "conditions": tuple(_answered_by(each, told) for each in document.conditions),
        "next": document.next,
    }
    for name in shown:
        if f"part-{name}" not in parts:
            shown[name] = PacketDocument.model_fields[name].get_default()
    stays = {anchor_of(key) for key in kept}
    order = (anchor for anchor in document.order if anchor.startswith("part-") or anchor in stays)
    left = shown | {"sections": sections, "order": tuple(order), "cut": "excerpt"}
    return document.model_copy(update=left)


def _within(row: CoverageRow, kept: set[str]) -> CoverageRow:
    return row if row.section in kept else row.model_copy(update={"section": ""})


def _answered_by(condition: Condition, told: set[int]) -> Condition:
    entries = tuple(entry for entry in condition.entries if entry in told)
    return condition.model_copy(update={"entries": entries})
