"""The outbox: mails are rows, written in the transaction of the act they tell of."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MailQuerySet(models.QuerySet):
    def due(self, now):
        """Mails that still have to go out, fewer than five times tried."""
        return self.filter(sent_at=None, attempts__lt=5, due_at__lte=now).order_by("pk")


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
