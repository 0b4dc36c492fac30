"""Looking back: the reflection of a quarter, and what came of a project."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from bragdoc.models.entries import NOTE_LIMIT, Entry
from bragdoc.models.names import Project
from bragdoc.models.revisions import Revised
from bragdoc.quarters import Quarter


class ReflectionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def of_quarter(self, quarter):
        return self.filter(quarter_on=quarter.first)

    def before(self, quarter):
        return self.filter(quarter_on__lt=quarter.first).exclude(revision=0)

    def newest_first(self):
        return self.order_by("-quarter_on", "-pk")


class Reflection(Revised):
    """A quarter's answers to the five questions. Nobody else reads them."""

    ANSWERS = ("best_at", "enjoying", "in_three_years", "learning_from", "avoiding")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reflections")
    quarter_on = models.DateField()  # its first day
    best_at = models.TextField(blank=True, max_length=NOTE_LIMIT)
    enjoying = models.TextField(blank=True, max_length=NOTE_LIMIT)
    in_three_years = models.TextField(blank=True, max_length=NOTE_LIMIT)
    learning_from = models.TextField(blank=True, max_length=NOTE_LIMIT)
    avoiding = models.TextField(blank=True, max_length=NOTE_LIMIT)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "quarter_on"], name="one_reflection_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter_on__day=1, quarter_on__month__in=[1, 4, 7, 10]),
                name="reflection_of_a_quarter",
            ),
        ]

    def __str__(self):
        return f"Reflection of {self.quarter}"

    @property
    def quarter(self):
        return Quarter.of(self.quarter_on)

    def keep_answers(self, *, revision):
        """Save the five answers. The first time makes the row. Raises EditConflict."""
        made, _ = Reflection.objects.get_or_create(
            person=self.person, quarter_on=self.quarter_on, defaults={"revision": 0}
        )
        self.pk = made.pk
        self.keep(self.ANSWERS, revision=revision)


class ImpactAuditQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(project__owner=user)

    # What a page shows.

    def of_project(self, project):
        return self.filter(project=project)


class NoRoom(Exception):
    """The answers and what a win says already do not fit together. `entry` is that win."""

    def __init__(self, entry, field):
        super().__init__(f"“{entry.title}” has no room left in its {field}.")
        self.entry = entry


class ImpactAudit(Revised):
    """Four questions about a project, and the wins that its answers are written into.

    What changed and who benefited go into the impact of those wins; what was learned and what one
    would do differently into their private note.
    """

    ANSWERS = ("changed", "benefited", "learned", "differently")
    WRITTEN_INTO = {"impact": ("changed", "benefited"), "private_note": ("learned", "differently")}

    project = models.OneToOneField(Project, models.CASCADE, related_name="impact_audit")
    changed = models.TextField(blank=True, max_length=NOTE_LIMIT)
    benefited = models.TextField(blank=True, max_length=NOTE_LIMIT)
    learned = models.TextField(blank=True, max_length=NOTE_LIMIT)
    differently = models.TextField(blank=True, max_length=NOTE_LIMIT)
    entries = models.ManyToManyField(Entry, blank=True, related_name="impact_audits")

    objects = ImpactAuditQuerySet.as_manager()

    def __str__(self):
        return f"Impact of a project, revision {self.revision}"

    def passage(self, field):
        """What is written into a field of a win, "" where nothing was answered."""
        answers = (getattr(self, name).strip() for name in self.WRITTEN_INTO[field])
        return "\n\n".join(filter(None, answers))

    @transaction.atomic
    def keep_answers(self, entries, *, revision):
        """Save the four answers and write them into these wins, in place of what this audit wrote
        there before; take them out of those it was written into and that are no longer among them.

        What somebody changed in a win since then stays, and the new answers stand below it. Raises
        EditConflict, or NoRoom when a win would get longer than it may; nothing is written then.
        """
        kept, _ = ImpactAudit.objects.get_or_create(project=self.project, defaults={"revision": 0})
        self.pk = kept.pk
        self.keep(self.ANSWERS, revision=revision)
        chosen = {entry.pk for entry in entries}
        before = set(kept.entries.values_list("pk", flat=True))
        for entry in Entry.objects.select_for_update().filter(pk__in=chosen | before):
            fields = {
                field: _rewritten(
                    getattr(entry, field),
                    kept.passage(field) if entry.pk in before else "",
                    self.passage(field) if entry.pk in chosen else "",
                )
                for field in self.WRITTEN_INTO
            }
            _write(entry, fields)
        self.entries.set(chosen)


def _rewritten(text, old, new):
    """The text with one passage in place of another, or below the rest where that is not there."""
    if old and old in text:
        text = text.replace(old, new, 1)
    elif new and new not in text:
        text = f"{text}\n\n{new}"
    return text.strip()


def _write(entry, fields):
    changed = {name: text for name, text in fields.items() if text != getattr(entry, name)}
    for name, text in changed.items():
        if len(text) > NOTE_LIMIT:
            raise NoRoom(entry, Entry._meta.get_field(name).verbose_name)
    if changed:
        Entry.objects.filter(pk=entry.pk).update(**changed, revision=F("revision") + 1)
