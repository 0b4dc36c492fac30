"""Words that take a claim back.

Left alone: helping a person, which is what mentoring is; “a kind of failure”; what an author
thinks of other things than her work, or in the answer to a gap.
"""

import re
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft

_HEDGE = re.compile(
    r"\b(?:[Hh]elped|[Hh]elping) (?:out|with|to [a-z]+)"
    r"|\b(?:was|were|been|got|being) (?:[a-z]+ly |also )?involved in\b"
    r"|\b(?:was|were|been) (?:a )?part of (?:the|a) (?:[a-z]+ )?(?:group|team|effort|project)\b"
    r"|(?:^|\b(?:I|have|had|also) )(?:[Pp]articipated|[Aa]ssisted|[Cc]ontributed)"
    r" (?:in|on|to|with)\b"
    r"|(?:^|\b(?:I|have|had|also) )[Ss]upported the (?:team|group|effort|launch)\b"
    r"|\b(?:I|[Ww]e)(?: have| also)? (?:tried|attempted) to [a-z]+"
    r"|\b[Hh]opefully\b|\b[Ss]omewhat\b|\bmore or less\b"
    r"|\b(?:I|[Ww]e) (?:think|believe|feel|guess|suppose)(?= (?:that )?(?:I|we|it|my|our|the)\b)"
    r"|^(?:Kind|Sort) of\b|\bwould (?:probably|perhaps|likely) have\b"
    r"|\b(?:is|was|were|are) (?:probably|perhaps|maybe|kind of|sort of)\b"
    r"|\b(?:[Mm]ade|[Gg]ot|[Hh]ad) some (?:progress|impact|improvements?)\b"
    r"|\bor something\b|\bin some way\b|\bjust winging\b"
)
_CHECKED = frozenset({"ask", "thesis", "summary", "claim", "why", "title", "details", "impact"})


def _flags(draft: Draft) -> Iterator[Flag]:
    for passage in draft.prose:
        if passage.place.field not in _CHECKED:
            continue
        for sentence in passage.sentences:
            if words := passage.search(_HEDGE, sentence):
                says = "“{}” leaves open what you did"
                yield flagged(passage, sentence, words, says)


CHECK = Check(
    name="hedging",
    label="Taken back while saying it",
    reason="The reader believes the smaller of the two readings.",
    mend="Say what you did with a plain verb: wrote, decided, led, measured.",
    example="I was involved in the move of the readings.",
    flags=_flags,
)
