"""A ladder file, in YAML, read into a LadderDocument.

A ladder file comes from anyone, so it is read with bounds (size, depth, nodes and characters after
aliases) and no tags. Every value is the text that stands in the file: `version: 1.10` keeps its
zero, `2022-11` is no date and a level code `NO` no boolean. Only `extra` and `attrs`, which are
kept untouched, hold the numbers and booleans of JSON. Whatever is wrong is said with its line.
"""

import json
import re
from dataclasses import replace
from typing import Any, NamedTuple

import yaml
from pydantic import JsonValue

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
from bragdoc.ladders.values import OWN_NUMBERS_BELOW

try:
    from yaml import CSafeLoader as Parser
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

_STRING_TAGS = (None, "!", "tag:yaml.org,2002:str")
_FREE_FIELDS = ("extra", "attrs")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,3})?")


def read_ladder(data: bytes) -> LadderDocument:
    """Raises LadderError."""
    return document_from(read_yaml(text_of(data)))


def read_yaml(text: str, read: Tally | None = None, line: int | None = None) -> Node:
    """The values of any YAML text. Raises LadderError.

    Text that is part of a larger file is counted in its tally, and all of it stands at its line.
    """
    try:
        return _Builder(text, read or Tally(), line).document()
    except yaml.YAMLError as error:
        raise _not_yaml(error) from error


def _not_yaml(error: yaml.YAMLError) -> LadderError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or "it cannot be parsed"
    sentence = f"this is not YAML ({reason}); look at the quotes and the indentation here"
    return refused(sentence, mark.line + 1 if mark else None)


class _Anchored(NamedTuple):
    """A value with a name, and what an alias to it adds to the document."""

    node: Node
    nodes: int
    characters: int


class _Builder:
    """Values from the parser's events. Nothing is expanded before it was counted."""

    def __init__(self, text: str, read: Tally, line: int | None):
        self.parser = Parser(text)
        self.anchors: dict[str, _Anchored] = {}
        self.read = read
        self.line = line

    def document(self) -> Node:
        self._next()  # the start of the stream
        if self.parser.check_event(yaml.StreamEndEvent):
            raise refused("the file is empty; expected `format: ladder/1` on its first line")
        self._next()  # the start of the document
        top = self._node(self._next(), depth=1, free=False)
        self._next()  # the end of the document
        if not self.parser.check_event(yaml.StreamEndEvent):
            line = self._line(self._next())
            raise refused("a second document starts here; expected one ladder a file", line)
        return top

    def _next(self) -> Any:  # the stubs of PyYAML leave the fields of an event out
        return self.parser.get_event()

    def _line(self, event: Any) -> int:
        return self.line or event.start_mark.line + 1

    def _node(self, event: Any, depth: int, free: bool) -> Node:
        line = self._line(event)
        refuse_depth(depth, line)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line, depth)
        if event.tag not in _STRING_TAGS:
            raise refused(
                f"the tag `{event.tag[:60]}` is not part of the format; leave it out", line
            )
        nodes, characters = self.read.nodes, self.read.characters
        if isinstance(event, yaml.ScalarEvent):
            node = Node(self._scalar(event, free), line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(line, depth, free)
        else:
            node = self._mapping(line, depth, free)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(
                node, self.read.nodes - nodes, self.read.characters - characters
            )
        return node

    def _alias(self, event: Any, line: int, depth: int) -> Node:
        # An anchor is known once its value is complete, so no value can contain itself.
        if event.anchor not in self.anchors:
            raise refused(f"`*{event.anchor[:60]}` refers to nothing above it", line)
        node, nodes, characters = self.anchors[event.anchor]
        refuse_depth(depth + node.depth - 1, line)
        self.read.count(nodes, characters, line, ", with aliases written out")
        return node

    def _text(self, event: Any) -> str:
        line = self._line(event)
        self.read.count(1, len(event.value), line)
        refuse_controls(event.value, line)  # those written as escapes
        return event.value

    def _scalar(self, event: Any, free: bool) -> JsonValue:
        text = self._text(event)
        plain = not event.style and event.tag is None
        return resolved(text, free) if plain else text

    def _sequence(self, line: int, depth: int, free: bool) -> Node:
        self.read.count(1, 0, line)
        parts = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            parts.append(self._node(event, depth + 1, free))
        return Node.of_list(parts, line)

    def _mapping(self, line: int, depth: int, free: bool) -> Node:
        self.read.count(1, 0, line)
        parts: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_line = self._line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise refused("expected plain text before the colon", key_line)
            key = self._text(event)
            refuse_repeated(key, parts, key_line)
            part = self._node(self._next(), depth + 1, free or key in _FREE_FIELDS)
            parts[key] = replace(part, line=key_line)
        return Node.of_mapping(parts, line)


def resolved(text: str, free: bool) -> JsonValue:
    """What unquoted text means. A number that JSON would write otherwise stays text."""
    if text in ("", "~", "null"):
        return None
    if free and text in ("true", "false"):
        return text == "true"
    if free and _NUMBER.fullmatch(text):
        number = json.loads(text)
        if json.dumps(number) == text and abs(number) < OWN_NUMBERS_BELOW:
            return number
    return text
