"""“We” where the author's part is missing.

Left alone: a “we” that only says which (“the work we chose”), one beside an “I” in the same text
or anywhere in the win that it tells of, one after a deed told without its subject ("Wrote the
plan, and we moved it"), and one where her role, which the packet prints beside it, was to lead or
to work alone.
"""

import re
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft, Passage
from packets.preflight.prose import Span

_WE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|then|because) )"
    r"(?:[Ww]e|[Oo]ur team|[Tt]he team)(?:['’](?:ve|d|re))? "
    r"(?!(?:who|that|members?|hope|plan|want|need|will|can|could|should|are|have to)\b)[a-z]+"
)
_WE_ITSELF = re.compile(r"[Ww]e\b|[Oo]ur team\b|[Tt]he team\b")
_BEGINS_WITH_A_DEED = re.compile(
    r"(?:[A-Z][a-z]+ed|Led|Wrote|Built|Drove|Ran|Made|Took|Gave|Held|Set|Cut|Began|Chose|Found)\b"
)
_I = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b")
_SAYS_ENOUGH = frozenset({"led", "solo"})
_CHECKED = frozenset({"summary", "thesis", "claim", "why", "title", "details", "impact"})


def _flags(draft: Draft) -> Iterator[Flag]:
    tells_of_her = {
        win.evidence.entry
        for win in draft.wins
        if win.evidence.role.casefold() in _SAYS_ENOUGH
        or any(_has_her(text) for text in win.passages)
    }
    for passage in draft.prose:
        if passage.place.field not in _CHECKED or _has_her(passage):
            continue
        if passage.evidence and passage.evidence.entry in tells_of_her:
            continue
        for sentence in passage.sentences:
            if _BEGINS_WITH_A_DEED.match(passage.prose, sentence.start):
                continue  # told without its subject, it is hers
            if words := passage.search(_WE, sentence):
                words = Span(words.start + _lead(passage.prose, words), words.end)
                says = "“{}” does not say what you did"
                yield flagged(passage, sentence, words, says)
                break  # once told, it holds for the whole text


def _lead(prose: str, words: Span) -> int:
    """How many characters stand before the “we”: a comma, the “and” that leads to it."""
    before = _WE_ITSELF.search(prose, *words)
    return before.start() - words.start if before else 0


def _has_her(passage: Passage) -> bool:
    return bool(_I.search(passage.prose))


CHECK = Check(
    name="we",
    label="We, without I",
    reason="A reader who was not there takes “we” for the team.",
    mend="Name your part, or say who did it and what you added.",
    example="We moved billing to the new store.",
    flags=_flags,
)
