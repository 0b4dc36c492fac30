"""What colleagues were asked about the wins of a draft, and what became of each request."""

from typing import NamedTuple

from packets.models import Endorsement, Evidence
from packets.testifying.shown import Shown


class Testimony(NamedTuple):
    row: Endorsement
    shown: Shown | None
    """What they were shown; None for praise that was pasted."""

    is_placed: bool
    """Whether the win stands in the draft. Where it does not, nothing said of it prints."""

    is_confidential: bool
    """Whether the win became confidential since, which leaves it out of every version."""

    is_changed: bool
    """Whether the win is told otherwise than it was shown."""

    printed_in: list
    """The versions that print it, oldest first."""


def testimonies_of(packet) -> list[Testimony]:
    """The newest request first, in a fixed number of queries."""
    rows = list(packet.endorsements.listed().for_display().newest_first())
    placed: dict[int, list[Evidence]] = {}
    for evidence in Evidence.objects.placed().of_packet(packet).with_entries().with_author():
        placed.setdefault(evidence.entry_id, []).append(evidence)
    versions = list(packet.versions.newest_first())[::-1] if rows else []
    documents = [(version, version.document()) for version in versions]
    return [_testimony(row, placed.get(row.entry_id, []), documents) for row in rows]


def _testimony(row, placed, documents) -> Testimony:
    shown = row.read_shown() if row.shown else None
    return Testimony(
        row,
        shown,
        is_placed=bool(placed),
        is_confidential=row.entry.confidential,
        is_changed=bool(
            shown and placed and all(shown.differs_from(Shown.of(each)) for each in placed)
        ),
        printed_in=[version for version, document in documents if row.is_told_in(document)],
    )
