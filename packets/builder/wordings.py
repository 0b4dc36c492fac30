"""The earlier wordings of a part of the builder: what stood in its texts, and what became of it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from bragdoc.ladders.wording import Words, words_between
from packets.models import EarlierText, Evidence, Gap, Packet, Section


class Wording(NamedTuple):
    """A text as it once stood. `of` names the win, the gap or the condition that it belongs to;
    empty for what the part itself says."""

    earlier: EarlierText
    label: str
    of: str
    since: tuple[Words, ...]
    """From what stood then to what stands now."""

    @property
    def stands_again(self) -> bool:
        return all(run.kind == "same" for run in self.since)


def rows_of(packet, key: str) -> list | None:
    """What is written on a page of the builder, of a packet given `with_parts()`. None where the
    packet has no such part."""
    if key in (own := {"opening": [packet], "gaps": packet.gaps, "conditions": packet.conditions}):
        return own[key] if key == "opening" else list(own[key].all())
    section = next((each for each in packet.sections.all() if each.key == key), None)
    return [section, *section.evidence.all()] if section else None


def wordings(rows: list, texts: list[EarlierText]) -> Iterator[Wording]:
    """The texts with what became of them, in their order; `rows` are all those they stood in."""
    known = {(row._meta.model_name, row.pk): row for row in rows}
    for text in texts:
        row = known[text.part, text.row]
        since = words_between(text.text, getattr(row, text.field))
        yield Wording(text, label_of(row, text.field), name_of(row), since)


def label_of(row, field: str) -> str:
    return row._meta.get_field(field).verbose_name.capitalize()


def name_of(row) -> str:
    """What a reader knows the row by, where it is one of several on its page."""
    if isinstance(row, Evidence):
        return row.entry.title
    return "" if isinstance(row, Packet | Section) else str(row)


def href_of(row) -> str:
    """Where the row is written in the builder."""
    match row:
        case Packet():
            return reverse("packet-detail", args=[row.pk])
        case Section():
            return reverse("packet-section", args=[row.packet_id, row.key])
        case Evidence():
            return row.get_absolute_url()
        case Gap():
            return reverse("packet-gaps", args=[row.packet_id])
    return reverse("packet-conditions", args=[row.packet_id])
