"""Which version is shared with whom."""

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from packets.models.notifications import recount
from packets.models.ratings import RatingSheet
from packets.models.review import Event
from packets.models.reviewers import Reviewer
from packets.models.versions import Version
from packets.review import UNDER_REVIEW
from packets.reviewing.waiting import ANSWERING, ANSWERS, DECIDING

NO_DATE = date.max


class ShareQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def of_reader(self, user):
        """What is shared with this person, by authors who may sign in."""
        return self.ever_of(user).in_force().filter(version__packet__author__is_active=True)

    # What a page shows.

    def ever_of(self, user):
        """What is, or was, shared with this person."""
        return self.filter(reader=user)

    def latest_opened(self):
        """The number of the newest version that was opened; None if none was."""
        opened = self.exclude(opened_at=None)
        return opened.aggregate(latest=Max("version__number"))["latest"]

    def opened_by(self):
        """The keys of the readers who opened it."""
        return set(self.exclude(opened_at=None).values_list("reader", flat=True))

    def latest_of_each_packet(self):
        """Of each packet, only the version shared last."""
        newest = (
            Share.objects.filter(
                reader=models.OuterRef("reader"),
                version__packet=models.OuterRef("version__packet"),
                withdrawn_at=None,
            )
            .order_by("-version__number")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest))

    def waiting_for(self, user):
        """Those on which something is asked of this person in his role: the latest version of a
        packet under review, to which he has not answered (`packets.reviewing.waiting`)."""
        theirs = self.of_reader(user).with_role_of(user)
        return theirs.alias(waits=_waits_for(user)).filter(waits=True)

    def not_waiting_for(self, user):
        theirs = self.of_reader(user).with_role_of(user)
        return theirs.alias(waits=_waits_for(user)).filter(waits=False)

    def telling_what_waits(self, user):
        """Each with whether it `waits` for this person."""
        return self.with_role_of(user).annotate(waits=_waits_for(user))

    def with_role_of(self, user):
        """Each with the `role` in which this person reviews the packet now; "" if in none."""
        reviewers = "version__packet__reviewers"
        in_force = {f"{reviewers}__person": user, f"{reviewers}__state": Reviewer.State.ACCEPTED}
        part = FilteredRelation(reviewers, condition=Q(**in_force))
        return self.alias(part=part).annotate(role=Coalesce("part__role", Value("")))

    def with_due_date(self):
        """Each with `due_on`, until when an answer is asked for: what its author says, else when
        the decisions of its season are due, as long as that is published. None without either."""
        packet = "version__packet__"
        season = Case(
            When(
                **{f"{packet}season__published_at__isnull": False},
                then=F(f"{packet}season__decisions_due_on"),
            )
        )
        return self.annotate(due_on=Coalesce(f"{packet}answer_due_on", season))

    def soonest_due_first(self):
        """What has no date comes last; of one date, what was shared first."""
        due = Coalesce("due_on", Value(NO_DATE))
        return self.with_due_date().alias(due=due).order_by("due", "pk")

    def after(self, pk, user):
        """What follows this one of the same person's in `soonest_due_first` order: the keyset of
        their list. Nothing follows somebody else's."""
        due = Coalesce("due_on", Value(NO_DATE))
        place = Subquery(
            Share.objects.ever_of(user).filter(pk=pk).with_due_date().values_list(due)[:1]
        )
        return self.filter(Q(due__gt=place) | Q(due=place, pk__gt=pk))

    def newest_first(self):
        return self.order_by("-shared_at", "-pk")

    def before(self, pk, user):
        """What follows this one of the same person's in `newest_first` order: the keyset of their
        list. Nothing follows somebody else's."""
        place = Subquery(Share.objects.ever_of(user).filter(pk=pk).values("shared_at")[:1])
        return self.filter(Q(shared_at__lt=place) | Q(shared_at=place, pk__lt=pk))

    def newest_of_each_author(self, authors, most):
        """So many of each of these authors' packets, those shared last."""
        place = Window(
            RowNumber(), partition_by="version__packet__author", order_by=["-shared_at", "-pk"]
        )
        theirs = self.filter(version__packet__author__in=authors)
        return theirs.annotate(place=place).filter(place__lte=most)

    def by_author(self):
        """What each author shared last stands first among theirs."""
        return self.order_by("version__packet__author", "-shared_at", "-pk")

    def for_listing(self):
        """To be named in a list, with whose it is and where the packet stands."""
        related = self.select_related("version__packet__author", "version__label")
        return related.only(
            "shared_at",
            "opened_at",
            "version__number",
            "version__title",
            "version__label__text",
            "version__packet__state",
            "version__packet__author__name",
            "version__packet__author__email",
        )

    def for_display(self):
        related = self.select_related("version__packet__author", "version__label")
        return related.defer("version__canonical")

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_packets(self, packets):
        return self.filter(version__packet__in=packets)

    def of_version(self, version):
        return self.filter(version=version)

    def of_versions(self, versions):
        return self.filter(version__in=versions)

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def to_active_people(self):
        """With the reader, who may still sign in; the newest version first for each."""
        related = self.filter(reader__is_active=True).select_related("reader", "version__label")
        return related.defer("version__canonical").order_by("reader", "-version__number")

    def readers(self):
        """Whom these are shared with, each once."""
        return {share.reader for share in self.select_related("reader")}

    def waited_for(self):
        """Those of the readers for whom these wait."""
        return [one for one in self.in_force().readers() if self.waiting_for(one).exists()]

    # Acts.

    @transaction.atomic
    def share(self, version, people):
        """Show these people a version. What was withdrawn from one of them is shared again, from
        now on."""
        for person in people:
            share, is_new = self.get_or_create(version=version, reader=person)
            if not is_new:
                withdrawn = self.filter(pk=share.pk).exclude(withdrawn_at=None)
                withdrawn.update(withdrawn_at=None, shared_at=timezone.now())
        recount([person.pk for person in people])

    @transaction.atomic
    def withdraw(self, at=None):
        """Let what was shared be not found any more, nor what led to it. `at` is now unless
        told."""
        readers = set(self.in_force().values_list("reader", flat=True))
        self.in_force().update(withdrawn_at=at or timezone.now())
        recount(readers)

    @transaction.atomic
    def undo_withdrawal(self, at):
        """Have back what was withdrawn at this moment, as if it had not been."""
        readers = set(self.filter(withdrawn_at=at).values_list("reader", flat=True))
        self.filter(withdrawn_at=at).update(withdrawn_at=None)
        recount(readers)

    def open(self):
        """Note that it was read, the first time."""
        self.filter(opened_at=None).update(opened_at=timezone.now())


def _waits_for(user):
    """Whether a share, with this person's role, waits for them."""
    newer = Version.objects.filter(
        packet=OuterRef("version__packet"), number__gt=OuterRef("version__number")
    )
    answered = Event.objects.filter(
        packet=OuterRef("version__packet"),
        version=OuterRef("version__number"),
        by=user,
        move__in=ANSWERS,
    )
    rated = RatingSheet.objects.given().filter(version=OuterRef("version"), rater=user)
    unanswered = Q(role__in=ANSWERING) & ~Exists(answered) & ~Exists(rated)
    under_review = Q(version__packet__state__in=UNDER_REVIEW) & ~Exists(newer)
    return ExpressionWrapper(
        under_review & (Q(role__in=DECIDING) | unanswered), output_field=models.BooleanField()
    )


class Share(models.Model):
    """One version, shared with one person. Withdrawn, it is not found any more."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="shares")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shares")
    shared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "reader"], name="shared_once_with_a_reader")
        ]
        indexes = [
            models.Index(fields=["reader", "-shared_at", "-id"], name="shares_of_a_reader"),
        ]

    def __str__(self):
        return f"Share {self.pk}"
