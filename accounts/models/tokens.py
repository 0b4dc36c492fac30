"""Tokens with which a person's own programs act for them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.people import User
from accounts.secrets import digest_of, new_secret

# What a token may be given, and what that lets its program do.
SCOPES = {
    "entries:read": "Read your wins",
    "entries:write": "Write, change, discard and restore wins",
    "inbox:read": "Read what waits in the inbox, and the imports",
    "inbox:write": "Bring in files, keep and leave out what waits",
    "weeks:read": "Read your weeks, with the wins in them",
    "weeks:write": "Close, skip and reopen weeks",
    "ladders:read": "Read ladders",
    "packets:read": "Read the packets you shared, and those shared with you",
}
PREFIX = "brag_"  # by which a person, or a scanner of leaked secrets, knows one
START = len(PREFIX) + 4  # characters that are kept in the clear; 4 of 43 help nobody to guess
LIVE_LIMIT = 50  # tokens of one person that work at a time
USE_NOTED = timedelta(minutes=1)  # a use is written down at most this often


class ApiTokenQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(person=user)

    def revocable_by(self, user):
        return self.visible_to(user).filter(revoked_at=None)

    def of_secret(self, secret):
        """The token of this secret while it works, with its person; None for any other."""
        return self.live().select_related("person").filter(digest=digest_of(secret)).first()

    # What a page shows.

    def live(self):
        """Neither revoked nor expired, and of somebody who may sign in."""
        lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(lasting, revoked_at=None, person__is_active=True)

    def ended(self):
        return self.filter(~Q(revoked_at=None) | Q(expires_at__lte=timezone.now()))

    def named(self, name):
        return self.filter(name=name)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    # Acts.

    def issue(self, *, person, name, scopes, days):
        """A new token and its secret, which nothing keeps. It ends after so many days; never, for
        None."""
        secret = PREFIX + new_secret()
        now = timezone.now()
        token = self.create(
            person=person,
            name=name,
            start=secret[:START],
            digest=digest_of(secret),
            scopes=sorted(scopes),
            created_at=now,
            expires_at=now + timedelta(days=days) if days else None,
        )
        return token, secret


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

    def allows(self):
        """What its scopes let it do, in words."""
        return [words for scope, words in SCOPES.items() if scope in self.scopes]

    def note_use(self):
        """Remember that it was used now; within a minute of the last time, nothing is written."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at <= now - USE_NOTED:
            ApiToken.objects.filter(pk=self.pk).update(last_used_at=now)

    def revoke(self):
        """End it for good, from the next request on. A second time changes nothing."""
        ApiToken.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
