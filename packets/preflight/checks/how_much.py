"""Words of size without a size.

Left alone: sentences with a number in figures or words, and wins with a metric: there it stands.
"""

import re
from collections.abc import Iterator

from packets.preflight.findings import Check, Flag, flagged
from packets.preflight.passages import Draft

_SIZE = re.compile(
    r"\b(?:significant|great|dramatic|substantial|huge|massive|drastic|considerabl|notabl|"
    r"noticeabl|vast|tremendous|immense)(?:al)?ly"
    r" (?:[a-z]+(?:ed|ing|s|er)|more|less|fewer|faster|cut|sped)\b"
    r"|\b(?:a )?(?:significant|dramatic|substantial|huge|massive|drastic|considerable) "
    r"(?:increase|decrease|reduction|improvement|saving|drop|gain|cut|boost)s?\b"
    r"|\b(?:significant|dramatic|substantial|massive|drastic|considerabl)(?:al)?ly(?=[.,;]|$)"
    r"|\b(?:much|a lot|lots|far|way) "
    r"(?:faster|slower|quicker|better|cheaper|easier|safer|fewer|less|smoother|simpler|shorter|"
    r"longer|higher|lower|bigger|smaller|larger)\b"
    r"|\b[Bb]uilt a lot\b"
    r"|\b(?:[Aa] (?:lot|ton|bunch) of|[Ll]ots of|[Tt]ons of|[Cc]ountless|[Nn]umerous)"
    r" (?!(?:work|time|fun)\b)(?:the )?[a-z-]+",
)
_NUMBER = re.compile(
    r"[0-9]|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|twenty|thirty|"
    r"hundreds?|thousands?|half|halved|doubled|twice|tripled|third|quarter)\b"
)
_CHECKED = frozenset({"summary", "thesis", "claim", "why", "title", "details", "impact"})


def _flags(draft: Draft) -> Iterator[Flag]:
    for passage in draft.prose:
        if passage.place.field not in _CHECKED:
            continue
        if passage.evidence and passage.evidence.metrics:
            continue
        for sentence in passage.sentences:
            if _NUMBER.search(passage.text, *sentence):
                continue
            if words := passage.search(_SIZE, sentence):
                says = "“{}” does not say how much"
                yield flagged(passage, sentence, words, says)


CHECK = Check(
    name="how-much",
    label="No number where one is meant",
    reason="Every packet says “significantly”; a number is remembered.",
    mend="Write what it was before and what it is now, or what one could look at.",
    example="Builds are much faster since.",
    flags=_flags,
)
