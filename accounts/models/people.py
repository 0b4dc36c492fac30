"""People, and who manages whom."""

import zoneinfo

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

# Zones that tzdata keeps for old programs only; nobody lives in them.
RETIRED_ZONES = ("Etc/", "SystemV/", "US/", "posix", "right/", "Factory", "localtime")


def time_zones():
    """The time zones a person can choose, by IANA name, sorted, without the retired ones."""
    return sorted(
        zone
        for zone in zoneinfo.available_timezones()
        if zone == "UTC" or ("/" in zone and not zone.startswith(RETIRED_ZONES))
    )


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError("There is no time zone of this name.")


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.alias(lower=Lower("email")).get(lower=email.lower())

    def of_address(self, email):
        """Who may sign in with this address; None where nobody may."""
        return self.alias(lower=Lower("email")).filter(lower=email.lower(), is_active=True).first()


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: signs in with an e-mail address, lives in a time zone."""

    class Theme(models.TextChoices):
        SYSTEM = "", "As the device has it"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    class Paper(models.TextChoices):
        A4 = "A4", "A4"
        LETTER = "Letter", "US Letter"

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    theme = models.CharField(max_length=8, choices=Theme, blank=True, default=Theme.SYSTEM)
    paper = models.CharField(max_length=8, choices=Paper, default=Paper.A4)
    single_keys = models.BooleanField("single-letter keys", default=True)
    # How many things they were not told of yet: kept here, so that no page pays a query for it.
    unseen = models.PositiveIntegerField(default=0, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("administrator", default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_without_case")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self).split()[0]

    def today(self):
        """The date where this person is."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.time_zone))


class ManagementQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        """What involves this person: as engineer, or as the one whose address was named."""
        return self.filter(Q(engineer=user) | Q(manager_email=user.email.lower()))

    def answerable_by(self, user):
        # Lower case as it is kept: a database that ignores case by capitals takes "ı" for "i".
        asked = self.filter(manager_email=user.email.lower(), state=Management.State.ASKED)
        return asked.exclude(engineer=user)

    def endable_by(self, user):
        return self.current().filter(Q(engineer=user) | Q(manager=user))

    # What a page shows.

    def current(self):
        return self.filter(state__in=[Management.State.ASKED, Management.State.ACCEPTED])

    def accepted(self):
        return self.filter(state=Management.State.ACCEPTED)

    def unanswered(self):
        return self.filter(state=Management.State.ASKED)

    def of_engineer(self, user):
        return self.filter(engineer=user)

    def of_manager(self, user):
        return self.filter(manager=user)

    def asked_since(self, moment):
        return self.filter(asked_at__gte=moment)

    def manager_of(self, user):
        """The person who accepted to be this one's manager. None where there is none."""
        current = self.of_engineer(user).accepted().select_related("manager").first()
        return current.manager if current else None

    def newest_first(self):
        return self.select_related("engineer", "manager").order_by("-asked_at", "-pk")

    def by_name(self):
        """Of the engineer, as it is shown; by their address where they gave none."""
        named = NullIf("engineer__name", Value(""), output_field=models.CharField())
        shown = Lower(Coalesce(named, "engineer__email", output_field=models.CharField()))
        return self.select_related("engineer").annotate(shown=shown).order_by("shown", "pk")

    def after(self, pk, manager):
        """What follows this one of a manager in `by_name` order: the keyset of a list. Nothing
        follows one of another's: what did would tell of a name that is not his to know."""
        theirs = Management.objects.of_manager(manager).filter(pk=pk)
        place = Subquery(theirs.by_name().values("shown")[:1])
        return self.filter(Q(shown__gt=place) | Q(shown=place, pk__gt=pk))


class Management(models.Model):
    """One engineer's manager: asked for by e-mail, accepted or declined by him, ended by either.

    The address is the one the engineer named; `manager` is set once somebody who has proved that
    the address is theirs accepts.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Ended"

    engineer = models.ForeignKey(User, models.CASCADE, related_name="managements")
    manager_email = models.EmailField("manager’s e-mail")
    manager = models.ForeignKey(User, models.CASCADE, null=True, related_name="reports")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ManagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engineer"],
                condition=Q(state__in=["asked", "accepted"]),
                name="one_manager_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(engineer=models.F("manager")), name="nobody_manages_themselves"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(manager__isnull=False),
                name="accepted_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.manager_email}, {self.get_state_display().lower()}"

    def answer(self, manager, *, accept):
        """Accept or decline. Returns whether this answer was the one that counted."""
        state = self.State.ACCEPTED if accept else self.State.DECLINED
        return bool(
            Management.objects.answerable_by(manager)
            .filter(pk=self.pk)
            .update(state=state, manager=manager, answered_at=timezone.now())
        )

    def end(self, by):
        """End it, whoever of the two asks. Returns whether there was anything to end."""
        return bool(
            Management.objects.endable_by(by)
            .filter(pk=self.pk)
            .update(state=self.State.ENDED, ended_at=timezone.now())
        )
