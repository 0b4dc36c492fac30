"""What a version or a draft was rendered as: asked for in a request, set by the worker, kept."""

from dataclasses import replace
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from packets.document import Edition, PacketDocument, canonical_json, content_hash
from packets.exports.options import Head, PdfOptions
from packets.models.letterheads import Letterhead
from packets.models.packets import Packet
from packets.models.versions import Version, name_of_copy, name_of_file

ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=3)


def name_of_draft(packet, suffix):
    """What a file of a draft is called, as `Version.file_name` calls that of a version."""
    return f"{name_of_file(packet.title)}-draft.{suffix}"


class RenderingQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user, asked=()):
        """The author's own; and of a version, whole, to those it is shared with. A cut copy is made
        for other eyes, and only whoever asked for it himself opens it: those of the numbers
        `asked`. What was made for the reader of a link bears that name, and is nobody's else."""
        readable = Version.objects.visible_to(user).filter(pk=OuterRef("version"))
        for_all = Q(content_hash="") | Q(pk__in=asked)
        shared = Exists(readable) & for_all & ~Q(options__has_key="watermark")
        return self.filter(Q(packet__author=user) | shared)

    def of_link(self, link, pk):
        """The one of this number, if it was made for a link to the same version."""
        marked = self.filter(version=link.version_id, options__has_key="watermark")
        return marked.filter(pk=pk).first() if pk else None

    # What a page shows.

    def for_display(self):
        return self.select_related("packet", "version").defer(
            "pdf", "canonical", "version__canonical"
        )

    def with_pdf(self):
        return self.select_related("packet", "version__packet").defer("version__canonical")

    def pdf_of(self, version, options: PdfOptions):
        """The bytes of a version as chosen; None where they are not there yet."""
        return self._kept(options, version=version, content_hash="")

    def pdf_of_cut(self, version, content_hash, options: PdfOptions):
        """The same of what is left of it in a copy of this content."""
        return self._kept(options, version=version, content_hash=content_hash)

    def pdf_of_draft(self, packet, content_hash, options: PdfOptions):
        """The same of a draft that has this content."""
        return self._kept(options, packet=packet, version=None, content_hash=content_hash)

    def _kept(self, options, **of_what):
        done = self.filter(state=Rendering.State.DONE, **chosen(options), **of_what)
        kept = done.values_list("pdf", flat=True).first()
        return bytes(kept) if kept else None

    def last_of_draft(self, packet):
        """The draft as it was last asked for, whole and with the usual options; None before."""
        drafts = self.filter(packet=packet, version=None, options_digest="")
        return drafts.for_display().order_by("-pk").first()

    # For the worker.

    def for_work(self):
        return self.select_related("version", "letterhead").defer("pdf")

    def due(self, now):
        """What still has to be rendered: not begun, or begun by a worker that did not come back."""
        return self.filter(state=Rendering.State.WAITING, attempts__lt=ATTEMPTS).filter(
            Q(begun_at=None) | Q(begun_at__lt=now - STALE_AFTER)
        )

    def given_up(self, now):
        return self.filter(
            state=Rendering.State.WAITING, attempts__gte=ATTEMPTS, begun_at__lt=now - STALE_AFTER
        )

    # Acts.

    def of_version(self, version, options: PdfOptions):
        """The rendering of a version: made when first asked for, then kept for ever."""
        return self.get_or_create(
            version=version,
            content_hash="",
            **chosen(options),
            defaults={"packet": version.packet, **kept_with(options)},
        )[0]

    def of_shared(self, version, readers):
        """What the author and these people will ask for: the version on the paper of each."""
        papers = {person.paper for person in (version.packet.author, *readers)}
        return [self.of_version(version, PdfOptions(paper=paper)) for paper in sorted(papers)]

    def of_cut(self, version, document: PacketDocument, options: PdfOptions):
        """The rendering of what is left of a version in a copy for other eyes."""
        return self.get_or_create(
            version=version,
            content_hash=content_hash(document),
            **chosen(options),
            defaults={
                "packet": version.packet,
                "canonical": canonical_json(document).decode(),
                **kept_with(options),
            },
        )[0]

    def of_draft(self, packet, document: PacketDocument, options: PdfOptions):
        """The rendering of a draft as it stands, or of what is left of it in a copy. Older ones of
        the same kind and options are dropped."""
        rendering, _ = self.get_or_create(
            packet=packet,
            version=None,
            content_hash=content_hash(document),
            **chosen(options),
            defaults={"canonical": canonical_json(document).decode(), **kept_with(options)},
        )
        drafts = self.filter(packet=packet, version=None, **chosen(options))
        drafts.exclude(pk=rendering.pk).delete()
        return rendering


