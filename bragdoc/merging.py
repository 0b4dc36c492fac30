"""Two names of one's log made one, and made two again.

The wins of the one that goes name the one that stays, and show it, so their revision is raised.
An impact audit goes along. Two audits cannot be one: what was written in both would be mixed up.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F

from bragdoc.models import Entry, Person, Project

KINDS: dict[str, type[Project] | type[Person]] = {"project": Project, "person": Person}


class TwoAudits(Exception):
    """Both projects have an impact audit."""


class MergedMeanwhile(Exception):
    """One of the two is gone: it was merged in another tab."""


class Merge(NamedTuple):
    """What was done, as a session keeps it: which name is gone, `wins` as [pk, revision since] of
    those that had it, `both` the pks of those that had the other beside it, and the revision of the
    audit that went along, or None."""

    kind: str
    kept: int
    slug: str
    name: str
    wins: Collection
    both: Collection[int]
    audit: int | None


@transaction.atomic
def merge(gone, kept) -> Merge:
    """Let every win of `gone` name `kept`, and delete `gone`. Raises TwoAudits, MergedMeanwhile."""
    # Both are locked, always in the same order: of two opposite merges at once the second waits.
    both_rows = type(gone).objects.among([gone.pk, kept.pk]).order_by("pk").select_for_update()
    if len(both_rows) < 2:
        raise MergedMeanwhile
    kind = gone._meta.model_name
    audit = _audit_of(gone)
    if audit and _audit_of(kept):
        raise TwoAudits
    pks = list(gone.entries.order_by("pk").values_list("pk", flat=True))
    wins = Entry.objects.among(pks)
    both: list[int] = []
    if kind == "project":
        wins.update(project=kept)
    else:
        both = list(kept.entries.among(pks).values_list("pk", flat=True))
        kept.entries.add(*pks)
    if audit:
        audit.project = kept
        audit.save(update_fields=["project"])
    wins.update(revision=F("revision") + 1)
    since = list(wins.values_list("pk", "revision"))
    gone.delete()
    return Merge(
        kind, kept.pk, gone.slug, gone.name, since, both, audit.revision if audit else None
    )


def _audit_of(named) -> Any:
    return getattr(named, "impact_audit", None)


@transaction.atomic
def part(merge: Merge, owner) -> tuple[int, int]:
    """Make two of it again. Returns how many wins name the first again, and how many were changed
    meanwhile and stay as they are."""
    model = KINDS[merge.kind]
    kept = model.objects.visible_to(owner).among([merge.kept]).first()
    again, _ = model.objects.get_or_create(
        owner=owner, slug=merge.slug, defaults={"name": merge.name}
    )
    since = dict(merge.wins)
    if kept is None:  # merged into yet another
        return 0, len(since)
    now = kept.entries.among(list(since)).select_for_update().values_list("pk", "revision")
    pks = [pk for pk, revision in now if since[pk] == revision]
    wins = Entry.objects.among(pks)
    if isinstance(again, Project):
        wins.update(project=again)
        audit = _audit_of(kept)
        if audit and audit.revision == merge.audit and not _audit_of(again):
            audit.project = again
            audit.save(update_fields=["project"])
    else:
        again.entries.add(*pks)
        kept.entries.remove(*set(pks).difference(merge.both))
    wins.update(revision=F("revision") + 1)
    return len(pks), len(since) - len(pks)
