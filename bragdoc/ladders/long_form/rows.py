"""What each kind of row says: the part of a ladder that it declares, or what it states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import JsonValue

from bragdoc.ladders.long_form.parts import (
    FIELDS,
    NOT_APPLICABLE,
    Named,
    Names,
    Path,
    implied,
    same_path,
)
from bragdoc.ladders.long_form.table import Row
from bragdoc.ladders.naming import FreeSlugs, derived_slug
from bragdoc.ladders.nodes import Node

# A row that states something says where: at which level (or step) of which competency, and for
# which track. The title is that of the level on the track.
PLACE = ("track", "level", "title", "area", "competency")
STATEMENTS = ("expectation", "n/a", "cell", "naming")
NO_ROW = Row(1, "", {}, Node({}, 1))  # where what no row says is said to stand

_COLUMNS = {kind: {*fields} for kind, fields in FIELDS.items()}
_COLUMNS["position"] |= {"track", "level"}
_COLUMNS["competency"] |= {"area"}
_COLUMNS["cell"] |= {*PLACE}
_COLUMNS["expectation"] |= {*PLACE}
_COLUMNS["n/a"] = {*PLACE, "expectation"}
_COLUMNS["naming"] = {*PLACE}


@dataclass
class Part:
    """A part of the ladder, with the row that declares it or is the first to name it."""

    row: Row
    fields: dict[str, Node]

    def put(self, field: str, node: Node) -> None:
        if field in self.fields:
            raise self.row.refuse(f"`{field}` has rows or a column of its own; it is no detail")
        self.fields[field] = node

    @property
    def named(self) -> Named:
        return Named(self._text("slug"), self._text("name"))

    def _text(self, field: str) -> str:
        value = self.fields[field].value if field in self.fields else ""
        return value if isinstance(value, str) else ""

    @classmethod
    def of(cls, named: Named, row: Row) -> "Part":
        fields = {"slug": Node(named.slug, row.number), "name": Node(named.name, row.number)}
        return cls(row, fields)

    def node(self) -> Node:
        return Node.of_mapping(self.fields, self.row.number)


def of_a_kind(row: Row) -> Row:
    """The row with its kind told: one left empty states an expectation, that nothing applies, or
    nothing. Raises LadderError for what a row of the kind does not say."""
    kind = row.kind
    if kind == "":
        text = row.cells.get("expectation", "")
        saying = text or row.details.parts or {"slug", "examples"} & row.cells.keys()
        kind = "expectation" if saying else "naming"
        if text.lower() == NOT_APPLICABLE:
            kind = "n/a"
    elif kind not in FIELDS:
        raise row.refuse(f"`{kind[:60]}` is no kind of row; they are {', '.join(FIELDS)}")
    for column in row.cells:
        if column not in _COLUMNS[kind]:
            told = "where nothing applies" if kind == "n/a" else f"on a row of the kind {kind}"
            raise row.refuse(f"`{column}` says nothing {told}; leave it empty")
    return replace(row, kind=kind)


def part_of(row: Row) -> Part:
    """The fields in columns, and those in `details`."""
    part = Part(row, dict(row.details.parts))
    for column, field in FIELDS[row.kind].items():
        if text := row.cells.get(column):
            part.put(field, _examples(text, row) if field == "examples" else Node(text, row.number))
    return part


class Group:
    """The parts of one kind: those that rows declare, or else those that other rows name."""

    def __init__(self, kind: str, rows: list[Row], naming: Mapping[Row, Path]):
        self.kind = kind
        self.is_declared = bool(rows)
        self.parts = _declared(rows) if rows else _implied(naming)
        self.names = Names([part.named for part in self.parts], self.is_declared)

    def node(self) -> Node:
        return Node.of_list([part.node() for part in self.parts], 1)

    def find(self, row: Row, text: str = "") -> str:
        """The slug of the part that a cell of the row, or the text, names. Raises LadderError."""
        text = text or row.cells.get(self.kind, "")
        return named_by(row, text, self.names, self.kind)


def named_by(row: Row, text: str, names: Names, kind: str) -> str:
    """The slug of the part that the text names. Raises LadderError."""
    if not text:
        raise row.refuse(f"the {kind} is missing")
    slug = names.slug(text)
    if slug is None:
        how = "write it as the row that declares it, or give its slug"
        raise row.refuse(f"`{text[:60]}` names no {kind} of this sheet, or several; {how}")
    return slug


def _declared(rows: list[Row]) -> list[Part]:
    """A slug left empty is made from the name."""
    parts = [part_of(row) for row in rows]
    free = FreeSlugs(part.named.slug for part in parts)
    for part in parts:
        if not part.named.slug and part.named.name:
            part.put("slug", Node(free.take(derived_slug(part.named.name)), part.row.number))
    return parts


def _implied(naming: Mapping[Row, Path]) -> list[Part]:
    first: dict[Path, Row] = {}
    for row, path in naming.items():
        first.setdefault(same_path(path), row)
    found = implied(naming.values())
    return [Part.of(named, first[path]) for path, named in found.items()]


def node_of(value: JsonValue, line: int) -> Node:
    if isinstance(value, dict):
        return Node.of_mapping({key: node_of(part, line) for key, part in value.items()}, line)
    if isinstance(value, list):
        return Node.of_list([node_of(part, line) for part in value], line)
    return Node(value, line)


def _examples(text: str, row: Row) -> Node:
    """One a line."""
    lines = [line.strip() for line in text.split("\n")]
    return Node.of_list([Node(line, row.number) for line in lines if line], row.number)
