"""The inbox: what imports propose. Nothing of it is in the log until its owner accepts it."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify

from bragdoc.models.entries import DETAILS_LIMIT, TITLE_LIMIT, Entry
from bragdoc.models.goals import Goal
from bragdoc.models.merging import NothingToMerge, add_to, take_out_of, whole_of
from bragdoc.models.names import NAME_LIMIT, Person, Project
from bragdoc.quarters import Quarter

# What keys begin with that are made of something else than a document's words: the commits it
# holds, the name its source has for it, nothing but chance for what was merged here.
GIT_KEY, NAMED_KEY, MERGED_KEY = "git ", "named ", "merged "


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

    def of_import(self, brought):
        return self.filter(brought_by=brought)

    def offering(self, what):
        return self.filter(offers=what)

    def ready(self):
        """Those that can be kept as they are: with a date, or in need of none."""
        return self.exclude(starts_on=None, offers__in=["win", "praise"])

    def dated_work(self):
        """What was done on days that are known: neither goals nor what has no date."""
        return self.exclude(offers=Candidate.Offers.GOAL).exclude(starts_on=None)

    def within(self, first, last):
        """Those that took place in this period, from their first day to their last."""
        return self.filter(starts_on__gte=first, ends_on__lte=last)

    def oldest_first(self):
        return self.order_by("starts_on", "pk")

    def among(self, pks):
        return self.filter(pk__in=pks)

    def for_display(self):
        return self.select_related("owner", "brought_by", "entry")

    # What imports know again.

    def from_git(self):
        return self.filter(key__startswith=GIT_KEY)

    def from_document(self, name, source):
        """Those that nothing but their words in a document of this name tells apart."""
        ours = self.filter(brought_by__name=name, brought_by__source=source)
        for kind in (GIT_KEY, NAMED_KEY, MERGED_KEY):
            ours = ours.exclude(key__startswith=kind)
        return ours

    # What a person does. Each takes those that wait, and returns the keys of their rows.

    @transaction.atomic
    def accept(self):
        """Keep each on its own dates, in order."""
        waiting = self.filter(state=Candidate.State.WAITING).in_order().select_related("owner")
        kept = list(waiting)
        for candidate in kept:
            candidate.accept(
                title=candidate.title, starts_on=candidate.starts_on, ends_on=candidate.ends_on
            )
        return [candidate.pk for candidate in kept]

    def discard(self):
        return self._settle(Candidate.State.DISCARDED)

    def never(self):
        return self._settle(Candidate.State.NEVER)

    @transaction.atomic
    def _settle(self, state):
        waiting = self.filter(state=Candidate.State.WAITING).in_order().select_for_update()
        pks = list(waiting.values_list("pk", flat=True))
        self.model.objects.among(pks).update(state=state)
        return pks

    @transaction.atomic
    def bring_back(self):
        """Undo what was decided about each."""
        for candidate in self.in_order().select_related("owner"):
            candidate.bring_back()

    @transaction.atomic
    def merge(self, *, title, details, starts_on, ends_on):
        """Make one candidate of those of one owner that wait, with these words and dates.

        They stay, merged into it: their sources know them again. Raises NothingToMerge."""
        parts = list(
            self.filter(state=Candidate.State.WAITING).in_order().select_for_update(of=["self"])
        )
        if len(parts) < 2:
            raise NothingToMerge
        whole = self.create(
            key=MERGED_KEY + uuid4().hex,  # no source knows it again
            title=title,
            details=details,
            starts_on=starts_on,
            ends_on=ends_on,
            **whole_of(parts),
        )
        Candidate.objects.among([part.pk for part in parts]).update(
            state=Candidate.State.MERGED, merged_into=whole
        )
        return whole


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
    brought_by = models.ForeignKey("bragdoc.Import", models.CASCADE, related_name="candidates")
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
    # The candidate it was merged into, or whose entry it was added to.
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
        told = "\x1f".join([name, *found.headings, words])
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()

    @property
    def is_goal(self):
        return self.offers == self.Offers.GOAL

    def named_among(self, competencies):
        """Those of the competencies that its source names, by a tag or a heading."""
        words = {slugify(word) for word in [*self.tags, *self.headings]}
        return [each for each in competencies if words & {each.slug, slugify(each.name)}]

    # What a person does. Each takes a candidate that waits, and answers whether there was one.

    @transaction.atomic
    def accept(self, *, title, starts_on=None, ends_on=None, competencies=()):
        """Make it an entry, or the goal it offers for this quarter, which needs no dates.

        Returns what was made, twice the same; None where it was decided otherwise meanwhile."""
        if not self._settle(self.State.ACCEPTED):
            return self.made()
        if self.is_goal:
            quarter = Quarter.of(self.owner.today())
            return Goal.objects.set_goal(self.owner, quarter, key=self._goal_key, text=title)
        entry = Entry.objects.create(
            author=self.owner,
            title=title,
            details=self.details,
            links=self.links,
            starts_on=starts_on,
            ends_on=ends_on,
            kind=Entry.Kind.PRAISE if self.offers == self.Offers.PRAISE else self.kind,
            role=self.role,
            project=Project.objects.named(self.owner, self.project) if self.project else None,
        )
        entry.competencies.set(competencies)
        entry.people.set([Person.objects.named(self.owner, name) for name in self.people])
        Candidate.objects.filter(pk=self.pk).update(entry=entry)
        return entry

    def made(self):
        """The entry or the goal that was made of it, or None."""
        if self.is_goal:
            return Goal.objects.visible_to(self.owner).filter(key=self._goal_key).first()
        return Entry.objects.filter(candidate=self).first()

    @property
    def _goal_key(self):
        return f"candidate {self.pk}"

    def discard(self):
        return self._settle(self.State.DISCARDED)

    def never(self):
        """Leave it out for good: it stays out even when its source changes."""
        return self._settle(self.State.NEVER, [self.State.WAITING, self.State.DISCARDED])

    @transaction.atomic
    def keep_in(self, entry):
        """Add it to an entry of its owner instead of making another one.

        Its words and links follow those of the entry, which stay as they are.
        """
        if not self._settle(self.State.MERGED):
            return False
        first = Candidate.objects.filter(entry=entry).first()
        Candidate.objects.filter(pk=self.pk).update(
            **({"merged_into": first} if first else {"entry": entry})
        )
        add_to(entry, self)
        return True

    @transaction.atomic
    def bring_back(self):
        """Undo what was decided about it: it waits again.

        An entry that was made of it is put away for thirty days, a goal is dropped for good. Of an
        entry it was added to, what was added goes, unless its author has rewritten it since. Of
        those that were merged into one, all wait again.
        """
        whole, before = self.merged_into, self.state
        if whole and whole.key.startswith(MERGED_KEY) and whole.state == self.State.WAITING:
            whole.part()
            return
        made = self.made()
        if not self._settle(self.State.WAITING, self.DECIDED):
            return
        Candidate.objects.filter(pk=self.pk).update(entry=None, merged_into=None)
        if before == self.State.MERGED:
            if entry := made or (whole and whole.entry):
                take_out_of(entry, self)
            if made:
                self._leave_to_others(made)
        elif isinstance(made, Goal):
            made.delete()
        elif made:
            made.discard()

    def _leave_to_others(self, entry):
        """Those that were added to the same entry after this one know it by another of them."""
        if heir := self.merged.in_order().first():
            self.merged.exclude(pk=heir.pk).update(merged_into=heir)
            Candidate.objects.filter(pk=heir.pk).update(entry=entry, merged_into=None)

    @transaction.atomic
    def part(self):
        """Undo `merge`: those that were made one wait by themselves again, and this one is gone."""
        self.merged.update(state=self.State.WAITING, merged_into=None)
        self.delete()

    DECIDED = (State.ACCEPTED, State.DISCARDED, State.NEVER, State.MERGED)

    def _settle(self, state, sources=(State.WAITING,)):
        """Whether it was in one of these states and is in the new one now."""
        return bool(Candidate.objects.filter(pk=self.pk, state__in=sources).update(state=state))
