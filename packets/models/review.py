"""What is said about a version, and what was done with a packet."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from packets.models.packets import Packet
from packets.models.versions import Version
from packets.review import MOVES, NOTE_LIMIT


class CommentQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(
            Q(version__packet__author=user)
            | Q(version__shares__reader=user, version__shares__withdrawn_at=None)
        ).distinct()

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def first_ones(self):
        """Comments that are no replies."""
        return self.filter(parent=None)

    def threads(self):
        """First comments, oldest first, each with its replies in `replies.all()`."""
        replies = Comment.objects.select_related("author").order_by("pk")
        return (
            self.first_ones()
            .select_related("author", "version", "resolved_by")
            .defer("version__canonical")
            .prefetch_related(Prefetch("replies", replies))
            .order_by("pk")
        )

    # Acts.

    @transaction.atomic
    def add(self, comment, *, key):
        """Keep a new comment. A form sent twice adds one."""
        if key and (added := self.filter(author=comment.author, key=key).first()):
            return added
        comment.key = key or None
        if comment.parent:
            comment.section = comment.parent.section
        comment.save()
        return comment


class Comment(models.Model):
    """A remark on one section of a version. A reply has a parent; only first ones are resolved."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=80)  # a section's key, or a part: thesis, summary, gaps …
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    text = models.TextField("comment", max_length=5_000)
    made_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    key = models.CharField(max_length=64, null=True, editable=False)  # as on Entry

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="one_comment_of_a_form"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(resolved_at=None), name="replies_are_not_resolved"
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"

    def resolve(self, by):
        Comment.objects.filter(pk=self.pk, parent=None, resolved_at=None).update(
            resolved_at=timezone.now(), resolved_by=by
        )

    def reopen(self):
        Comment.objects.filter(pk=self.pk).update(resolved_at=None, resolved_by=None)


class EventQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """Of one's own packets all of them, of others' those about a version one may read."""
        readable = Version.objects.visible_to(user).filter(
            packet=models.OuterRef("packet"), number=models.OuterRef("version")
        )
        return self.filter(Q(packet__author=user) | models.Exists(readable))

    # What a page shows.

    def newest_first(self):
        return self.select_related("by").order_by("-pk")


class Event(models.Model):
    """One move in the history of a packet: who, when, why, with which version."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="events")
    move = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.TextField(blank=True, max_length=NOTE_LIMIT)
    version = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(move__in=list(MOVES)), name="event_is_a_known_move")
        ]

    def __str__(self):
        return f"{MOVES[self.move].label}, version {self.version}"
