"""What is said about a version, by its author and those it is shared with."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from packets.models.notifications import Notification
from packets.models.packets import Packet
from packets.models.shares import Share
from packets.models.versions import Version
from packets.notifying.kinds import Kind

COMMENT_LIMIT = 5_000  # characters
QUOTE_LIMIT = 5_000  # characters


class NotNow(Exception):
    """The packet's state does not have this act, or has it for this person no more."""


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

    def acceptable_by(self, user):
        """Wordings that somebody suggested to this person for a packet of his own."""
        suggested = self.visible_to(user).kept().first_ones().exclude(suggestion="")
        return suggested.filter(version__packet__author=user, is_private=False)

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_author(self, user):
        return self.filter(author=user)

    def said_to_all(self):
        """Without private notes, one's own among them."""
        return self.filter(is_private=False)

    def resolved(self):
        return self.exclude(resolved_at=None)

    def before_version(self, number):
        """On the versions before this one."""
        return self.filter(version__number__lt=number)

    def first_ones(self):
        """Comments that are no replies."""
        return self.filter(parent=None)

    def kept(self):
        return self.filter(discarded_at=None)

    def open(self):
        """Not resolved yet."""
        return self.filter(resolved_at=None)

    def beside(self, version):
        """On this version, and what is still open of earlier ones."""
        earlier = Q(version__number__lt=version.number, resolved_at=None)
        return self.filter(Q(version=version) | earlier)

    def about(self, parts):
        """On these parts of a packet: keys of sections, "opening", "gaps"."""
        return self.filter(section__in=parts)

    def threads_seen_by(self, user):
        """First comments that this person may read, oldest first, each with the replies that he may
        read in `replies.all()`. One that was taken back stands as long as somebody answered it."""
        earlier = Prefetch("earlier", EarlierComment.objects.order_by("pk"))
        replies = Comment.objects.visible_to(user).kept().select_related("author")
        answered = Comment.objects.visible_to(user).kept().filter(parent=OuterRef("pk"))
        return (
            self.visible_to(user)
            .first_ones()
            .filter(Q(discarded_at=None) | Exists(answered))
            .select_related("author", "version", "resolved_by")
            .defer("version__canonical")
            .prefetch_related(
                Prefetch("replies", replies.prefetch_related(earlier).order_by("pk")), earlier
            )
            .order_by("pk")
        )

    # Acts.

    def locked(self):
        """Each as it is now, and to stay so until this transaction ends. It can be answered
        meanwhile, for the reason that `PacketQuerySet.locked` has."""
        return self.select_for_update(no_key=True)

    @transaction.atomic
    def add(self, comment, *, key, declines=False):
        """Keep a new comment and tell who takes part in it. A form sent twice adds one. With
        `declines` an answer of the packet's author lets a suggested wording be. Raises NotNow,
        and keeps nothing, where the packet was moved on meanwhile."""
        packets = Packet.objects.locked().select_related("author")
        packet = packets.get(pk=comment.version.packet_id)
        if key and (added := self.filter(author=comment.author, key=key).first()):
            return added
        if not packet.may(comment.author, comment.act):
            raise NotNow
        comment.key = key or None
        comment.save()
        told = comment.told_as()
        if declines and comment.parent.suggestion and comment.author == packet.author:
            told = "declined" if comment.parent.close(by=comment.author) else told
        comment.tell(packet, by=comment.author, detail=told)
        return comment


def address_of(pk, packet, number):
    """Where a comment stands on the page of a version. The page is told which it is, so that it is
    shown also where very many are folded."""
    page = reverse("version-detail", args=[packet, number])
    return f"{page}?comment={pk}#comment-{pk}"


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
        return address_of(self.pk, self.version.packet_id, self.version.number)

    @property
    def act(self):
        """The act of `packets.review.ACTS` that it is."""
        return "note" if self.is_private else "suggest" if self.suggestion else "comment"

    def told_as(self):
        """What of `packets.notifying.kinds.DONE` it is for who is told of it."""
        return "reply" if self.parent_id else "suggestion" if self.suggestion else ""

    def tell(self, packet, *, by, detail="", unless=frozenset()):
        """Tell the packet's author and who takes part in the thread, as far as they may read it;
        not those whose keys are in `unless`. Of a private note nobody is told."""
        if self.is_private:
            return
        first = self.parent_id or self.pk
        thread = Comment.objects.kept().filter(Q(pk=first) | Q(parent=first))
        takes_part = set(thread.values_list("author", flat=True)) - unless
        readers = Share.objects.of_version(self.version).in_force().readers()
        told = [packet.author, *(reader for reader in readers if reader.pk in takes_part)]
        about = {"packet": packet, "version": self.version, "path": self.get_absolute_url()}
        Notification.objects.tell_all(told, Kind.COMMENTED, by=by, detail=detail, **about)

    @transaction.atomic
    def resolve(self, by):
        """Done twice, it is done, and told once."""
        if self.close(by):
            self.tell(self.version.packet, by=by, detail="resolved")

    def close(self, by):
        """Let it be resolved, and tell nobody. Returns whether it was open."""
        open_one = Comment.objects.open().filter(pk=self.pk, parent=None)
        return bool(open_one.update(resolved_at=timezone.now(), resolved_by=by))

    @transaction.atomic
    def accept(self, by):
        """Note that the suggested words stand in the draft now; the thread is resolved by it. After
        Undo nobody is told again whose mail of it has not gone out."""
        now = timezone.now()
        Comment.objects.filter(pk=self.pk).update(accepted_at=now, resolved_at=now, resolved_by=by)
        told = self._told_of_acceptance().unmailed().people()
        self.tell(self.version.packet, by=by, detail="accepted", unless=told)

    @transaction.atomic
    def undo_acceptance(self):
        """Open the thread again. Who does not know yet that it was accepted is not told of it."""
        Comment.objects.filter(pk=self.pk).update(
            accepted_at=None, resolved_at=None, resolved_by=None
        )
        self._told_of_acceptance().take_back()

    def _told_of_acceptance(self):
        told = Notification.objects.of_version(self.version).of_kind(Kind.COMMENTED)
        return told.filter(detail="accepted", path=self.get_absolute_url())

    @transaction.atomic
    def reopen(self, by):
        resolved = Comment.objects.filter(pk=self.pk).exclude(resolved_at=None)
        if resolved.update(resolved_at=None, resolved_by=None):
            self.tell(self.version.packet, by=by, detail="reopened")

    @transaction.atomic
    def reword(self, text):
        """Say it in other words. What was said before stays beside it, for whoever may read it."""
        current = Comment.objects.locked().get(pk=self.pk)
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
