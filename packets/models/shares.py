"""Which version is shared with whom."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from packets.models.notifications import recount
from packets.models.versions import Version


class ShareQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def of_reader(self, user):
        return self.filter(reader=user, withdrawn_at=None)

    # What a page shows.

    def ever_of(self, user):
        """What is, or was, shared with this person."""
        return self.filter(reader=user)

    def latest_opened(self):
        """The number of the newest version that was opened; None if none was."""
        opened = self.exclude(opened_at=None)
        return opened.aggregate(latest=Max("version__number"))["latest"]

    def opened_by(self):
        """The keys of the readers who opened it."""
        return set(self.exclude(opened_at=None).values_list("reader", flat=True))

    def latest_of_each_packet(self):
        """Of each packet, only the version shared last."""
        newest = (
            Share.objects.filter(
                reader=models.OuterRef("reader"),
                version__packet=models.OuterRef("version__packet"),
                withdrawn_at=None,
            )
            .order_by("-version__number")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest))

    def newest_first(self):
        return self.order_by("-shared_at", "-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    def for_display(self):
        related = self.select_related("version__packet__author", "version__label")
        return related.defer("version__canonical")

    def of_packet(self, packet):
        return self.filter(version__packet=packet)

    def of_packets(self, packets):
        return self.filter(version__packet__in=packets)

    def of_version(self, version):
        return self.filter(version=version)

    def of_versions(self, versions):
        return self.filter(version__in=versions)

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def readers(self):
        """Whom these are shared with, each once."""
        return {share.reader for share in self.select_related("reader")}

    # Acts.

    @transaction.atomic
    def share(self, version, people):
        """Show these people a version. What was withdrawn from one of them is shared again, from
        now on."""
        for person in people:
            share, is_new = self.get_or_create(version=version, reader=person)
            if not is_new:
                withdrawn = self.filter(pk=share.pk).exclude(withdrawn_at=None)
                withdrawn.update(withdrawn_at=None, shared_at=timezone.now())
        recount([person.pk for person in people])

    @transaction.atomic
    def withdraw(self, at=None):
        """Let what was shared be not found any more, nor what led to it. `at` is now unless
        told."""
        readers = set(self.in_force().values_list("reader", flat=True))
        self.in_force().update(withdrawn_at=at or timezone.now())
        recount(readers)

    @transaction.atomic
    def undo_withdrawal(self, at):
        """Have back what was withdrawn at this moment, as if it had not been."""
        readers = set(self.filter(withdrawn_at=at).values_list("reader", flat=True))
        self.filter(withdrawn_at=at).update(withdrawn_at=None)
        recount(readers)

    def open(self):
        """Note that it was read, the first time."""
        self.filter(opened_at=None).update(opened_at=timezone.now())


class Share(models.Model):
    """One version, shared with one person. Withdrawn, it is not found any more."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="shares")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shares")
    shared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "reader"], name="shared_once_with_a_reader")
        ]

    def __str__(self):
        return f"Share {self.pk}"
