"""Imports: files that were brought in, and what became of them."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from bragdoc.capture.git_history.drafts import commits_named
from bragdoc.capture.git_history.reading import read
from bragdoc.capture.git_history.returning import tell_again
from bragdoc.models.inbox import Candidate


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
