"""Markdown as prose: what its author says in words of her own, at the same places in the text.

Code, quotations and addresses become blanks of the same length, so that a place in the prose is
the same place in the text. Every expression is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_INLINE = re.compile(
    r"`[^`\n]+`"
    r"|\]\([^()\n]*\)"
    r"|https?://[^\s<>]+"
    r"|“[^“”]{0,1000}”"
    r"|\"[^\"]{0,1000}\""
    r"|</?[A-Za-z][^<>]{0,1000}>"
)
_MARKER = re.compile(r"^([ \t]{0,40})[-*+|#](?=[ \t#])", re.MULTILINE)
_EMPHASIS = re.compile(r"[*~#|]|(?<![^\W_])_|_(?![^\W_])")
_SENTENCE_ENDS = re.compile(
    r"[.!?…](?=[\s)”\"*_]|$)[)”\"*_]?|\n[ \t]*(?=\n)|\n[ \t]{0,12}(?=•|[0-9]{1,9}[.)])"
)
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|vs|etc|approx|no|Dr|Mr|Ms|Mrs|cf|incl|St))$")
_AT_EDGES = " \t\r\n\f\v-*_+•|#>~"


class Span(NamedTuple):
    """A part of a text, from `start` up to `end`."""

    start: int
    end: int


def prose_of(text: str, quoted: tuple[str, ...] = ()) -> str:
    """The text with all but its author's prose blanked; as long as the text. `quoted` are other
    words that are not hers, such as the ladder's."""
    prose = _INLINE.sub(_blank, "".join(_lines(text)))
    prose = _MARKER.sub(r"\1•", prose)  # so that a list keeps its lines
    for words in quoted:
        prose = prose.replace(words, " " * len(words))
    return _EMPHASIS.sub(" ", prose)


def _blank(match: re.Match) -> str:
    return " " * len(match.group())


def _lines(text: str) -> Iterator[str]:
    fence = ""
    for line in text.splitlines(keepends=True):
        start = line.lstrip()
        mark = start[:3]
        is_prose = not fence and not start.startswith(">") and mark not in ("```", "~~~")
        if mark in ("```", "~~~"):
            fence = "" if fence == mark else fence or mark
        yield line if is_prose else " " * (len(line) - 1) + line[-1:]


def sentences(prose: str) -> Iterator[Span]:
    """The sentences and lines of a list, without what stands around them."""
    start = 0
    for end in _SENTENCE_ENDS.finditer(prose):
        if _ABBREVIATED.search(prose[max(start, end.start() - 8) : end.start()]):
            continue
        yield from _trimmed(prose, start, end.end())
        start = end.end()
    yield from _trimmed(prose, start, len(prose))


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    words = prose[start:end]
    inner = words.lstrip(_AT_EDGES)
    start = end - len(inner)
    if inner := inner.rstrip(_AT_EDGES):
        yield Span(start, start + len(inner))


LONGEST_EXCERPT = 180
"""Characters; of a longer sentence, the words around what is flagged."""


def excerpt(text: str, sentence: Span, flagged: Span) -> str:
    """The sentence as it was typed, or so much of it around the flagged words as is read at a
    glance. It stands in the text letter by letter."""
    start, end = sentence
    if end - start > LONGEST_EXCERPT:
        spare = max(0, LONGEST_EXCERPT - (flagged.end - flagged.start)) // 2
        near = max(start, flagged.start - spare)
        start = near if near == start else _after_a_blank(text, near, flagged.start)
        end = min(end, max(flagged.end, start + LONGEST_EXCERPT))
        end = end if end == sentence.end else _before_a_blank(text, flagged.end, end)
    return text[start:end].strip()


def _after_a_blank(text: str, start: int, limit: int) -> int:
    blank = text.find(" ", start, limit)
    return start if blank < 0 else blank + 1


def _before_a_blank(text: str, limit: int, end: int) -> int:
    blank = text.rfind(" ", limit, end)
    return end if blank < 0 else blank
