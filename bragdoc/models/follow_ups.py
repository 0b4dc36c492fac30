"""What happened after? Asked of a win without an outcome, thirty and ninety days later."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from bragdoc.models.entries import WITHOUT_OUTCOME, Entry

AFTER_DAYS = (30, 90)
ASKED_UNTIL = 180  # days after a win ended; what came of an older one is not asked any more
CHOSEN = 0  # in place of the days: the day on which its author wanted to look again
REMEMBERED = timedelta(days=730)  # a win that began before that is not asked about at all


class FollowUpQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(entry__author=user)

    # What a page shows.

    def answered_since(self, moment):
        return self.filter(answered_at__gte=moment)

    def to_ask(self, entries, today):
        """Those of these wins about which something is to be asked today, the oldest first.

        A win without an outcome is asked about from thirty days after it ended, and anew from
        ninety days after, until a hundred and eighty: so bringing in old years asks nothing. Praise
        is an outcome itself. A day that the author chose is kept whatever the win says.
        """
        asked = Q(revisit_on__lte=today)
        ends = (*AFTER_DAYS[1:], ASKED_UNTIL)
        for days, until in zip(AFTER_DAYS, ends, strict=True):
            answered = self.filter(entry=OuterRef("pk"), after_days=days)
            window = Q(
                ends_on__gt=today - timedelta(days=until),
                ends_on__lte=today - timedelta(days=days),
            )
            asked |= window & WITHOUT_OUTCOME & ~Q(kind=Entry.Kind.PRAISE) & ~Exists(answered)
        recent = entries.beginning_within(today - REMEMBERED, today)
        return recent.filter(asked).ending_first()

    # Acts.

    @transaction.atomic
    def answer(self, entry, days, answer):
        """Keep the answer, and whether it is one that was not given yet.

        “Nothing to say” can still become something; what was written down stays. On a day that the
        author chose there is no row: the day goes from the win.
        """
        if days == CHOSEN:
            waiting = Entry.objects.filter(pk=entry.pk, revisit_on__isnull=False)
            return bool(waiting.update(revisit_on=None, revision=F("revision") + 1))
        row, made = self.get_or_create(entry=entry, after_days=days, defaults={"answer": answer})
        changes = self.filter(pk=row.pk, answer=FollowUp.Answer.NOTHING).exclude(answer=answer)
        return made or bool(changes.update(answer=answer, answered_at=timezone.now()))


def days_after(entry, today):
    """Which question is asked about a win today: thirty, ninety, or CHOSEN for the author's day."""
    if entry.revisit_on and entry.revisit_on <= today:
        return CHOSEN
    passed = (today - entry.ends_on).days
    return max(days for days in AFTER_DAYS if days <= passed)


class FollowUp(models.Model):
    """An answer to the question. One without a row is still to be asked."""

    class Answer(models.TextChoices):
        WRITTEN = "written", "Written down"
        NOTHING = "nothing", "Nothing to say"

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="follow_ups")
    after_days = models.PositiveSmallIntegerField()  # 30 or 90
    answer = models.CharField(max_length=8, choices=Answer)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "after_days"], name="asked_once_at_each_time")
        ]

    def __str__(self):
        return f"{self.get_answer_display()}, {self.after_days} days after"
