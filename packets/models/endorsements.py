"""Testimony: what a named colleague says about one win, in words that no author can alter."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.secrets import digest_of, new_secret
from bragdoc.models.revisions import Revised
from packets.testifying.shown import Shown

TESTIMONY_LIMIT = 2_000  # characters
USUAL_DAYS = 30
MOST_DAYS = 90


class EndorsementQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        """What its author arranges. The words are the colleague's alone."""
        return self.filter(packet__author=user)

    def quoted_by(self, user):
        """Praise that this author pasted: her quotation, so the words are hers to mend."""
        return self.editable_by(user).filter(state=Endorsement.State.PASTED)

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(packet=packet)

    def listed(self):
        """All but praise that its author discarded."""
        return self.exclude(state=Endorsement.State.CANCELLED, expires_at=None)

    def printable(self):
        """What a version frozen now would print, oldest first: given or pasted, with consent, and
        wanted."""
        told = [Endorsement.State.GIVEN, Endorsement.State.PASTED]
        return self.filter(state__in=told, consents=True, is_printed=True).order_by("pk")

    def open_to_colleagues(self):
        """What its colleague can open: what was asked or declined, until it expires; what was
        answered also afterwards, since it can be withdrawn at any time."""
        state = Endorsement.State
        waits = Q(state__in=[state.ASKED, state.DECLINED], expires_at__gt=timezone.now())
        return self.filter(waits | Q(state__in=[state.GIVEN, state.WITHDRAWN]))

    def same_request(self, packet, entry, *, name, email):
        """What somebody was asked about a win and can still answer, or has answered. Without an
        e-mail they are known by their name."""
        waiting = Q(state=Endorsement.State.ASKED, expires_at__gt=timezone.now())
        of_them = Q(email__iexact=email) if email else Q(email="", name__iexact=name)
        return self.filter(
            waiting | Q(state=Endorsement.State.GIVEN), of_them, packet=packet, entry=entry
        )

    def quoting(self, entry, name, text):
        """Praise that says the same already."""
        pasted = self.filter(state=Endorsement.State.PASTED)
        return pasted.filter(entry=entry, name=name, text=text)

    def for_display(self):
        return self.select_related("packet__author", "entry")

    def oldest_first(self):
        return self.select_related("entry").order_by("pk")

    def newest_first(self):
        return self.order_by("-pk")


class Endorsement(Revised):
    """One colleague's word on one win, asked for by its author or pasted from elsewhere.

    `shown` is what the colleague was shown, frozen when it was asked: nothing else of the packet
    is reachable from it. The `text` of one who declined is a word why.
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
    answered_at = models.DateTimeField(null=True, editable=False)  # or declined, or withdrawn

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

    def read_shown(self) -> Shown:
        return Shown.model_validate(self.shown)

    def is_quoted(self):
        """Whether it is praise that its author pasted, and nothing was asked."""
        return self.expires_at is None

    def is_awaited(self):
        """Whether it can be answered for the first time, until it expires."""
        return self.state in (self.State.ASKED, self.State.DECLINED)

    def is_expired(self):
        """Whether it waited in vain. What was answered stays its colleague's for ever."""
        return self.is_awaited() and self.expires_at <= timezone.now()

    def can_be_reminded(self):
        return self.state == self.State.ASKED and not self.reminded_at and not self.is_expired()

    def can_be_asked_again(self):
        ended = self.state in (self.State.DECLINED, self.State.CANCELLED)
        return not self.is_quoted() and (ended or self.is_expired())

    def printed_in(self):
        """The versions that print it, oldest first, without what they say. Known by its words,
        which nobody can alter from then on."""
        versions = self.packet.versions.order_by("number") if self.answered_at else ()
        return [version for version in versions if self.is_told_in(version.document())]

    def is_told_in(self, document):
        """Whether a frozen document prints these words of this person about this win."""
        return any(
            (said.text, said.name, said.source) == (self.text, self.name, "asked")
            for evidence in document.evidence()
            if evidence.entry == self.entry_id
            for said in evidence.testimony
        )

    # Acts of the author.

    def cancel(self):
        """Take a request back, or discard praise. Returns whether it could be: what was answered
        in the meantime is not the author's to take away."""
        open_ones = Endorsement.objects.filter(
            pk=self.pk, state__in=[self.State.ASKED, self.State.PASTED]
        )
        return bool(open_ones.update(state=self.State.CANCELLED))

    def restore(self):
        """Undo `cancel`. The addresses that were given out lead there again."""
        before = self.State.PASTED if self.is_quoted() else self.State.ASKED
        cancelled = Endorsement.objects.filter(pk=self.pk, state=self.State.CANCELLED)
        cancelled.update(state=before)

    def choose(self, *, is_printed):
        """Print it from the next version on, or leave it out."""
        Endorsement.objects.filter(pk=self.pk).update(is_printed=is_printed)


class EndorsementSecretQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def opened_by(self, secret):
        """The address of this secret, while it leads anywhere."""
        return self.in_force().filter(digest=digest_of(secret))

    def in_force(self):
        """Those of an author who may sign in, to what its colleague can open."""
        opened = Endorsement.objects.open_to_colleagues()
        return self.filter(endorsement__in=opened, endorsement__packet__author__is_active=True)

    # What a page shows.

    def for_display(self):
        return self.select_related("endorsement__packet__author", "endorsement__entry")

    # Acts.

    def make(self, endorsement, *, mailed_to=""):
        """A new address of a request. Returns the secret in it, which nothing keeps."""
        secret = new_secret()
        self.create(endorsement=endorsement, digest=digest_of(secret), mailed_to=mailed_to)
        return secret


class EndorsementSecret(models.Model):
    """An address that leads to one request. The secret in it is kept by its digest alone."""

    endorsement = models.ForeignKey(Endorsement, models.CASCADE, related_name="secrets")
    digest = models.CharField(max_length=64, unique=True)
    mailed_to = models.EmailField(blank=True)  # who opens it has proved to read this mailbox
    made_at = models.DateTimeField(default=timezone.now)

    objects = EndorsementSecretQuerySet.as_manager()

    def __str__(self):
        return f"Secret of endorsement {self.endorsement_id}"
