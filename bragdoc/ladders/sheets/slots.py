"""What stands where the levels, or the steps, of one competency meet it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bragdoc.ladders.sheets.cells import is_broken, reference_of, said
from bragdoc.ladders.sheets.found import BROKEN, AtKey, Found, Where, Wording
from bragdoc.ladders.sheets.words import key, looks_like_level


class Slot(NamedTuple):
    """What one level or step expects of a competency, out of all the cells that say it.

    `items` are sentences with their examples; `same_as` is the key of another level or step. For
    each sentence that some tracks do not share, `tracks` has those that do.
    """

    items: dict[str, tuple[str, ...]] = {}
    lead_in: str = ""
    examples: tuple[str, ...] = ()
    status: str = ""
    same_as: str = ""
    where: Where = (0, 0)
    tracks: dict[str, tuple[str, ...]] = {}

    @property
    def says_something(self) -> bool:
        return bool(self.items or self.lead_in or self.examples or self.status or self.same_as)

    @property
    def frame(self) -> tuple:
        """All but the sentences. Tracks that differ in it share no cell."""
        return self.lead_in, self.examples, self.status, self.same_as


def slot(found: Found, wordings: Sequence[Wording], names: Mapping[str, str]) -> Slot:
    """`names` lead from what a cell may call a level or step (by its `key`) to the key of it."""
    items: dict[str, tuple[str, ...]] = {}
    lead_ins: list[str] = []
    examples: list[str] = []
    status = same_as = ""
    for text, where, further in wordings:
        if is_broken(text):
            found.warn(BROKEN, [where])
            continue
        states = said(text, found.layout.split, {} if same_as else names)
        _warn_of_reference(found, text, where, names)
        for item in states.items:
            if item in items:
                found.warn("These repeat a sentence of the same place; it is kept once.", [where])
            items.setdefault(item, ())
        own = (*states.examples, *further)
        if states.items:
            items[states.items[-1]] += own
        else:
            examples.extend(own)
        if states.lead_in and states.lead_in not in lead_ins:
            lead_ins.append(states.lead_in)
        status = status or states.status
        same_as = same_as or names.get(key(states.reference), "")
    if items or same_as or examples:
        status = ""
    where = wordings[0].where if wordings else (0, 0)
    return Slot(items, "\n".join(lead_ins), tuple(examples), status, same_as, where)


def _warn_of_reference(found: Found, text: str, where: Where, names: Mapping[str, str]) -> None:
    name = reference_of(text)
    if name and key(name) not in names and (looks_like_level(name) or len(name.split()) < 3):
        found.warn("These seem to refer to a level that the sheet lacks; kept as text.", [where])


def shared(slots: Mapping[str, Slot]) -> dict[str, Slot]:
    """One slot for all tracks of a level (by ""), or one for each that says something."""
    if len({slot.frame for slot in slots.values()}) > 1:
        return {track: slot for track, slot in slots.items() if slot.says_something}
    texts = dict.fromkeys(text for slot in slots.values() for text in slot.items)
    tracks = {text: tuple(t for t, slot in slots.items() if text in slot.items) for text in texts}
    first = next(slot for slot in slots.values())
    return {
        "": first._replace(
            items={
                text: next(slot.items[text] for slot in slots.values() if text in slot.items)
                for text in texts
            },
            tracks={text: some for text, some in tracks.items() if len(some) < len(slots)},
        )
    }


def settle_references(found: Found, slots: dict[AtKey, Slot]) -> dict[AtKey, AtKey]:
    """Where each slot that is the same as another leads: within its track if it can. References to
    what states nothing, and those that lead back to themselves, are taken out with a warning."""
    while True:
        leads = {at: goal for at, one in slots.items() if (goal := _goal(at, one, slots))}
        wrong = [at for at, one in slots.items() if one.same_as and at not in leads]
        circular = [at for at in leads if _leads_back(at, leads)]
        if not wrong and not circular:
            return leads
        found.warn(
            "These refer to a level that states nothing here; the reference is left out.",
            [slots[at].where for at in wrong],
        )
        found.warn(
            "These refer to each other, so neither says what is expected; both are left out.",
            [slots[at].where for at in circular],
        )
        for at in [*wrong, *circular]:
            slots[at] = slots[at]._replace(same_as="")
            if not slots[at].says_something:
                del slots[at]


def _goal(at: AtKey, slot: Slot, slots: Mapping[AtKey, Slot]) -> AtKey | None:
    goals = ((at[0], slot.same_as), ("", slot.same_as)) if slot.same_as else ()
    return next((goal for goal in goals if goal in slots), None)


def _leads_back(start: AtKey, leads: Mapping[AtKey, AtKey]) -> bool:
    passed: set[AtKey] = set()
    at = leads.get(start)
    while at and at != start and at not in passed:
        passed.add(at)
        at = leads.get(at)
    return at == start
