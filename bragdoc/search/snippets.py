"""Where the words of a search stand, in a line of the text around them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bragdoc.search.parts import Part, fold_with_places

MOST = 2  # snippets of an entry
BEFORE, AFTER = 60, 110  # characters beside the first word that was found


class Snippet(NamedTuple):
    """`runs` are (whether this was searched for, text): plain text, to be escaped where it is
    shown. `place` names the field."""

    place: str
    runs: list[tuple[bool, str]]


def snippets_of(
    title: str, fields: Iterable[tuple[str, str]], parts: Sequence[Part]
) -> list[Snippet]:
    """A snippet for the first field of an entry in which a part stands that its title lacks.

    `fields` are (name, text) in the order in which they are looked at.
    """
    patterns = [part.pattern() for part in parts if not part.is_excluded]
    folded_title, _ = fold_with_places(title)
    missing = [pattern for pattern in patterns if not pattern.search(folded_title)]
    found: list[Snippet] = []
    for name, text in fields if missing else ():
        folded, places = fold_with_places(text)
        hits = [hit for pattern in missing if (hit := pattern.search(folded))]
        if hits:
            first = min(hit.start() for hit in hits)
            found.append(Snippet(name, _runs(text, places[first], patterns)))
            missing = [pattern for pattern in missing if not pattern.search(folded)]
        if not missing or len(found) == MOST:
            break
    return found


def _runs(text: str, at: int, patterns: Sequence[re.Pattern[str]]) -> list[tuple[bool, str]]:
    """The text around a place as one line, cut between words, in runs."""
    begin, end = max(0, at - BEFORE), min(len(text), at + AFTER)
    if begin and (space := re.search(r"\s", text[begin:at])):
        begin += space.end()
    if end < len(text) and (last := text.rfind(" ", at + AFTER // 2, end)) > 0:
        end = last
    line = ("…" if begin else "") + " ".join(text[begin:end].split()) + "…" * (end < len(text))
    folded, places = fold_with_places(line)
    spans = [
        (places[hit.start()], places[hit.end() - 1] + 1)
        for pattern in patterns
        for hit in pattern.finditer(folded)
        if hit.end() > hit.start()
    ]
    runs, done = [], 0
    for start, stop in sorted(spans):
        if stop <= done:
            continue
        start = max(start, done)
        runs += [(False, line[done:start]), (True, line[start:stop])]
        done = stop
    return [run for run in (*runs, (False, line[done:])) if run[1]]
