"""An organisation's name and logo, as its people put them on their PDFs."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from packets.exports.options import Head


class LetterheadQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def usable_by(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def latest_of(self, user):
        """What this person's PDFs carry when they ask for a letterhead; None before the first."""
        return self.usable_by(user).newest_first().first()

    # Acts.

    def put(self, user, *, name, logo):
        """The person's letterhead from now on: the one in use, if it says the same already."""
        latest = self.latest_of(user)
        if latest and latest.head() == Head(name, bytes(logo or b"")):
            return latest
        return self.create(owner=user, name=name, logo=logo)


class Letterhead(models.Model):
    """It never changes: another name or logo is another letterhead, and the last one counts."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letterheads")
    name = models.CharField("organisation", max_length=120)
    logo = models.BinaryField(null=True)  # a PNG that we wrote ourselves
    made_at = models.DateTimeField(default=timezone.now)

    objects = LetterheadQuerySet.as_manager()

    def __str__(self):
        return self.name

    def head(self) -> Head:
        """Its name and logo as the press takes them."""
        return Head(self.name, bytes(self.logo or b""))
