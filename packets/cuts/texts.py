"""Every text of a document, what kind it is and in which part it is read.

The table below names each field of each type of `packet/1`. What takes words out of a document goes
by it, so that no field is forgotten.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from packets.document import (
    ClaimedStep,
    Claims,
    Condition,
    CoverageRow,
    Criterion,
    Evidence,
    ExpectationBlock,
    Gap,
    LadderRef,
    Link,
    Metric,
    PacketDocument,
    PositionRef,
    Section,
    Testimony,
)
from packets.document.part import Part

Nature = Literal["plain", "markdown", "person", "ladder", "address", "part", "kept"]
"""`plain` and `markdown` are what people wrote, `person` is who somebody is. `ladder` are the
ladder's words, `address` is where a link leads. `part` has fields of its own; `kept` is no text:
dates, numbers, keys and words of the format."""

type Write = Callable[[str, Nature, str], str]
"""A text, its nature and the title of the part it is read in; what is to stand there instead."""

NATURES: dict[type[Part], dict[str, Nature]] = {
    PacketDocument: {
        "format": "kept",
        "title": "plain",
        "language": "kept",
        "author": "person",
        "manager": "person",
        "ladder": "part",
        "now": "part",
        "goal": "part",
        "starts_on": "kept",
        "ends_on": "kept",
        "ask": "plain",
        "thesis": "markdown",
        "summary": "markdown",
        "next": "markdown",
        "claims": "part",
        "coverage": "part",
        "sections": "part",
        "gaps": "part",
        "conditions": "part",
        "preset": "plain",
        "layout": "kept",
        "order": "kept",
        "cut": "kept",
    },
    LadderRef: {
        "slug": "kept",
        "name": "ladder",
        "version": "ladder",
        "url": "address",
        "licence": "ladder",
        "attribution": "ladder",
    },
    PositionRef: {
        "track": "kept",
        "level": "kept",
        "title": "ladder",
        "code": "ladder",
        "label": "ladder",
    },
    Claims: {"steps": "part", "criteria": "part"},
    ClaimedStep: {
        "competency": "kept",
        "competency_name": "ladder",
        "step": "kept",
        "step_name": "ladder",
    },
    Criterion: {
        "text": "ladder",
        "kind": "kept",
        "comes_to": "ladder",
        "weighted_sum": "ladder",
        "weights": "ladder",
        "counted": "ladder",
        "without_step": "ladder",
    },
    CoverageRow: {
        "competency": "kept",
        "competency_name": "ladder",
        "expectation": "kept",
        "text": "ladder",
        "kind": "kept",
        "wins": "kept",
        "months": "kept",
        "note": "plain",
        "section": "kept",
    },
    Section: {
        "key": "kept",
        "title": "plain",
        "competency": "kept",
        "claim": "markdown",
        "expectations": "part",
        "evidence": "part",
    },
    ExpectationBlock: {"slug": "kept", "text": "ladder", "examples": "ladder", "evidence": "part"},
    Evidence: {
        "entry": "kept",
        "title": "plain",
        "starts_on": "kept",
        "ends_on": "kept",
        "kind": "plain",
        "role": "plain",
        "project": "plain",
        "people": "person",
        "details": "markdown",
        "impact": "markdown",
        "metrics": "part",
        "links": "part",
        "why": "markdown",
        "featured": "kept",
        "folded": "kept",
        "testimony": "part",
    },
    Testimony: {
        "text": "plain",
        "name": "person",
        "position": "plain",
        "relation": "plain",
        "closeness": "kept",
        "said_on": "kept",
        "where": "plain",
        "source": "kept",
        "is_verified": "kept",
        "of_other_wording": "kept",
    },
    Metric: {
        "label": "plain",
        "before": "plain",
        "after": "plain",
        "unit": "plain",
        "lower_is_better": "kept",
    },
    Link: {"url": "address", "label": "plain"},
    Gap: {"title": "plain", "answer": "markdown"},
    Condition: {
        "text": "plain",
        "said_by": "person",
        "said_on": "kept",
        "answer": "markdown",
        "entries": "kept",
    },
}

PARTS = {
    "ladder": "The ladder",
    "now": "Cover",
    "goal": "Cover",
    "summary": "Summary",
    "next": "What is next",
    "claims": "The steps claimed",
    "coverage": "Coverage",
    "gaps": "Gaps and answers",
    "conditions": "What was asked for before",
}
"""Where a field of the document is read, where that is not on its cover."""


def written[P: Part](part: P, write: Write, title: str = "Cover") -> P:
    """The same part with each text as `write` has it; `title` is where it is read."""
    natures = NATURES[type(part)]
    if isinstance(part, Section) and part.competency:
        natures = natures | {"title": "ladder"}  # the name of its competency
    changes = {
        name: _written(getattr(part, name), nature, write, _title(part, name, title))
        for name, nature in natures.items()
        if nature != "kept"
    }
    return part.model_copy(update=changes)


def texts(document: PacketDocument) -> Iterator[tuple[str, Nature, str]]:
    """Each text that is not empty, its nature and the title of the part it is read in."""
    found: list[tuple[str, Nature, str]] = []

    def note(text: str, nature: Nature, title: str) -> str:
        found.append((text, nature, title))
        return text

    written(document, note)
    yield from found


def _written(value: Any, nature: Nature, write: Write, title: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_written(one, nature, write, title) for one in value)
    if isinstance(value, Part):
        return written(value, write, title)
    return write(value, nature, title) if value else value


def _title(part: Part, name: str, title: str) -> str:
    if isinstance(part, Section):
        return part.title or "A section without a title"
    return PARTS.get(name, "Cover") if isinstance(part, PacketDocument) else title
