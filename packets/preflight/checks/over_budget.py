"""What passes a budget of the preset, or stays under the least it asks for: a text, a part, all."""

from collections.abc import Iterator

from packets.budgets import Held, Holdings, text_budgets
from packets.document import PacketDocument, anchor_of
from packets.preflight.findings import Check, Flag
from packets.preflight.passages import Draft
from packets.preflight.places import FIELDS, WHOLE, Place, of_part


def _flags(draft: Draft) -> Iterator[Flag]:
    if draft.holdings is None:
        return
    yield from _flags_of_texts(draft, draft.holdings)
    for part, place in _parts(draft.document):
        yield from _flags_of(draft.holdings.of(part), place)
    yield from _flags_of(draft.holdings.whole, WHOLE)


def _flags_of_texts(draft: Draft, holdings: Holdings) -> Iterator[Flag]:
    budgets = text_budgets(holdings.preset)
    for passage in draft.passages:
        if budget := budgets.get(passage.place.field):
            yield from _flags_of(Held.of((passage.text,), budget), passage.place)


def _parts(document: PacketDocument) -> Iterator[tuple[str, Place]]:
    """Parts of several texts. One that is a single text is told with the texts."""
    for section in document.sections:
        yield anchor_of(section.key), of_part(section.key, section.title or "Without a title")
    if document.gaps:
        yield "part-gaps", of_part("gaps", "Gaps and answers")


def _flags_of(held: Held, place: Place) -> Iterator[Flag]:
    if (budget := held.budget) is None:
        return
    if held.over:
        yield Flag(place, f"{_counted(held.over, held.unit)} over its {budget.most}")
    elif held.short and place.field not in FIELDS:
        yield Flag(place, f"{_counted(held.short, held.unit)} under its least of {budget.least}")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit[:-1] if number == 1 else unit}"


CHECK = Check(
    name="over-budget",
    label="Over or under its budget",
    reason="What is too long is skimmed, and nobody tells you which half. What is too short leaves "
    "the reader without the proof that the form asks for.",
    mend="Cut what the wins below it say already, or place what is missing.",
    example="18 words over its 60. 2 wins under its least of 3.",
    flags=_flags,
)
