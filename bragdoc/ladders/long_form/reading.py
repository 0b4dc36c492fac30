"""A sheet in the long form, read into a LadderDocument."""

from collections import defaultdict
from dataclasses import dataclass, field

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import refused
from bragdoc.ladders.long_form.areas import Areas
from bragdoc.ladders.long_form.levels import Levels
from bragdoc.ladders.long_form.rows import NO_ROW, STATEMENTS, Part, of_a_kind, part_of
from bragdoc.ladders.long_form.table import Row, read_rows
from bragdoc.ladders.naming import derived_slug
from bragdoc.ladders.nodes import Node, document_from


def read_long_form(data: bytes, *, name: str = "Ladder", version: str = "1") -> LadderDocument:
    """Raises LadderError with the row. `name` and `version` are for a sheet without its own."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in map(of_a_kind, read_rows(data)):
        rows[row.kind].append(row)
        if row.kind in STATEMENTS:
            rows["stating"].append(row)
    if not rows:
        raise refused("there are no rows under the first; expected one for each expectation")
    areas = Areas(rows["area"], rows["competency"], rows["stating"])
    levels = Levels(rows, areas)
    _fill_in_cells(rows["stating"], areas, levels)
    top = _only(rows["document"])
    top.put("format", Node("ladder/1", 1))
    top.put("ladder", _header(_only(rows["ladder"]), name, version))
    top.put("levels", levels.levels.node())
    top.put("scales", levels.scales.node())
    top.put("tracks", levels.tracks_node())
    top.put("areas", areas.node())
    return document_from(top.node(), "row")


def _only(rows: list[Row]) -> Part:
    for row in rows[1:]:
        raise row.refuse(f"row {rows[0].number} is of this kind too; a ladder has one")
    return part_of(rows[0]) if rows else Part(NO_ROW, {})


def _header(header: Part, name: str, version: str) -> Node:
    name = header.named.name or name
    for key, text in {"slug": derived_slug(name), "name": name, "version": version}.items():
        header.fields.setdefault(key, Node(text, header.row.number))
    return header.node()


@dataclass
class _Cell:
    """What the rows of one cell say: at most one says something of the cell itself."""

    first: Row
    own: Part | None = None
    items: list[Node] = field(default_factory=list)

    def say(self, own: Part) -> None:
        if self.own:
            raise own.row.refuse(f"row {self.own.row.number} is for this cell already")
        self.own = own

    def node(self) -> Node:
        items = Node.of_list(self.items, self.first.number)
        if self.own is None:
            return items
        if self.items:
            self.own.put("items", items)
        return self.own.node()


def _fill_in_cells(stating: list[Row], areas: Areas, levels: Levels) -> None:
    """Give every competency its `expect`."""
    cells: dict[str, dict[str, _Cell]] = defaultdict(dict)
    for row in stating:
        if row.kind == "naming":
            continue
        competency = areas.competency(row)
        key = levels.key(row, competency)
        cell = cells[competency.named.slug].setdefault(key, _Cell(row))
        if row.kind == "expectation":
            cell.items.append(part_of(row).node())
        elif row.kind == "cell":
            cell.say(part_of(row))
        else:
            cell.say(Part(row, {"status": Node("not-applicable", row.number)}))
    for part in areas.competencies.parts:
        expect = {key: cell.node() for key, cell in cells[part.named.slug].items()}
        part.put("expect", Node.of_mapping(expect, part.row.number))
