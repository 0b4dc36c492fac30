"""The sentences that the page of a win offers, and which of them the goal asks anew."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bragdoc.ladders.document import UnknownCompetency
from bragdoc.ladders.sentences import sentences_by_step
from bragdoc.models import Competency, Expectation


class Sentence(NamedTuple):
    """A sentence to tick. `text` is as the person's own version of the ladder words it; `step` is
    where it stands there, with the track where that is another than the goal's, and "" where that
    version does not state it."""

    row: Expectation
    text: str
    step: str
    is_new: bool
    is_ticked: bool


class CompetencySentences(NamedTuple):
    """`near` is what the goal asks anew, then what is ticked beside it; `others` the rest, lowest
    step first."""

    competency: Competency
    near: list[Sentence]
    others: list[Sentence]

    @property
    def ticked(self) -> int:
        return sum(sentence.is_ticked for sentence in self.near)


def sentences_of(placement, competencies, ticked) -> list[CompetencySentences]:
    """Those of each competency; `ticked` holds the keys of ticked rows, as text.

    Without a placement, and of a competency that its version does not have, only what is ticked.
    """
    rows: dict[int, dict[str, Expectation]] = defaultdict(dict)
    for row in Expectation.objects.of_competencies(competencies).in_order():
        rows[row.competency_id][row.slug] = row
    asked = {gap.slug: gap.new for gap in placement.gap()} if placement else {}
    found = []
    for competency in competencies:
        of = rows[competency.pk]
        kept = {slug: row for slug, row in of.items() if str(row.pk) in ticked}
        new = {item.slug for item in asked.get(competency.slug, ())}
        sentences = [
            Sentence(of[slug], text, step, is_new=slug in new, is_ticked=slug in kept)
            for slug, text, step in _stated(placement, competency)
        ]
        stated = {sentence.row.slug for sentence in sentences}
        sentences += [
            Sentence(row, row.text, "", is_new=False, is_ticked=True)
            for slug, row in kept.items()
            if slug not in stated
        ]
        found.append(_parted(competency, sentences))
    return found


def _stated(placement, competency) -> Iterator[tuple[str, str, str]]:
    """(slug, text, name of the step) of what the placed version states, lowest step first."""
    if not placement or placement.ladder_version.ladder_id != competency.ladder_id:
        return
    document = placement.ladder_version.read()
    try:
        asked = document.competency(competency.slug)
    except UnknownCompetency:
        return
    mine = placement.goal_position().track
    for step, track, sentences in sentences_by_step(document, asked):
        where = step if track is None or track.slug == mine else f"{step}, {track.name}"
        for item in sentences:
            yield item.slug, item.text, where


def _parted(competency: Competency, sentences: list[Sentence]) -> CompetencySentences:
    new = [sentence for sentence in sentences if sentence.is_new]
    beside = [sentence for sentence in sentences if sentence.is_ticked and not sentence.is_new]
    others = [sentence for sentence in sentences if not (sentence.is_ticked or sentence.is_new)]
    return CompetencySentences(competency, new + beside, others)
