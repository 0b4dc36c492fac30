"""The levels, scales and tracks of a sheet, and which cell of a competency a row means."""

from collections import defaultdict
from collections.abc import Mapping

from bragdoc.ladders.long_form.areas import Areas
from bragdoc.ladders.long_form.parts import ONLY_TRACK, Named, Names, implied_positions
from bragdoc.ladders.long_form.rows import NO_ROW, Group, Part, named_by, node_of, part_of
from bragdoc.ladders.long_form.table import Row
from bragdoc.ladders.naming import derived_slug, name_from_slug
from bragdoc.ladders.nodes import Node


class Levels:
    """Each kind of part is what rows declare of it, or else what the other rows name."""

    def __init__(self, rows: Mapping[str, list[Row]], areas: Areas):
        stating = rows["stating"]
        self.scales = Group("scale", rows["scale"], {})
        self.steps = {part.named.slug: _steps(part) for part in self.scales.parts}
        self.areas = areas
        self.rungs = [row for row in stating if "level" in row.cells and not self._scale(row)]
        self.levels = Group("level", rows["level"], {r: (r.cells["level"],) for r in self.rungs})
        of_tracks = [row for row in rows["position"] + stating if "track" in row.cells]
        self.tracks = Group("track", rows["track"], {r: (r.cells["track"],) for r in of_tracks})
        if not self.tracks.parts:
            self.tracks.parts = [Part.of(ONLY_TRACK, NO_ROW)]
        titles = self._titles([row for row in stating if "title" in row.cells], rows["position"])
        self.positions = self._declared(rows["position"]) or self._implied(titles)

    def key(self, row: Row, competency: Part) -> str:
        """The key in the `expect` of the row's competency. Raises LadderError."""
        scale = _text(competency.fields.get("scale"))
        if not scale:
            step = self.levels.find(row)
        elif scale in self.steps:
            step = named_by(row, row.cells.get("level", ""), self.steps[scale], "step")
        else:  # which is said of the competency
            step = derived_slug(row.cells.get("level", ""))
        return f"{self.tracks.find(row)}/{step}" if "track" in row.cells else step

    def tracks_node(self) -> Node:
        for part in self.tracks.parts:
            positions = self.positions.get(part.named.slug, [])
            part.put("levels", Node.of_list(positions, part.row.number))
        return self.tracks.node()

    def _scale(self, row: Row) -> str:
        if "competency" not in row.cells:
            return ""
        return _text(self.areas.competency(row).fields.get("scale"))

    def _titles(self, titled: list[Row], positions: list[Row]) -> dict[tuple[str, str], str]:
        """By (track or "", level), where rows that state something give them."""
        rungs = set(self.rungs)
        given: dict[tuple[str, str], Row] = {}
        for row in titled:
            if positions:
                raise row.refuse("rows of the kind position give the titles here; leave it empty")
            if row not in rungs:
                raise row.refuse("a title is that of a level, and this row is at none")
            track = self.tracks.find(row) if "track" in row.cells else ""
            first = given.setdefault((track, self.levels.find(row)), row)
            if first.cells["title"] != row.cells["title"]:
                other = f"`{first.cells['title'][:60]}` on row {first.number}"
                raise row.refuse(f"the title of this level is another here, {other}")
        return {key: row.cells["title"] for key, row in given.items()}

    def _declared(self, rows: list[Row]) -> dict[str, list[Node]]:
        positions: dict[str, list[Node]] = defaultdict(list)
        for row in rows:
            part = part_of(row)
            part.put("level", Node(self.levels.find(row), row.number))
            positions[self.tracks.find(row)].append(part.node())
        return positions

    def _implied(self, titles: Mapping[tuple[str, str], str]) -> dict[str, list[Node]]:
        levels = {part.named.slug: part.row.number for part in self.levels.parts}
        named_with: dict[str, set[str]] = {part.named.slug: set() for part in self.tracks.parts}
        for row in self.rungs:
            if "track" in row.cells:
                named_with[self.tracks.find(row)].add(self.levels.find(row))
        found = implied_positions(list(levels), named_with, titles)
        return {
            track: [node_of(position, 1) for position in positions]
            for track, positions in found.items()
        }


def _steps(scale: Part) -> Names:
    steps = scale.fields.get("steps")
    named = []
    for step in steps.parts.values() if steps else ():
        slug = _text(step.parts.get("slug"))
        named.append(Named(slug, _text(step.parts.get("name")) or name_from_slug(slug)))
    return Names(named, declared=True)


def _text(node: Node | None) -> str:
    return node.value if node and isinstance(node.value, str) else ""
