"""Tokens with which a person's own programs act for them."""

from django.db import models
from django.utils import timezone

from accounts.models.people import User


class ApiTokenQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    # What a page shows.

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class ApiToken(models.Model):
    """One program's leave to act for a person: what it may do, and how long.

    The token itself is shown once. Only its digest is kept, and its first characters, so that its
    owner can tell it from others.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    start = models.CharField(max_length=12, editable=False)  # the first characters
    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256, hexadecimal
    scopes = models.JSONField(default=list)  # what it may do, such as "entries:write"
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self):
        return self.name
