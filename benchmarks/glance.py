"""The sheet at the side of the builder: what asking for it anew costs, against the floor.

Measured as pages are (see `benchmarks.pages`): the application with all its middleware, its
processor time, the best of a few calls in each turn. The packet is the demo's, and then the same
with so many wins more in its first section that it prints on about 40 pages.
"""

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time

from django.db import connection
from django.urls import reverse

from accounts.models import User
from benchmarks.measure import Turns, seconds
from benchmarks.pages import BEST_OF, FLOOR, Site
from bragdoc.models import Entry
from packets.models import Evidence, Packet

WITHIN = 300
"""Milliseconds in which the sheet has to be answered, for it to follow the last letter within a
second: a form waits for half of one before it saves itself."""

MORE = 46
"""Wins that make the demo's packet one of about 40 pages."""


def measure_glances(author: User, turns: int, say: Callable[[str], None]) -> list[dict]:
    """A row for each part of each packet: ms, ratio to the floor, queries."""
    site = Site(author)
    site.use(Path(connection.settings_dict["NAME"]))
    packet = Packet.objects.get()
    rows = _measured(site, "the demo's", packet, turns, say)
    _lengthen(packet)
    return rows + _measured(site, "about 40 pages", packet, turns, say)


def _measured(
    site: Site, name: str, packet: Packet, turns: int, say: Callable[[str], None]
) -> list[dict]:
    first = packet.sections.in_order()[0].key
    parts = {"opening": "opening", "coverage": "coverage", "its first section": first}
    addresses = {
        said: reverse("packet-glance", args=[packet.pk, part]) for said, part in parts.items()
    }
    taken = Turns()
    for turn in range(turns):
        say(f"Sheets of {name}, turn {turn + 1} of {turns}")
        for subject, address in {FLOOR: reverse("floor"), **addresses}.items():
            get = partial(site.get, address)
            get()
            taken.add(subject, seconds(get, best_of=BEST_OF, clock=process_time))
    return [
        {
            "packet": name,
            "part": said,
            "ms": taken.median(said) * 1000,
            "× floor": taken.ratio(said, FLOOR),
            "queries": site.queries(address),
        }
        for said, address in addresses.items()
    ]


def _lengthen(packet: Packet) -> None:
    """Place wins in the first section that are not placed there, against no sentence."""
    section = packet.sections.in_order()[0]
    placed = set(section.evidence.values_list("entry_id", flat=True))
    wins = Entry.objects.visible_to(packet.author).shareable().newest_first()
    others = (entry for entry in wins if entry.pk not in placed)
    Evidence.objects.bulk_create(
        Evidence(section=section, entry=entry, why=entry.impact, position=position)
        for position, entry in enumerate(islice(others, MORE), start=100)
    )
