"""What was decided about a packet: the record of it, beside the move in its history."""

from datetime import date

from django.db import models

from bragdoc.models import Goal
from bragdoc.quarters import Quarter
from packets.models.conditions import Condition
from packets.models.review import Event
from packets.review import IllegalMove

MOST_CONDITIONS = 12
CONDITION_LIMIT = 300  # characters, as the text of a goal


class DecisionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def plannable_by(self, user):
        """Those whose conditions this person can make goals of: on packets of one's own."""
        return self.filter(event__packet__author=user)

    # Acts.

    def record(self, event, *, conditions, again_on):
        """Keep what a postponement asks for, and ask it of the packet from now on."""
        decision = self.create(event=event, conditions=conditions, again_on=again_on)
        for text in conditions:
            Condition.objects.ask(event.packet, text, str(event.by), event.made_at.date())
        return decision


class Decision(models.Model):
    """The conditions of a postponement, in the words of who made it, and when it is looked at
    again. It never changes: what became of a condition is said in the packet."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="decision")
    conditions = models.JSONField(default=list)  # texts
    again_on = models.DateField()

    objects = DecisionQuerySet.as_manager()

    def __str__(self):
        return f"Decision {self.pk}"

    def plan(self, person):
        """Make goals of the conditions. Twice makes them once. They are for the quarter it is, so
        that they stand beside the next Friday; left open they stand there in later ones too."""
        quarter = Quarter.of(person.today())
        for place, text in enumerate(self.conditions):
            Goal.objects.set_goal(person, quarter, key=f"condition-{self.pk}-{place}", text=text)


def read_conditions(text: str, again_on: date | None, *, today: date) -> tuple[list[str], date]:
    """One condition a line, and the day. Raises IllegalMove where either is not there or too much
    was written."""
    conditions = list(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))
    if not conditions:
        raise IllegalMove("Name what is asked for, one condition a line.")
    if len(conditions) > MOST_CONDITIONS:
        raise IllegalMove(
            f"{MOST_CONDITIONS} conditions are the limit; these are {len(conditions)}."
        )
    if longest := next((one for one in conditions if len(one) > CONDITION_LIMIT), ""):
        raise IllegalMove(
            f"A condition has at most {CONDITION_LIMIT} characters; “{longest[:40]}…” has"
            f" {len(longest)}."
        )
    if again_on is None or again_on <= today:
        raise IllegalMove("Say when it is looked at again: a day to come.")
    return conditions, again_on
