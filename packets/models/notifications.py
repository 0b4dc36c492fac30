"""What people are told of: on a page of theirs at once, by mail in groups."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from packets.models.versions import Version
from packets.notifying import Kind


class NotificationQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """One's own, as long as what it leads to can be read: about one's own packets, about
        versions shared with oneself, and what one is asked before anything is shared."""
        readable = Version.objects.visible_to(user).filter(pk=OuterRef("version"))
        return self.filter(person=user).filter(
            Q(version=None) | Q(packet__author=user) | Exists(readable)
        )

    # What a page shows.

    def unseen(self):
        return self.filter(seen_at=None)

    def newest_first(self):
        return self.select_related("by", "packet__author", "version").order_by("-pk")

    def before(self, pk):
        return self.filter(pk__lt=pk)

    # Acts.

    def tell(self, person, kind, *, packet, path, by=None, **more):
        """Tell a person of something, on the page at once and by mail with what else happens in
        the next quarter of an hour. Nobody is told of what they did themselves. `more` are
        `version`, `by_name` and `detail`."""
        if person == by:
            return
        self.create(person=person, kind=kind, packet=packet, path=path, by=by, **more)
        get_user_model().objects.filter(pk=person.pk).update(unseen=F("unseen") + 1)


class Notification(models.Model):
    """One thing that one person is told: who did what, and the place where it can be seen. It
    holds none of the words it tells of."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    packet = models.ForeignKey("packets.Packet", models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)  # of who has no account
    detail = models.CharField(max_length=80, blank=True)  # the label of a move, of a role
    path = models.CharField(max_length=300)  # on this site, with the anchor
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # or when it was found that no mail is wanted

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notification_unseen"),
            models.Index(
                fields=["made_at"], condition=Q(mailed_at=None), name="notification_unmailed"
            ),
        ]

    def __str__(self):
        return f"Notification {self.pk}"


class NotificationPlan(models.Model):
    """Which kinds a person gets by mail, and when. Without a row: all, soon."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_plan"
    )
    muted = models.JSONField(default=list)  # values of Kind that are not mailed
    is_daily = models.BooleanField("one mail a day", default=False)
    hour = models.PositiveSmallIntegerField("at", default=8)  # in the person's time zone

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23), name="digest_at_an_hour_of_the_day")
        ]

    def __str__(self):
        return f"Notification plan {self.pk}"
