"""What became of what colleagues say of a win, between two documents.

Pure. A testimony is known by who gave it and whether it was asked for.
"""

from collections import Counter
from collections.abc import Iterator

from bragdoc.days import day_in_words
from bragdoc.ladders.wording import Words
from packets.comparing.changes import Change, Marker, came_or_gone
from packets.document import Evidence, Testimony

SOURCES = {"asked": "Testimony", "pasted": "Praise received elsewhere"}
CLOSENESS = {
    "": "",
    "with": "worked on it",
    "saw": "saw it being done",
    "used": "uses what came of it",
    "heard": "knows it from others",
}


def told_by(said: Testimony) -> str:
    """All of a testimony as one text."""
    standing = ", ".join(filter(None, _standing(said).values()))
    return "\n".join(filter(None, [f"{SOURCES[said.source]}, {said.name}", said.text, standing]))


def voices_changed(was: Evidence, now: Evidence, mark: Marker) -> Iterator[Change]:
    old, new = _by_speaker(was), _by_speaker(now)
    for key in new | old:
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            kind, said = came_or_gone(before, after)
            yield Change(kind, "testimony", now.title, (Words(kind, told_by(said)),), said.name)
            continue
        of = f"in the words of {after.name}"
        yield from mark(now.title, before.text, after.text, subject="testimony", field=of)
        stood, stands = _standing(before), _standing(after)
        for what in stands:
            field = f"{after.name}, {what}"
            yield from mark(now.title, stood[what], stands[what], subject="fact", field=field)


def _by_speaker(evidence: Evidence) -> dict[tuple[str, str, int], Testimony]:
    """By source and name, and by how many of these stand before it."""
    seen: Counter[tuple[str, str]] = Counter()
    voices: dict[tuple[str, str, int], Testimony] = {}
    for said in evidence.testimony:
        speaker = said.source, said.name
        voices[*speaker, seen[speaker]] = said
        seen[speaker] += 1
    return voices


def _standing(said: Testimony) -> dict[str, str]:
    return {
        "position": said.position,
        "relation": said.relation,
        "how closely": CLOSENESS[said.closeness],
        "where": said.where,
        "when": day_in_words(said.said_on) if said.said_on else "",
        "address": "verified address" if said.is_verified else "",
        "wording": "said of an earlier wording" if said.of_other_wording else "",
    }
