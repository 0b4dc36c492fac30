"""Every sentence of a competency, step by step: what an entry can be tagged with, at any level."""

from collections.abc import Iterator
from typing import NamedTuple

from bragdoc.ladders.document import Competency, Expectation, LadderDocument, Track


class StepSentences(NamedTuple):
    """What stands in one cell: at a step, for all tracks or, where `track` says so, for one."""

    step: str  # its name
    track: Track | None
    sentences: tuple[Expectation, ...]


def sentences_by_step(document: LadderDocument, competency: Competency) -> Iterator[StepSentences]:
    """Each sentence once, where it stands, lowest step first; what holds for all tracks before
    what is one track's own. A step that only repeats another ("see E2") or states nothing is left
    out."""
    scale = next((scale for scale in document.scales if scale.slug == competency.scale), None)
    for step in scale.steps if scale else document.levels:
        cells = [(step.slug, None), *((f"{t.slug}/{step.slug}", t) for t in document.tracks)]
        for key, track in cells:
            cell = competency.expect.get(key)
            if cell and (stated := cell.stated(key)):
                yield StepSentences(step.name, track, stated)


def sentence_keys(document: LadderDocument) -> list[str]:
    """The keys "competency/sentence" of all that a ladder states, in its order."""
    return [
        f"{competency.slug}/{item.slug}"
        for _, competency in document.competencies()
        for item in competency.stated()
    ]
