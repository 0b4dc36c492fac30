"""What one competency expects, and what positions require of it, as the file format has it."""

from collections.abc import Iterator
from typing import Any

from bragdoc.ladders.sheets.found import AtKey, Found, FoundCompetency
from bragdoc.ladders.sheets.layout import Content
from bragdoc.ladders.sheets.slots import Slot, settle_references, shared, slot
from bragdoc.ladders.sheets.standing import Scale, Standing


def competency_data(
    found: Found, competency: FoundCompetency, slug: str, standing: Standing
) -> dict[str, Any]:
    _settle_ticks(found, competency, standing)
    tracks = _tracks(competency, standing)
    steps = competency.steps_used()
    scale = standing.scale_of[steps[0]] if steps else None
    if scale:
        slots = _at_steps(found, competency, scale)
    else:
        slots = _at_levels(found, competency, standing, tracks)
    own = scale.steps if scale else standing.levels
    keys = {at: f"{standing.tracks[at[0]]}/{own[at[1]]}" if at[0] else own[at[1]] for at in slots}
    leads = settle_references(found, slots)
    return {
        "slug": slug,
        "name": competency.name,
        "summary": "\n".join(competency.descriptions),
        "scale": scale.slug if scale else "",
        "tracks": [standing.tracks[track] for track in tracks],
        "expect": {
            keys[at]: _cell(one, keys[leads[at]] if at in leads else "", standing)
            for at, one in slots.items()
        },
    }


def targets_of(
    found: Found, competency: FoundCompetency, standing: Standing
) -> Iterator[tuple[AtKey, dict[str, Any]]]:
    """For each position that requires a step of the competency, its target."""
    for track, on_it in standing.positions.items():
        for position in on_it:
            at = (track, position.level)
            asked = [*competency.asks.get(at, ())]
            asked += competency.asks.get(("", position.level), ()) if track else ()
            if not asked:
                continue
            scale = standing.scale_of[asked[0].step]
            chosen = asked[0]
            if found.layout.content is Content.TICKS:
                order = list(scale.steps)
                chosen = max(asked, key=lambda required: order.index(required.step))
            elif len({required.step for required in asked}) > 1:
                sentence = "These name different steps for one level; the first of them counts."
                found.warn(sentence, [required.where for required in asked])
            elif len(asked) > 1:
                sentence = "These repeat what a row above them says; it is kept once."
                found.warn(sentence, [required.where for required in asked[1:]])
            yield at, {"step": scale.steps[chosen.step], "need": chosen.need}


def _settle_ticks(found: Found, competency: FoundCompetency, standing: Standing) -> None:
    """A marked sentence is said at its lowest level; from there up it is carried."""
    for sentence, ticked in competency.ticked:
        if not ticked:
            found.warn("These are marked for no level, and are left out.", [sentence.where])
        for track in dict.fromkeys(track for track, _ in ticked):
            order = [p.level for p in standing.positions.get(track, ())] or [*standing.levels]
            marked = [level for level in order if (track, level) in ticked]
            competency.say((track, marked[0]), sentence)
            if marked != order[order.index(marked[0]) :]:
                text = "These have no mark at some level above their first; they hold there too."
                found.warn(text, [sentence.where])


def _tracks(competency: FoundCompetency, standing: Standing) -> list[str]:
    """The tracks that the competency is limited to; none when it is for all."""
    spoken = {track for track, _ in (*competency.says, *competency.asks)}
    if "" in spoken or len(spoken) == len(standing.tracks):
        return []
    return [track for track in standing.tracks if track in spoken]


def _at_levels(
    found: Found, competency: FoundCompetency, standing: Standing, tracks: list[str]
) -> dict[AtKey, Slot]:
    slots: dict[AtKey, Slot] = {}
    for level, names in standing.names_at.items():
        for_all = competency.says.get(("", level), [])
        here = [t for t in standing.tracks_of[level] if not tracks or t in tracks]
        own = {t: competency.says[t, level] for t in here if t and (t, level) in competency.says}
        if own:
            said = {t: slot(found, [*for_all, *own.get(t, ())], names) for t in here}
            slots |= {(track, level): one for track, one in shared(said).items()}
        elif for_all:
            slots["", level] = slot(found, for_all, names)
    return {at: one for at, one in slots.items() if one.says_something}


def _at_steps(found: Found, competency: FoundCompetency, scale: Scale) -> dict[AtKey, Slot]:
    """Sentences that name no step belong to the one that their level requires, if it does."""
    for at, said in competency.says.items():
        if at in competency.asks:
            competency.mean(competency.asks[at][0].step, said)
            continue
        for wording in said:
            competency.describe(wording.text)
        sentence = "These name no step; they are kept with what the competency is about."
        found.warn(sentence, [wording.where for wording in said])
    names = {step: step for step in scale.steps}
    slots = {
        ("", step): slot(found, competency.steps[step], names)
        for step in scale.steps
        if step in competency.steps
    }
    return {at: one for at, one in slots.items() if one.says_something}


def _cell(one: Slot, same_as: str, standing: Standing) -> dict[str, Any]:
    items = [
        {
            "text": text,
            "examples": examples,
            "tracks": [standing.tracks[track] for track in one.tracks.get(text, ())],
        }
        for text, examples in one.items.items()
    ]
    return {
        "summary": one.lead_in,
        "items": items,
        "examples": one.examples,
        "status": one.status,
        "same_as": same_as,
    }
