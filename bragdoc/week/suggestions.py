"""The suggester of a person, made of their ladder and their tags, and kept until either changes."""

from collections import defaultdict
from functools import lru_cache

from bragdoc.capture.suggesting import Asked, Suggester, Suggestion, Tagged, Win
from bragdoc.ladders.expected import ExpectedCompetency, expected
from bragdoc.models import Entry

LEARNT_FROM = 1_000  # tagged wins, the newest


def suggester_of(user, placement) -> Suggester:
    """One query where nothing changed since the last time, three where something did."""
    version = placement.ladder_version
    return _suggester(
        user,
        _learnt_from(user, version).fingerprint(),
        version,
        version.content_hash,
        placement.now,
        placement.goal,
    )


@lru_cache(maxsize=32)
def _suggester(user, fingerprint, version, content_hash, now, goal) -> Suggester:
    """The fingerprint and the hash are there to be told apart by: a draft that is changed, or a log
    that is written on, keeps its key."""
    asked = asked_by(version, [now, goal])
    return Suggester(asked, _tagged(_learnt_from(user, version), version.ladder_id))


def _learnt_from(user, version):
    entries = Entry.objects.visible_to(user).tagged_on(version.ladder_id)
    return entries.newest_first()[:LEARNT_FROM]


def asked_by(version, positions) -> list[Asked]:
    """What positions "track/level" of a ladder ask, each sentence and each example once."""
    document = version.read()
    found: dict[str, list[ExpectedCompetency]] = defaultdict(list)
    for position in positions:
        for competency in expected(document, version.position(position)):
            found[competency.slug].append(competency)
    return [_asked(*competencies) for competencies in found.values()]


def _asked(*competencies: ExpectedCompetency) -> Asked:
    """One competency, as several positions have it."""
    items = [item for competency in competencies for item in competency.items]
    return Asked(
        competencies[0].slug,
        competencies[0].name,
        competencies[0].summary,
        tuple(dict.fromkeys(item.text for item in items)),
        tuple(dict.fromkeys(example for item in items for example in item.examples)),
    )


def _tagged(entries, ladder) -> list[Tagged]:
    words = entries.only("title", "details", "impact", "kind", "project__slug")
    rows = {entry.pk: entry for entry in words.select_related("project")}
    slugs = defaultdict(list)
    for pk, slug in Entry.objects.filter(pk__in=rows).competency_slugs(ladder):
        slugs[pk].append(slug)
    return [Tagged(win_of(entry), tuple(slugs[pk])) for pk, entry in rows.items()]


def win_of(entry) -> Win:
    """What an entry says; its project is told by its slug."""
    return Win(
        title=entry.title,
        details=f"{entry.details}\n{entry.impact}",
        kind=entry.get_kind_display(),
        project=entry.project.slug if entry.project else "",
    )


def suggestions_for(user, placement, lines) -> dict[int, list[Suggestion]]:
    """For each of these entries that has no competency yet, by pk, what it may show."""
    bare = [line for line in lines if line.needs() == "competency"]
    if placement is None or not bare:
        return {}
    suggester = suggester_of(user, placement)
    return {line.pk: suggester.suggest(win_of(line)) for line in bare}
