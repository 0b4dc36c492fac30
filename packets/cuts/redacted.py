"""A packet with wins, words and links taken out of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from packets.cuts.blackout import black_out, without_addresses
from packets.cuts.cut import Cut, Record
from packets.cuts.finder import Finder, Term
from packets.cuts.finish import finished, still_there
from packets.cuts.wins import MARK, with_masked_wins, without_wins
from packets.document import Evidence, PacketDocument

WORDS = "Words blacked out"


@dataclass(frozen=True)
class Redaction:
    """What is taken out. Wins are named by their `entry`; one that is left out is not masked."""

    left_out: frozenset[int] = frozenset()
    masked: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    without_links: bool = False
    in_ladder: bool = False
    """Whether words are taken out of the ladder's own too."""


def redacted(document: PacketDocument, choices: Redaction) -> Cut:
    """What is left of the document, and what was taken out of it."""
    record, left = Record(), Record()
    secret = [
        evidence
        for evidence in document.evidence()
        if evidence.entry in choices.left_out | choices.masked
    ]
    cut = without_wins(document, choices.left_out, record)
    cut = with_masked_wins(cut, choices.masked, record)
    cut = without_addresses(cut, record) if choices.without_links else cut
    finder = Finder(Term(word, MARK) for word in choices.words)
    cut = black_out(cut, finder, record, group=WORDS, in_ladder=choices.in_ladder)
    cut = finished(cut, "redacted", hides_ladder=choices.in_ladder)
    still_there(cut, finder, left, "Words that the ladder still says")
    names = Finder(Term(name, "") for name in _names_of(secret, cut))
    still_there(cut, names, left, "Names of what was taken out")
    return Cut(cut, record.groups(), left.groups())


def _names_of(secret: list[Evidence], cut: PacketDocument) -> Iterator[str]:
    """What wins that are out were called, with their projects and people, and no win that is left
    is."""
    kept = {name for evidence in cut.evidence() for name in _names(evidence)}
    yield from (name for evidence in secret for name in _names(evidence) if name not in kept)


def _names(evidence: Evidence) -> Iterator[str]:
    said_by = (said.name for said in evidence.testimony)
    yield from filter(None, (evidence.title, evidence.project, *evidence.people, *said_by))
