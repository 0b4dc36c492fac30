"""What becomes of a proposal: what its author takes is placed, what she leaves is remembered as
left. Either is a row of evidence, and one act undoes them all."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from bragdoc.models import Entry
from bragdoc.numbers import whole_number
from packets.models import Evidence, Packet
from packets.models.evidence import FRAME
from packets.proposing import Place, Placement


class Foreign(Exception):
    """A piece names a win that its author does not have."""


class Taken(NamedTuple):
    """What came of it."""

    placed: int
    left: int
    refused: int
    """Pieces that cannot be placed any more: the win was discarded or is confidential now, or the
    packet has the section or the sentence no longer."""

    first: int
    last: int
    """Primary keys of the first and the last row made; 0 where none was."""

    @property
    def says(self) -> str:
        told = [f"{self.placed} placed" if self.placed else "Nothing is placed"]
        if self.left:
            told.append(f"{self.left} left out")
        if self.refused:
            told.append(f"{self.refused} changed in the meantime and could not be placed")
        return f"{', '.join(told)}."


def pieces_of(keys: Collection[str]) -> set[Placement]:
    """The placements that a form names, as `packets.drafting.draft.key_of` writes them. What is no
    such key is passed over."""
    found = set()
    for key in keys:
        entry, _, place = key.partition(" ")
        section, _, sentence = place.partition(" ")
        if number := whole_number(entry):
            found.add(Placement(number, Place(section, sentence)))
    return found


@transaction.atomic
def take(packet: Packet, offered: set[Placement], ticked: set[Placement]) -> Taken:
    """Place of what was offered what is ticked, at the end of its row; remember the rest as left.

    What stands there already, or was taken out, stays as it is, so that the same form sent twice
    does it once. Raises Foreign, and writes nothing, for a win of somebody else.
    """
    Packet.objects.locked().get(pk=packet.pk)
    standing = list(Evidence.objects.of_packet(packet).select_related("section").in_order())
    there = {_placement_of(each) for each in standing}
    possible = set(_possible(packet, offered))
    new = sorted(possible - there, key=lambda each: (each.place, each.entry))
    frames = {each.entry_id: each for each in standing if each.is_framed}
    last = {each.section_id: each.position for each in standing}
    sections = {section.key: section for section in packet.sections.all()}
    rows = []
    for entry, (key, sentence) in new:
        section = sections[key]
        last[section.pk] = last.get(section.pk, -1) + 1
        row = Evidence(
            section=section, entry_id=entry, expectation=sentence, position=last[section.pk]
        )
        if (entry, (key, sentence)) not in ticked:
            row.taken_out_at = timezone.now()
        if framed := frames.get(entry):  # told in the same words wherever it stands
            for name in ("is_framed", *FRAME):
                setattr(row, name, getattr(framed, name))
        rows.append(row)
    Evidence.objects.bulk_create(rows)
    placed = sum(row.taken_out_at is None for row in rows)
    return Taken(
        placed,
        len(rows) - placed,
        len((offered & ticked) - possible),
        min((row.pk for row in rows), default=0),
        max((row.pk for row in rows), default=0),
    )


def _placement_of(evidence: Evidence) -> Placement:
    return Placement(evidence.entry_id, Place(evidence.section.key, evidence.expectation))


def _possible(packet: Packet, offered: set[Placement]) -> Iterator[Placement]:
    """What can be placed as things stand."""
    named = {each.entry for each in offered}
    hers = Entry.objects.visible_to(packet.author) | Entry.objects.restorable_by(packet.author)
    if hers.among(named).count() < len(named):
        raise Foreign
    shareable = Entry.objects.visible_to(packet.author).shareable().among(named)
    entries = set(shareable.values_list("pk", flat=True))
    asked = {gap.slug: {item.slug for item in (*gap.new, *gap.carried)} for gap in packet.gap()}
    sentences = {
        section.key: asked.get(section.competency, set()) | {""}
        for section in packet.sections.all()
    }
    for each in offered:
        if each.entry in entries and each.place.sentence in sentences.get(each.place.section, ()):
            yield each


@transaction.atomic
def undo(packet: Packet, first: int, last: int) -> None:
    """Undo a taking, by the keys of its first and its last row. A row on which something was
    written since stays, taken out, with what was written."""
    rows = Evidence.objects.of_packet(packet).from_to(first, last)
    rows.untouched().delete()
    for evidence in rows.placed():
        evidence.take_out()
