"""The inbox: what an import proposes. Nothing of it is in the log until its owner accepts it."""

import hashlib

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from bragdoc.capture.git_history.drafts import commits_named
from bragdoc.capture.git_history.reading import read
from bragdoc.capture.git_history.returning import tell_again
from bragdoc.models.entries import DETAILS_LIMIT, TITLE_LIMIT, Entry
from bragdoc.models.names import NAME_LIMIT

GIT_KEY = "git "


class ImportQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    def newest_first(self):
        return self.order_by("-pk")

    # Acts.

    @transaction.atomic
    def from_reading(self, reading, *, owner, name):
        """Keep what a document was read as: new candidates, and the report of what was skipped.

        A candidate that this owner was shown before, whatever became of it, is not shown again:
        people bring the same growing file every month.
        """
        candidates = [
            Candidate(owner=owner, key=Candidate.key_of(name, found), **told_by(found))
            for found in reading.candidates
        ]
        seen = set(
            Candidate.objects.filter(
                owner=owner, key__in=[candidate.key for candidate in candidates]
            ).values_list("key", flat=True)
        )
        fresh = {c.key: c for c in candidates if c.key not in seen}
        brought = self.create(
            owner=owner,
            name=name,
            found=len(fresh),
            known=len(candidates) - len(fresh),
            skipped=report_of(reading.skipped),
        )
        for candidate in fresh.values():
            candidate.brought_by = brought
        Candidate.objects.bulk_create(fresh.values())
        return brought

    @transaction.atomic
    def from_git_log(self, log, *, who, forge, owner, name):
        """Keep what a git log was read as.

        What its owner kept or left out before stays so. What still waits is told anew by a log
        that holds all of its commits: it grows there instead of waiting twice.
        """
        stored = {
            candidate: commits_named(candidate.details)
            for candidate in Candidate.objects.visible_to(owner).from_git().in_order()
        }
        waiting = {
            candidate: hashes
            for candidate, hashes in stored.items()
            if candidate.state == Candidate.State.WAITING and log.holds(hashes)
        }
        settled = [stored[candidate] for candidate in stored.keys() - waiting.keys()]
        reading = read(log, who, forge, set().union(*settled))
        told, dropped = tell_again(reading.candidates, waiting)
        taken = {candidate.key for candidate in stored}
        fresh = {
            key: found
            for place, found in enumerate(reading.candidates)
            if place not in told and (key := Candidate.git_key_of(found)) not in taken
        }
        brought = self.create(
            owner=owner,
            name=name,
            found=len(fresh),
            known=len(told) + sum(map(log.shares, settled)),
            skipped=report_of(reading.skipped),
        )
        waits = Candidate.objects.waiting_for(owner)
        waits.among(candidate.pk for candidate in dropped).delete()
        for place, candidate in told.items():
            found = reading.candidates[place]
            key = Candidate.git_key_of(found)
            waits.among([candidate.pk]).update(
                key=candidate.key if key in taken else key, brought_by=brought, **told_by(found)
            )
        Candidate.objects.bulk_create(
            Candidate(owner=owner, key=key, brought_by=brought, **told_by(found))
            for key, found in fresh.items()
        )
        return brought


def told_by(found):
    """The fields of a candidate that an import fills."""
    return {
        "title": found.title,
        "details": found.details,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "precision": found.precision,
        "headings": list(found.headings),
        "links": [{"url": url, "label": ""} for url in found.links],
        "line": found.line,
    }


def report_of(skipped):
    """What an import keeps of the passages it left out."""
    return [{"line": skip.line, "text": skip.text[:500], "reason": skip.reason} for skip in skipped]


