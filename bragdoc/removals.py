"""What a person removed from drafts of late, kept in the session so that it can be put back.

The message after a removal is gone with the next page; this stays for as long as one is signed in.
"""

import json
from typing import NamedTuple

from bragdoc.ladders.editing.removal import Removal, Taken

KEY = "removed"
MOST = 20
MOST_CHARACTERS = 300_000  # of all together; the newest is kept whatever its length


class Removed(NamedTuple):
    """`source` is a text that was left for the last that could be read; then nothing is `taken`,
    and it belongs to the draft's `revision`."""

    number: int
    draft: int
    says: str
    taken: list
    source: str = ""
    revision: int = 0


def remember(session, draft, removal: Removal) -> Removed:
    return _keep(session, draft, removal.says, taken=[list(taken) for taken in removal.taken])


def remember_text(session, draft, source: str, revision: int) -> Removed:
    says = "The text that could not be read was left."
    return _keep(session, draft, says, taken=[], source=source, revision=revision)


def _keep(session, draft, says, **what) -> Removed:
    kept = [Removed(*row) for row in session.get(KEY, [])]
    number = max((removed.number for removed in kept), default=0) + 1
    kept = [*kept, Removed(number, draft.pk, says, **what)][-MOST:]
    while len(kept) > 1 and len(json.dumps(kept)) > MOST_CHARACTERS:
        del kept[0]
    session[KEY] = kept
    return kept[-1]


def removed_from(session, draft) -> list[Removed]:
    """The newest first."""
    kept = [Removed(*row) for row in session.get(KEY, [])]
    return [removed for removed in reversed(kept) if removed.draft == draft.pk]


def forget(session, removed: Removed) -> None:
    session[KEY] = [row for row in session.get(KEY, []) if row[0] != removed.number]


def parts_of(removed: Removed) -> list[Taken]:
    return [Taken(tuple(path), *rest) for path, *rest in removed.taken]
