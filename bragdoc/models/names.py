"""What entries name: projects and people. Each is its owner’s own, and keeps its first name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from bragdoc.models.competencies import Competency
from bragdoc.search.parts import fold

NAME_LIMIT = 80  # characters


class NamedQuerySet(models.QuerySet):
    # Who may do what. Views start every query here.

    def visible_to(self, user):
        return self.filter(owner=user)

    # What a page shows.

    def by_name(self):
        return self.order_by("name", "pk")

    def named(self, owner, name):
        """The one of this name, made when there is none."""
        found, _ = self.get_or_create(
            owner=owner,
            slug=slugify(name, allow_unicode=True)[:NAME_LIMIT] or name[:NAME_LIMIT],
            defaults={"name": name[:NAME_LIMIT]},
        )
        return found


class Project(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="projects")
    slug = models.CharField(max_length=NAME_LIMIT)
    name = models.CharField(max_length=NAME_LIMIT)

    objects = NamedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_project_of_a_slug")
        ]

    def __str__(self):
        return self.name


class Person(models.Model):
    """Somebody the owner worked with. A name in the owner's log, not an account."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="people")
    slug = models.CharField(max_length=NAME_LIMIT)
    name = models.CharField(max_length=NAME_LIMIT)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_person_of_a_slug")
        ]

    def __str__(self):
        return self.name


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
