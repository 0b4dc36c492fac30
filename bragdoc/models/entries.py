"""Entries: what a person did, in their own words. Nobody else ever reads a row of these tables."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify

TITLE_LIMIT = 300  # characters
DETAILS_LIMIT = 20_000
NOTE_LIMIT = 5_000


class NamedQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def by_name(self):
        return self.order_by("name", "pk")

    def named(self, owner, name):
        """The one of this name, made when there is none."""
        found, _ = self.get_or_create(
            owner=owner,
            slug=slugify(name, allow_unicode=True)[:80] or name[:80],
            defaults={"name": name[:80]},
        )
        return found


class Project(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="projects")
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=80)

    objects = NamedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_project_of_a_slug")
        ]

    def __str__(self):
        return self.name


class Person(models.Model):
    """Somebody the owner worked with. A name in the owner's log, not an account."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="people")
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=80)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_person_of_a_slug")
        ]

    def __str__(self):
        return self.name


class EntryConflict(Exception):
    """The entry was changed elsewhere since it was loaded. `current` is what is kept now."""

    def __init__(self, current):
        super().__init__("This entry was changed elsewhere in the meantime.")
        self.current = current


class EntryQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(author=user, discarded_at=None)

    def editable_by(self, user):
        return self.visible_to(user)

    def restorable_by(self, user):
        return self.filter(author=user).exclude(discarded_at=None)

    # What a page shows.

    def in_week(self, monday):
        return self.filter(starts_on__lte=monday + timedelta(days=6), ends_on__gte=monday)

    def in_period(self, starts_on, ends_on):
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)

    def tagged(self, competency_slug):
        return self.filter(competencies__slug=competency_slug)

    def matching(self, text):
        """Entries in which each of these words stands, in title, details or impact."""
        found = self
        for word in text.split()[:8]:
            found = found.filter(
                Q(title__icontains=word) | Q(details__icontains=word) | Q(impact__icontains=word)
            )
        return found

    def without_competency(self):
        return self.filter(competencies=None)

    def without_metric(self):
        return self.filter(metrics=[])

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")

    def oldest_first(self):
        return self.order_by("starts_on", "pk")

    def before(self, starts_on: date, pk: int):
        """What follows this place in `newest_first` order: the keyset of the log."""
        return self.filter(Q(starts_on__lt=starts_on) | Q(starts_on=starts_on, pk__lt=pk))

    def for_display(self):
        """Entries with all that a line shows, in three queries however many there are."""
        return self.select_related("project").prefetch_related("competencies", "people")

    # Housekeeping.

    def discarded_before(self, moment):
        return self.filter(discarded_at__lt=moment)


class Entry(models.Model):
    """A win. One line is enough; everything else comes later.

    `metrics` is a list of {label, before, after, unit, lower_is_better}, all text as the author
    wrote it but the last, which is true, false or null for "not said". `links` is a list of
    {url, label}.
    """

    class Kind(models.TextChoices):
        DELIVERY = "delivery", "Delivery"
        DECISION = "decision", "Design or decision"
        MENTORING = "mentoring", "Mentoring"
        GLUE = "glue", "Glue work"
        OPERATIONS = "operations", "Operations"
        PREVENTION = "prevention", "Prevention"
        LEARNING = "learning", "Learning"
        PRAISE = "praise", "Praise received"

    class Role(models.TextChoices):
        LED = "led", "Led"
        SOLO = "solo", "Solo"
        CONTRIBUTED = "contributed", "Contributed"
        REVIEWED = "reviewed", "Reviewed"
        MENTORED = "mentored", "Mentored"
        PROPOSED = "proposed", "Proposed"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="entries")
    title = models.CharField(max_length=TITLE_LIMIT)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    role = models.CharField(max_length=12, choices=Role, blank=True)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True)
    details = models.TextField(blank=True, max_length=DETAILS_LIMIT)
    impact = models.TextField(blank=True, max_length=NOTE_LIMIT)
    metrics = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="entries")
    competencies = models.ManyToManyField("bragdoc.Competency", blank=True, related_name="entries")
    private_note = models.TextField(blank=True, max_length=NOTE_LIMIT)
    confidential = models.BooleanField(default=False)
    revisit_on = models.DateField("look again on", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Given by the form that made the entry, so that a form sent twice makes one.
    key = models.CharField(max_length=64, null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="entry_begins_before_it_ends"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_a_title"),
            models.UniqueConstraint(fields=["author", "key"], name="one_entry_of_a_form"),
        ]
        indexes = [
            models.Index(
                fields=["author", "-starts_on", "-id"],
                condition=Q(discarded_at=None),
                name="entry_log",
            ),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def keep(self, *, revision, competencies=None, people=None):
        """Save every field and raise the revision, unless someone else saved in the meantime.

        `revision` is the one the form was loaded with. Raises EntryConflict, with what is kept
        now, when it is no longer the current one; nothing is written then.
        """
        taken = Entry.objects.filter(pk=self.pk, revision=revision).update(
            revision=F("revision") + 1
        )
        if not taken:
            raise EntryConflict(Entry.objects.for_display().get(pk=self.pk))
        self.revision = revision + 1
        self.save()
        if competencies is not None:
            self.competencies.set(competencies)
        if people is not None:
            self.people.set(people)

    def discard(self):
        """Put it away for thirty days; `restore` brings it back."""
        self.discarded_at = timezone.now()
        self.save(update_fields=["discarded_at"])

    def restore(self):
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
