"""Two wordings of one thing, word by word, and how alike two wordings are.

Pure. White space and its changes are no news. Punctuation at the end of a word is a word of its
own, so that a sentence which goes on does not change the word it stopped at; and so is every
character of the scripts that set no space between words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

_STOPS = r".,;:!?…()“”\"、。"
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Japanese and Chinese
_PLAIN = rf"[^\s{_STOPS}{_UNSPACED}]+"
_TOKEN = re.compile(rf"\s+|[{_UNSPACED}]|{_PLAIN}(?:[{_STOPS}]+{_PLAIN})*|[{_STOPS}]+")

LONG_ENOUGH = 3  # words that stayed, to be told as such between two changes
MOST_COMPARED = 10_000  # words and spaces; what differs beyond is told as taken out and added whole
MOST_WEIGHED = 400  # words and spaces of a text that count for how alike it is to another

type Kind = Literal["same", "added", "removed"]


class Words(NamedTuple):
    """A run of words that both texts have ("same"), only the new one ("added"), or only the old."""

    kind: Kind
    text: str


def words_between(before: str, after: str) -> tuple[Words, ...]:
    """Two texts as one run of words: what stayed, what was taken out, what came.

    The runs that were not removed join to `after`; those that were not added join to `before`, but
    for white space that changed. One or two words that happen to stay between two changes are told
    as changed with them: "the" alone connects nothing.
    """
    return _runs(before, after, long_enough=LONG_ENOUGH)


def words_added(before: str, after: str) -> tuple[Words, ...]:
    """A text with the words marked that another does not have: the runs join to `after`. A single
    word that the two share between two additions is marked with them."""
    runs = _runs(before, after, long_enough=1)
    shown = list(_joined(run for run in runs if run.kind != "removed"))
    for place in range(1, len(shown) - 1):
        if shown[place].kind == "same" and len(shown[place].text.split()) == 1:
            shown[place] = Words("added", shown[place].text)
    return tuple(_joined(shown))


def _runs(before: str, after: str, *, long_enough: int) -> tuple[Words, ...]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _shared(zip(old, new, strict=False))
    end = _shared(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    last, stop = len(old) - end, len(new) - end
    runs = [
        Words("same", "".join(new[:start])),
        *_changes(old[start:last], new[start:stop], long_enough),
        Words("same", "".join(new[stop:])),
    ]
    return tuple(_joined(runs))


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs, from the first on, are of one word."""
    count = 0
    for one, other in pairs:
        if one != other and not (one.isspace() and other.isspace()):
            break
        count += 1
    return count


def _changes(old: list[str], new: list[str], long_enough: int) -> Iterator[Words]:
    """The runs of two texts that differ in their first word and in their last."""
    removed = added = ""
    i = k = 0
    for a, b, size in _blocks(old, new):
        removed += "".join(old[i:a])
        added += "".join(new[k:b])
        i, k = a + size, b + size
        if size and sum(not token.isspace() for token in new[b:k]) < long_enough:
            removed += "".join(old[a:i])
            added += "".join(new[b:k])
            continue
        yield Words("removed", removed)
        yield Words("added", added)
        yield Words("same", "".join(new[b:k]))
        removed = added = ""


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where both have the same words: their places, and how many. The last is empty, at the end."""
    if len(old) + len(new) <= MOST_COMPARED:
        plain, new_plain = [_with_plain_spaces(text) for text in (old, new)]
        yield from SequenceMatcher(str.isspace, plain, new_plain).get_matching_blocks()
    else:
        yield len(old), len(new), 0


def _with_plain_spaces(tokens: list[str]) -> list[str]:
    return [" " if token.isspace() else token for token in tokens]


def _joined(runs: Iterable[Words]) -> Iterator[Words]:
    """The runs without empty ones, neighbours of one kind as one. White space is of no kind."""
    kind: Kind = "same"
    text = ""
    for run in runs:
        if not run.text or (run.kind == "removed" and run.text.isspace()):
            continue
        new_kind: Kind = "same" if run.text.isspace() else run.kind
        if new_kind != kind and text:
            yield Words(kind, text)
            text = ""
        kind = new_kind
        text += run.text
    if text:
        yield Words(kind, text)


def likeness(one: str, other: str) -> float:
    """From 0, no word in common, to 1, the same words in whatever order. Long words weigh more.

    Twice what the two share over all that they have, in characters of whole words. Of a long text
    only the beginning counts. Empty texts are like nothing.
    """
    if one == other:
        return float(bool(one))
    (weights, weight), (others, other_weight) = _weights(one), _weights(other)
    if not weight + other_weight:
        return 0.0
    shared = sum(min(n, others[word]) for word, n in weights.items() if word in others)
    return 2 * shared / (weight + other_weight)


@lru_cache(maxsize=16_384)
def _weights(text: str) -> tuple[dict[str, int], int]:
    """The characters that each word of a text takes up in it, capitals and stops aside, and their
    sum."""
    weights: Counter[str] = Counter()
    for word in words_of(text, most=MOST_WEIGHED):
        weights[word] += len(word)
    return dict(weights), weights.total()


def words_of(text: str, *, most: int | None = None) -> Iterator[str]:
    """The words of a text in order, capitals and stops aside: those among its first `most` words
    and spaces."""
    for token in _TOKEN.findall(text.casefold())[:most]:
        if token[0] not in _STOPS and not token.isspace():
            yield token
