"""In which order levels and steps rise: as a person said, or else as their names and places tell.

File order is not always rank order, and nothing in a name proves a rank. What cannot be known is
guessed and asked.
"""

from collections.abc import Sequence
from math import inf
from statistics import mean

from bragdoc.ladders.sheets.found import AtKey, Found
from bragdoc.ladders.sheets.layout import Arrangement, Asked
from bragdoc.ladders.sheets.words import key, numbered, rank

_LEVELS_RISE = "Is this the order in which the levels rise, lowest first?"
_STEPS_RISE = "Is this the order in which the words for steps rise, lowest first?"


def ordered_levels(found: Found) -> list[str]:
    """The keys of the levels, lowest first. In a list they come in any order, so it is asked unless
    their names tell it; beside or below each other they rise or fall as they stand."""
    in_sheet = list(found.levels)
    if found.layout.levels:
        return _as_listed(in_sheet, found.layout.levels)
    by_name = _by_name(found.levels)
    if found.layout.arrangement is Arrangement.ROWS:
        is_told = len(in_sheet) < 2 or by_name == in_sheet or numbered([*found.levels.values()])
        if not is_told and Asked.LEVELS not in found.layout.confirmed:
            cells = [position.where for position in found.positions.values()]
            found.stop(_LEVELS_RISE, cells, Asked.LEVELS)
        return by_name or in_sheet
    if len(in_sheet) > 1 and by_name == in_sheet[::-1]:
        cells = [position.where for position in found.positions.values()]
        found.warn("The levels stand with the highest first, and are read the other way.", cells)
        return by_name
    return in_sheet


def ordered_scales(found: Found, positions: Sequence[AtKey]) -> list[list[str]]:
    """The keys of the steps of each scale, lowest first. Steps that a competency uses belong to one
    scale. `positions` go from the lowest up, track by track: without numbers or words that tell,
    steps are guessed to rise in the order in which positions come to require them."""
    scales = []
    for scale in _scales(found):
        names = {step: found.steps[step] for step in scale}
        if found.layout.steps:
            scales.append(_as_listed(scale, found.layout.steps))
        else:
            scales.append(_by_name(names) or _by_use(found, scale, positions))
    is_told = all(len(scale) < 2 or numbered([found.steps[s] for s in scale]) for scale in scales)
    if not is_told and Asked.STEPS not in found.layout.confirmed:
        found.stop(_STEPS_RISE, [], Asked.STEPS)
    return scales


def _as_listed(keys: list[str], names: Sequence[str]) -> list[str]:
    places = {key(name): place for place, name in reversed([*enumerate(names)])}
    return sorted(keys, key=lambda one: places.get(one, inf))


def _by_name(names: dict[str, str]) -> list[str] | None:
    """Keys in the order that their numbers or well-known words give, when that is one order."""
    numbers = numbered([*names.values()])
    ranks = [known for name in names.values() if (known := rank(name))]
    places = [(0.0, number) for number in numbers] if numbers else ranks
    if len({*places}) < len(names):
        return None
    return [one for _, one in sorted(zip(places, names, strict=True))]


def _by_use(found: Found, scale: list[str], positions: Sequence[AtKey]) -> list[str]:
    uses: dict[str, list[int]] = {step: [] for step in scale}
    for competency in found.competencies.values():
        for place, at in enumerate(positions):
            for step in competency.asks.get(at, ()):
                if step.step in uses:
                    uses[step.step].append(place)
    return sorted(
        scale, key=lambda step: (uses[step][0], mean(uses[step])) if uses[step] else (inf,)
    )


def _scales(found: Found) -> list[list[str]]:
    """Groups of steps: two are in one when a competency uses both."""
    group_of: dict[str, list[str]] = {}
    for competency in found.competencies.values():
        used = competency.steps_used()
        known = {id(group): group for step in used if (group := group_of.get(step))}
        new = [step for step in used if step not in group_of]
        if new or len(known) > 1:
            together = [*(step for group in known.values() for step in group), *new]
            group_of.update((step, together) for step in together)
    return list({id(group): group for group in group_of.values()}.values())
