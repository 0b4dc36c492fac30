"""What people are told of: on a page of theirs at once, by mail in groups."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from packets.models.reviewers import Reviewer
from packets.models.versions import Version
from packets.notifying.kinds import Kind, sentence


class NotificationQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """One's own, as long as what it leads to can be read."""
        return self.filter(person=user).visible()

    def visible(self):
        """Those that the person who was told may see now: all about one's own packets; of others'
        what leads to a version shared with oneself, what one is asked while it can be answered, and
        that a version was withdrawn, which leads to none."""
        readable = Version.objects.visible_to(OuterRef("person")).filter(pk=OuterRef("version"))
        asked = Reviewer.objects.current().filter(
            packet=OuterRef("packet"), email=Lower(OuterRef("person__email"))
        )
        return self.filter(
            Q(packet__author=F("person"))
            | Exists(readable)
            | Q(Exists(asked), version=None, kind=Kind.ASKED)
            | Q(version=None, kind=Kind.MOVED, detail="withdraw")
        )

    # What a page shows.

    def unseen(self):
        return self.filter(seen_at=None)

    def unnoticed(self):
        """Neither seen nor mailed: nobody knows of these yet."""
        return self.unseen().unmailed()

    def of_version(self, version):
        return self.filter(version=version)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def people(self):
        """The keys of those who are told these."""
        return set(self.values_list("person", flat=True))

    def told_by_page_of(self, version):
        """What the page of a version tells by itself: that it and those before it were shared, and
        how the packet was moved."""
        until = self.filter(packet=version.packet_id, version__number__lte=version.number)
        return until.filter(kind__in=[Kind.SHARED, Kind.MOVED])

    def before(self, pk):
        return self.filter(pk__lt=pk)

    def until(self, pk):
        return self.filter(pk__lte=pk)

    def for_display(self):
        """With the `title` and the `number` of the version that the person may read. Where it leads
        to none: what the person's own packet is called now; and of another's the version that they
        had read, "" where they had none."""
        had = Version.objects.filter(
            packet=OuterRef("packet"), shares__reader=OuterRef("person")
        ).order_by("-number")
        own = When(packet__author=F("person"), then=F("packet__title"))
        title = Coalesce(F("version__title"), Case(own, default=Subquery(had.values("title")[:1])))
        return self.select_related("by").annotate(
            title=Coalesce(title, Value("")), number=F("version__number")
        )

    def newest_first(self):
        return self.order_by("-pk")

    def oldest_first(self):
        return self.order_by("pk")

    # What is mailed.

    def of_person(self, user):
        return self.filter(person=user)

    def unmailed(self):
        return self.filter(mailed_at=None)

    def waiting(self):
        """Whom something waits for, by key: the moment of the `first` of it, their `zone`, and
        whether (`is_daily`) and at which `hour` they want one mail a day."""
        plan = "person__notification_plan"
        return (
            self.unmailed()
            .order_by("person")
            .values(
                "person",
                zone=F("person__time_zone"),
                is_daily=Coalesce(f"{plan}__is_daily", Value(False)),
                hour=F(f"{plan}__hour"),
            )
            .annotate(first=Min("made_at"))
        )

    # Housekeeping.

    def seen_before(self, moment):
        return self.filter(seen_at__lt=moment)

    # Acts.

    def tell(self, person, kind, *, packet, path, by=None, **more):
        """Tell a person of something, on the page at once and by mail with what else happens in
        the next quarter of an hour. Nobody is told of what they did themselves. The first word of
        `detail` is one of `packets.notifying.kinds.DONE`; `more` are `version` and `by_name`."""
        self.tell_all([person], kind, packet=packet, path=path, by=by, **more)

    @transaction.atomic
    def tell_all(self, people, kind, *, packet, path, by=None, **more):
        """Tell several people the same."""
        told = {person.pk for person in people if person != by}
        self.bulk_create(
            Notification(person_id=pk, kind=kind, packet=packet, path=path, by=by, **more)
            for pk in sorted(told)
        )
        recount(told)

    @transaction.atomic
    def take_back(self):
        """Let those of these that nobody knows of yet not have been told."""
        people = self.people()
        lock_people(people)
        self.unnoticed().delete()
        recount(people)

    @transaction.atomic
    def see(self):
        """Note that these were seen. What was seen before keeps its moment."""
        people = self.people()
        lock_people(people)
        self.unseen().update(seen_at=timezone.now())
        recount(people)


def lock_people(people):
    """Let nobody else count for these people until this transaction ends. The keys are taken in
    their order, so that of two who count for the same people neither waits for the other."""
    rows = get_user_model().objects.filter(pk__in=people).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


@transaction.atomic
def recount(people):
    """Put right how many things each of these, by their keys, was told and has not seen. Called
    by each act after which somebody may see more, or less."""
    lock_people(people)
    counted = (
        Notification.objects.filter(person=OuterRef("pk"))
        .unseen()
        .visible()
        .order_by()
        .values("person")
        .annotate(count=Count("pk"))
    )
    get_user_model().objects.filter(pk__in=people).update(
        unseen=Coalesce(Subquery(counted.values("count")), 0)
    )


class Notification(models.Model):
    """One thing that one person is told: who did what, and the place where it can be seen. It
    holds none of the words it tells of."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)  # of who has no account
    detail = models.CharField(
        max_length=80, blank=True
    )  # what exactly; see packets.notifying.kinds
    path = models.CharField(max_length=300)  # on this site, with the anchor
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # or when it was found that no mail is wanted

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notification_unseen"),
            models.Index(
                fields=["made_at"], condition=Q(mailed_at=None), name="notification_unmailed"
            ),
        ]

    def __str__(self):
        return f"Notification {self.pk}"

    def sentence(self):
        """Reads who did it: load it with `for_display`."""
        return sentence(self.kind, self.detail, who=str(self.by) if self.by else self.by_name)

    def see(self):
        Notification.objects.filter(pk=self.pk).see()


class NotificationPlanQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def of(self, user):
        """This person's plan; the default, not kept yet, for one who has made none."""
        return self.filter(person=user).first() or NotificationPlan(person=user)


class NotificationPlan(models.Model):
    """Which kinds a person gets by mail, and when. Without a row: all, soon."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_plan"
    )
    muted = models.JSONField(default=list)  # values of Kind that are not mailed
    is_daily = models.BooleanField("one mail a day", default=False)
    hour = models.PositiveSmallIntegerField("at", default=8)  # in the person's time zone

    objects = NotificationPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23), name="digest_at_an_hour_of_the_day")
        ]

    def __str__(self):
        return f"Notification plan {self.pk}"

    def mails(self, kind):
        return kind not in self.muted

    def keep(self):
        """Save it, over what another tab may have kept meanwhile."""
        chosen = {"muted": self.muted, "is_daily": self.is_daily, "hour": self.hour}
        NotificationPlan.objects.update_or_create(person=self.person, defaults=chosen)
