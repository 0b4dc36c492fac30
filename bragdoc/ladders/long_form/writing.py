"""A LadderDocument written as a sheet in the long form.

A kind of part gets rows of its own only where reading would not make the same parts from the rows
that state something.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.long_form.parts import (
    FIELDS,
    NOT_APPLICABLE,
    ONLY_TRACK,
    Named,
    Names,
    Path,
    implied,
    implied_positions,
)
from bragdoc.ladders.long_form.table import write_rows
from bragdoc.ladders.naming import name_from_slug
from bragdoc.ladders.writing import short_form, yaml_of

type Cells = dict[str, str]


def write_long_form(document: LadderDocument) -> str:
    """CSV that `read_long_form` reads back to an equal document."""
    return write_rows(_Sheet(document).rows())


class _Stated(NamedTuple):
    """A cell of a competency, as in a ladder file. `track` is "" where it is for every track."""

    area: dict
    competency: dict
    track: str
    step: str
    cell: dict | list | str


class _Sheet:
    """A ladder in the short forms of its file, and what the rows call its parts."""

    def __init__(self, document: LadderDocument):
        self.data = short_form(document)
        self.levels = self.data["levels"]
        rungs = [level["slug"] for level in self.levels]
        self.tracks = self.data.get("tracks", [{**ONLY_TRACK._asdict(), "levels": rungs}])
        self.areas = self.data.get("areas", [])
        self.scales = self.data.get("scales", [])
        self.held = [(area, c) for area in self.areas for c in area.get("competencies", ())]
        self.stated = [
            _Stated(area, competency, track, step, cell)
            for area, competency in self.held
            for key, cell in competency.get("expect", {}).items()
            for track, _, step in [key.rpartition("/")]
        ]
        self._choose_levels()
        self._choose_positions()
        self._choose_areas()

    def _choose_levels(self) -> None:
        name_of = {level["slug"]: level["name"] for level in self.levels}
        rungs = [stated.step for stated in self.stated if "scale" not in stated.competency]
        self.declares_levels = _must_declare(self.levels, [(name_of[rung],) for rung in rungs])
        self.level = _Calls(self.levels, self.declares_levels)
        self.step = {scale["slug"]: _Calls(scale["steps"], True) for scale in self.scales}

    def _choose_positions(self) -> None:
        """The positions, and with them the titles, of the tracks; then the tracks themselves."""
        at_levels = [stated for stated in self.stated if "scale" not in stated.competency]
        named_with: dict[str, set[str]] = {track["slug"]: set() for track in self.tracks}
        self.titles: dict[tuple[str, str], str] = {}
        for stated in at_levels:
            if stated.track:
                named_with[stated.track].add(stated.step)
            if title := self._title(stated.track, stated.step):
                self.titles[stated.track, stated.step] = title
        levels = [level["slug"] for level in self.levels]
        filled_in = implied_positions(levels, named_with, self.titles)
        self.declares_positions = filled_in != {t["slug"]: t["levels"] for t in self.tracks}
        if self.declares_positions:
            self.titles = {}
        name_of = {track["slug"]: track["name"] for track in self.tracks}
        named = [stated.track for stated in self.stated if stated.track]
        if self.declares_positions:
            named = [track["slug"] for track in self.tracks] + named
        tracks = [_without(track, "levels") for track in self.tracks]
        paths = [(name_of[track],) for track in named] or [(ONLY_TRACK.name,)]
        self.declares_tracks = _must_declare(tracks, paths)
        self.track = _Calls(tracks, self.declares_tracks)

    def _title(self, track: str, level: str) -> str:
        """The title that every position of the level has, on the track if one is given."""
        titles = {
            position["title"] if isinstance(position, dict) and "title" in position else ""
            for each in self.tracks
            if track in ("", each["slug"])
            for position in each["levels"]
            if level == (position["level"] if isinstance(position, dict) else position)
        }
        return titles.pop() if len(titles) == 1 else ""

    def _choose_areas(self) -> None:
        paths = [(stated.area["name"], stated.competency["name"]) for stated in self.stated]
        competencies = [_without(competency, "expect") for _, competency in self.held]
        self.declares_competencies = _must_declare(competencies, paths)
        naming = self.held if self.declares_competencies else self.stated
        areas = [_without(area, "competencies") for area in self.areas]
        self.declares_areas = _must_declare(areas, [(area["name"],) for area, *_ in naming])
        self.area = _Calls(areas, self.declares_areas)
        self.competency = {
            area["slug"]: _Calls(area.get("competencies", []), self.declares_competencies)
            for area in self.areas
        }

    def rows(self) -> Iterator[Cells]:
        yield _row("ladder", self.data["ladder"])
        own = {"format", "ladder", "levels", "scales", "tracks", "areas"}
        if rest := _without(self.data, *own):
            yield _row("document", rest)
        if self.declares_levels:
            yield from (_row("level", level) for level in self.levels)
        yield from (_row("scale", scale) for scale in self.scales)
        yield from self._track_rows()
        for area in self.areas:
            if self.declares_areas:
                yield _row("area", _without(area, "competencies"))
            for competency in area.get("competencies", ()):
                if self.declares_competencies:
                    declared = _row("competency", _without(competency, "expect"))
                    yield declared | {"area": self.area[area["slug"]]}
                yield from self._statement_rows(competency)

    def _track_rows(self) -> Iterator[Cells]:
        for track in self.tracks:
            if self.declares_tracks:
                yield _row("track", _without(track, "levels"))
            for position in track["levels"] if self.declares_positions else ():
                fields = position if isinstance(position, dict) else {"level": position}
                yield _row("position", _without(fields, "level")) | {
                    "track": self.track[track["slug"]],
                    "level": self.level[fields["level"]],
                }

    def _statement_rows(self, competency: dict) -> Iterator[Cells]:
        for stated in self.stated:
            if stated.competency is competency:
                place = self._place(stated)
                yield from (row | place for row in _cell_rows(stated.cell))

    def _place(self, stated: _Stated) -> Cells:
        competency = stated.competency
        scale = competency.get("scale")
        return {
            "track": self.track[stated.track] if stated.track else "",
            "level": (self.step[scale] if scale else self.level)[stated.step],
            "title": "" if scale else self.titles.get((stated.track, stated.step), ""),
            "area": self.area[stated.area["slug"]],
            "competency": self.competency[stated.area["slug"]][competency["slug"]],
        }


class _Calls(dict[str, str]):
    """What rows call the parts of one kind, by slug."""

    def __init__(self, parts: list[dict], declared: bool):
        named = [Named(p["slug"], p.get("name", name_from_slug(p["slug"]))) for p in parts]
        names = Names(named, declared)
        super().__init__((part.slug, names.called(part)) for part in named)


def _must_declare(parts: list[dict], paths: Iterable[Path]) -> bool:
    """Whether the rows that name parts by these paths would make anything but these parts."""
    return parts != [named._asdict() for named in implied(paths).values()]


def _cell_rows(cell: dict | list | str) -> Iterator[Cells]:
    if isinstance(cell, str):  # the only one of its short forms that is text
        yield {"expectation": NOT_APPLICABLE}
        return
    items = cell if isinstance(cell, list) else cell.get("items", ())
    if isinstance(cell, dict):
        yield _row("cell", _without(cell, "items"))
    for item in items:
        row = _row("expectation", {"text": item} if isinstance(item, str) else item)
        # An empty kind means an expectation, unless its text would read as something else.
        yield row if row["expectation"].lower() == NOT_APPLICABLE else row | {"row": ""}


def _row(kind: str, part: dict) -> Cells:
    """Fields with a column of their own in it, the others in `details`."""
    rest = dict(part)
    cells = {"row": kind}
    for column, field in FIELDS[kind].items():
        value = rest.pop(field, "")
        if field == "examples" and any("\n" in example for example in value):
            rest[field] = value  # a line would no longer be an example
        else:
            cells[column] = "\n".join(value) if isinstance(value, list) else value
    if rest:
        cells["details"] = yaml_of(rest).rstrip("\n")
    return cells


def _without(part: dict, *fields: str) -> dict:
    return {field: value for field, value in part.items() if field not in fields}
