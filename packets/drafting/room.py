"""How much room the budgets of a packet leave for wins: what a first draft may add.

Pure over a packet that was loaded `with_parts()`. A third of each budget is left to what its author
writes herself, such as why a win counts, or more where she has written more. What a win prints is
counted as in `packets.budgets`; told once, it is only named after that.
"""

from collections.abc import Iterable

from packets.budgets import Holdings
from packets.document import Evidence, Section, anchor_of
from packets.exports.words import count_words
from packets.presets.document import Budget
from packets.proposing import Room

OWN_SHARE = 3
"""One word in so many is left to the author's own."""

WORDS_A_PAGE = 400
"""About so many words of wins and texts fill a page; it is counted before any page is set."""

LETTERS_A_WORD = 6
"""Characters, with the space after it."""


def words_of(title: str, metrics: Iterable[dict[str, str]], *texts: str) -> int:
    """What a win prints where it is told."""
    figures = (
        str(metric.get(part, ""))
        for metric in metrics
        for part in ("label", "before", "after", "unit")
    )
    return count_words([title, *figures, *texts])


def whole_room(holdings: Holdings) -> Room:
    sections = holdings.document.sections
    return _room(holdings.preset.budget, sections, holdings.words)


def rooms(holdings: Holdings) -> dict[str, Room]:
    """Of each section that has a budget, by its key."""
    found = {}
    for section in holdings.document.sections:
        asked = holdings.asked_of(anchor_of(section.key))
        if asked and asked.budget:
            texts = [section.claim, *(evidence.why for evidence in section.placed())]
            held = count_words(texts) + _told([section])
            found[section.key] = _room(asked.budget, [section], held)
    return found


def _room(budget: Budget | None, sections: Iterable[Section], held: int) -> Room:
    """`held` are the words that stand there already, those of the wins among them."""
    if budget is None:
        return Room()
    sections = list(sections)
    if budget.unit == "wins":
        wins = {evidence.entry for section in sections for evidence in section.placed()}
        return Room(wins=max(0, budget.most - len(wins)))
    most, told = in_words(budget), _told(sections)
    written = max(held - told, 0)
    return Room(words=max(0, most - max(written, most // OWN_SHARE) - told))


def in_words(budget: Budget) -> int:
    """About how many words a budget in words, characters or pages allows."""
    if budget.unit == "pages":
        return budget.most * WORDS_A_PAGE
    return budget.most // LETTERS_A_WORD if budget.unit == "characters" else budget.most


def _told(sections: Iterable[Section]) -> int:
    """The words of the wins placed, each told once and only named after that."""
    words, told = 0, set()
    for section in sections:
        for evidence in section.placed():
            words += count_words([evidence.title]) if evidence.entry in told else _words(evidence)
            told.add(evidence.entry)
    return words


def _words(evidence: Evidence) -> int:
    metrics = [metric.model_dump() for metric in evidence.metrics]
    return words_of(evidence.title, metrics, evidence.details, evidence.impact)
