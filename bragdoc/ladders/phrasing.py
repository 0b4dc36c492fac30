"""How one expectation is phrased: whether somebody could see it done, and whether it is one."""

import re
from collections.abc import Iterator
from typing import Literal

type Phrasing = Literal["unobservable", "several-statements", "long"]

LONG_TEXT = 300
"""Characters. Of the expectations of six public ladders about one in fifty is longer."""

MANY_SENTENCES = 4

# What goes on in a person's head, at the beginning of a text, after what may stand before its verb;
# and something done that follows. English alone: of other languages nothing here matches.
_IN_THE_HEAD = re.compile(
    r"""^\W*(?:(?:you|they|i|we|he|she|can|must|should|will|to|also|fully|generally|deeply|clearly
        |usually|always|strives|is\ able|are\ able|able)\s+)*
    (?P<says>(?:understand|know|learn|appreciate|believe)(?:s|ing)?\b(?!-)
      |(?:(?:is|are|be|becoming)\s+)?(?:fully\s+|well\s+)?(?:still\s+)?
        (?:aware\ of|familiar\ with|comfortable\ with|interested\ in|learning)\b
      |(?:(?:has|have|having|shows?|exhibits?|demonstrat(?:es?|ing))\s+)?
        (?:an?\s+|the\s+)?
        (?:(?:very|in|depth|in-depth|basic|broad|deep|good|solid|sound|strong|expert|thorough|working
          |general|detailed|advanced|clear|some|full|technical|knowledge|and)\s+){0,3}
        (?:understanding|knowledge|awareness|familiarity|grasp)\ of\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_DOES = re.compile(
    r"""(?:\band|[,;.])\s+(?:can\s+|then\s+|also\s+)?
    (?:(?:is\s+|are\s+)?able\ to\s+)?
    (?:address|appl|ask|build|challeng|coach|communicat|contribut|creat|deliver|demonstrat|design
      |document|driv|ensur|explain|facilitat|gather|giv|help|improv|lead|maintain|mak|mentor
      |monitor|own|plan|proactively|read|review|run|shar|support|tak|teach|test|tun|us|work|writ)
    (?:e|es|s|y|ies|ing|ying)?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(r"(?:^|\s)\(?[1-9][.)]\s+\S")
_BULLET = re.compile(r"^\s*[-*•–]\s+\S", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?。！？]+(?:\s+|$)")


def phrasing(text: str) -> Iterator[tuple[Phrasing, str]]:
    """What a writer may want to look at, each with a sentence that says what was seen."""
    said = _IN_THE_HEAD.match(text)
    if said and not _DOES.search(text, said.end()):
        yield "unobservable", f"Begins with “{said['says'].strip()}”."
    listed = max(len(_NUMBERED.findall(text)), len(_BULLET.findall(text)))
    sentences = len(_SENTENCE_END.findall(text))
    if listed > 1:
        yield "several-statements", f"A list of {listed}."
    elif sentences >= MANY_SENTENCES:
        yield "several-statements", f"{sentences} sentences."
    elif len(text) > LONG_TEXT:
        yield "long", f"{len(text)} characters; most expectations have fewer than {LONG_TEXT}."
