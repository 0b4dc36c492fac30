"""A ladder file as values that know where they stand, before it is a ladder.

A file comes from anyone, so it is read with bounds: bytes, depth, values and characters.
"""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import BaseModel, JsonValue, ValidationError

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import (
    SENTENCES,
    LadderError,
    LocatedProblem,
    problems_of,
    refused,
)
from bragdoc.ladders.references import Path, Problem
from bragdoc.ladders.values import CONTROLS

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000
MAX_CHARACTERS = 2_000_000

_NOT_TEXT = re.compile(f"[{CONTROLS}\ud800-\udfff]")


@dataclass(frozen=True)
class Node:
    """A value, the line where it (or the key before it) stands, and what it holds."""

    value: JsonValue
    line: int
    parts: Mapping[Any, "Node"] = field(default_factory=dict)  # by name, or by place in a list
    depth: int = 1

    @classmethod
    def of_list(cls, parts: list["Node"], line: int) -> "Node":
        return cls([part.value for part in parts], line, dict(enumerate(parts)), _depth(parts))

    @classmethod
    def of_mapping(cls, parts: dict[str, "Node"], line: int) -> "Node":
        values = {key: part.value for key, part in parts.items()}
        return cls(values, line, parts, _depth(parts.values()))


def _depth(parts: Iterable[Node]) -> int:
    return 1 + max((part.depth for part in parts), default=0)


def text_of(data: bytes) -> str:
    """Raises LadderError for what is too large, or no text."""
    if len(data) > MAX_BYTES:
        raise refused(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = "this is not text in UTF-8; save the file as UTF-8 and try again"
        raise refused(sentence, line) from error
    refuse_controls(text, 1)
    return text


def refuse_controls(text: str, line: int) -> None:
    if found := _NOT_TEXT.search(text):
        line += text.count("\n", 0, found.start())
        character = f"the character U+{ord(found[0]):04X}"
        raise refused(f"{character} cannot stand in a ladder; save it as UTF-8 text", line)


def refuse_depth(depth: int, line: int) -> None:
    if depth > MAX_DEPTH:
        raise refused(f"the nesting is deeper than {MAX_DEPTH} here", line)


def refuse_repeated(key: str, parts: Mapping[str, Node], line: int) -> None:
    if key in parts:
        raise refused(f"`{key[:60]}` is given twice, first on line {parts[key].line}", line)


@dataclass
class Tally:
    """How much was read of one file so far. Counting raises LadderError past the bounds."""

    nodes: int = 0
    characters: int = 0
    counted: Literal["line", "row"] = "line"

    def count(self, nodes: int, characters: int, line: int, how: str = "") -> None:
        self.nodes += nodes
        self.characters += characters
        if self.nodes > MAX_NODES or self.characters > MAX_CHARACTERS:
            bound = f"{MAX_NODES:,} values or {MAX_CHARACTERS:,} characters"
            raise refused(f"the file passes {bound} here{how}", line, self.counted)


def document_from(top: Node, counted: Literal["line", "row"] = "line") -> LadderDocument:
    """Raises LadderError with everything that is wrong, in the order of the file."""
    return validated(top, LadderDocument, counted)


def validated[Document: BaseModel](
    top: Node,
    kind: type[Document],
    counted: Literal["line", "row"] = "line",
    sentences: Mapping[str, str] = SENTENCES,
) -> Document:
    """The values as a document of any format that says its name in a field `format`. Raises
    LadderError as `document_from` does, in the words of `sentences`."""
    if not isinstance(top.value, dict):
        sentence = f"expected a mapping that starts with `format: {format_of(kind)}`"
        raise refused(sentence, top.line)
    try:
        return kind.model_validate(top.value)
    except ValidationError as error:
        located = (_locate(top, problem, counted) for problem in problems_of(error, sentences))
        raise LadderError(*sorted(located, key=lambda p: p.line or 0)) from error


def format_of(kind: type[BaseModel]) -> str:
    """What a file of this format says on its first line: "ladder/1"."""
    return str(get_args(kind.model_fields["format"].annotation)[0])


def _locate(top: Node, problem: Problem, counted: Literal["line", "row"]) -> LocatedProblem:
    node, names = _find(top, problem.path)
    sentence = problem.sentence
    if problem.first:
        sentence += f" (first on {counted} {_find(top, problem.first)[0].line})"
    return LocatedProblem(sentence, node.line, names, counted)


def _find(top: Node, path: Path) -> tuple[Node, tuple[str, ...]]:
    """The path as the file has it: what the short forms stand for is not in the file."""
    node, names = top, []
    for step in path:
        if step in node.parts:
            node = node.parts[step]
            names.append(_name(step, node.value))
    return node, tuple(names)


def _name(step: str | int, value: JsonValue) -> str:
    if isinstance(step, str):
        return step[:60]
    if isinstance(value, dict):
        for identity in ("slug", "level"):
            if isinstance(slug := value.get(identity), str):
                return slug[:60]
    return str(step + 1)
