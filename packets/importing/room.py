"""Whether there is room for what a packet holds. What is too long is refused, never cut."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from packets.document import Evidence, PacketDocument
from packets.importing.faults import NotAPacket

MAX_WINS = 2_000
MAX_PLACED = 5_000
MAX_PARTS = 300  # sections, gaps, conditions: of each
MAX_PEOPLE = 100  # of one win
MAX_VOICES = 20  # of one win: what colleagues say of it
MAX_DAYS = 3_653  # of the period: ten years


class Room(NamedTuple):
    """How many characters the texts of a draft take; `standing`: each fact of who testifies, the
    name included; `rows`: metrics, and links, of a win."""

    title: int
    text: int
    win_title: int
    win_details: int
    figure: int
    name: int
    gap: int
    condition: int
    said_by: int
    reason: int
    address: int
    testimony: int
    standing: int
    rows: int
    years: range


class _Amount(NamedTuple):
    of: str
    there: int
    most: int
    unit: str = "characters"


def check_room(document: PacketDocument, room: Room) -> None:
    """Raises NotAPacket for the first thing that does not fit."""
    for amount in _amounts(document, room):
        if amount.there > amount.most:
            raise NotAPacket(
                f"{amount.of} has {amount.there:,} {amount.unit}; {amount.most:,} fit."
            )
    for what, text in _titles(document):
        if not text.strip():
            raise NotAPacket(f"{what} has no words.")
    for what, first, last in _spans(document):
        if first > last:
            raise NotAPacket(f"{what} ends before it begins.")
        if first.year not in room.years or last.year not in room.years:
            years = f"{room.years[0]} to {room.years[-1]}"
            raise NotAPacket(f"{what} is outside of the years that a packet tells of: {years}.")


def _amounts(document: PacketDocument, room: Room) -> Iterator[_Amount]:
    placed = [evidence for section in document.sections for evidence in section.placed()]
    yield _Amount("The packet", len({e.entry for e in placed}), MAX_WINS, "wins")
    yield _Amount("The packet", len(placed), MAX_PLACED, "placed wins")
    for name in ("sections", "gaps", "conditions"):
        yield _Amount("The packet", len(getattr(document, name)), MAX_PARTS, name)
    yield _Amount("The period", (document.ends_on - document.starts_on).days, MAX_DAYS, "days")
    yield _Amount("The title", len(document.title), room.title)
    yield _Amount("The name of its preset", len(document.preset), 120)
    yield _Amount("Its language", len(document.language), 35)
    for name in ("ask", "thesis", "summary", "next"):
        yield _Amount(f"The text “{name}”", len(getattr(document, name)), room.text)
    for section in document.sections:
        yield _Amount("A section’s title", len(section.title), room.title)
        yield _Amount("A section’s key", len(section.key), 80)
        yield _Amount(f"The claim of “{section.title}”", len(section.claim), room.text)
    for gap in document.gaps:
        yield _Amount("A gap", len(gap.title), room.gap)
        yield _Amount(f"The answer to “{gap.title}”", len(gap.answer), room.text)
    for condition in document.conditions:
        yield _Amount("A condition", len(condition.text), room.condition)
        yield _Amount("The name of who made a condition", len(condition.said_by), room.said_by)
        yield _Amount("The answer to a condition", len(condition.answer), room.text)
    for evidence in placed:
        yield from _amounts_of(evidence, room)


def _amounts_of(evidence: Evidence, room: Room) -> Iterator[_Amount]:
    win = f"The win “{evidence.title[:60]}”"
    yield _Amount(win, len(evidence.title), room.win_title, "characters in its title")
    yield _Amount(win, len(evidence.details), room.win_details, "characters of details")
    yield _Amount(win, len(evidence.impact), room.text, "characters of what changed")
    yield _Amount(win, len(evidence.why), room.text, "characters of why it is next-level")
    yield _Amount(win, len(evidence.metrics), room.rows, "figures")
    yield _Amount(win, len(evidence.links), room.rows, "links")
    yield _Amount(win, len(evidence.people), MAX_PEOPLE, "people")
    for name in (evidence.project, *evidence.people):
        yield _Amount(win, len(name), room.name, "characters in a name")
    for metric in evidence.metrics:
        longest = max(map(len, (metric.label, metric.before, metric.after, metric.unit)))
        yield _Amount(win, longest, room.figure, "characters in a part of a figure")
    for link in evidence.links:
        yield _Amount(win, len(link.url), room.address, "characters in an address")
        yield _Amount(win, len(link.label), room.figure, "characters in the name of a link")
    yield _Amount(win, len(evidence.testimony), MAX_VOICES, "testimonies")
    for said in evidence.testimony:
        yield _Amount(win, len(said.text), room.testimony, "characters in a testimony")
        longest = max(map(len, (said.name, said.position, said.relation, said.where)))
        yield _Amount(win, longest, room.standing, "characters in who testifies")


def _titles(document: PacketDocument) -> Iterator[tuple[str, str]]:
    yield "The title", document.title
    for section in document.sections:
        yield f"The title of the section “{section.key}”", section.title
        for evidence in section.placed():
            yield "The title of a win", evidence.title
            for said in evidence.testimony:
                yield from (("A testimony", said.text), ("Who testifies", said.name))
    yield from (("A gap", gap.title) for gap in document.gaps)
    yield from (("A condition", condition.text) for condition in document.conditions)


def _spans(document: PacketDocument) -> Iterator[tuple[str, date, date]]:
    yield "The period", document.starts_on, document.ends_on
    for section in document.sections:
        for evidence in section.placed():
            yield f"The win “{evidence.title[:60]}”", evidence.starts_on, evidence.ends_on
            days = (said.said_on for said in evidence.testimony)
            yield from (("The day of a testimony", day, day) for day in days if day)
    for condition in document.conditions:
        if condition.said_on:
            yield "The day of a condition", condition.said_on, condition.said_on
