"""The areas and competencies of a sheet, and which of them a row means."""

from collections import defaultdict

from bragdoc.ladders.long_form.parts import NO_AREA, Names, same_name
from bragdoc.ladders.long_form.rows import Group, Part, named_by
from bragdoc.ladders.long_form.table import Row
from bragdoc.ladders.nodes import Node


class Areas:
    """Where rows declare the competencies, each other row names one of those. Where none does, a
    competency is whatever rows of one area call by one name."""

    def __init__(self, area_rows: list[Row], competency_rows: list[Row], stating: list[Row]):
        stating = [row for row in stating if "competency" in row.cells]
        self.otherwise = "" if area_rows else NO_AREA
        self.found = {} if competency_rows else _areas_elsewhere(stating)
        naming = {row: (self._area(row),) for row in competency_rows or stating}
        self.areas = Group("area", area_rows, naming)
        paths = {row: (self._area(row), row.cells["competency"]) for row in stating}
        self.competencies = Group("competency", competency_rows, paths)
        self.by_slug = {part.named.slug: part for part in self.competencies.parts}
        self.held: dict[str, list[Part]] = defaultdict(list)
        for part in self.competencies.parts:
            self.held[self.areas.find(part.row, self._area(part.row))].append(part)
        self.names = {
            area: Names([part.named for part in parts], self.competencies.is_declared)
            for area, parts in self.held.items()
        }

    def _area(self, row: Row) -> str:
        return row.cells.get("area") or self.found.get(row) or self.otherwise

    def competency(self, row: Row) -> Part:
        """The one that a row means. Raises LadderError."""
        names, text = self.competencies.names, row.cells.get("competency", "")
        if text and (area := row.cells.get("area") or self.found.get(row)):
            names = self.names.get(self.areas.find(row, area), Names([], declared=True))
        return self.by_slug[named_by(row, text, names, "competency")]

    def node(self) -> Node:
        for part in self.areas.parts:
            held = [competency.node() for competency in self.held[part.named.slug]]
            part.put("competencies", Node.of_list(held, part.row.number))
        return self.areas.node()


def _areas_elsewhere(stating: list[Row]) -> dict[Row, str]:
    """For rows without an area, the one that other rows give their competency."""
    areas: dict[str, dict[str, str]] = defaultdict(dict)
    for row in stating:
        if area := row.cells.get("area"):
            areas[same_name(row.cells["competency"])].setdefault(same_name(area), area)
    found = {}
    for row in stating:
        if "area" not in row.cells:
            choice = areas[same_name(row.cells["competency"])]
            if len(choice) > 1:
                raise row.refuse("several areas have a competency of this name; say which it is")
            found[row] = next(iter(choice.values()), NO_AREA)
    return found
