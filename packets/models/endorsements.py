"""Testimony: what a named colleague says about one win, in words that no author can alter."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from bragdoc.models.revisions import Revised

TESTIMONY_LIMIT = 2_000  # characters


class EndorsementQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        """What its author arranges. The words are the colleague's alone."""
        return self.filter(packet__author=user)

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(packet=packet)

    def printable(self):
        """What a version frozen now would print: given or pasted, with consent, and wanted."""
        told = [Endorsement.State.GIVEN, Endorsement.State.PASTED]
        return self.filter(state__in=told, consents=True, is_printed=True)

    def oldest_first(self):
        return self.select_related("entry").order_by("pk")


class Endorsement(Revised):
    """One colleague's word on one win, asked for by its author or pasted from elsewhere.

    `shown` is what the colleague was shown, frozen when it was asked: nothing else of the packet
    is reachable from it.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        GIVEN = "given", "Given"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn by them"
        CANCELLED = "cancelled", "Taken back by you"
        PASTED = "pasted", "Praise received elsewhere"

    class Closeness(models.TextChoices):
        WITH = "with", "Worked on it with them"
        SAW = "saw", "Saw it being done"
        USED = "used", "Use what came of it"
        HEARD = "heard", "Know it from others"

    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="endorsements")
    entry = models.ForeignKey("bragdoc.Entry", models.CASCADE, related_name="endorsements")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED, editable=False)
    name = models.CharField("their name", max_length=120)
    email = models.EmailField("their e-mail", blank=True)  # empty where the author passes a link on
    position = models.CharField("position, as it is printed", max_length=120, blank=True)
    relation = models.CharField("how you work together", max_length=120, blank=True)
    closeness = models.CharField(max_length=5, choices=Closeness, blank=True)
    text = models.TextField("in your words", blank=True, max_length=TESTIMONY_LIMIT)
    consents = models.BooleanField("may be printed with name and position", default=False)
    is_verified = models.BooleanField(default=False, editable=False)  # answered from their mailbox
    is_printed = models.BooleanField("print it", default=True)  # the author's choice
    word = models.TextField("a word to them", blank=True, max_length=TESTIMONY_LIMIT)
    shown = models.JSONField(default=dict, editable=False)
    said_where = models.CharField("where they said it", max_length=120, blank=True)  # pasted alone
    said_on = models.DateField("when", null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)  # None where nothing was asked
    reminded_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["given", "pasted"]) | ~Q(text=""),
                name="testimony_has_words",
            )
        ]

    def __str__(self):
        return f"Endorsement {self.pk}"


class EndorsementSecret(models.Model):
    """An address that leads to one request. The secret in it is kept by its digest alone."""

    endorsement = models.ForeignKey(Endorsement, models.CASCADE, related_name="secrets")
    digest = models.CharField(max_length=64, unique=True)
    mailed_to = models.EmailField(blank=True)  # who opens it has proved to read this mailbox
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Secret of endorsement {self.endorsement_id}"
