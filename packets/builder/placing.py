"""Where a win can stand in a draft, what stands there, and what a win says that could.

Pure over rows that are loaded already: no queries. Ask for the packet `with_parts()`.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from bragdoc.ladders.expected import CompetencyGap, ExpectedItem
from bragdoc.models import Entry
from packets.document import months_between

SHOWN = 12  # wins of one sentence on a page
TAGGED = 4  # wins offered beneath a sentence that bear it


class Place(NamedTuple):
    """A sentence of a section, or, without an item, the section as a whole."""

    section: str
    """The section's key."""

    title: str
    """The section's title."""

    item: ExpectedItem | None
    is_new: bool
    """Whether only the goal asks it; what the present position asks already is not new."""

    @property
    def slug(self) -> str:
        return self.item.slug if self.item else ""

    @property
    def where(self) -> str:
        """As a form says it: "section/sentence", with nothing behind the stroke for the whole."""
        return f"{self.section}/{self.slug}"

    @property
    def says(self) -> str:
        return self.item.text if self.item else "Not tied to one sentence"


def places_in(packet, section) -> list[Place]:
    """Every place of a section, the section as a whole last."""
    return _places(section, _asked(packet).get(section.competency))


def all_places(packet) -> dict[str, list[Place]]:
    """The places of every section of a packet, in its order, by the section's key."""
    asked = _asked(packet)
    return {
        section.key: _places(section, asked.get(section.competency))
        for section in packet.sections.all()
    }


def _asked(packet) -> dict[str, CompetencyGap]:
    return {gap.slug: gap for gap in packet.gap()}


def _places(section, asked: CompetencyGap | None) -> list[Place]:
    rows: list[tuple[ExpectedItem | None, bool]] = []
    if asked:
        rows = [*((item, True) for item in asked.new), *((item, False) for item in asked.carried)]
    return [Place(section.key, section.title, *row) for row in (*rows, (None, False))]


class Card(NamedTuple):
    """A placed win, with the primary keys of those it can change places with; None at an end."""

    evidence: object
    top: int | None
    above: int | None
    below: int | None
    is_overtaken: bool
    """Whether it is told in words of its own, and the entry was changed since they were found."""

    has_voice: bool
    """Whether the packet prints what a colleague says of it."""


class Offer(NamedTuple):
    """A win that could be placed in a section, with what helps to choose."""

    entry: Entry
    sentences: tuple[Place, ...]
    """Those of the section that it is tagged with."""

    here: frozenset[str]
    """The slugs of the section's places in which it stands already."""

    elsewhere: tuple[str, ...]
    """The titles of other sections in which it stands."""

    months: tuple[date, ...]
    """Its months within the packet's period that no win of the section covers yet, as first days;
    none as long as the section has no win."""

    is_outside: bool
    """Whether it lies outside the packet's period."""

    likely: str
    """The slug of the place that suits it: it bears the sentence and does not stand against it yet.
    Else the last place that is free; "" where it stands in all of them."""


class Placing(NamedTuple):
    """A place in the builder: what stands there, of which it shows a part, and what could."""

    place: Place
    cards: list[Card]
    start: int
    """How many wins stand before the first that is shown."""

    total: int
    offers: list[Offer]
    """The first few that bear the sentence."""

    @property
    def earlier(self) -> int | None:
        return max(self.start - SHOWN, 0) if self.start else None

    @property
    def later(self) -> int | None:
        end = self.start + SHOWN
        return end if end < self.total else None

    @property
    def last(self) -> int:
        """The number of the last win that is shown."""
        return self.start + len(self.cards)


def placings(
    packet, section, offers: list[Offer], *, page=("", 0), seen: int | None = None, then
) -> list[Placing]:
    """Every place of a section. `page` is the slug of a place and how many of its wins to pass
    over; `seen` the primary key of a placed win that has to be shown, whatever the page; `then`
    are the `words_when_framed` of the packet."""
    places = places_in(packet, section)
    rows: dict[str, list] = {place.slug: [] for place in places}
    for evidence in placed_in(packet, section):
        rows[evidence.expectation if evidence.expectation in rows else ""].append(evidence)
    starts = {slug: page_start(row, seen) for slug, row in rows.items()}
    voices = {endorsement.entry_id for endorsement in packet.testimony}
    starts = dict([page]) | {slug: start for slug, start in starts.items() if start}
    return [
        placing(place, cards(rows[place.slug], then, voices), starts.get(place.slug, 0), offers)
        for place in places
    ]


