"""Sections of the author's own that were taken out of a draft, kept whole until they are put back.

A section goes as it stands, with the wins placed in it and why each is there, as one EarlierText:
its rows in Django's own JSON. Put back, the rows have the primary keys they had, so that the
section has its earlier wordings again.
"""

import json
from typing import Any, NamedTuple, cast

from django.core import serializers
from django.db import transaction

from bragdoc.models import Entry
from packets.models import EarlierText, Section
from packets.models.parts import RESERVED_KEYS, free_key


class Discarded(NamedTuple):
    """A section that was taken out, and how many wins it held."""

    kept: EarlierText
    title: str
    wins: int


@transaction.atomic
def discard(section: Section) -> EarlierText:
    """Take a section out of its draft. Returns what is kept of it."""
    placed = section.evidence.in_order()
    whole = serializers.serialize("json", [section, *placed])
    kept = EarlierText.objects.keep_whole(section, whole)
    section.delete()
    return kept


@transaction.atomic
def put_back(kept: EarlierText) -> Section:
    """Put a section back as it was, without the wins that were deleted in the meantime. Another
    section may have taken its key; then it gets one beside it."""
    rows = serializers.deserialize("json", kept.text, ignorenonexistent=True)
    section, *placed = [cast(Any, row.object) for row in rows]
    taken = set(kept.packet.sections.values_list("key", flat=True))
    if section.key in taken:
        section.key = free_key(section.key, RESERVED_KEYS | taken)
    section.save(force_insert=True)
    entries = Entry.objects.among({evidence.entry_id for evidence in placed})
    still = set(entries.values_list("pk", flat=True))
    for evidence in placed:
        if evidence.entry_id in still:
            evidence.save(force_insert=True)
    kept.delete()
    return section


def discarded_in(packet) -> list[Discarded]:
    """The sections that can be put back, the last one first."""
    found = []
    for kept in packet.earlier_texts.whole().newest_first():
        section, *placed = json.loads(kept.text)
        wins = sum(row["fields"]["taken_out_at"] is None for row in placed)
        found.append(Discarded(kept, section["fields"]["title"], wins))
    return found
