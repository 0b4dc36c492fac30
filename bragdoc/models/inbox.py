"""The inbox: what an import proposes. Nothing of it is in the log until its owner accepts it."""

import hashlib

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from bragdoc.models.entries import DETAILS_LIMIT, TITLE_LIMIT, Entry


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
            Candidate(
                owner=owner,
                key=Candidate.key_of(name, found),
                title=found.title,
                details=found.details,
                starts_on=found.starts_on,
                ends_on=found.ends_on,
                precision=found.precision,
                headings=list(found.headings),
                links=[{"url": url, "label": ""} for url in found.links],
                line=found.line,
            )
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
            skipped=[
                {"line": skip.line, "text": skip.text[:500], "reason": skip.reason}
                for skip in reading.skipped
            ],
        )
        for candidate in fresh.values():
            candidate.brought_by = brought
        Candidate.objects.bulk_create(fresh.values())
        return brought


class Import(models.Model):
    """One document that was brought in, with what was left out of it and why."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=255)
    imported_at = models.DateTimeField(default=timezone.now)
    found = models.PositiveIntegerField()  # candidates that were new
    known = models.PositiveIntegerField()  # candidates that an earlier import had brought
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
