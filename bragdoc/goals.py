"""Which wins count towards a goal, and which goals the gap to the next level suggests."""

from typing import NamedTuple

from bragdoc.capture.titles import shortened
from bragdoc.coverage.covering import cover
from bragdoc.coverage.months import Months
from bragdoc.models import Entry, Goal, Placement
from bragdoc.models.entries import TITLE_LIMIT

PROPOSED = 5
LOOKED_AT = 200  # wins that count towards the goals of a page, the newest


class Counted(NamedTuple):
    goal: Goal
    entries: list[Entry]  # newest first


class Proposal(NamedTuple):
    """A sentence that the goal asks anew. One without a slug is a step that has no sentence."""

    competency: str  # slug
    competency_name: str
    expectation: str  # slug
    text: str
    wins: int  # of the last four quarters, that show it

    @property
    def wording(self):
        """What the goal says unless its person words it otherwise."""
        text = self.text if self.expectation else f"{self.competency_name}: {self.text}"
        return shortened(text, TITLE_LIMIT)


def counted(user, goals):
    """Each goal with the wins that count towards it, in three queries however many there are.

    They are those of its quarter that are tagged with its sentence (with its competency, where it
    names no sentence), and those that were put there by hand, whenever they were.
    """
    goals = list(goals)
    entries = Entry.objects.visible_to(user).counting_towards(goals).newest_first()
    found = list(entries.prefetch_related("competencies", "expectations", "goals")[:LOOKED_AT])
    return [Counted(goal, [entry for entry in found if _counts(goal, entry)]) for goal in goals]


def _counts(goal, entry):
    if goal in entry.goals.all():
        return True
    quarter = goal.quarter
    if entry.ends_on < quarter.first or entry.starts_on > quarter.last:
        return False
    if goal.expectation_id:
        return goal.expectation_id in {row.pk for row in entry.expectations.all()}
    return bool(goal.competency_id) and goal.competency_id in {
        row.pk for row in entry.competencies.all()
    }


def proposals(user, quarter, goals):
    """What the next level asks beyond the present one and the fewest wins of four quarters show.

    One of each competency comes before a second of any. What does not apply to the person, or is
    optional, and what is among these goals already is not proposed.
    """
    placement = Placement.objects.of(user)
    if placement is None:
        return []
    year = Months.of(quarter.previous.previous.previous.first, quarter.last)
    taken = {_key_of(goal) for goal in goals}
    ranked = []
    for competency in cover(user, placement, year).competencies:
        asked = [
            Proposal(competency.slug, competency.name, sentence.slug, sentence.text, sentence.wins)
            for sentence in competency.new
            if sentence.kind in ("none", "evidence") and not sentence.is_optional
        ]
        asked = [one for one in asked if (one.competency, one.expectation) not in taken]
        asked.sort(key=lambda one: one.wins)
        ranked += [(place, one.wins, one) for place, one in enumerate(asked)]
    ranked.sort(key=lambda rank: rank[:2])
    return [one for *_, one in ranked[:PROPOSED]]


def _key_of(goal):
    if goal.expectation:
        return goal.expectation.competency.slug, goal.expectation.slug
    return (goal.competency.slug, "") if goal.competency else ()
