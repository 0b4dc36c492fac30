"""Frozen versions of a packet, and what their author calls them."""

from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from bragdoc.models import Entry
from packets.document import Edition, PacketDocument, canonical_json, content_hash
from packets.models.packets import Packet


class FrozenVersion(Exception):
    """A version never changes."""


class VersionQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def editable_by(self, user):
        """What its author alone may name. What a version says nobody changes."""
        return self.filter(packet__author=user)

    def visible_to(self, user):
        """The author's own, and what is shared with this person and not withdrawn, by an author
        who may sign in."""
        shared = Q(shares__reader=user, shares__withdrawn_at=None, packet__author__is_active=True)
        return self.filter(Q(packet__author=user) | shared).distinct()

    # What a page shows.

    def of_packet(self, packet):
        return self.filter(packet=packet)

    def newest_first(self):
        return self.order_by("-number")

    def newest_shared_first(self):
        """Of all packets."""
        return self.order_by("-frozen_at", "-pk")

    def for_listing(self):
        return self.select_related("packet__author").defer("canonical")

    def for_reading(self):
        return self.select_related(
            "packet__author", "packet__ladder_version__ladder", "packet__season", "label"
        ).defer("packet__ladder_version__document", "packet__ladder_version__source")

    def for_choosing(self):
        """To be named in a list and opened by number, without what they say."""
        return self.select_related("packet", "label").defer("canonical")

    def documents_of(self, versions):
        """What these say, by the version's key."""
        found = self.filter(pk__in=[version.pk for version in versions]).only("canonical")
        return {version.pk: version.document() for version in found}

    def latest_number(self):
        return self.aggregate(latest=Max("number"))["latest"]

    # Acts.

    def freeze(self, packet, document: PacketDocument, *, frozen_at=None):
        """The packet's next version: this document, numbered and hashed. Now, unless told when."""
        return self.create(
            packet=packet,
            number=(packet.versions.latest_number() or 0) + 1,
            title=document.title,
            canonical=canonical_json(document).decode(),
            content_hash=content_hash(document),
            frozen_at=frozen_at or timezone.now(),
        )


def name_of_file(title):
    """ASCII only, since it stands in a header."""
    return slugify(title)[:60].strip("-") or "packet"


def name_of_copy(document: PacketDocument, number, suffix):
    """What a file is called that says this: "staff-case-v3-redacted.pdf". A draft has no number;
    nothing that was taken out of a copy is in its name."""
    which = f"v{number}" if number else "draft"
    said = filter(None, (name_of_file(document.title), which, document.cut))
    return f"{'-'.join(said)}.{suffix}"


class Version(models.Model):
    """A frozen copy of a packet with all it shows. A trigger refuses every update of its rows."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)  # the document's, for lists that do not read it
    content_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
    # The document's canonical JSON, as it was hashed. The last column: see migration 0014.
    canonical = models.TextField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["packet", "number"], name="one_version_of_a_number")
        ]

    def __str__(self):
        return f"Version {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FrozenVersion("A version never changes. Share the next one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("version-detail", args=[self.packet_id, self.number])

    def address_at(self, anchor):
        """A place on its page: "ratings", "section-delivery"."""
        return f"{self.get_absolute_url()}#{anchor}"

    def document(self) -> PacketDocument:
        return PacketDocument.model_validate_json(self.canonical)

    def file_name(self, suffix):
        return f"{name_of_file(self.title)}-v{self.number}.{suffix}"

    def confidential_now(self, document: PacketDocument, user):
        """The wins in it that have become confidential since, by their `entry`. That is their
        author's to know: for anybody else there are none."""
        told = [evidence.entry for evidence in document.evidence()]
        return set(
            Entry.objects.visible_to(user)
            .filter(pk__in=told, confidential=True)
            .values_list("pk", flat=True)
        )

    def others_visible_to(self, user):
        """The other versions of the packet that this person may read, newest first, without what
        they say."""
        others = Version.objects.visible_to(user).of_packet(self.packet_id).exclude(pk=self.pk)
        return list(others.for_choosing().newest_first())

    @property
    def name(self):
        """Its number, with what its author calls it: "Version 2, Before the committee"."""
        label = getattr(self, "label", None)
        return f"{self}, {label}" if label else str(self)

    def edition(self, cut: PacketDocument | None = None) -> Edition:
        """Which issue it is; or which issue a document is that was cut out of it."""
        shared_on = timezone.localdate(self.frozen_at, timezone=timezone.get_default_timezone())
        return Edition(self.number, content_hash(cut) if cut else self.content_hash, shared_on)


class VersionLabelQuerySet(models.QuerySet):
    # Acts. Who may name a version, `VersionQuerySet.editable_by` says.

    def put(self, version, text):
        """Call a version this, or nothing any more when the text is empty."""
        if text:
            self.update_or_create(version=version, defaults={"text": text})
        else:
            self.filter(version=version).delete()


class VersionLabel(models.Model):
    """What its author calls a version. Beside it, because the version itself never changes."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="label")
    text = models.CharField(max_length=80)

    objects = VersionLabelQuerySet.as_manager()

    def __str__(self):
        return self.text
