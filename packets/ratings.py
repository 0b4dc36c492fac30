"""Ratings per competency: the scale, what is rated, and the ratings of several people side by side.

Pure. Nothing is averaged or counted together: a rating is a word about the ladder's sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from packets.document import PacketDocument


class Scale(TextChoices):
    """The words, from least to most."""

    NO_EVIDENCE = "no-evidence", "No evidence"
    NOT_YET = "not-yet", "Not yet"
    WORKING_TOWARDS = "working-towards", "Working towards"
    MEETING = "meeting", "Meeting"
    EXCEEDING = "exceeding", "Exceeding"

    @property
    def blocks(self) -> int:
        """How many of the four blocks of its picture are filled."""
        return list(Scale).index(self)


def rateable(document: PacketDocument) -> dict[str, str]:
    """The names of the competencies that are rated, by slug: those of which the goal asks something
    that applies, or that have a section where the packet has no coverage."""
    asked = {
        row.competency: row.competency_name
        for row in document.coverage
        if row.kind in ("evidence", "none")
    }
    treated = {each.competency: each.title for each in document.sections if each.competency}
    return asked if document.coverage else treated


@dataclass(frozen=True)
class Said:
    """What one person says of one competency. `rating` is None where nothing was chosen."""

    rating: Scale | None
    note: str


@dataclass(frozen=True)
class Row:
    """One competency, with what each person says in the order of the people."""

    competency: str
    name: str
    said: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether two people chose different words."""
        return len({each.rating for each in self.said if each.rating}) > 1


def side_by_side(
    competencies: Mapping[str, str], sheets: Iterable[tuple[Mapping, Mapping]]
) -> list[Row]:
    """The ratings of several people. Each sheet is (ratings, notes), both by competency."""
    people = list(sheets)
    return [
        Row(slug, name, tuple(_said(slug, ratings, notes) for ratings, notes in people))
        for slug, name in competencies.items()
    ]


def _said(slug: str, ratings: Mapping, notes: Mapping) -> Said:
    rating = ratings.get(slug)
    return Said(Scale(rating) if rating in Scale.values else None, notes.get(slug, ""))
