"""An organisation's name and logo, as its people put them on their PDFs."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class LetterheadQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def usable_by(self, user):
        return self.filter(owner=user)


class Letterhead(models.Model):
    """It never changes: another name or logo is another letterhead, and the last one counts."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letterheads")
    name = models.CharField("organisation", max_length=120)
    logo = models.BinaryField(null=True)  # a PNG that we wrote ourselves
    made_at = models.DateTimeField(default=timezone.now)

    objects = LetterheadQuerySet.as_manager()

    def __str__(self):
        return self.name
