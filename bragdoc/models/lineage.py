"""The versions of a ladder, one after the other: what of the one became what in the next."""

from bragdoc.ladders.matching import Matching, match
from bragdoc.models.ladders import LadderVersion


def match_versions(one: LadderVersion, other: LadderVersion) -> Matching:
    """What of one version is what in another of its ladder, whichever is the older: through the
    versions published between them, each of which says what it renamed."""
    if one == other:
        document = one.read()
        return match(document, document)
    older, newer = sorted([one, other], key=_age)
    later = LadderVersion.objects.newer_than(older).without_documents().newest_first()
    between = [version.read() for version in later if _age(version) < _age(newer)]
    found = match(older.read(), newer.read(), reversed(between))
    return found if older == one else found.turned()


def _age(version: LadderVersion):
    """Drafts come last, the one begun first before the others."""
    return (version.published_at is None, version.published_at or version.created_at, version.pk)
