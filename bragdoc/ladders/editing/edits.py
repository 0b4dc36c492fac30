"""What the edits share: parts found by their slug, and the one way out, which is checked."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from bragdoc.ladders.document import LadderDocument, Level, Part
from bragdoc.ladders.faults import problems_of
from bragdoc.ladders.naming import SLUG, SLUG_LENGTH, FreeSlugs, derived_slug


class EditError(Exception):
    """The result would be no ladder. The message is a sentence that says why."""


class NotThere(EditError):
    """The ladder has no such part, or has it no more."""


def checked(document: LadderDocument) -> LadderDocument:
    """The document as one that was read: validated, and with what was left out filled in."""
    return document_of(document.model_dump())


def document_of(data: dict[str, Any]) -> LadderDocument:
    try:
        return LadderDocument.model_validate(data)
    except ValidationError as error:
        sentences = dict.fromkeys(problem.sentence for problem in problems_of(error))
        raise EditError(" ".join(map(_as_sentence, sentences))) from error


def _as_sentence(problem: str) -> str:
    return f"{problem[0].upper()}{problem[1:]}."


def slug_of(part: Any) -> str:
    """What a part is known by. A position is known by its level."""
    return part.level if hasattr(part, "level") else part.slug


def find[P: Part](parts: Iterable[P], slug: str) -> P:
    for part in parts:
        if slug_of(part) == slug:
            return part
    raise NotThere(f"There is no “{slug}” here any more.")


def replaced[P: Part](parts: tuple[P, ...], slug: str, **changes: Any) -> tuple[P, ...]:
    """The parts with one of them changed."""
    changed = find(parts, slug).model_copy(update=changes)
    return tuple(changed if slug_of(part) == slug else part for part in parts)


def moved[P: Part](parts: tuple[P, ...], slug: str, *, up: bool) -> tuple[P, ...]:
    """The parts with one of them a place further up or down; at the end it stays where it is."""
    order = list(parts)
    place = order.index(find(parts, slug))
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return tuple(order)


def without[P: Part](parts: tuple[P, ...], slug: str) -> tuple[P, ...]:
    gone = find(parts, slug)
    return tuple(part for part in parts if part is not gone)


def free_slug(parts: Iterable[Part], name: str) -> str:
    """A slug for a new part of this name: the name itself where it is one, such as "2" or "L3"."""
    plain = name.strip().lower()
    is_slug = re.fullmatch(SLUG, plain) and len(plain) <= SLUG_LENGTH
    return FreeSlugs(map(slug_of, parts)).take(plain if is_slug else derived_slug(name))


def is_ranked_by_place(levels: Iterable[Level]) -> bool:
    """Whether the ranks are the places in the list, as they are where a file gives none."""
    return all(level.rank == place for place, level in enumerate(levels, start=1))