def chosen(options: PdfOptions):
    """The fields by which a rendering is known as the one with these options."""
    return {"paper": options.paper, "options_digest": options.digest()}


def kept_with(options: PdfOptions):
    return {"options": options.spelled(), "letterhead_id": options.letterhead}


class Rendering(models.Model):
    """A PDF of a version or a draft: asked for, waiting for the worker, there, or failed."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being set"
        DONE = "done", "There"
        FAILED = "failed", "Failed"

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="renderings")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="renderings")
    paper = models.CharField(max_length=8)  # A4 or Letter
    options = models.JSONField(default=dict)  # as PdfOptions spells them
    options_digest = models.CharField(max_length=64, blank=True)  # as PdfOptions.digest()
    letterhead = models.ForeignKey(Letterhead, models.CASCADE, null=True, related_name="renderings")
    content_hash = models.CharField(max_length=64, blank=True)  # of a draft, or of a cut copy
    canonical = models.TextField(blank=True)  # of the same; a version has its own
    pages_of = models.JSONField(default=dict)  # the first page of each part, by its anchor
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    pdf = models.BinaryField(null=True)
    pages = models.PositiveIntegerField(null=True)
    message = models.TextField(blank=True)  # why it failed, or what the reader should know

    objects = RenderingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "content_hash", "paper", "options_digest"],
                condition=Q(version__isnull=False),
                name="one_rendering_of_a_version",
            ),
            models.UniqueConstraint(
                fields=["packet", "content_hash", "paper", "options_digest"],
                condition=Q(version=None),
                name="one_rendering_of_a_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(pdf__isnull=False), name="done_means_there"
            ),
        ]

    def __str__(self):
        return f"Rendering {self.pk}"

    def get_absolute_url(self):
        return reverse("rendering-detail", args=[self.pk])

    def title(self):
        """What its reader may see: the draft's own title stays with the author."""
        return self.version.title if self.version else self.packet.title

    def file_name(self):
        if self.version and not self.canonical:
            return self.version.file_name("pdf")
        number = self.version.number if self.version else None
        return name_of_copy(self.source()[0], number, "pdf")

    def source(self) -> tuple[PacketDocument, Edition]:
        """What is to be rendered: a version, what is left of one in a cut copy, or a draft."""
        if self.version and not self.canonical:
            return self.version.document(), self.version.edition()
        document = PacketDocument.model_validate_json(self.canonical)
        if self.version:
            return document, replace(self.version.edition(), content_hash=self.content_hash)
        return document, Edition(None, self.content_hash)

    def read_options(self) -> PdfOptions:
        return PdfOptions(paper=self.paper, **self.options)

    def head(self) -> Head | None:
        return self.letterhead.head() if self.letterhead else None

    @transaction.atomic
    def begin(self):
        """Take the work. Returns whether it was there to be taken."""
        now = timezone.now()
        return bool(
            Rendering.objects.due(now)
            .filter(pk=self.pk)
            .update(begun_at=now, attempts=F("attempts") + 1)
        )

    def finish(self, *, pdf, pages, pages_of=None, message=""):
        """Keep what was set. A worker that was thought lost comes too late: the first counts."""
        self._waiting().update(
            state=self.State.DONE, pdf=pdf, pages=pages, pages_of=pages_of or {}, message=message
        )

    def fail(self, message):
        self._waiting().update(state=self.State.FAILED, message=message)

    def _waiting(self):
        return Rendering.objects.filter(pk=self.pk, state=self.State.WAITING)

    def ask_again(self):
        """After a failure, at the person's own wish."""
        Rendering.objects.filter(pk=self.pk, state=self.State.FAILED).update(
            state=self.State.WAITING, attempts=0, begun_at=None, message=""
        )
