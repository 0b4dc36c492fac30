"""The objects of a JSON file, each with the lines it stands on.

An array, `{"items": [...]}`, one object after the other (JSON lines), or several arrays in a row,
as `gh api --paginate` prints them: all are the same list here.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bragdoc.capture.proposals import Skipped, Unreadable
from bragdoc.capture.trackers.incoming import refuse_many

_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_LISTS = ("items", "nodes", "data", "results", "values")
_DEEPEST = 4  # lists within lists
_TOLD = 20  # lines of a passage that are kept for the report
_NAME = re.compile(r'"([A-Za-z_]+)"\s*:')


@dataclass(frozen=True)
class Record:
    """`number` counts the objects of the file from 1; `line` and `last` its lines."""

    fields: dict[str, Any]
    number: int
    line: int
    last: int


def names_in(text: str) -> set[str]:
    """Names of fields in the beginning of a JSON file; none where it is no list or object."""
    return set(_NAME.findall(text)) if text.lstrip()[:1] in ("[", "{") else set()


def records_in(text: str) -> list[Record]:
    """Raises Unreadable for what is no JSON, breaks off, or holds no objects."""
    walk = _Walk(text)
    found: list[Record] = []
    try:
        for fields, start, end in walk.objects():
            found.append(Record(fields, len(found) + 1, walk.line(start), walk.line(end - 1)))
            refuse_many(len(found))
    except RecursionError:
        raise Unreadable("The JSON is nested too deeply to be an export.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"The JSON breaks off or is not right on line {walk.line(error.pos)}. Export it again."
        ) from None
    except ValueError:  # a number of thousands of digits
        raise Unreadable("The JSON holds a number that is none. Export it again.") from None
    if not found:
        raise Unreadable("The file holds an empty list. Export it again with a longer period.")
    return found


def around(text: str, records: list[Record]) -> list[Skipped]:
    """The lines that belong to no object: the brackets of the list, and counts before it."""
    lines = text.split("\n")
    found: list[Skipped] = []
    began = 1
    for first, last in [*((each.line, each.last) for each in records), (len(lines) + 1, 0)]:
        between = [number for number in range(began, first) if lines[number - 1].strip()]
        if between:
            told = "\n".join(lines[number - 1].strip() for number in between[:_TOLD])
            found.append(Skipped(between[0], between[-1], told[:500], "Around the items"))
        began = max(began, last + 1)
    return found


@dataclass
class _Walk:
    text: str

    def __post_init__(self) -> None:
        self.decoder = json.JSONDecoder()

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line(self, place: int) -> int:
        return bisect_right(self._ends, max(place, 0) - 1) + 1

    def objects(self) -> Iterator[tuple[dict, int, int]]:
        place = self._skip(0)
        while place < len(self.text):
            place = yield from self._value(place, 0)
            place = self._skip(place)

    def _value(self, place: int, depth: int):
        """The objects of the value that begins here. Returns where it ends."""
        if depth > _DEEPEST:
            raise RecursionError
        char = self.text[place : place + 1]
        if char == "[":
            return (yield from self._list(place, depth))
        if char == "{" and depth == 0:
            fields, end = self.decoder.raw_decode(self.text, place)
            within = next((n for n in _LISTS if isinstance(fields.get(n), list)), "")
            if within and "title" not in fields:
                yield from self._named_list(place, within, depth)
            else:
                yield fields, place, end
            return end
        value, end = self.decoder.raw_decode(self.text, place)
        if isinstance(value, dict):
            yield value, place, end
            return end
        raise Unreadable("The JSON is not a list of pull requests, merge requests or issues.")

    def _list(self, place: int, depth: int):
        place = self._skip(place + 1)
        if self.text[place : place + 1] == "]":
            return place + 1
        while True:
            place = self._skip((yield from self._value(place, depth + 1)))
            match self.text[place : place + 1]:
                case ",":
                    place = self._skip(place + 1)
                case "]":
                    return place + 1
                case _:
                    raise json.JSONDecodeError("Expecting ',' or ']'", self.text, place)

    def _named_list(self, place: int, name: str, depth: int):
        """The list of this name in an object that is known to be right JSON."""
        place = self._skip(place + 1)
        while True:
            key, place = self.decoder.raw_decode(self.text, place)
            place = self._skip(self._skip(place) + 1)
            if key == name and self.text[place] == "[":
                return (yield from self._list(place, depth))
            _, place = self.decoder.raw_decode(self.text, place)
            place = self._skip(self._skip(place) + 1)

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place)
        return found.end() if found else place
