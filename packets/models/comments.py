"""What is said about a version, by its author and those it is shared with."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from packets.models.versions import Version

COMMENT_LIMIT = 5_000  # characters
QUOTE_LIMIT = 5_000  # characters


class CommentQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """On versions this person may read; a private note, to nobody but who wrote it."""
        readable = Version.objects.visible_to(user).filter(pk=OuterRef("version"))
        return self.filter(Exists(readable)).filter(Q(is_private=False) | Q(author=user))

    def editable_by(self, user):
        return self.visible_to(user).filter(author=user, discarded_at=None)

    def restorable_by(self, user):
        return self.visible_to(user).filter(author=user).exclude(discarded_at=None)

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def first_ones(self):
        """Comments that are no replies."""
        return self.filter(parent=None)

    def kept(self):
        return self.filter(discarded_at=None)

    def threads(self):
        """First comments, oldest first, each with its replies in `replies.all()`. One that was
        taken back stands as long as somebody answered it."""
        answered = Comment.objects.kept().filter(parent=OuterRef("pk"))
        earlier = Prefetch("earlier", EarlierComment.objects.order_by("pk"))
        replies = Comment.objects.kept().select_related("author").prefetch_related(earlier)
        return (
            self.first_ones()
            .filter(Q(discarded_at=None) | Exists(answered))
            .select_related("author", "version", "resolved_by")
            .defer("version__canonical")
            .prefetch_related(Prefetch("replies", replies.order_by("pk")), earlier)
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
            comment.is_private = comment.parent.is_private
        comment.save()
        return comment


class Comment(models.Model):
    """A remark on one section of a version. A reply has a parent; only first ones are resolved."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=80)  # a section's key, or a part: thesis, summary, gaps …
    place = models.CharField(max_length=120, blank=True)  # in it: "claim", "evidence-12"; "": whole
    quote = models.TextField("which words", blank=True, max_length=QUOTE_LIMIT)
    suggestion = models.TextField("better words", blank=True, max_length=QUOTE_LIMIT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    text = models.TextField("comment", max_length=COMMENT_LIMIT)
    is_private = models.BooleanField("a note to myself", default=False)
    made_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)  # the suggestion, by the author
    discarded_at = models.DateTimeField(null=True, editable=False)
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

    def get_absolute_url(self):
        """Where it stands beside its version."""
        page = reverse("version-detail", args=[self.version.packet_id, self.version.number])
        return f"{page}#comment-{self.parent_id or self.pk}"

    def resolve(self, by):
        Comment.objects.filter(pk=self.pk, parent=None, resolved_at=None).update(
            resolved_at=timezone.now(), resolved_by=by
        )

    def reopen(self):
        Comment.objects.filter(pk=self.pk).update(resolved_at=None, resolved_by=None)

    @transaction.atomic
    def reword(self, text):
        """Say it in other words. What was said before stays beside it, for whoever may read it."""
        current = Comment.objects.select_for_update().get(pk=self.pk)
        if current.text != text:
            current.earlier.create(text=current.text)
            Comment.objects.filter(pk=self.pk).update(text=text)

    def discard(self):
        Comment.objects.filter(pk=self.pk).update(discarded_at=timezone.now())

    def restore(self):
        Comment.objects.filter(pk=self.pk).update(discarded_at=None)


class EarlierComment(models.Model):
    """What a comment said until it was reworded."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="earlier")
    text = models.TextField()
    reworded_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Earlier comment {self.pk}"
