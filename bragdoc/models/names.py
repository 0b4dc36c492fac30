"""What entries name: projects and people. Each is its owner’s own."""

import re

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Min, Q
from django.utils.text import slugify

from bragdoc.models.competencies import Competency
from bragdoc.search.parts import fold

NAME_LIMIT = 80  # characters
OFFERED = 200


def slug_of(name):
    """What a name is known by: "~checkout" and "Checkout" are one project."""
    # A name of signs alone has no slug; it stands for itself, but for what parts an address.
    slug = slugify(name, allow_unicode=True) or re.sub(r"[/.\\\s]+", "-", name.strip())
    return slug[:NAME_LIMIT]


class NameTaken(Exception):
    """Another of the same owner is known by this name. `other` is that one."""

    def __init__(self, other):
        super().__init__(f"There is one of the name “{other}” already.")
        self.other = other


class NamedQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def by_name(self):
        return self.order_by("name", "pk")

    def offered(self):
        """The first by name, as many as a page or a list to choose from names."""
        return self.by_name()[:OFFERED]

    def by_slug(self):
        """An order that does not change when two have the same name: the keyset of a list."""
        return self.order_by("slug")

    def after(self, slug):
        return self.filter(slug__gt=slug)

    def of_slug(self, slug):
        return self.filter(slug=slug)

    def among(self, pks):
        return self.filter(pk__in=pks)

    def beside(self, one):
        return self.exclude(pk=one.pk)

    def with_wins(self):
        """Each with how many `wins` name it, the `first` day and the `last` of them."""
        path, kept = self.model.WINS, Q(**{f"{self.model.WINS}__discarded_at": None})
        return self.annotate(
            wins=models.Count(path, filter=kept),
            first=Min(f"{path}__starts_on", filter=kept),
            last=Max(f"{path}__ends_on", filter=kept),
        )

    def named(self, owner, name):
        """The one of this name, made when there is none."""
        found, _ = self.get_or_create(
            owner=owner, slug=slug_of(name), defaults={"name": name[:NAME_LIMIT]}
        )
        return found


class Named(models.Model):
    """What projects and people have in common. Subclasses say whose they are, and in `WINS` by
    which name a query comes to the entries that name them."""

    WINS: str

    slug = models.CharField(max_length=NAME_LIMIT)
    name = models.CharField(max_length=NAME_LIMIT)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @transaction.atomic
    def rename(self, name):
        """Give it another name, by which it is known from now on; its entries show it, so their
        revision is raised. Raises NameTaken."""
        slug = slug_of(name)
        theirs = type(self).objects.visible_to(self.owner).beside(self)
        if other := theirs.of_slug(slug).first():
            raise NameTaken(other)
        self.name, self.slug = name, slug
        self.save(update_fields=["name", "slug"])
        self.entries.update(revision=F("revision") + 1)


class Project(Named):
    WINS = "entry"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="projects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_project_of_a_slug")
        ]

    @property
    def entries(self):
        return self.entry_set


class Person(Named):
    """Somebody the owner worked with. A name in the owner's log, not an account."""

    WINS = "entries"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="people")

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_person_of_a_slug")
        ]


class NamesToFind:
    """The names that entries of one person can have, held against what is searched. They are few,
    and change at any time: so they are compared here and are not in the index of words."""

    def __init__(self, owner):
        # Whatever ladder a competency is of: only one's own entries are looked at in the end.
        kinds = {
            "project": Project.objects.visible_to(owner),
            "person": Person.objects.visible_to(owner),
            "competency": Competency.objects.all(),
        }
        self.names = {
            kind: [
                (pk, fold(f"{name}\n{slug}"))
                for pk, name, slug in rows.values_list("pk", "name", "slug")
            ]
            for kind, rows in kinds.items()
        }

    def matching(self, pattern):
        """The condition of entries that have a name in which this stands."""
        found = {
            kind: [pk for pk, name in names if pattern.search(name)]
            for kind, names in self.names.items()
        }
        condition = Q()
        if found["project"]:
            condition |= Q(project__in=found["project"])
        for kind, model in (("person", Person), ("competency", Competency)):
            if found[kind]:
                tags = model.entries.through.objects.filter(**{f"{kind}__in": found[kind]})
                condition |= Q(pk__in=tags.values("entry"))
        return condition
