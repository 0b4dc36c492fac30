"""The checks of the pre-flight on a packet of about 40 pages: what each costs."""

from collections.abc import Callable
from functools import partial
from time import process_time

from benchmarks.data import documents
from benchmarks.measure import Turns, seconds
from packets.budgets import Holdings
from packets.document import PacketDocument
from packets.preflight.passages import Draft
from packets.preflight.table import CHECKS, find
from packets.presets.bundled import bundled_presets

WITHIN = 20
"""Milliseconds that a check stays under."""
READING, ALL = "reading the texts, once for all", "all of them, with the reading"


def measure_preflight(turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for reading the texts, one for each check on what was read, and one for it all."""
    document = documents()[-1]
    taken, found = Turns(), {}
    for turn in range(turns):
        say(f"Pre-flight, turn {turn + 1} of {turns}")
        draft = Draft(document, holdings=holdings_of(document))
        taken.add(READING, seconds(partial(_read, draft), clock=process_time))
        for check in CHECKS:
            found[check.name] = len(check.find(draft))
            look = partial(check.find, draft)
            taken.add(check.name, seconds(look, best_of=3, clock=process_time))
        whole = partial(_from_the_beginning, draft)
        taken.add(ALL, seconds(whole, clock=process_time))
    subjects = [READING, *found, ALL]
    return [
        {"check": name, "findings": found.get(name), "ms": 1000 * taken.median(name)}
        for name in subjects
    ]


def _read(draft: Draft) -> None:
    for passage in draft.prose:
        passage.sentences  # noqa: B018  kept once it is asked for


def _from_the_beginning(draft: Draft) -> None:
    find(Draft(draft.document, holdings=holdings_of(draft.document)))


def holdings_of(document: PacketDocument) -> Holdings:
    return Holdings(document, bundled_presets()["promotion-case"])
