"""Filters of the log that a person gave a name."""

from django.conf import settings
from django.db import models


class SavedFilterQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def by_name(self):
        return self.order_by("name", "pk")

    def of_name(self, name):
        return self.filter(name=name)

    def beside(self, saved):
        return self.exclude(pk=saved.pk)


class SavedFilter(models.Model):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2_000)  # as it stands in the address of the log

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_saved_filter_of_a_name")
        ]

    def __str__(self):
        return self.name
