"""Who reviews a packet: asked by e-mail, in a role, until it ends. No row is ever taken away."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from accounts.models import Management
from packets.review import REVIEWERS, Role

WORD_LIMIT = 2_000  # characters
UNDO_FOR = timedelta(hours=1)  # so long somebody who was removed can be had back


class ReviewerQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        """Those of one's own packets, while they are asked or review."""
        return self.current().filter(packet__author=user)

    def answerable_by(self, user):
        """What this person is asked, by an address that he has proved to be his."""
        # Lower case as it is kept: a database that ignores case by capitals takes "ı" for "i".
        asked = self.filter(email=user.email.lower(), state=Reviewer.State.ASKED)
        return asked.exclude(packet__author=user)

    def restorable_by(self, user):
        """Those that the author removed within the hour, from which nothing followed yet."""
        since = timezone.now() - UNDO_FOR
        removed = self.filter(state=Reviewer.State.ENDED, ended_by=user, ended_at__gt=since)
        return removed.filter(packet__author=user, handed_to=None)

    def leavable_by(self, user):
        """Where one reviews oneself."""
        return self.in_force().filter(person=user)

    def handable_by(self, user):
        """Who reviews as manager while it is another who manages the author: one's own packets'."""
        return self.filter(packet__author=user).outdated_managers()

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(packet=packet)

    def of_person(self, user):
        return self.filter(person=user)

    def in_force(self):
        """Who reviews now."""
        return self.filter(state=Reviewer.State.ACCEPTED)

    def who_took_part(self):
        """Who reviews now or did so once."""
        took_part = [Reviewer.State.ACCEPTED, Reviewer.State.ENDED]
        return self.filter(state__in=took_part).exclude(answered_at=None)

    def current(self):
        """Who reviews now, or was asked to and has not answered."""
        return self.filter(state__in=[Reviewer.State.ASKED, Reviewer.State.ACCEPTED])

    def over(self):
        """Who declined, left, was removed, or reviews in another role now."""
        return self.filter(state__in=[Reviewer.State.DECLINED, Reviewer.State.ENDED])

    def of_address(self, email):
        """Under this address, as it was asked or as the account that reviews has it now."""
        reviews = Q(state=Reviewer.State.ACCEPTED, account=email)
        return self.alias(account=Lower("person__email")).filter(Q(email=email) | reviews)

    def asked_by_since(self, author, moment):
        return self.filter(packet__author=author, asked_at__gte=moment)

    def outdated_managers(self):
        """Who reviews as manager, where somebody else manages the author now who does not."""
        now = Management.objects.accepted().filter(engineer=OuterRef("packet__author"))
        managing = Reviewer.objects.in_force().in_role(Role.MANAGER)
        takes_part = managing.filter(packet=OuterRef("packet"), person=OuterRef("manager_now"))
        return (
            self.in_force()
            .in_role(Role.MANAGER)
            .alias(manager_now=Subquery(now.values("manager")[:1]))
            .filter(manager_now__isnull=False)
            .filter(~Exists(takes_part))
        )

    def in_role(self, role):
        return self.filter(role=role)

    def oldest_first(self):
        return self.select_related("person", "ended_by", "handed_to__person").order_by("pk")

    def newest_first(self):
        return self.order_by("-pk")

    def ended_last_first(self):
        """Each with `over_at`, when it ended or was declined."""
        related = self.select_related("person", "ended_by", "handed_to__person")
        over_at = Coalesce("ended_at", "answered_at")
        return related.annotate(over_at=over_at).order_by("-over_at", "-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    def with_author(self):
        return self.select_related("packet__author")

    def for_acting(self):
        return self.select_related("packet__author", "person")

    # Acts.

    def end(self, *, by, handed_to=None, at=None):
        """Nobody of these reviews any more, or is asked to. `at` is now unless told."""
        self.current().update(
            state=Reviewer.State.ENDED,
            ended_at=at or timezone.now(),
            ended_by=by,
            handed_to=handed_to,
        )

    def appoint(self, packet, person, role):
        """Let somebody review it who need not be asked."""
        return self.create(
            packet=packet,
            email=person.email.lower(),
            person=person,
            role=role,
            state=Reviewer.State.ACCEPTED,
            answered_at=timezone.now(),
        )

    def manager_to_add(self, packet, manager):
        """The manager, where he is to review it without being named: nobody was its manager
        before, and he himself has, and had, no part in it. Else None. Whoever manages her later
        takes it over by an act of hers."""
        if manager is None:
            return None
        himself = Q(person=manager) | Q(email=manager.email.lower())
        parts = self.of_packet(packet).filter(himself | Q(role=Role.MANAGER))
        return None if parts.exists() else manager

    def add_manager(self, packet, manager):
        if self.manager_to_add(packet, manager):
            self.appoint(packet, manager, Role.MANAGER)


class Reviewer(models.Model):
    """One person's part in the review of a packet, in one role. Another role is another row."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Reviews it"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Ended"

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="reviewers")
    email = models.EmailField("e-mail")  # in lower case, as its author named it
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="reviewing"
    )
    role = models.CharField(
        max_length=8, choices=[(role.value, role.label) for role in Role if role in REVIEWERS]
    )
    state = models.CharField(max_length=8, choices=State, default=State.ASKED, editable=False)
    word = models.TextField("a word to them", blank=True, max_length=WORD_LIMIT)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    handed_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="handed_from"
    )

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["packet", "email"],
                condition=Q(state__in=["asked", "accepted"]),
                name="reviews_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["packet", "person"],
                condition=Q(state="accepted"),
                name="one_role_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(person__isnull=False), name="reviewed_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(REVIEWERS)), name="reviewer_in_a_known_role"
            ),
        ]

    def __str__(self):
        return f"Reviewer {self.pk}"

    @property
    def name(self):
        """Who it is: the name where the person has an account and accepted, else the address."""
        return str(self.person) if self.person else self.email
