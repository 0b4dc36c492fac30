"""What is measured: the demo's year, and behind it as many wins as wanted. Nothing is random.

The demo's author always has the same newest hundred wins, so that a page shows the same whatever
the size; only what lies behind it grows, ten wins a day, from two years back. A thousand wins of
the demo's other accounts stand in the same tables.
"""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from django.db import connection, transaction

from accounts.models import User
from bragdoc.models import Entry
from packets.demo.story import load_story
from packets.demo.telling import Telling
from packets.document import PacketDocument
from packets.models import Version

ANCHOR = date(2026, 11, 20)  # a Friday: the day on which the demo is told
NEWEST = 100
OTHERS = 1_000
A_DAY = 10
OLDER_UNTIL = ANCHOR - timedelta(days=730)
BATCH = 5_000


def tell_demo() -> User:
    """The demo, its author's first hundred wins, and those of the others. Returns the author."""
    Telling(load_story(), ANCHOR, password=None).tell()
    author = Version.objects.get(number=1).packet.author
    patterns = _patterns(author)
    missing = NEWEST - len(patterns)
    _copy(patterns, [author], [ANCHOR - timedelta(days=14 * i) for i in range(missing)])
    others = list(User.objects.exclude(pk=author.pk).order_by("pk"))
    _copy(patterns, others, [ANCHOR - timedelta(days=i % 365) for i in range(OTHERS)])
    return author


def crowd(author: User, *, own: int, others: int, people: int) -> None:
    """Wins of the author until there are so many, among as many others of so many people more."""
    patterns = _patterns(author)
    crowd = User.objects.bulk_create(
        User(email=f"person-{number}@crowd.example", name=f"Person {number}")
        for number in range(people)
    )
    missing = own - Entry.objects.visible_to(author).count()
    _copy(patterns, [author], [OLDER_UNTIL - timedelta(days=i // A_DAY) for i in range(missing)])
    _copy(patterns, crowd, [ANCHOR - timedelta(days=i % 2_000) for i in range(others)])
    with connection.cursor() as cursor:  # as either database does by itself in time
        cursor.execute("ANALYZE")


def databases(sizes: list[int], author: User) -> dict[int, Path]:
    """A database file for each size, smallest first; each is the one before and more."""
    path = Path(connection.settings_dict["NAME"])
    patterns = _patterns(author)
    files = {}
    for size in sizes:
        have = Entry.objects.visible_to(author).count()
        behind = range(have - NEWEST, size - NEWEST)
        _copy(patterns, [author], [OLDER_UNTIL - timedelta(days=i // A_DAY) for i in behind])
        files[size] = path.with_name(f"wins-{size}.sqlite3")
        with closing(sqlite3.connect(path)) as whole, closing(sqlite3.connect(files[size])) as copy:
            whole.backup(copy)
    return files


def _patterns(author: User) -> list[Entry]:
    """The author's newest wins, whose likes are made."""
    newest = Entry.objects.visible_to(author).newest_first()[:NEWEST]
    return list(newest.prefetch_related("competencies", "people"))


def _copy(patterns: list[Entry], authors: list[User], days: list[date]) -> None:
    """Wins like the patterns in turn, by the authors in turn, beginning on these days."""
    for start in range(0, len(days), BATCH):
        _copy_batch(patterns, authors, list(enumerate(days))[start : start + BATCH])


@transaction.atomic
def _copy_batch(patterns, authors, numbered_days):
    like = [patterns[number % len(patterns)] for number, _ in numbered_days]
    entries = Entry.objects.bulk_create(
        Entry(
            author=authors[number % len(authors)],
            title=f"{pattern.title[:280]}, {number}",
            starts_on=day,
            ends_on=day + (pattern.ends_on - pattern.starts_on),
            kind=pattern.kind,
            role=pattern.role,
            project_id=pattern.project_id,
            details=pattern.details,
            impact=pattern.impact,
            metrics=pattern.metrics,
            links=pattern.links,
            confidential=pattern.confidential,
        )
        for pattern, (number, day) in zip(like, numbered_days, strict=True)
    )
    pairs = list(zip(entries, like, strict=True))
    tags, names = Entry.competencies.through, Entry.people.through
    tags.objects.bulk_create(
        tags(entry=entry, competency=competency)
        for entry, pattern in pairs
        for competency in pattern.competencies.all()
    )
    names.objects.bulk_create(
        names(entry=entry, person=person)
        for entry, pattern in pairs
        for person in pattern.people.all()
    )


# Documents ---------------------------------------------------------------------------------------


def documents() -> list[PacketDocument]:
    """The packet of the demo: a part of about 5 pages, one of about 15, and one of about 40."""
    whole = Version.objects.order_by("-number").first().document()
    return [
        _shortened(whole, sections=1),
        _shortened(whole, sections=9),
        _lengthened(whole, wins=46),
    ]


def _shortened(document: PacketDocument, *, sections: int) -> PacketDocument:
    """The first sections alone, with what is said of them."""
    kept = document.sections[:sections]
    keys = {section.key for section in kept}
    rows = tuple(row for row in document.coverage if row.section in keys)
    return document.model_copy(update={"sections": kept, "coverage": rows})


def _lengthened(document: PacketDocument, *, wins: int) -> PacketDocument:
    """So many wins more, each like one of the document's, in the first section."""
    more = [
        evidence.model_copy(update={"entry": -number})
        for number, evidence in enumerate(islice(cycle(document.evidence()), wins), 1)
    ]
    first, *others = document.sections
    first = first.model_copy(update={"evidence": (*first.evidence, *more)})
    return document.model_copy(update={"sections": (first, *others)})
