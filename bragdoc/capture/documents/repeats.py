"""What a document says twice: highlights that repeat a bullet, one pull request in two entries."""

import re
from collections.abc import Iterator

from bragdoc.capture.dates import Precision
from bragdoc.capture.documents.drafts import Draft
from bragdoc.capture.documents.wording import CLOCK, letters
from bragdoc.capture.proposals import Candidate

MAX_ALIKE = 50  # more under one title are a routine, and comparing them would take too long
_COARSENESS = list(Precision)  # from the day to what is not known
MIN_WORDS = 4  # so many tell one piece of work from another without the day it was done

_CHANGE = re.compile(r"https?://[^\s?#]+?/(?:pulls?|merge_requests)/\d+(?!\w)", re.IGNORECASE)


def repeated(drafts: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Each draft that says again what another says, with that other one.

    Of two with the same words, the one that says more stays, and the earlier of two alike.
    """
    by_words: dict[str, list[Draft]] = {}
    by_change: dict[frozenset[str], Draft] = {}
    for draft in drafts:
        found = draft.candidate
        words = letters(found.title).casefold()
        alike = by_words.setdefault(words, [])
        changes = changes_in(found)
        if same := next((other for other in alike if _is_same(found, other.candidate)), None):
            if _says_more(found, same.candidate):
                alike[alike.index(same)] = draft
                yield same, draft
            else:
                yield draft, same
        elif changes and found.offers == "win" and changes in by_change:
            yield draft, by_change[changes]
        else:
            if len(alike) < MAX_ALIKE:
                alike.append(draft)
            by_change.setdefault(changes, draft)


def changes_in(found: Candidate) -> frozenset[str]:
    """The pull and merge requests it links to, whichever of their pages."""
    return frozenset(
        change[0].casefold() for link in found.links if (change := _CHANGE.match(link))
    )


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates with one title tell of the same work."""
    if one.details and other.details and _details(one) != _details(other):
        return False
    if {one.offers, other.offers} == {"win", "goal"}:
        return True  # the goal has been reached
    if one.offers != other.offers:
        return False
    if one.starts_on and other.starts_on and one.ends_on and other.ends_on:
        if one.ends_on < other.starts_on or other.ends_on < one.starts_on:
            return False
        if one.precision is other.precision is Precision.DAY:
            return True
    return one.headings == other.headings or len(one.title.split()) >= MIN_WORDS


def _details(found: Candidate) -> str:
    """Its details for comparing: without the time of day, at which nobody works twice."""
    return letters(CLOCK.sub("", found.details, count=1))


def _says_more(one: Candidate, other: Candidate) -> bool:
    return _weight(one) > _weight(other)


def _weight(found: Candidate) -> tuple[bool, int, int]:
    """What was done before what is meant to be, then the finer date, then the longer text."""
    return found.offers == "win", -_COARSENESS.index(found.precision), len(found.details)