class Import(models.Model):
    """One file that was brought in, with what was left out of it and why.

    It waits to be read by the worker, asks what its reader cannot decide, and ends with its
    candidates in the inbox. The file itself is kept until then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        ASKING = "asking", "Asks something"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=255)
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
    skipped = models.JSONField(default=list)  # [{line, text, reason}]

    objects = ImportQuerySet.as_manager()

    def __str__(self):
        return self.name


class CandidateQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    def waiting_for(self, user):
        return self.filter(owner=user, state=Candidate.State.WAITING)

    # What a page shows.

    def in_order(self):
        return self.order_by("pk")

    def after(self, pk):
        return self.filter(pk__gt=pk)

    def dated(self):
        return self.exclude(starts_on=None)

    def among(self, pks):
        return self.filter(pk__in=pks)

    def for_display(self):
        return self.select_related("owner", "brought_by", "entry")

    # What imports know again.

    def from_git(self):
        return self.filter(key__startswith=GIT_KEY)

    # What a person does.

    @transaction.atomic
    def accept(self):
        """Make each an entry on its own dates, in order. Returns the entries."""
        return [
            candidate.accept(
                title=candidate.title, starts_on=candidate.starts_on, ends_on=candidate.ends_on
            )
            for candidate in self.in_order()
        ]


class Candidate(models.Model):
    """Something an import proposes as an entry."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        DISCARDED = "discarded", "Left out"
        NEVER = "never", "Never again"  # stays out even when its source changes
        MERGED = "merged", "Merged"  # into `merged_into`

    class Offers(models.TextChoices):
        WIN = "win", "A win"
        GOAL = "goal", "A goal"
        PRAISE = "praise", "Praise received"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="candidates")
    brought_by = models.ForeignKey(Import, models.CASCADE, related_name="candidates")
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=TITLE_LIMIT)
    details = models.TextField(blank=True, max_length=DETAILS_LIMIT)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    precision = models.CharField(max_length=8)  # day, week, month, quarter, half, year, unknown
    headings = models.JSONField(default=list)
    links = models.JSONField(default=list)
    line = models.PositiveIntegerField()  # in the document, from 1
    offers = models.CharField(max_length=8, choices=Offers, default=Offers.WIN)
    kind = models.CharField(max_length=12, choices=Entry.Kind, blank=True)
    role = models.CharField(max_length=12, choices=Entry.Role, blank=True)
    project = models.CharField(max_length=NAME_LIMIT, blank=True)
    people = models.JSONField(default=list)  # names
    tags = models.JSONField(default=list)  # words of its source that may name competencies
    commits = models.JSONField(default=list)  # hashes of the commits it holds, to ten digits
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    entry = models.OneToOneField(Entry, models.SET_NULL, null=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_candidate_of_a_kind")
        ]
        indexes = [models.Index(fields=["owner", "state", "id"], name="candidate_inbox")]

    def __str__(self):
        return self.title

    @staticmethod
    def key_of(name, found):
        """What makes it the same one when its document comes back: file, headings, words."""
        words = " ".join(f"{found.title} {found.details}".split()).casefold()
        return hashlib.sha256("\x1f".join([name, *found.headings, words]).encode()).hexdigest()

    @staticmethod
    def git_key_of(found):
        """The commits it holds, whatever file they came in."""
        hashes = "\x1f".join(sorted(commit.hash for commit in found.commits))
        return GIT_KEY + hashlib.sha256(hashes.encode()).hexdigest()[: 64 - len(GIT_KEY)]

    @transaction.atomic
    def accept(self, *, title, starts_on, ends_on, competencies=()):
        """Make it an entry. Returns the entry; accepting twice returns the same one."""
        taken = Candidate.objects.filter(pk=self.pk, state=self.State.WAITING).update(
            state=self.State.ACCEPTED
        )
        if not taken:
            return Entry.objects.filter(candidate=self).first()
        entry = Entry.objects.create(
            author=self.owner,
            title=title,
            details=self.details,
            links=self.links,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        entry.competencies.set(competencies)
        Candidate.objects.filter(pk=self.pk).update(entry=entry)
        return entry

    def discard(self):
        Candidate.objects.filter(pk=self.pk, state=self.State.WAITING).update(
            state=self.State.DISCARDED
        )

    def bring_back(self):
        """Undo `discard`."""
        Candidate.objects.filter(pk=self.pk, state=self.State.DISCARDED).update(
            state=self.State.WAITING
        )
