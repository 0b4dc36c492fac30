"""What the builder shows around and within a part: the outline, and where a win can be placed.

Pure over rows that are loaded already: no queries.
"""

from typing import NamedTuple

from bragdoc.ladders.expected import ExpectedItem
from bragdoc.models import Entry
from packets.document import PacketDocument, Section
from packets.exports.words import count_words


class Part(NamedTuple):
    """A line of the outline. `key` names the part; a section has its own key."""

    key: str
    title: str
    says: str
    is_section: bool = False
    is_current: bool = False


def outline(packet, document: PacketDocument, current: str) -> list[Part]:
    """The parts of the packet, with what each holds in figures."""
    opening = [document.ask, document.thesis, document.summary, document.next]
    wanting = sum(row.kind == "none" for row in document.coverage)
    parts = [
        Part("opening", "Cover, summary, what next", words(opening)),
        Part(
            "coverage", "Coverage", f"{wanting} without a win" if wanting else "every one has a win"
        ),
        *(
            Part(section.key, section.title or "Without a title", wins(section), is_section=True)
            for section in document.sections
        ),
        Part("gaps", "Gaps and answers", words([gap.answer for gap in document.gaps])),
    ]
    return [part._replace(is_current=part.key == current) for part in parts]


def words(texts: list[str]) -> str:
    count = count_words(texts)
    return f"{count} word{'' if count == 1 else 's'}"


def wins(section: Section) -> str:
    count = len({evidence.entry for evidence in section.placed()})
    return f"{count} win{'' if count == 1 else 's'}"


class Offer(NamedTuple):
    """A win that could be placed. `is_tagged` tells that it bears this very sentence."""

    entry: Entry
    is_tagged: bool


class Placing(NamedTuple):
    """A sentence of the ladder in the builder: what is placed against it, what could be.

    `item` is None for wins placed against the section as a whole. `is_new` tells sentences that
    only the goal asks from those that the present position asks already.
    """

    item: ExpectedItem | None
    is_new: bool
    evidence: list
    offers: list[Offer]

    @property
    def tagged(self) -> int:
        return sum(offer.is_tagged for offer in self.offers)


def placings(packet, section, offered: list) -> list[Placing]:
    """Every sentence of the section's competency, and a last place for wins tied to none. Of the
    wins offered, those that bear the sentence stand first."""
    asked = next((gap for gap in packet.gap() if gap.slug == section.competency), None)
    rows = [
        *((item, True) for item in (asked.new if asked else ())),
        *((item, False) for item in (asked.carried if asked else ())),
        (None, False),
    ]
    stated = {item.slug for item, _ in rows if item}
    placed = [
        row
        for other in packet.sections.all()
        if other.pk == section.pk
        for row in other.evidence.all()
    ]
    borne = {entry.pk: sentences_borne(entry, section.competency) for entry in offered}
    found = []
    for item, is_new in rows:
        slug = item.slug if item else ""
        here = [e for e in placed if (e.expectation if e.expectation in stated else "") == slug]
        taken = {evidence.entry_id for evidence in here}
        offers = [
            Offer(entry, slug in borne[entry.pk]) for entry in offered if entry.pk not in taken
        ]
        offers.sort(key=lambda offer: not offer.is_tagged)
        found.append(Placing(item, is_new, here, offers))
    return found


def sentences_borne(entry: Entry, competency: str) -> set[str]:
    """The sentences of a competency that a win is tagged with, by slug."""
    keys = {row.pk for row in entry.competencies.all() if row.slug == competency}
    return {row.slug for row in entry.expectations.all() if row.competency_id in keys}
