"""A ladder file as JSON, for programs.

It is read with the bounds of the YAML form, and what is wrong is said with its line. What is
written says everything that reading fills in (slugs, ranks, titles, the only track), so that
nothing has to be derived.
"""

import json
import re
from dataclasses import replace
from json import JSONDecodeError, JSONDecoder

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import LadderError, refused
from bragdoc.ladders.nodes import (
    Node,
    Tally,
    document_from,
    refuse_controls,
    refuse_depth,
    refuse_repeated,
    text_of,
)

_SPACE = re.compile(r"[ \t\r\n]*")
_MAX_DIGITS = 30


def write_ladder_json(document: LadderDocument) -> str:
    """JSON that `read_ladder_json` reads back to an equal document."""
    data = document.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_ladder_json(data: bytes) -> LadderDocument:
    """Raises LadderError."""
    return document_from(_Builder(text_of(data)).document())


class _Builder:
    """Values from the text, one after the other: nothing is nested before its depth was checked."""

    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.line = 1
        self.read = Tally()
        self.scalars = JSONDecoder(
            parse_int=self._number(int),
            parse_float=self._number(float),
            parse_constant=self._no_number,
        )

    def document(self) -> Node:
        if not self._next():
            raise refused('the file is empty; expected {"format": "ladder/1", …}')
        top = self._node(depth=1)
        if self._next():
            raise refused("something follows the end of the ladder here", self.line)
        return top

    def _next(self) -> str:
        """The next character that is no white space, not yet taken; "" at the end."""
        space = _SPACE.match(self.text, self.at)
        self._move_to(space.end())  # type: ignore[union-attr]  # it matches anything
        return self.text[self.at : self.at + 1]

    def _move_to(self, place: int) -> None:
        self.line += self.text.count("\n", self.at, place)
        self.at = place

    def _taken(self, wanted: str) -> bool:
        found = self._next() == wanted
        self.at += found
        return found

    def _expect(self, wanted: str) -> None:
        if not self._taken(wanted):
            raise self._not_json(f"expected `{wanted}`")

    def _not_json(self, reason: str) -> LadderError:
        return refused(
            f"this is not JSON ({reason}); look at the quotes and commas here", self.line
        )

    def _node(self, depth: int) -> Node:
        refuse_depth(depth, self.line)
        line = self.line
        if self._taken("["):
            self.read.count(1, 0, line)
            return Node.of_list(self._items(depth + 1), line)
        if self._taken("{"):
            self.read.count(1, 0, line)
            return Node.of_mapping(self._members(depth + 1), line)
        return Node(self._scalar(), line)

    def _items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        while not self._taken("]"):
            if items:
                self._expect(",")
                self._next()
            items.append(self._node(depth))
        return items

    def _members(self, depth: int) -> dict[str, Node]:
        members: dict[str, Node] = {}
        while not self._taken("}"):
            if members:
                self._expect(",")
            if self._next() != '"':
                raise self._not_json("expected a name in double quotes, or `}`")
            line, name = self.line, str(self._scalar())
            refuse_repeated(name, members, line)
            self._expect(":")
            self._next()
            members[name] = replace(self._node(depth), line=line)
        return members

    def _scalar(self) -> str | int | float | bool | None:
        try:
            value, end = self.scalars.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self._move_to(error.pos)
            raise self._not_json(error.msg[0].lower() + error.msg[1:]) from error
        self.read.count(1, end - self.at, self.line)
        if isinstance(value, str):
            refuse_controls(value, self.line)  # those written as escapes
        self._move_to(end)
        return value

    def _number(self, kind: type[int] | type[float]):
        def read(digits: str) -> int | float:
            if len(digits) > _MAX_DIGITS:
                raise refused(f"a number has {len(digits):,} digits here; make it text", self.line)
            return kind(digits)

        return read

    def _no_number(self, name: str):
        raise self._not_json(f"`{name}` is no number")
