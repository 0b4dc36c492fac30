"""What became of the wins between two documents: placed, moved, taken out, reworded.

Pure. A win is known by its entry, wherever it stands and whatever it is called.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from bragdoc.days import day_in_words
from bragdoc.ladders.wording import Words
from packets.comparing.changes import Change, Marker, Subject, replaced
from packets.comparing.voices import told_by, voices_changed
from packets.document import Evidence, PacketDocument

WHY = "Why this is next-level"


class Place(NamedTuple):
    """Where a win stands: against a sentence of a section, or beside all of them."""

    section: str
    """The section's key."""

    sentence: str
    """The sentence's slug; empty beside them."""


type Placings = dict[Place, Evidence]
type Names = dict[Place, str]


def placed_wins(document: PacketDocument) -> dict[int, Placings]:
    """The places of each win, by its entry, in the order in which they are read."""
    wins: dict[int, Placings] = {}
    for section in document.sections:
        for slug, evidence in section.by_sentence():
            wins.setdefault(evidence.entry, {})[Place(section.key, slug)] = evidence
    return wins


def names_of_places(document: PacketDocument) -> Names:
    """How each place is called: the section with the sentence."""
    names: Names = {}
    for section in document.sections:
        names[Place(section.key, "")] = f"{section.title}: against no one sentence"
        for block in section.expectations:
            names[Place(section.key, block.slug)] = f"{section.title}: {block.text}"
    return names


def texts_of(evidence: Evidence) -> dict[str, str]:
    """What its author wrote of a win, wherever it is placed."""
    return {"Title": evidence.title, "Details": evidence.details, "What changed": evidence.impact}


def facts_of(evidence: Evidence) -> dict[str, str]:
    days = dict.fromkeys(map(day_in_words, [evidence.starts_on, evidence.ends_on]))
    metrics = [
        " ".join(filter(None, [m.label, m.before, "→", m.after, m.unit])) for m in evidence.metrics
    ]
    links = [f"{link.label} {link.url}".strip() for link in evidence.links]
    shown = ("as a headline" * evidence.featured, "in the appendix" * evidence.folded)
    return {
        "When": " to ".join(days),
        "Role": evidence.role,
        "Kind": evidence.kind,
        "People": ", ".join(evidence.people),
        "Project": evidence.project,
        "Figures": "\n".join(metrics),
        "Links": "\n".join(links),
        "Shown": ", ".join(filter(None, shown)),
    }


def told(evidence: Evidence) -> str:
    """All of a win as one text, in the order it is printed."""
    facts = facts_of(evidence)
    first = ", ".join(filter(None, map(facts.get, ["When", "Role", "People", "Project", "Kind"])))
    parts = [evidence.title, first, facts["Links"], facts["Figures"]]
    parts += [evidence.details, evidence.impact, evidence.why]
    parts += map(told_by, evidence.testimony)
    return "\n".join(filter(None, parts))


def wins_changed(
    before: PacketDocument, after: PacketDocument, mark: Marker
) -> dict[str, list[Change]]:
    """What became of each win, by the key of the section in which it is told."""
    was, now = placed_wins(before), placed_wins(after)
    names = names_of_places(before), names_of_places(after)
    found: dict[str, list[Change]] = {}
    for entry in now | was:
        for place, change in _win_changed(was.get(entry, {}), now.get(entry, {}), names, mark):
            found.setdefault(place.section, []).append(change)
    return found


def _win_changed(
    old: Placings, new: Placings, names: tuple[Names, Names], mark: Marker
) -> Iterator[tuple[Place, Change]]:
    """What became of one win. Words that stand wherever it is placed are told once."""
    moves = _moves(old, new)
    first = next(iter(new or old))
    if old and new:
        was, now = next(iter(old.values())), new[first]
        for change in (*_reworded(was, now, mark), *voices_changed(was, now, mark)):
            yield first, change
    for place, evidence in new.items():
        earlier = place if place in old else moves.get(place)
        if earlier is None:
            is_whole = not old and place == first
            yield place, _come_or_gone("added", place, evidence, names[1], is_whole=is_whole)
            continue
        if earlier != place:
            words = replaced(names[0][earlier], names[1][place])
            yield place, Change("moved", "win", evidence.title, words)
        for change in mark(evidence.title, old[earlier].why, evidence.why, field=WHY):
            yield place, change
    for place, evidence in old.items():
        if place not in new and place not in moves.values():
            is_whole = not new and place == first
            yield place, _come_or_gone("removed", place, evidence, names[0], is_whole=is_whole)


def _come_or_gone(
    kind: Literal["added", "removed"],
    place: Place,
    evidence: Evidence,
    names: Names,
    *,
    is_whole: bool,
) -> Change:
    """A win that is new or gone, told whole; or one of its further places."""
    if is_whole:
        return Change(kind, "win", evidence.title, (Words(kind, told(evidence)),))
    text = "\n".join(filter(None, [names[place], evidence.why]))
    return Change(kind, "placing", evidence.title, (Words(kind, text),))


def _moves(old: Placings, new: Placings) -> dict[Place, Place]:
    """Where a win that stands in a new place stood before: within its section where it can be."""
    gone = [place for place in old if place not in new]
    moves: dict[Place, Place] = {}
    for is_near in (True, False):
        for place in new:
            near = [one for one in gone if not is_near or one.section == place.section]
            if place not in old and place not in moves and near:
                moves[place] = near[0]
                gone.remove(near[0])
    return moves


def _reworded(was: Evidence, now: Evidence, mark: Marker) -> Iterator[Change]:
    """What changed of a win wherever it is placed."""
    both: tuple[tuple[Subject, Callable[[Evidence], dict[str, str]]], ...] = (
        ("text", texts_of),
        ("fact", facts_of),
    )
    for subject, of in both:
        old, new = of(was), of(now)
        for field in new:
            yield from mark(now.title, old[field], new[field], subject=subject, field=field)