def placing(place: Place, row: list[Card], start: int, offers: list[Offer]) -> Placing:
    start = start if start < len(row) else 0
    bearing = [offer for offer in offers if place in offer.sentences]
    free = [offer for offer in bearing if place.slug not in offer.here]
    return Placing(place, row[start : start + SHOWN], start, len(row), free[:TAGGED])


def cards(row: list, then, voices: set[int]) -> list[Card]:
    pks = [evidence.pk for evidence in row]
    return [
        Card(
            evidence,
            top=pks[0] if number else None,
            above=pks[number - 1] if number else None,
            below=pks[number + 1] if number + 1 < len(pks) else None,
            is_overtaken=evidence.is_overtaken(then.get(evidence.entry_id)),
            has_voice=evidence.entry_id in voices,
        )
        for number, evidence in enumerate(row)
    ]


def page_start(row: list, pk: int | None) -> int:
    """Where the page begins that shows a win of a row; 0 where the row does not have it."""
    places = [number for number, evidence in enumerate(row) if evidence.pk == pk]
    return places[0] // SHOWN * SHOWN if places else 0


def placed_in(packet, section) -> list:
    """The evidence of a section, out of the packet that was loaded whole."""
    return [
        evidence
        for other in packet.sections.all()
        if other.pk == section.pk
        for evidence in other.evidence.all()
    ]


def offers_of(packet, section, entries: Iterable[Entry]) -> list[Offer]:
    """What each of these wins says in a section. Ask for them `for_display()`."""
    places = places_in(packet, section)
    slugs = {place.slug for place in places}
    here: dict[int, set[str]] = {}
    elsewhere: dict[int, dict[str, None]] = {}
    for other in packet.sections.all():
        for evidence in other.evidence.all():
            if other.pk == section.pk:
                slug = evidence.expectation if evidence.expectation in slugs else ""
                here.setdefault(evidence.entry_id, set()).add(slug)
            else:
                elsewhere.setdefault(evidence.entry_id, {})[str(other)] = None
    covered = {month for one in placed_in(packet, section) for month in _months(packet, one.entry)}
    return [
        _offer(
            packet,
            entry,
            [place for place in places if place.slug in sentences_borne(entry, section)],
            free=[place for place in places if place.slug not in here.get(entry.pk, ())],
            here=frozenset(here.get(entry.pk, ())),
            elsewhere=tuple(elsewhere.get(entry.pk, ())),
            covered=covered,
        )
        for entry in entries
    ]


def _offer(
    packet, entry: Entry, borne: list[Place], *, free: list[Place], here, elsewhere, covered
) -> Offer:
    likely = [place for place in borne if place in free] + free[::-1]
    months = _months(packet, entry)
    return Offer(
        entry,
        sentences=tuple(borne),
        here=here,
        elsewhere=elsewhere,
        months=tuple(
            date.fromisoformat(f"{month}-01")
            for month in months
            if covered and month not in covered
        ),
        is_outside=not months,
        likely=likely[0].slug if likely else "",
    )


def _months(packet, entry: Entry) -> tuple[str, ...]:
    """The months of a win that lie in the packet's period, such as "2026-07"."""
    first, last = max(entry.starts_on, packet.starts_on), min(entry.ends_on, packet.ends_on)
    return tuple(months_between(first, last)) if first <= last else ()


def sentences_borne(entry: Entry, section) -> set[str]:
    """The sentences of a section's competency that a win is tagged with, by slug."""
    keys = {row.pk for row in entry.competencies.all() if row.slug == section.competency}
    return {row.slug for row in entry.expectations.all() if row.competency_id in keys}


def standing_of(packet, entry: int) -> list[str]:
    """The places in which an entry stands, as forms say them."""
    return [
        f"{section.key}/{evidence.expectation}"
        for section in packet.sections.all()
        for evidence in section.evidence.all()
        if evidence.entry_id == entry
    ]


def featured_wins(packet) -> int:
    """How many wins of a packet are shown as headlines, each once."""
    return len(
        {
            evidence.entry_id
            for section in packet.sections.all()
            for evidence in section.evidence.all()
            if evidence.featured and not evidence.entry.confidential
        }
    )
