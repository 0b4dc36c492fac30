"""The pre-flight of a draft: what the checks find in it, where that stands in the builder, and what
its author left as it is."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from packets.document import PacketDocument
from packets.forms import BUDGETS
from packets.models import Dismissal
from packets.outline import outline
from packets.preflight.findings import Finding
from packets.preflight.passages import Confidential, Draft
from packets.preflight.places import WHOLE, Place
from packets.preflight.table import find


@dataclass(frozen=True)
class Found:
    """A finding in its draft. `href` is its place in the builder, `dismissal` the word why it was
    left as it is; None where it was not."""

    finding: Finding
    href: str
    dismissal: Dismissal | None


class Part(NamedTuple):
    """A part of the builder with what was found in it."""

    title: str
    found: list[Found]


@dataclass(frozen=True)
class Preflight:
    """What the checks find in a draft. Nothing of it stops anybody."""

    found: tuple[Found, ...]
    titles: dict[str, str]
    """Of the parts of the builder, in their order, by key."""

    @property
    def open(self) -> list[Found]:
        return [each for each in self.found if each.dismissal is None]

    @property
    def left(self) -> list[Found]:
        return [each for each in self.found if each.dismissal]

    @property
    def parts(self) -> list[Part]:
        """Where something is open, in the order of the builder."""
        order = list(self.titles)
        found = sorted(self.open, key=lambda each: order.index(each.finding.place.part))
        return [
            Part(self.titles[key], list(same))
            for key, same in groupby(found, key=lambda each: each.finding.place.part)
        ]

    def open_in(self, part: str) -> list[Found]:
        """What is open on a page of the builder. What is about the whole stands on the first."""
        shown = {part, WHOLE.part} if part == "opening" else {part}
        return [each for each in self.open if each.finding.place.part in shown]


def look_over(packet, document: PacketDocument) -> Preflight:
    """The pre-flight of a draft, given as it is now `with_parts()`, in one query."""
    left = packet.dismissals.by_finding()
    addresses = Addresses(packet)
    titles = {WHOLE.part: WHOLE.label}
    titles |= {part.key: part.title for part in outline(packet, document, "")}
    found = (
        Found(finding, addresses.of(finding.place), left.get(finding.key))
        for finding in find(draft_of(packet, document))
    )
    return Preflight(tuple(found), titles)


def draft_of(packet, document: PacketDocument) -> Draft:
    """What the checks read."""
    return Draft(
        document,
        confidential=tuple(
            Confidential(evidence.entry_id, evidence.entry.title, section.key)
            for section in packet.sections.all()
            for evidence in section.evidence.all()
            if evidence.entry.confidential
        ),
        answered=frozenset(
            (gap.competency, gap.expectation) for gap in packet.gaps.all() if gap.answer.strip()
        ),
        budgets=BUDGETS,
    )


class Addresses:
    """Where the places of a document stand in the builder of its packet. Asks no query."""

    def __init__(self, packet):
        self.packet = packet
        self.sections = {section.key for section in packet.sections.all()}
        self.gaps = [gap.pk for gap in packet.gaps.all()]
        self.placed: dict[tuple[str, int], int] = {}
        for section in packet.sections.all():
            for evidence in section.evidence.all():
                self.placed.setdefault((section.key, evidence.entry_id), evidence.pk)

    def of(self, place: Place) -> str:
        if place.gap:
            return f"{self._page('packet-gaps')}#gap-{self.gaps[place.gap - 1]}"
        if place.part in self.sections:
            page = self._page("packet-section", place.part)
            if place.entry:
                return f"{page}#evidence-{self.placed[place.part, place.entry]}"
            return f"{page}#claim" if place.field else page
        if place.field:
            return f"{self._page('packet-detail')}#id_{place.field}"
        return self._page("packet-coverage")

    def _page(self, name: str, *arguments: str) -> str:
        return reverse(name, args=[self.packet.pk, *arguments])
