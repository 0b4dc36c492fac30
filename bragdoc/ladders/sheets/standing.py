"""What competencies stand against: levels on their tracks, and the steps of scales."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bragdoc.ladders.naming import FreeSlugs, derived_slug
from bragdoc.ladders.sheets.found import AtKey, Found, FoundPosition
from bragdoc.ladders.sheets.ordering import ordered_levels, ordered_scales
from bragdoc.ladders.sheets.words import is_numeral, key, track_kind

type Names = dict[str, str]  # what a cell may call something, by its `key`, to the key of it


@dataclass(frozen=True)
class Scale:
    slug: str
    name: str
    steps: dict[str, str]  # the key of each step and its slug, lowest first


class Standing:
    """The levels, tracks and scales of what was found, in their order, with their slugs."""

    def __init__(self, found: Found):
        self.found = found
        self.levels = _slugs(found.levels, ordered_levels(found))
        self.tracks = _slugs(found.tracks, found.tracks)
        self.positions = {track: self._positions(track) for track in self.tracks or [""]}
        self.tracks_of = {
            level: [
                t for t, on_it in self.positions.items() if any(p.level == level for p in on_it)
            ]
            for level in self.levels
        }  # only "" where there are no tracks
        self.scales = [*self._scales()]
        self.scale_of = {step: scale for scale in self.scales for step in scale.steps}

    @cached_property
    def names_at(self) -> dict[str, Names]:
        """For each level, what a cell there may refer to: names, codes and titles of levels."""
        names: Names = {}
        for on_it in self.positions.values():
            for position in on_it:
                for name in (position.code, position.title):
                    names.setdefault(key(name), position.level)
        names.update((level.removeprefix("level "), level) for level in self.levels)
        names.update((level, level) for level in self.levels)
        names.pop("", None)
        lower = [None, *self.levels]
        return {
            level: names | (dict.fromkeys(_PREVIOUS, below) if below else {})
            for level, below in zip(self.levels, lower, strict=False)
        }

    def level_data(self) -> Iterator[dict[str, Any]]:
        for level, slug in self.levels.items():
            standing = [p for p in self.found.positions.values() if p.level == level]
            codes = {position.code for position in standing}
            data = {"slug": slug, "name": self.found.levels[level]}
            if len(codes) == 1:
                data["code"] = codes.pop()
            if not self.tracks:
                data["summary"] = "\n".join(standing[0].summaries)
            yield data

    def track_data(self, targets: dict[AtKey, dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """`targets` are those of each position, as the format has them."""
        for track, on_it in self.positions.items():
            name = self.found.tracks.get(track, "Main")
            yield {
                "slug": self.tracks.get(track, "main"),
                "name": name,
                "kind": track_kind(name),
                "levels": [
                    {
                        "level": self.levels[position.level],
                        "title": position.title,
                        "code": position.code,
                        "summary": "\n".join(position.summaries) if self.tracks else "",
                        "targets": targets.get((track, position.level), {}),
                    }
                    for position in on_it
                ],
            }

    def scale_data(self) -> Iterator[dict[str, Any]]:
        for scale in self.scales:
            steps = [{"slug": s, "name": self.found.steps[k]} for k, s in scale.steps.items()]
            yield {"slug": scale.slug, "name": scale.name, "steps": steps}

    def _positions(self, track: str) -> list[FoundPosition]:
        """Those of a track and those of every track, lowest first."""
        found = self.found.positions
        at = ((found.get((track, level)) or found.get(("", level))) for level in self.levels)
        return [position for position in at if position]

    def _scales(self) -> Iterator[Scale]:
        """A scale of one competency has its name."""
        order = [position.at for on_it in self.positions.values() for position in on_it]
        free = FreeSlugs([])
        for keys in ordered_scales(self.found, order):
            users = [c.name for c in self.found.competencies.values() if keys[0] in c.steps_used()]
            name = users[0] if len(users) == 1 else "Steps"
            yield Scale(
                slug=free.take(derived_slug(name)),
                name=name,
                steps=_slugs(self.found.steps, keys, "Step"),
            )


_PREVIOUS = ("previous", "previous level", "level before", "level below", "lower level")


def _slugs(names: dict[str, str], keys: Iterable[str], kind: str = "") -> dict[str, str]:
    """A slug for each key. A bare number gets its kind in front, to say something."""
    free = FreeSlugs([])
    return {
        one: free.take(
            derived_slug(f"{kind} {names[one]}" if is_numeral(names[one]) else names[one])
        )
        for one in keys
    }
