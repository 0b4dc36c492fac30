"""What the page of a version says in a few words."""

from collections import Counter
from typing import NamedTuple

from django import template

from bragdoc.coverage.covered import Coverage, CoveredCompetency, Kind
from packets.exports.html import PrintedPart
from packets.reviewing.asked import in_words

register = template.Library()


class Told(NamedTuple):
    kind: Kind
    says: str
    leads: bool
    """Whether it leads to the wins."""


@register.filter
def in_a_sentence(covered: Coverage) -> str:
    """How many sentences the goal asks, and how many have evidence, have none, do not apply."""
    kinds = Counter(sentence.kind for one in covered.competencies for sentence in one.new)
    beyond = f" beyond {covered.now}" if covered.now else ""
    said = f"{covered.asked} thing{'s'[: covered.asked != 1]} {covered.goal} asks{beyond}."
    if not covered.asked:
        return f"{covered.goal} asks nothing{beyond}."
    parts = [
        _said(kinds["evidence"], "has evidence", "have evidence"),
        _said(kinds["none"], "has none", "have none"),
        _said(kinds["not-applicable"], "does not apply", "do not apply"),
    ]
    counted = ", ".join(filter(None, parts))
    return f"{said} {counted[:1].upper()}{counted[1:]}."


@register.filter
def kinds_told(one: CoveredCompetency) -> list[Told]:
    """What there is for the sentences of a competency: its wins, and how many have none."""
    kinds = Counter(sentence.kind for sentence in one.new)
    told = []
    if one.wins:
        told.append(Told("evidence", f"{one.wins} win{'s'[: one.wins != 1]}", bool(one.href)))
    if missing := kinds["none"]:
        for_some = f" for {in_words(missing)}" if missing < len(one.new) else ""
        told.append(Told("none", f"No evidence{for_some}", False))
    if excused := kinds["not-applicable"]:
        of_some = f" for {in_words(excused)}" if excused < len(one.new) else ""
        told.append(Told("not-applicable", f"Not applicable{of_some}", False))
    return told


class Place(NamedTuple):
    """Where a section stands among the sections of a packet, with those beside it."""

    number: int
    of: int
    before: PrintedPart | None
    next: PrintedPart | None


@register.filter
def unrated(rows) -> list:
    """The rows of one's ratings in which nothing is chosen; the last that is said is one's own."""
    return [row for row, *_fields in rows if row.said[-1].rating is None]


@register.filter
def said_by(said, people) -> list[tuple]:
    """What each of these people, by name, says of one competency."""
    return list(zip(people, said, strict=True))


@register.filter
def place_in(part: PrintedPart, parts: list[PrintedPart]) -> Place:
    """Where this section stands. Raises ValueError for a part that is none."""
    sections = [each for each in parts if each.chapter]
    at = sections.index(part)
    beside = [None, *sections, None]
    return Place(at + 1, len(sections), beside[at], beside[at + 2])


def _said(number: int, one: str, several: str) -> str:
    return f"{in_words(number)} {one if number == 1 else several}" if number else ""
