"""What a removal takes from a ladder, told in words, and kept so that it can be put back."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import JsonValue, ValidationError

from bragdoc.ladders.document import LadderDocument, counts
from bragdoc.ladders.editing.edits import EditError, is_ranked_by_place
from bragdoc.ladders.editing.pruning import remaining

_WORDS = {
    "levels": ("level", "levels"),
    "tracks": ("track", "tracks"),
    "positions": ("position", "positions"),
    "areas": ("area", "areas"),
    "competencies": ("competency", "competencies"),
    "expectations": ("expectation", "expectations"),
    "targets": ("target", "targets"),
    "criteria": ("criterion", "criteria"),
}


class Taken(NamedTuple):
    """One thing that was taken out of a document, or changed with it.

    `path` leads to it from the top, by field names, slugs and keys. `was` is its JSON, `now` what
    stands there since, None for nothing. `after` is the slug of what stood before it in a list.
    """

    path: tuple[str, ...]
    was: JsonValue
    now: JsonValue = None
    after: str | None = None


class Removal(NamedTuple):
    """The document that remains, what was removed, and in words what went with it."""

    document: LadderDocument
    what: str
    with_it: str
    taken: tuple[Taken, ...]

    @property
    def says(self) -> str:
        """Such as "Removed Level 3 with 14 expectations and 2 targets."."""
        return (
            f"Removed {self.what} with {self.with_it}." if self.with_it else f"Removed {self.what}."
        )


def removal(before: LadderDocument, without: LadderDocument, what: str, kind: str) -> Removal:
    """What it comes to when a part is taken out. `without` is the document that lacks the part
    alone, unchecked; `kind` is the part's own in the plural."""
    after = remaining(without)
    old, new = _tally(before), _tally(after)
    old[kind] = old.get(kind, 0) - 1  # the part itself is named already
    lost = [_counted(kind, old[kind] - new[kind]) for kind in _WORDS if old[kind] > new[kind]]
    taken = tuple(_taken(before.model_dump(mode="json"), after.model_dump(mode="json"), ()))
    return Removal(after, what, _listed(lost), taken)


def _tally(document: LadderDocument) -> dict[str, int]:
    positions = [position for _, position in document.positions()]
    return counts(document) | {
        "positions": len(positions),
        "areas": len(document.areas),
        "criteria": sum(len(position.criteria) for position in positions),
    }


def _counted(kind: str, number: int) -> str:
    one, many = _WORDS[kind]
    return f"{number} {one if number == 1 else many}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _taken(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Taken]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = before, after
    elif _has_slugs(before):
        old, new = _by_slug(before), _by_slug(after)
    else:
        yield Taken(path, before, after)
        return
    last = None
    for key, value in old.items():
        if key in new:
            yield from _taken(value, new[key], (*path, key))
        else:
            yield Taken((*path, key), value, after=last if isinstance(before, list) else None)
        last = key


def _has_slugs(parts: JsonValue) -> bool:
    if not isinstance(parts, list):
        return False
    return all(isinstance(part, dict) and ("level" in part or "slug" in part) for part in parts)


def _by_slug(parts: Iterable[dict]) -> dict[str, dict]:
    return {_slug(part): part for part in parts}


def _slug(part: dict) -> str:
    return part["level"] if "level" in part else part["slug"]


def put_back(document: LadderDocument, taken: Iterable[Taken]) -> LadderDocument:
    """The document with what was taken out put back where it stood, whatever was edited since.

    Raises EditError where that cannot be: what it stood in is gone, or its slug is used again.
    """
    data = document.model_dump(mode="json")
    taken = list(taken)
    for part in taken:
        _put_back(data, part)
    if is_ranked_by_place(document.levels):
        _rank(data["levels"], {part.path[1] for part in taken if part.path[0] == "levels"})
    try:
        return LadderDocument.model_validate(data)
    except ValidationError as error:
        raise EditError("It does not fit any more into what the ladder is now.") from error


def _rank(levels: list[dict], back: set[str]) -> None:
    """Let those after a level that came back move up, unless it has a rank of its own."""
    places = list(enumerate(levels, start=1))
    if all(level["rank"] == place for place, level in places if level["slug"] in back):
        for place, level in places:
            level["rank"] = place


def _put_back(data: Any, part: Taken) -> None:
    *above, name = part.path
    for step in above:
        inner: dict[str, Any] = _by_slug(data) if isinstance(data, list) else data
        if step not in inner:
            raise EditError("What it stood in is not there any more. Put that back first.")
        data = inner[step]
    is_list = isinstance(data, list)
    there: dict[str, Any] = _by_slug(data) if is_list else data
    if part.now is not None:
        if there.get(name) == part.now:  # else it was edited since, and that stands
            there[name] = part.was
    elif name in there:
        raise EditError(f"There is another “{name}” in its place now.")
    elif is_list:
        slugs = list(there)
        place = slugs.index(part.after) + 1 if part.after in slugs else 0
        data.insert(place, part.was)
    else:
        data[name] = part.was
