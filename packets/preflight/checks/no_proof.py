"""A claim that nothing bears: no number and no link, neither in it nor in the wins below it."""

import re
from collections.abc import Iterator

from packets.document import Evidence, Section
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import of_claim
from packets.preflight.prose import Span, excerpt

_PROOF = re.compile(r"[0-9]|https?://")


def _flags(draft: Draft) -> Iterator[Flag]:
    for section in draft.document.sections:
        if not section.claim.strip() or _PROOF.search(section.claim):
            continue
        if not any(map(_is_proved, section.placed())):
            yield Flag(of_claim(section), _says(section), _opening(section.claim))


def _is_proved(evidence: Evidence) -> bool:
    texts = (evidence.title, evidence.details, evidence.impact, evidence.why)
    return bool(
        evidence.links
        or any(metric.after.strip() for metric in evidence.metrics)
        or any(map(_PROOF.search, texts))
    )


def _says(section: Section) -> str:
    if any(section.placed()):
        return "Neither this claim nor a win below it has a number or a link"
    return "This claim has no number, no link and no win below it"


def _opening(claim: str) -> str:
    whole = Span(0, len(claim))
    return excerpt(claim, whole, Span(0, 0))


CHECK = Check(
    name="no-proof",
    label="A claim without number or link",
    reason="A reader can neither weigh it nor look it up.",
    mend="Place a win that has a number or a link, or give one to the claim or to a win below it.",
    example="I am the person whom other teams ask. (No win below it has a number or a link.)",
    flags=_flags,
)
