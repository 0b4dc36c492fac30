"""What kind of proof a win has: a rule that one can read, and the next step that would raise it.

It tells kinds of proof apart and puts them in an order. It says nothing of the win, and nothing of
the person: kinds are never counted together, added up or compared between people.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Proof(NamedTuple):
    """One kind of proof. Compared, the stronger is greater: `order` comes first and differs."""

    order: int
    words: str
    means: str
    next_step: str
    done_in: str = ""
    """The part of a win in which the next step is done: "metrics", "links"; "" without one."""


NOTHING = Proof(
    0,
    "Nothing yet",
    "The win has no number and no link, and nobody else speaks of it.",
    "Add a number, or a link to where it can be seen.",
    "metrics",
)
TESTIMONY = Proof(
    1,
    "Testimony",
    "Somebody else says so: a colleague in the packet, or praise received.",
    "Add a link to what was praised.",
    "links",
)
ARTEFACT = Proof(
    2,
    "A link",
    "It can be looked at: a change, a document, a dashboard.",
    "Add a number that it changed.",
    "metrics",
)
NUMBER = Proof(
    3,
    "A number",
    "It says how much, but not what it was before.",
    "Add what the number was before.",
    "metrics",
)
MEASURED = Proof(
    4,
    "Before and after",
    "A number, with what it was before and what it is after.",
    "",
)

RULE = (MEASURED, NUMBER, ARTEFACT, TESTIMONY, NOTHING)
"""Every kind, the strongest first."""


def proof_of(*, numbers: Iterable[tuple[str, str]], has_link: bool, has_voice: bool) -> Proof:
    """The strongest proof that a win has. `numbers` are (before, after) of each of its metrics;
    `has_voice` tells that somebody else speaks of it."""
    known = [bool(before.strip() and after.strip()) for before, after in numbers]
    if known:
        return MEASURED if any(known) else NUMBER
    if has_link:
        return ARTEFACT
    return TESTIMONY if has_voice else NOTHING


@lru_cache(maxsize=20_000)
def proof_of_row(kind: str, metrics: str, links: str) -> Proof:
    """The same of an entry's columns, as they lie in the database: JSON, unread."""
    return proof_of(
        numbers=[(m.get("before", ""), m.get("after", "")) for m in json.loads(metrics)],
        has_link=links != "[]",
        has_voice=kind == "praise",
    )
