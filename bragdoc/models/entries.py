"""Entries: what a person did, in their own words. Nobody else ever reads a row of these tables."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils import timezone

from bragdoc.models.names import NamesToFind, Person, Project
from bragdoc.models.revisions import EditConflict
from bragdoc.search.index import having, numbered
from bragdoc.search.parts import fold, parts_of

TITLE_LIMIT = 300  # characters
DETAILS_LIMIT = 20_000
NOTE_LIMIT = 5_000
METRIC_PART_LIMIT = 120
ROWS_LIMIT = 20  # metrics, and links, of one entry

# It does not say what came of it: an impact or a number would.
WITHOUT_OUTCOME = Q(impact="", metrics=[])


class EntryQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(author=user, discarded_at=None)

    def editable_by(self, user):
        return self.visible_to(user)

    def restorable_by(self, user):
        return self.filter(author=user).exclude(discarded_at=None)

    def written_by(self, user):
        """All of this author, discarded ones too: what must not be made a second time."""
        return self.filter(author=user)

    def of_form(self, user, key):
        """The entry that a form of this key made, discarded or not; none for no key."""
        return self.filter(author=user, key=key) if key else self.none()

    # What a page shows.

    def starting_in_week(self, monday):
        return self.filter(starts_on__gte=monday, starts_on__lte=monday + timedelta(days=6))

    def running_into(self, day):
        """What began before this day and had not ended by then."""
        # The first condition follows from the others; it lets the database use the small index of
        # wins that took longer than a day.
        return self.filter(Q(starts_on__lt=F("ends_on")), starts_on__lt=day, ends_on__gte=day)

    def in_period(self, starts_on, ends_on):
        """The wins of one author that touch the period, both days included."""
        # Where the earliest of those that run into the period began: without this lower bound,
        # the database walks through every win before it.
        running = self.order_by().running_into(starts_on)
        earliest = running.values("author").annotate(first=Min("starts_on")).values("first")
        return self.filter(
            starts_on__gte=Coalesce(Subquery(earliest), starts_on),
            starts_on__lte=ends_on,
            ends_on__gte=starts_on,
        )

    def shareable(self):
        """What may leave the author's hands: all but the confidential ones."""
        return self.filter(confidential=False)

    def tagged(self, competency_slug):
        # Not a join: two ladders may both have a competency of this slug.
        tags = Entry.competencies.through.objects.filter(
            entry=OuterRef("pk"), competency__slug=competency_slug
        )
        return self.filter(Exists(tags))

    def tagged_with(self, competency):
        tags = Entry.competencies.through.objects.filter(competency=competency)
        return self.filter(pk__in=tags.values("entry"))

    def not_tagged_with(self, competency):
        tags = Entry.competencies.through.objects.filter(competency=competency)
        return self.exclude(pk__in=tags.values("entry"))

    def showing(self, key):
        """Those tagged with the sentence of a key "competency/expectation"."""
        competency, _, slug = key.partition("/")
        tags = Entry.expectations.through.objects.filter(
            entry=OuterRef("pk"),
            expectation__slug=slug,
            expectation__competency__slug=competency,
        )
        return self.filter(Exists(tags))

    def showing_beside(self, competency_slug, slugs):
        """Those tagged with sentences of a competency, but with none of these."""
        tags = Entry.expectations.through.objects.filter(
            entry=OuterRef("pk"), expectation__competency__slug=competency_slug
        )
        these = tags.filter(expectation__slug__in=slugs)
        return self.filter(Exists(tags)).exclude(Exists(these))

    def without_sentence(self, competency_slug=""):
        """Those tagged with no sentence; with none of this competency, where one is named."""
        tags = Entry.expectations.through.objects.filter(entry=OuterRef("pk"))
        if competency_slug:
            tags = tags.filter(expectation__competency__slug=competency_slug)
        return self.exclude(Exists(tags))

    def of_project(self, slug):
        return self.filter(project__slug=slug)

    def outside_project(self, project):
        """Those of another project or of none; those of any, where it is None."""
        return self.exclude(project=project)

    def with_person(self, slug):
        named = Entry.people.through.objects.filter(entry=OuterRef("pk"), person__slug=slug)
        return self.filter(Exists(named))

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def of_role(self, role):
        return self.filter(role=role)

    def among(self, pks):
        return self.filter(pk__in=pks)

    def called_or_made_of(self, titles, keys):
        """Those of these titles, and those that an import made under one of these keys."""
        return self.filter(Q(title__in=titles) | Q(key__in=keys))

    def matching(self, text, author):
        """Entries of this author in which everything stands that was typed into a search.

        `bragdoc.search.parts` says how it is read. A part stands in an entry's own words, in the
        name of its project, of a person or a competency it has, or in that of its kind or role.
        """
        found, names = self.alias(number=numbered()), NamesToFind(author)
        for part in parts_of(text):
            pattern = part.pattern()
            stands = Q(number__in=having(part, author)) | names.matching(pattern)
            for field, choices in (("kind", Entry.Kind), ("role", Entry.Role)):
                if values := [one.value for one in choices if pattern.search(fold(one.label))]:
                    stands |= Q(**{f"{field}__in": values})
            found = found.exclude(stands) if part.is_excluded else found.filter(stands)
        return found

    def counting_towards(self, goals):
        """Those tagged with what one of these goals names, in its quarter, or put there by hand."""
        placed = Entry.goals.through.objects.filter(goal__in=goals)
        counts = Q(pk__in=placed.values("entry"))
        for goal in goals:
            if goal.expectation_id:
                tags = Entry.expectations.through.objects.filter(expectation=goal.expectation_id)
            else:
                tags = Entry.competencies.through.objects.filter(competency=goal.competency_id)
            first, last = goal.quarter.first, goal.quarter.last
            counts |= Q(pk__in=tags.values("entry"), starts_on__lte=last, ends_on__gte=first)
        return self.filter(counts)

    def written_into_or_newest(self, audit, count):
        """Those that the answers of an audit were written into, and so many of the newest."""
        newest = self.newest_first().values("pk")[:count]
        written = Entry.impact_audits.through.objects.filter(impactaudit=audit.pk)
        return self.filter(Q(pk__in=newest) | Q(pk__in=written.values("entry")))

    def beside(self, entries):
        return self.exclude(pk__in=[entry.pk for entry in entries])

    def without_competency(self):
        return self.filter(competencies=None)

    def without_metric(self):
        return self.filter(metrics=[])

    def without_outcome(self):
        return self.filter(WITHOUT_OUTCOME)

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")

    def beginning_within(self, first, last):
        return self.filter(starts_on__gte=first, starts_on__lte=last)

    def kinds(self):
        """The kinds that occur among these, "" for not said."""
        return set(self.order_by().values_list("kind", flat=True).distinct())

    def tied_to(self, competency_slug):
        """Those tagged with sentences of a competency."""
        tags = Entry.expectations.through.objects.filter(
            entry=OuterRef("pk"), expectation__competency__slug=competency_slug
        )
        return self.filter(Exists(tags))

    def oldest_first(self):
        return self.order_by("starts_on", "pk")

    def ending_first(self):
        return self.order_by("ends_on", "pk")

    def before(self, starts_on: date, pk: int):
        """What follows this place in `newest_first` order: the keyset of the log."""
        # The first condition follows from the second; it lets the index begin at the place.
        return self.filter(Q(starts_on__lt=starts_on) | Q(pk__lt=pk), starts_on__lte=starts_on)

    def places(self):
        """(pk, revision, starts_on) of each: enough to find its row among those kept."""
        return self.values_list("pk", "revision", "starts_on", named=True)

    def spans(self):
        """(pk, title, first day, last day) of each."""
        return self.values_list("pk", "title", "starts_on", "ends_on")

    def texts(self):
        """(pk, title, details, impact, private note, metrics, links) of each."""
        return self.values_list(
            "pk", "title", "details", "impact", "private_note", "metrics", "links"
        )

    def days_with_wins(self, starts_on, ends_on):
        """The days in this period on which a win begins."""
        began = self.filter(starts_on__gte=starts_on, starts_on__lte=ends_on)
        return began.order_by().values_list("starts_on", flat=True).distinct()

    def competency_tags(self):
        """(pk, competency slug, first day, last day, kind, metrics, links) of each tag with a
        competency. All but the pk is text as it lies in the database, days in ISO form, metrics
        and links as JSON: to make values of them takes longer than all the rest."""
        columns = ("starts_on", "ends_on", "kind", "metrics", "links")
        return (
            self.filter(competencies__isnull=False)
            .order_by()
            .values_list(
                "pk",
                "competencies__slug",
                *(Cast(column, models.TextField()) for column in columns),
            )
        )

    def sentence_tags(self):
        """(pk, competency slug, expectation slug) of each tag with a sentence."""
        tagged = self.filter(expectations__isnull=False).order_by()
        return tagged.values_list("pk", "expectations__competency__slug", "expectations__slug")

    def first_day(self):
        """The day on which the earliest begins, or None."""
        return self.aggregate(first=Min("starts_on"))["first"]

    def tagged_on(self, ladder):
        """Those that carry a competency of a ladder."""
        tags = Entry.competencies.through.objects.filter(
            entry=OuterRef("pk"), competency__ladder=ladder
        )
        return self.filter(Exists(tags))

    def competency_slugs(self, ladder):
        """(pk, competency slug) of each tag with a competency of a ladder."""
        tags = self.filter(competencies__ladder=ladder).order_by()
        return tags.values_list("pk", "competencies__slug")

    def fingerprint(self):
        """What changes whenever one of these wins does: how many there are, the newest, when it
        was made, the sum of all revisions."""
        found = self.aggregate(Count("pk"), Max("pk"), Max("created_at"), Sum("revision"))
        return tuple(found.values())

    def tag_counts(self):
        """How many of these wins carry each competency, by slug."""
        tags = Entry.competencies.through.objects.filter(entry__in=self.values("pk"))
        counts = tags.values_list("competency__slug").annotate(Count("entry", distinct=True))
        return dict(counts)

    def sentence_counts(self, competency_slug):
        """How many of these wins carry each sentence of a competency, by slug."""
        tags = Entry.expectations.through.objects.filter(
            entry__in=self.values("pk"), expectation__competency__slug=competency_slug
        )
        counts = tags.values_list("expectation__slug").annotate(Count("entry", distinct=True))
        return dict(counts)

    def most_tagged(self):
        """(name, wins) of the competencies of these wins, the most frequent first."""
        tags = Entry.competencies.through.objects.filter(entry__in=self.values("pk"))
        counts = tags.values_list("competency__name").annotate(wins=Count("entry"))
        return counts.order_by("-wins", "competency__name")

    def most_with(self):
        """(name, slug, wins) of the people of these wins, the most frequent first."""
        named = Entry.people.through.objects.filter(entry__in=self.values("pk"))
        counts = named.values_list("person__name", "person__slug").annotate(wins=Count("entry"))
        return counts.order_by("-wins", "person__name")

    def most_on(self):
        """(name, slug, wins) of the projects of these wins, the most frequent first."""
        named = self.exclude(project=None).order_by()
        counts = named.values_list("project__name", "project__slug").annotate(wins=Count("pk"))
        return counts.order_by("-wins", "project__name")

    def in_short(self):
        """{wins, first, last, kinds}: how many, from which day to which, and (kind, wins) of each
        kind there is, the most frequent first. "" is the kind of those that have none."""
        kinds = self.order_by().values_list("kind").annotate(wins=Count("pk"))
        spans = kinds.annotate(first=Min("starts_on"), last=Max("ends_on"))
        rows = list(spans.order_by("-wins", "kind"))
        return {
            "wins": sum(wins for _, wins, _, _ in rows),
            "first": min((first for _, _, first, _ in rows), default=None),
            "last": max((last for _, _, _, last in rows), default=None),
            "kinds": [(kind and Entry.Kind(kind).label, wins) for kind, wins, _, _ in rows],
        }

    def kinds_by_month(self, first, last):
        """(kind, first of the month, how many wins began in it) of this period."""
        began = self.filter(starts_on__gte=first, starts_on__lte=last).order_by()
        months = began.annotate(month=TruncMonth("starts_on"))
        return months.values_list("kind", "month").annotate(Count("pk"))

    def for_display(self):
        """Entries with all that a line shows, in four queries however many there are."""
        return self.select_related("project").prefetch_related(
            "competencies", "expectations", "people"
        )

    # Housekeeping.

    def discarded_before(self, moment):
        return self.filter(discarded_at__lt=moment)

    # Acts.

    @transaction.atomic
    def log(self, line, *, author, key=None, competencies=()):
        """Keep a line (`bragdoc.capture.line.Line`) as an entry, on its own dates or else today.

        A form sent twice has the same `key`: the second time returns the entry of the first.
        """
        today = author.today()
        fields = {
            "title": line.title,
            "kind": line.kind,
            "starts_on": line.starts_on or today,
            "ends_on": line.ends_on or today,
            "project": Project.objects.named(author, line.project) if line.project else None,
            "metrics": [metric_row(**vars(metric)) for metric in line.metrics],
            "links": [{"url": url, "label": ""} for url in line.links],
        }
        if key:
            entry, made = self.get_or_create(author=author, key=key, defaults=fields)
            if not made:
                return entry
        else:
            entry = self.create(author=author, **fields)
        entry.competencies.set(competencies)
        entry.people.set([Person.objects.named(author, name) for name in line.people])
        return entry


