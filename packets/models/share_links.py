"""Links by which somebody without an account reads one version."""

import json
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.secrets import digest_of, new_secret, secret_of
from packets.cuts.excerpt import excerpt
from packets.document import PacketDocument
from packets.exports.options import PdfOptions
from packets.models.packets import Packet
from packets.models.renderings import Rendering
from packets.models.versions import Version
from packets.models.visits import ONE_VISIT

USUAL_DAYS = 14
MOST_DAYS = 180


class ShareLinkQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        return self.filter(version__packet__author=user)

    def opened_by(self, secret):
        """The link of this secret, while it leads anywhere: neither revoked nor expired, and of an
        author who may sign in."""
        return self.in_force().filter(digest=digest_of(secret))

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_version(self, version):
        return self.filter(version=version)

    def in_force(self):
        return self.filter(
            revoked_at=None,
            expires_at__gt=timezone.now(),
            version__packet__author__is_active=True,
        )

    def over(self):
        """Revoked, or past their day."""
        return self.filter(models.Q(expires_at__lte=timezone.now()) | ~models.Q(revoked_at=None))

    def newest_first(self):
        return self.order_by("-pk")

    def for_display(self):
        return self.select_related("version__label").defer("version__canonical")

    def with_visits(self, most):
        """Each with its newest `most` readings, in `latest_visits`."""
        visits = LinkVisit.objects.newest_first()[:most]
        latest = models.Prefetch("visits", visits, to_attr="latest_visits")
        return self.for_display().prefetch_related(latest)

    def for_reading(self):
        return self.select_related("version__packet__author")

    # Acts.

    def revoke(self):
        """Let them lead nowhere."""
        self.filter(revoked_at=None).update(revoked_at=timezone.now())

    @transaction.atomic
    def make(self, *, version, reader, parts, days, passcode, key=""):
        """A link and its secret, which nothing keeps. The same sent twice with one `key` makes one.
        Made while the packet is withdrawn, it is revoked with the rest or made after."""
        Packet.objects.locked().get(pk=version.packet_id)
        sent = json.dumps([version.pk, reader, parts, days, passcode, key])
        secret = secret_of(sent, salt="packets.share_link") if key else new_secret()
        link, _is_new = self.get_or_create(
            digest=digest_of(secret),
            defaults={
                "version": version,
                "reader": reader,
                "parts": parts,
                "passcode": make_password(passcode) if passcode else "",
                "expires_at": timezone.now() + timedelta(days=days),
            },
        )
        return link, secret


class ShareLink(models.Model):
    """One version, some of its parts, for one reader, until a day.

    Its address stands in the answer to its form alone. Of the secret in it the digest is kept, and
    a passcode as passwords are: nobody who reads the database can open what it leads to.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="links")
    reader = models.CharField("for whom", max_length=120)
    parts = models.JSONField(default=list)  # anchors; empty for all
    digest = models.CharField(max_length=64, unique=True)
    passcode = models.CharField(max_length=128, blank=True)  # hashed; empty where none is asked
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    def __str__(self):
        return f"Link {self.pk}"

    def is_in_force(self):
        return self.revoked_at is None and self.expires_at > timezone.now()

    def document(self) -> PacketDocument:
        """What its reader is shown of the version."""
        document = self.version.document()
        return excerpt(document, self.parts) if self.parts else document

    def rendering(self, day):
        """A PDF of that, with the reader's name and the day on each page."""
        document = self.document()
        author = self.version.packet.author
        with translation.override(document.language):
            watermark = _("For %(reader)s, %(day)s") % {
                "reader": self.reader,
                "day": date_format(day, "j F Y"),
            }
        options = PdfOptions(paper=author.paper, watermark=watermark)
        return Rendering.objects.of_cut(self.version, document, options)

    def takes(self, passcode):
        return check_password(passcode, self.passcode)

    def is_unlocked_by(self, shown):
        """Whether a session that was let in, marked with `shown`, still is. With another passcode
        it is not."""
        return not self.passcode or constant_time_compare(shown, self.mark())

    def mark(self):
        """What a session keeps of having been let in. Says nothing of the passcode."""
        return digest_of(f"{self.digest}:{self.passcode}")

    def revoke(self):
        ShareLink.objects.filter(pk=self.pk).revoke()

    def visit(self, pk=None) -> "LinkVisit":
        """The visit of this number, while it lasts; or a new one."""
        since = timezone.now() - ONE_VISIT
        lasting = self.visits.filter(pk=pk, last_at__gt=since) if pk else self.visits.none()
        if lasting.update(last_at=timezone.now()):
            return self.visits.get(pk=pk)
        return self.visits.create()


class LinkVisitQuerySet(models.QuerySet):
    # What a page shows.

    def of_packet(self, packet):
        return self.filter(link__version__packet=packet)

    def newest_first(self):
        return self.order_by("-pk")

    def for_display(self):
        return self.select_related("link__version__label").defer("link__version__canonical")


class LinkVisit(models.Model):
    """One reading through a link: when, how far, and whether the PDF was taken."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="visits")
    began_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    furthest = models.CharField(max_length=200, blank=True)  # the anchor of a part
    took_pdf_at = models.DateTimeField(null=True)

    objects = LinkVisitQuerySet.as_manager()

    def __str__(self):
        return f"Visit {self.pk}"

    def take_pdf(self):
        LinkVisit.objects.filter(pk=self.pk).update(took_pdf_at=timezone.now())

    def reach(self, part, *, within):
        """Note that this part was read. `within` are the parts in their order; who goes back has
        still been further on."""
        reached = within.index(self.furthest) if self.furthest in within else -1
        if part in within and within.index(part) > reached:
            LinkVisit.objects.filter(pk=self.pk).update(furthest=part)
