"""Imports: files that were brought in, from the moment they are sent to what became of them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.utils import timezone

from bragdoc.capture.sources import SOURCES
from bragdoc.models.growing_logs import GrowingLog
from bragdoc.models.inbox import Candidate
from bragdoc.models.lengths import ListLength
from bragdoc.models.taking_in import in_words, new_first, plain, report_of, sample_of, take_in

STALE_AFTER = timedelta(minutes=2)  # a reading that was not heard of for so long has died
GIVEN_UP_AFTER = timedelta(minutes=15)
SAMPLE = 8  # candidates shown before anything enters the inbox
NAME_LIMIT = 255
DAYS = ("starts_on", "ends_on")
STOPPED = "You stopped it. Nothing of it is in your inbox."


class NotOurs(Exception):
    """The reading was stopped, or somebody else has taken it up."""


class ImportQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def newest_first(self):
        return self.order_by("-pk")

    def without_data(self):
        """For all but the reader: the files are long."""
        return self.defer("data")

    def with_left_out(self):
        """`left_out` of each says how many passages were."""
        return self.annotate(left_out=ListLength("skipped"))

    def for_list(self):
        return self.defer("data", "skipped", "choices").with_left_out()

    def with_waiting(self):
        """Those of which candidates wait."""
        waiting = Candidate.objects.filter(brought_by=OuterRef("pk"), state=Candidate.State.WAITING)
        return self.filter(Exists(waiting))

    # For the worker.

    def for_reading(self):
        return self.select_related("owner")

    def no_larger_than(self, size):
        """Those with a file of at most so many bytes."""
        return self.alias(size=Length("data")).filter(size__lte=size)

    def due(self, now):
        """What has to be read: not begun, or begun by a worker that did not come back."""
        return self.filter(
            Q(state=Import.State.WAITING)
            | Q(state=Import.State.READING, seen_at__lt=now - STALE_AFTER)
        )

    def given_up(self, now):
        """What died with its worker again and again."""
        return self.filter(
            state=Import.State.READING,
            seen_at__lt=now - STALE_AFTER,
            imported_at__lt=now - GIVEN_UP_AFTER,
        )

    # Housekeeping.

    def abandoned_before(self, moment):
        """What was never put into the inbox."""
        return self.filter(imported_at__lt=moment).exclude(state=Import.State.DONE)

    # Acts.

    def bring(self, *, owner, name, source, data, values=None):
        """Keep a file until it is read. What was decided about the last one of its name counts for
        it too; `values` ({choice: value}) before that."""
        before = self.filter(
            owner=owner, name=name[:NAME_LIMIT], source=source, state=Import.State.DONE
        )
        last = before.newest_first().without_data().first()
        return self.create(
            owner=owner,
            name=name[:NAME_LIMIT],
            source=source,
            data=data,
            state=Import.State.WAITING,
            choices={"values": (last.values if last else {}) | (values or {})},
        )

    @transaction.atomic
    def from_reading(self, reading, *, owner, name, source="document"):
        """Put what a file was read as into the inbox, at once."""
        brought = self.create(owner=owner, name=plain(name)[:NAME_LIMIT], source=source)
        brought.record(reading, take_in(brought, reading))
        return brought

    @transaction.atomic
    def from_git_log(self, log, choices, *, owner, name):
        """Put a log (`git_history.log.GitLog`), read with these choices, into the inbox at once."""
        brought = self.create(owner=owner, name=plain(name)[:NAME_LIMIT], source="git")
        growing = GrowingLog(owner, log)
        reading = growing.read(choices)
        brought.record(reading, growing.take_in(brought, reading))
        return brought


class Import(models.Model):
    """One file that was brought in, with what was left out of it and why.

    It waits to be read, is read, and asks whether what was found is to be put into the inbox;
    then it is read once more, as its owner decided, and ends with its candidates there. The file
    itself is kept until then.

    `choices` holds what was decided, {"values": {choice: value}}; "taking", whether what is found
    goes into the inbox; and while it asks, what the page shows: "asked", the choices there are,
    "sample", the first candidates, "counts" of what is found, and how many are "known" or "new".
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        ASKING = "asking", "Asks something"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=NAME_LIMIT)
    source = models.CharField(max_length=12, default="document")  # what kind of file it is
    imported_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.DONE)
    data = models.BinaryField(null=True)  # the file, while it may still have to be read
    choices = models.JSONField(default=dict)  # what the person decided: {choice: value}
    done = models.PositiveIntegerField(default=0)  # of `total`, while it is being read
    total = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)  # when the worker last said that it reads
    problem = models.TextField(blank=True)  # why it could not be read
    found = models.PositiveIntegerField(default=0)  # candidates that were new
    known = models.PositiveIntegerField(default=0)  # that an earlier import had brought
    changed = models.PositiveIntegerField(default=0)  # known ones whose words were edited since
    skipped = models.JSONField(default=list)  # [{line, last, text, reason}]

    objects = ImportQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def values(self):
        return self.choices.get("values", {})

    @property
    def is_taking(self):
        return self.choices.get("taking", False)

    @property
    def is_open(self):
        """Whether it still has to be read."""
        return self.state in (self.State.WAITING, self.State.READING)

    @property
    def source_label(self):
        return SOURCES[self.source].label

    @property
    def sample(self):
        """The first candidates of a reading that asks, with their days."""
        return [
            found | {name: found[name] and date.fromisoformat(found[name]) for name in DAYS}
            for found in self.choices.get("sample", [])
        ]

    @property
    def counted(self):
        """What a reading that asks would come to: "24 wins, 1 goal"."""
        return in_words(self.choices.get("counts", {}))

    @property
    def candidates_shown(self):
        """How many candidates a reading that asks would come to."""
        return sum(self.choices.get("counts", {}).values())

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0

    # What its reader does.

    def begin(self):
        """Take up the reading. Returns whether it was there to be taken up."""
        now = timezone.now()
        taken = (
            Import.objects.due(now)
            .filter(pk=self.pk)
            .update(state=self.State.READING, seen_at=now, done=0, total=0)
        )
        self.seen_at = now
        return bool(taken)

    def tell(self, done, total):
        """Say how far the reading is. Raises NotOurs where it is somebody else's by now."""
        now = timezone.now()
        if not self._ours().update(seen_at=now, done=done, total=total):
            raise NotOurs
        self.seen_at = now

    def ask(self, reading, asked):
        """Show what was found before anything of it enters the inbox. `asked` are the choices, as
        JSON has them."""
        offers = [found.offers for found in reading.candidates]
        shown, new = new_first(self, reading.candidates)
        self._ours().update(
            state=self.State.ASKING,
            skipped=report_of(reading.skipped),
            choices={
                "values": self.values,
                "asked": asked,
                "sample": [sample_of(found) for found in shown[:SAMPLE]],
                "known": len(shown) - new,
                "new": new,
                "counts": {
                    what: offers.count(what) for what in Candidate.Offers.values if what in offers
                },
            },
        )

    def record(self, reading, counts):
        """End with its candidates in the inbox: how many were (new, known, changed).

        Within the transaction that puts them there. Raises NotOurs, for it to be undone, where the
        reading was stopped or taken up by somebody else.
        """
        self.found, self.known, self.changed = counts
        self.skipped = report_of(reading.skipped)
        rows = self._ours() if self.seen_at else Import.objects.filter(pk=self.pk)
        if not rows.update(
            state=self.State.DONE,
            data=None,
            choices={"values": self.values},
            found=self.found,
            known=self.known,
            changed=self.changed,
            skipped=self.skipped,
        ):
            raise NotOurs

    def fail(self, problem):
        self._ours().update(state=self.State.FAILED, problem=problem)

    def leave(self):
        """Let somebody else read it."""
        self._ours().update(state=self.State.WAITING)

    def _ours(self):
        return Import.objects.filter(pk=self.pk, state=self.State.READING, seen_at=self.seen_at)

    # What its owner does.

    def read_again(self, *, source=None, values=None, taking=False):
        """Have it read as this kind of file and with these choices; where it is `taking`, what is
        found goes into the inbox. Returns whether it was there to be read."""
        states = (self.State.ASKING, self.State.FAILED)
        return bool(
            Import.objects.filter(pk=self.pk, state__in=states, data__isnull=False).update(
                state=self.State.WAITING,
                imported_at=timezone.now(),
                source=source or self.source,
                problem="",
                choices={
                    "values": self.values if values is None else values,
                    "taking": taking,
                },
            )
        )

    def stop(self):
        """Have it not read, or not put into the inbox. `read_again` undoes it."""
        return bool(
            Import.objects.filter(pk=self.pk)
            .exclude(state__in=[self.State.DONE, self.State.FAILED])
            .update(state=self.State.FAILED, problem=STOPPED, choices={"values": self.values})
        )
