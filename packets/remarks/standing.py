"""Whether what a remark is about stands in a document, where, and what stands there instead."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bragdoc.ladders.wording import Words, likeness, words_between
from packets.remarks.places import WHOLE, Place, Places, Text
from packets.remarks.words import plain, shown

ALIKE = 0.25
"""From so alike on, by `bragdoc.ladders.wording.likeness`, a sentence is what became of another."""

MOST_SENTENCES = 400
"""Of one place, that are looked at for what became of words; and characters of each:"""
MOST_CHARACTERS = 2_000

RENAMED = frozenset({"gaps", "conditions"})
"""The parts whose places are known by what they are called."""

_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*\s*|[.!?。！？]+\s*|\n")


class Spot(NamedTuple):
    """Where a remark stands in a document."""

    part: str
    place: Place | None
    """None for the part as a whole."""

    text: Text | None = None
    """The text that has the words; None where the remark is on no words."""


def find(places: Places, part: str, place: str, quote: str) -> Spot | None:
    """Where a remark on these words, or on the place as such, stands; None where it does not.

    A place as such stands as long as something is said there, in whatever words. Words on a part as
    a whole may stand anywhere in it. A win that was placed elsewhere is followed there; a gap or a
    condition that is called otherwise now, by the words that are still said of it.
    """
    for at in _where(places, part, place):
        if not quote:
            if at.place is None or at.place.name == place:
                return at
            continue
        found = [at.place] if at.place else places[part].values()
        for one in found:
            for text in one.texts:
                if shown(text.words, is_markdown=text.is_markdown).find(quote):
                    return Spot(at.part, one, text)
    return None


def _where(places: Places, part: str, place: str) -> Iterator[Spot]:
    if place == WHOLE:
        if part in places:
            yield Spot(part, None)
        return
    if part in RENAMED and place not in places.get(part, {}):
        yield from (Spot(part, at) for at in places.get(part, {}).values())
        return
    others = [other for other in places if other != part] if place.startswith("evidence-") else []
    for key in (part, *others):
        if place in places.get(key, {}):
            yield Spot(key, places[key][place])


def said_at(places: Places, spot: Spot) -> tuple[Text, ...]:
    """All that is said where a remark on no words stands."""
    found = [spot.place] if spot.place else places[spot.part].values()
    return tuple(text for place in found for text in place.texts)


def instead_of(places: Places, part: str, place: str, quote: str) -> tuple[Words, ...]:
    """What became of words that do not stand any more, word by word: the sentences most like them
    that stand at their place now. Empty where nothing there is like them."""
    most, nearest = 0.0, ""
    for spot in _where(places, part, place):
        found = [spot.place] if spot.place else places[spot.part].values()
        for text in (text for one in found for text in one.texts):
            for passage in _passages(plain(text.words, is_markdown=text.is_markdown), quote):
                weight = likeness(quote, passage)
                if weight > most:
                    most, nearest = weight, passage
    return words_between(quote, nearest) if most >= ALIKE else ()


def _passages(text: str, quote: str) -> Iterator[str]:
    """Runs of as many sentences as the quote has."""
    sentences = _SENTENCE.findall(text)[:MOST_SENTENCES]
    count = max(1, len(_SENTENCE.findall(quote.strip())))
    for start in range(max(1, len(sentences) - count + 1)):
        yield "".join(sentences[start : start + count]).strip()[:MOST_CHARACTERS]
