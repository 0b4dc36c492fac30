from packets.document.edition import Edition, canonical_json, content_hash
from packets.document.evidence import Evidence, ExpectationBlock, Link, Metric, Section, Testimony
from packets.document.measure import (
    ClaimedStep,
    Claims,
    CoverageKind,
    CoverageRow,
    Criterion,
    LadderRef,
    Month,
    PositionRef,
    months_between,
)
from packets.document.packet import (
    USUAL_ORDER,
    Anchor,
    Condition,
    Gap,
    Layout,
    PacketDocument,
    anchor_of,
)
from packets.document.part import Key

__all__ = [
    "USUAL_ORDER",
    "Anchor",
    "ClaimedStep",
    "Claims",
    "Condition",
    "CoverageKind",
    "CoverageRow",
    "Criterion",
    "Edition",
    "Evidence",
    "ExpectationBlock",
    "Gap",
    "Key",
    "LadderRef",
    "Layout",
    "Link",
    "Metric",
    "Month",
    "PacketDocument",
    "PositionRef",
    "Section",
    "Testimony",
    "anchor_of",
    "canonical_json",
    "content_hash",
    "months_between",
]
