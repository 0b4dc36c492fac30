"""Who reviews a packet: asked by e-mail, in a role, until it ends. No row is ever taken away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from packets.review import REVIEWERS, Role

WORD_LIMIT = 2_000  # characters


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

    def leavable_by(self, user):
        """Where one reviews oneself."""
        return self.in_force().filter(person=user)

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(packet=packet)

    def of_person(self, user):
        return self.filter(person=user)

    def in_force(self):
        """Who reviews now."""
        return self.filter(state=Reviewer.State.ACCEPTED)

    def current(self):
        """Who reviews now, or was asked to and has not answered."""
        return self.filter(state__in=[Reviewer.State.ASKED, Reviewer.State.ACCEPTED])

    def in_role(self, role):
        return self.filter(role=role)

    def oldest_first(self):
        return self.select_related("person", "ended_by", "handed_to__person").order_by("pk")

    # Acts.

    def add_manager(self, packet, manager):
        """Let the author's manager review it, unless he has, or had, a part in it already."""
        if manager and not self.filter(packet=packet, person=manager).exists():
            self.create(
                packet=packet,
                email=manager.email.lower(),
                person=manager,
                role=Role.MANAGER,
                state=Reviewer.State.ACCEPTED,
                answered_at=timezone.now(),
            )


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
