"""A ladder file, in YAML, read into a LadderDocument.

A ladder file comes from anyone, so it is read with bounds (size, depth, nodes and characters after
aliases) and no tags. Every value is the text that stands in the file: `version: 1.10` keeps its
zero, `2022-11` is no date and a level code `NO` no boolean. Only `extra` and `attrs`, which are
kept untouched, hold the numbers and booleans of JSON. Whatever is wrong is said with its line.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import yaml
from pydantic import JsonValue, ValidationError

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.references import BrokenReferences, Problem

try:
    from yaml import CSafeLoader as Parser
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000
MAX_CHARACTERS = 2_000_000
PROBLEMS_SHOWN = 5

_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRING_TAGS = (None, "!", "tag:yaml.org,2002:str")
_FREE_FIELDS = ("extra", "attrs")


class LadderError(Exception):
    """A file is no ladder. The message says where, by line or path, and what was expected.

    `problems` holds every sentence, each with its place; the message holds the first five.
    `line` (from 1; None when unknown) and `path` are those of the first.
    """

    def __init__(self, *problems: "LocatedProblem"):
        self.problems = problems
        self.line, self.path = problems[0].line, problems[0].path
        shown = "; ".join(str(problem) for problem in problems[:PROBLEMS_SHOWN])
        more = len(problems) - PROBLEMS_SHOWN
        super().__init__(f"{shown}; and {more} more" if more > 0 else shown)


class LocatedProblem(NamedTuple):
    """`path` leads from the top by field names and slugs."""

    sentence: str
    line: int | None = None
    path: tuple[str, ...] = ()

    def __str__(self):
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (line, " › ".join(self.path)) if part)
        return f"{place}: {self.sentence}" if place else self.sentence


def read_ladder(data: bytes) -> LadderDocument:
    """Raises LadderError."""
    text = _decoded(data)
    try:
        top = _Builder(text).document()
    except yaml.YAMLError as error:
        raise _not_yaml(error) from error
    if not isinstance(top.value, dict):
        sentence = "expected a mapping that starts with `format: ladder/1`"
        raise LadderError(LocatedProblem(sentence, top.line))
    try:
        return LadderDocument.model_validate(top.value)
    except ValidationError as error:
        located = (_locate(top, problem) for problem in _problems(error))
        raise LadderError(*sorted(located, key=lambda p: p.line or 0)) from error


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _refused(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = "this is not text in UTF-8; save the file as UTF-8 and try again"
        raise _refused(sentence, line) from error
    _refuse_controls(text, 1)
    return text


def _refuse_controls(text: str, line: int) -> None:
    if found := _NOT_IN_YAML.search(text):
        line += text.count("\n", 0, found.start())
        character = f"the character U+{ord(found[0]):04X}"
        raise _refused(f"{character} cannot stand in a ladder; save it as UTF-8 text", line)


def _refused(sentence: str, line: int | None = None) -> LadderError:
    return LadderError(LocatedProblem(sentence, line))


def _not_yaml(error: yaml.YAMLError) -> LadderError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or "it cannot be parsed"
    sentence = f"this is not YAML ({reason}); look at the quotes and the indentation here"
    return _refused(sentence, mark.line + 1 if mark else None)


@dataclass(frozen=True)
class _Node:
    """A value, the line where it (or the key before it) stands, and what it holds."""

    value: JsonValue
    line: int
    parts: dict[str | int, "_Node"] = field(default_factory=dict)
    depth: int = 1


class _Anchored(NamedTuple):
    """A value with a name, and what an alias to it adds to the document."""

    node: _Node
    nodes: int
    characters: int


class _Builder:
    """Values from the parser's events. Nothing is expanded before it was counted."""

    def __init__(self, text: str):
        self.parser = Parser(text)
        self.anchors: dict[str, _Anchored] = {}
        self.nodes = self.characters = 0

    def document(self) -> _Node:
        self._next()  # the start of the stream
        if self.parser.check_event(yaml.StreamEndEvent):
            raise _refused("the file is empty; expected `format: ladder/1` on its first line")
        self._next()  # the start of the document
        top = self._node(self._next(), depth=1, free=False)
        self._next()  # the end of the document
        if not self.parser.check_event(yaml.StreamEndEvent):
            line = self._next().start_mark.line + 1
            raise _refused("a second document starts here; expected one ladder a file", line)
        return top

    def _next(self) -> Any:  # the stubs of PyYAML leave the fields of an event out
        return self.parser.get_event()

    def _node(self, event: Any, depth: int, free: bool) -> _Node:
        line = event.start_mark.line + 1
        _refuse_depth(depth, line)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line, depth)
        if event.tag not in _STRING_TAGS:
            raise _refused(
                f"the tag `{event.tag[:60]}` is not part of the format; leave it out", line
            )
        nodes, characters = self.nodes, self.characters
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(self._scalar(event, free), line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(line, depth, free)
        else:
            node = self._mapping(line, depth, free)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(
                node, self.nodes - nodes, self.characters - characters
            )
        return node

    def _alias(self, event: Any, line: int, depth: int) -> _Node:
        # An anchor is known once its value is complete, so no value can contain itself.
        if event.anchor not in self.anchors:
            raise _refused(f"`*{event.anchor[:60]}` refers to nothing above it", line)
        node, nodes, characters = self.anchors[event.anchor]
        _refuse_depth(depth + node.depth - 1, line)
        self._count(nodes, characters, line)
        return node

    def _count(self, nodes: int, characters: int, line: int) -> None:
        self.nodes += nodes
        self.characters += characters
        if self.nodes > MAX_NODES or self.characters > MAX_CHARACTERS:
            bound = f"{MAX_NODES:,} values or {MAX_CHARACTERS:,} characters"
            raise _refused(f"the file passes {bound} here, with aliases written out", line)

    def _text(self, event: Any) -> str:
        line = event.start_mark.line + 1
        self._count(1, len(event.value), line)
        _refuse_controls(event.value, line)  # those written as escapes
        return event.value

    def _scalar(self, event: Any, free: bool) -> JsonValue:
        text = self._text(event)
        plain = not event.style and event.tag is None
        return _resolved(text, free) if plain else text

    def _sequence(self, line: int, depth: int, free: bool) -> _Node:
        self._count(1, 0, line)
        parts: dict[str | int, _Node] = {}
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            parts[len(parts)] = self._node(event, depth + 1, free)
        return _Node([part.value for part in parts.values()], line, parts, _depth(parts))

    def _mapping(self, line: int, depth: int, free: bool) -> _Node:
        self._count(1, 0, line)
        values: dict[str, JsonValue] = {}
        parts: dict[str | int, _Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused("expected plain text before the colon", key_line)
            key = self._text(event)
            if key in parts:
                first = parts[key].line
                raise _refused(f"`{key[:60]}` is given twice, first on line {first}", key_line)
            part = self._node(self._next(), depth + 1, free or key in _FREE_FIELDS)
            values[key] = part.value
            parts[key] = replace(part, line=key_line)
        return _Node(values, line, parts, _depth(parts))


def _refuse_depth(depth: int, line: int) -> None:
    if depth > MAX_DEPTH:
        raise _refused(f"the nesting is deeper than {MAX_DEPTH} here", line)


def _depth(parts: dict[str | int, _Node]) -> int:
    return 1 + max((part.depth for part in parts.values()), default=0)


def _resolved(text: str, free: bool) -> JsonValue:
    """What unquoted text means. A number that JSON would write otherwise stays text."""
    if text in ("", "~", "null"):
        return None
    if free and text in ("true", "false"):
        return text == "true"
    if free and re.fullmatch("0|-?[1-9][0-9]{0,14}", text):
        return int(text)
    if free and re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", text) and repr(float(text)) == text:
        return float(text)
    return text


_SENTENCES = {
    "missing": "`{field}` is missing",
    "extra_forbidden": "`{field}` is not part of the format; data of your own goes under `extra`",
    "literal_error": "`{input}` is not one of {expected}",
    "string_type": "expected text",
    "string_too_short": "expected text, and found none",
    "string_too_long": "expected at most {max_length} characters",
    "tuple_type": "expected a list",
    "dict_type": "expected a mapping of names to values",
    "model_type": "expected a mapping of names to values",
    "model_attributes_type": "expected a mapping of names to values",
    "too_short": "expected at least one",
    "too_long": "expected at most {max_length}",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "decimal_parsing": "`{input}` is no number; expected one such as 3 or 2.5",
    "decimal_type": "expected a number such as 3 or 2.5",
    "finite_number": "`{input}` is no number; expected one such as 3 or 2.5",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "decimal_max_digits": "expected at most nine digits",
    "decimal_max_places": "expected at most four digits after the point",
    "decimal_whole_digits": "expected at most five digits before the point",
}
_PATTERNS = (
    ("^https?:", "`{input}` is no link; expected one that starts with http:// or https://"),
    ("^(?:[a-z]{2,3}", "`{input}` is no language code; expected one such as `en` or `pt-BR`"),
    ("^[^", "the text holds a control character; leave it out"),
    ("", "`{input}` is no slug; expected small letters, digits and single hyphens"),
)


def _problems(error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        context = fault.get("ctx", {})
        cause = context.get("error")
        if isinstance(cause, BrokenReferences):
            yield from cause.problems
            continue
        if fault["type"] == "too_short" and fault["input"]:
            continue  # a list that lost every item to another fault
        if fault["type"] == "string_pattern_mismatch":
            pattern = context["pattern"]
            sentence = next(text for start, text in _PATTERNS if pattern.startswith(start))
        else:
            sentence = _SENTENCES.get(fault["type"], "{message}")
        values = {
            "input": fault["input"][:60] if isinstance(fault["input"], str) else "",
            "field": str(fault["loc"][-1])[:60] if fault["loc"] else "",
            "message": cause or fault["msg"],
        }
        yield Problem(fault["loc"], sentence.format(**{**context, **values}))


def _locate(top: _Node, problem: Problem) -> LocatedProblem:
    """The path as the file has it: what the short forms stand for is not in the file."""
    node, names = top, []
    for step in problem.path:
        if step in node.parts:
            node = node.parts[step]
            names.append(_name(step, node.value))
    return LocatedProblem(problem.sentence, node.line, tuple(names))


def _name(step: str | int, value: JsonValue) -> str:
    if isinstance(step, str):
        return step[:60]
    if isinstance(value, dict):
        for identity in ("slug", "level"):
            if isinstance(slug := value.get(identity), str):
                return slug[:60]
    return str(step + 1)
