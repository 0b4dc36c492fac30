"""The pre-flight of a draft: what the checks find in it, where that stands in the builder, and what
its author left as it is."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse

from packets.budgets import Holdings
from packets.builder.outline import TITLES, address_of, holdings_of, titles_of_pages
from packets.builder.placing import SHOWN
from packets.document import PacketDocument
from packets.models import Dismissal, Evidence
from packets.preflight.findings import Finding
from packets.preflight.passages import Confidential, Draft
from packets.preflight.places import WHOLE, Place
from packets.preflight.table import find


@dataclass(frozen=True)
class Found:
    """A finding in its draft. `href` is its place in the builder, the field where it has one; `win`
    the place in the log, where that is where the words are changed; `dismissal` the word why it was
    left as it is, None where it was not."""

    finding: Finding
    href: str
    win: str
    dismissal: Dismissal | None

    @property
    def at(self) -> str:
        """The id of what it is about on its page; empty where that is the page as a whole."""
        return self.href.partition("#")[2]


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


def look_over(packet, document: PacketDocument, holdings: Holdings | None = None) -> Preflight:
    """The pre-flight of a draft, given as it is now `with_parts()`, in one query. `holdings` are
    given where the pages of the draft are known."""
    left = packet.dismissals.by_finding()
    addresses = Addresses(packet)
    titles = {WHOLE.part: WHOLE.label}
    titles |= titles_of_pages(document)
    found = (
        Found(
            finding,
            addresses.of(finding.place),
            addresses.in_the_log(finding.place),
            left.get(finding.key),
        )
        for finding in find(draft_of(packet, document, holdings))
    )
    return Preflight(tuple(found), titles)


def draft_of(packet, document: PacketDocument, holdings: Holdings | None = None) -> Draft:
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
        holdings=holdings or holdings_of(packet, document),
    )


class Addresses:
    """Where the places of a document stand in the builder of its packet. Asks no query.

    An address ends with the id of a field where there is one: a browser that is led there puts the
    cursor into it.
    """

    def __init__(self, packet):
        self.packet = packet
        self.sections = {section.key for section in packet.sections.all()}
        self.gaps = [gap.pk for gap in packet.gaps.all()]
        self.conditions = [condition.pk for condition in packet.conditions.all()]
        self.placed: dict[tuple[str, int], list[Evidence]] = {}
        self.long = {section.key for section in packet.sections.all() if has_pages(section)}
        for section in packet.sections.all():
            for evidence in section.evidence.all():
                self.placed.setdefault((section.key, evidence.entry_id), []).append(evidence)

    def of(self, place: Place) -> str:
        page = self.page_of(place.part)
        if place.gap:
            return f"{page}#gap-{self.gaps[place.gap - 1]}-answer"
        if place.condition:
            return f"{page}#condition-{self.conditions[place.condition - 1]}-answer"
        if place.entry:
            return self._of_win(self._evidence(place), place, page)
        if place.sentence and place.part in self.sections:
            return f"{page}#asked-{place.sentence}"
        return f"{page}#id_{place.field}" if place.field else page

    def _of_win(self, evidence: Evidence, place: Place, page: str) -> str:
        if self._is_framed(evidence, place.field):
            frame = reverse("evidence-frame", args=[evidence.pk])
            return f"{frame}#id_framed_{place.field}"
        shown = f"{page}?win={evidence.pk}" if place.part in self.long else page
        is_why = place.field == "why"
        return f"{shown}#why-{evidence.pk}-text" if is_why else f"{shown}#evidence-{evidence.pk}"

    def _evidence(self, place: Place) -> Evidence:
        """Against its sentence, where the section shows the win more than once."""
        rows = self.placed[place.part, place.entry]
        return next((row for row in rows if row.expectation == place.sentence), rows[0])

    def in_the_log(self, place: Place) -> str:
        """The field of the win itself; empty for what only the packet says."""
        if not place.entry or place.field == "why":
            return ""
        if self._is_framed(self._evidence(place), place.field):
            return ""
        win = reverse("entry-detail", args=[place.entry])
        fields = {"metrics": "#metrics", "": ""}
        return f"{win}{fields.get(place.field, f'#id_{place.field}')}"

    @staticmethod
    def _is_framed(evidence: Evidence, field: str) -> bool:
        """Whether the packet tells this text of a win in words of its own."""
        return field in ("title", "details", "impact") and bool(
            evidence.is_framed and (field != "title" or evidence.framed_title)
        )

    def page_of(self, part: str) -> str:
        """The page of the builder; of the packet as a whole, its coverage."""
        is_page = part in self.sections or part in TITLES
        return address_of(self.packet, part if is_page else "coverage")


def has_pages(section) -> bool:
    """Whether a sentence of a section can have more wins than one page shows."""
    return len(section.evidence.all()) > SHOWN
