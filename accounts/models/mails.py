"""The outbox: mails are rows, written in the transaction of the act they tell of."""

import hashlib
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# How long after the beginning of each attempt the next may begin. Far longer than a mail server
# may take to answer (`timeout` in MAILERS), so that two attempts never overlap.
NEXT_ATTEMPT_AFTER = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(0),  # there is none after the fifth
)
ATTEMPTS = len(NEXT_ATTEMPT_AFTER)
FORGOTTEN = {"body": "", "html": "", "headers": {}}

# So that no machine answers, and none that takes mails in takes ours (RFC 3834).
OF_A_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class WholeHeader(str):
    """A header that goes out on one line, as it is.

    The standard library breaks lines of more than 78 characters, and what has no space to break at
    it writes as an encoded word. No mail program looks for an address in one (RFC 2047, 5).
    """

    def __new__(cls, value, name=""):
        if len(value.splitlines()) > 1:
            raise ValueError("A header is one line.")
        header = super().__new__(cls, value)
        header.name = name
        return header

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"


class MailQuerySet(models.QuerySet):
    def due(self, now):
        """Mails that still have to go out, fewer than five times tried."""
        return self.filter(sent_at=None, attempts__lt=ATTEMPTS, due_at__lte=now).order_by("pk")

    def unsent(self):
        return self.filter(sent_at=None)


class Mail(models.Model):
    """A mail to be sent: written in the transaction of the act it tells of, sent by the worker."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True)  # the same words with markup; "" for plain text alone
    headers = models.JSONField(default=dict, blank=True)  # {name: value}, beside the usual ones
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None), name="mail_unsent")]

    def __str__(self):
        return self.subject

    def message_id(self):
        """The same at every attempt (RFC 5322, 3.6.4), so that a mailbox that gets the message
        twice knows it again. Made of the row and its words: the numbers of rows begin anew with
        each database, the identifiers of messages must not."""
        words = "\x1f".join([str(self.pk), self.to, self.subject, self.body])
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        return f"<{digest}@{domain}>"

    def message(self):
        """The message to be sent. There is a plain text in each."""
        headers = {**OF_A_MACHINE, **self.headers, "Message-ID": self.message_id()}
        message = EmailMultiAlternatives(
            self.subject,
            self.body,
            to=[self.to],
            headers={name: WholeHeader(value, name) for name, value in headers.items()},
            # Django writes this header from here alone.
            reply_to=[self.headers["Reply-To"]] if "Reply-To" in self.headers else None,
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message

    def take(self, now):
        """Begin an attempt. Returns whether it is ours: whoever else read the row gets False."""
        next_at = now + NEXT_ATTEMPT_AFTER[self.attempts]
        return bool(
            Mail.objects.unsent()
            .filter(pk=self.pk, attempts=self.attempts)
            .update(attempts=F("attempts") + 1, due_at=next_at)
        )

    def mark_sent(self, now):
        """Note that it is in its mailbox. What it said is kept nowhere else: it may hold an address
        that opens what only its reader is to open."""
        Mail.objects.filter(pk=self.pk).update(sent_at=now, **FORGOTTEN)

    def give_up(self):
        """Try no more: it was refused for good. What it said is forgotten too."""
        Mail.objects.filter(pk=self.pk).update(attempts=ATTEMPTS, **FORGOTTEN)