def metric_row(*, label="", before="", after="", unit="", lower_is_better=None):
    """One of an entry's `metrics`."""
    return {
        "label": label,
        "before": before,
        "after": after,
        "unit": unit,
        "lower_is_better": lower_is_better,
    }


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

    # A number says little about these.
    KINDS_WITHOUT_NUMBER = frozenset({Kind.DECISION, Kind.MENTORING, Kind.LEARNING, Kind.PRAISE})

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
    # Each tagged with its competency as well: a sentence is never there without it.
    expectations = models.ManyToManyField("bragdoc.Expectation", blank=True, related_name="entries")
    private_note = models.TextField(blank=True, max_length=NOTE_LIMIT)
    confidential = models.BooleanField(default=False)
    revisit_on = models.DateField("look again on", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    # The words it was made of where they came from elsewhere, such as a whole mail.
    source = models.TextField(blank=True, editable=False)
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
            models.Index(
                fields=["author", "ends_on"],
                condition=Q(discarded_at=None, starts_on__lt=F("ends_on")),
                name="entry_longer_than_a_day",
            ),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def keep(self, *, revision, competencies=None, expectations=None, people=None):
        """Save every field and raise the revision, unless someone else saved in the meantime.

        The sentences of a competency that is taken away go with it.

        `revision` is the one the form was loaded with. Raises EditConflict, with what is kept
        now, when it is no longer the current one; nothing is written then.
        """
        taken = Entry.objects.filter(pk=self.pk, revision=revision).update(
            revision=F("revision") + 1
        )
        if not taken:
            raise EditConflict(Entry.objects.for_display().get(pk=self.pk))
        self.revision = revision + 1
        self.save()
        if competencies is not None:
            self.competencies.set(competencies)
        if expectations is not None:
            self.expectations.set(expectations)
        self.expectations.remove(*self.expectations.exclude(competency__in=self.competencies.all()))
        if people is not None:
            self.people.set(people)

    @property
    def lasts(self):
        """Whether it took longer than a day."""
        return self.starts_on != self.ends_on

    def needs(self):
        """What the line still waits for: "competency", "number" or nothing, "".

        Reads the competencies: load entries with `for_display` first.
        """
        if not self.competencies.all():
            return "competency"
        return "" if self.metrics or self.kind in self.KINDS_WITHOUT_NUMBER else "number"

    @transaction.atomic
    def tag(self, competency, expectation=None):
        """Add a competency beside those it has, and a sentence of it. What is there already changes
        nothing."""
        if competency in self.competencies.all() and (
            expectation is None or expectation in self.expectations.all()
        ):
            return
        Entry.objects.filter(pk=self.pk).update(revision=F("revision") + 1)
        self.competencies.add(competency)
        if expectation:
            self.expectations.add(expectation)

    @transaction.atomic
    def add_metric(self, metric):
        """Add one of `metrics` after those it has, whatever else was changed meanwhile."""
        current = Entry.objects.select_for_update().get(pk=self.pk)
        current.metrics.append(metric)
        current.revision += 1
        current.save(update_fields=["metrics", "revision"])

    @transaction.atomic
    def add_impact(self, text):
        """Write what came of it below what stands there, whatever else was changed meanwhile."""
        current = Entry.objects.select_for_update().get(pk=self.pk)
        current.impact = "\n\n".join(part for part in (current.impact, text) if part)
        current.revision += 1
        current.save(update_fields=["impact", "revision"])

    def discard(self):
        """Put it away for thirty days; `restore` brings it back."""
        self.discarded_at = timezone.now()
        self.save(update_fields=["discarded_at"])

    def restore(self):
        self.discarded_at = None
        self.save(update_fields=["discarded_at"])
