"""What is done to several wins at once, and taken back.

Each act is one transaction, raises the revision of every win it changes, and leaves alone what is
as asked already: sent twice, it changes nothing the second time. It says what it changed as a
`Change`, by which it is taken back for every win that nobody has changed since.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bragdoc.models import Entry, Project
from bragdoc.tags.moving import SENTENCES, Retagging

LIMIT = 1_000  # wins of one act


class Change(NamedTuple):
    """As a session keeps it. `revisions` are [pk, revision since], `before` what `act` needs to
    know to be taken back: the pairs of a Retagging, or [pk, project before or None]."""

    act: str
    revisions: Collection
    before: Collection


def tag(entries, competency, author) -> Change:
    """Add a competency to those that lack it."""
    with transaction.atomic():
        pks = _locked(entries.not_tagged_with(competency))
        return _retagged(Retagging((), (), (), [(pk, competency.pk) for pk in pks]), author)


def untag(entries, competency, author) -> Change:
    """Take a competency away, with its sentences."""
    with transaction.atomic():
        pks = _locked(entries.tagged_with(competency))
        sentences = SENTENCES.filter(entry__in=pks, expectation__competency=competency)
        off = list(sentences.values_list("entry_id", "expectation_id"))
        return _retagged(Retagging(off, (), [(pk, competency.pk) for pk in pks], ()), author)


def _retagged(retagging: Retagging, author) -> Change:
    retagging.apply(author)
    pks = {pk for pairs in retagging for pk, _ in pairs}
    return Change("tags", _revisions(pks), [list(pairs) for pairs in retagging])


def move(entries, project: Project | None) -> Change:
    """Into a project; out of any where it is None."""
    with transaction.atomic():
        pks = _locked(entries.outside_project(project))
        before = list(Entry.objects.among(pks).values_list("pk", "project_id"))
        Entry.objects.among(pks).update(project=project, revision=F("revision") + 1)
        return Change("project", _revisions(pks), before)


def discard(entries) -> Change:
    """Put them away for thirty days."""
    with transaction.atomic():
        pks = _locked(entries)
        Entry.objects.among(pks).update(discarded_at=timezone.now(), revision=F("revision") + 1)
        return Change("discard", _revisions(pks), ())


def take_back(change: Change, author) -> tuple[int, int]:
    """Make the wins what they were before. Returns how many, and how many were changed meanwhile
    and stay as they are."""
    with transaction.atomic():
        wins = Entry.objects
        mine = wins.restorable_by(author) if change.act == "discard" else wins.visible_to(author)
        since = dict(change.revisions)
        now = dict(mine.among(list(since)).select_for_update().values_list("pk", "revision"))
        pks = {pk for pk, revision in now.items() if since[pk] == revision}
        count = _TAKING_BACK[change.act](change.before, pks, author)
    return count, len(since) - count


def _take_tags_back(before: Collection, pks: set[int], author) -> int:
    pairs = ([pair for pair in kept if pair[0] in pks] for kept in before)
    return Retagging(*pairs).reverse().apply(author)


def _move_back(before: Collection, pks: set[int], author) -> int:
    moved: dict[int | None, list[int]] = defaultdict(list)
    for pk, project in before:
        moved[project].append(pk)
    there_are = {None, *Project.objects.visible_to(author).values_list("pk", flat=True)}
    return sum(
        Entry.objects.among(pks.intersection(wins)).update(
            project=project, revision=F("revision") + 1
        )
        for project, wins in moved.items()
        if project in there_are
    )


def _bring_back(before: Collection, pks: set[int], author) -> int:
    return Entry.objects.among(pks).update(discarded_at=None, revision=F("revision") + 1)


_TAKING_BACK: dict[str, Any] = {
    "tags": _take_tags_back,
    "project": _move_back,
    "discard": _bring_back,
}


def _locked(entries) -> list[int]:
    """The pks, with nobody else changing the rows until the transaction ends."""
    rows = Entry.objects.among(entries.values("pk")).order_by("pk").select_for_update()
    return list(rows.values_list("pk", flat=True))


def _revisions(pks: Collection[int]) -> list[tuple[int, int]]:
    return list(Entry.objects.among(pks).values_list("pk", "revision"))
