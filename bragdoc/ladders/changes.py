"""What changed from one version of a ladder to another, as a reader would say it: added, taken out,
reworded, moved to another level.

Pure. `match` settles what is the same in both. Each version is told as lines, one for all that
stands in one place, and the lines of the two are compared word by word.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from bragdoc.ladders.document import (
    Cell,
    Competency,
    Criterion,
    Expectation,
    LadderDocument,
    Position,
    Target,
)
from bragdoc.ladders.matching import in_order, match, one_to_one
from bragdoc.ladders.wording import Words, words_between

type Kind = Literal["added", "removed", "reworded", "moved"]


class Change(NamedTuple):
    kind: Kind
    where: str
    """The name of the competency, level or other part."""
    what: str
    """What of it: "summary", "at Staff", "from Senior to Staff"."""
    words: tuple[Words, ...]
    """A sentence that moved may be reworded as well."""


def changes(
    before: LadderDocument, after: LadderDocument, between: Iterable[LadderDocument] = ()
) -> tuple[Change, ...]:
    """Every change of what a reader sees, in the order of the newer version; what was taken out
    comes after what it stood behind. `between` is as in `match`."""
    found = match(before, after, between)
    become = {kind: one_to_one(keys) for kind, keys in vars(found).items()}
    old = dict(_lines(before, lambda kind, key: become[kind].get(key, f"{key} is gone")))
    new = dict(_lines(after, lambda kind, key: key))
    return tuple(
        change
        for key in in_order(old, new)
        if (change := _change(old.get(key, NOTHING), new.get(key, NOTHING)))
    )


type Key = tuple[str, ...]  # as the newer version calls it
type Called = Callable[[str, str], str]  # the newer key of a key of this kind


class Line(NamedTuple):
    where: str
    what: str
    text: str
    under: Key = ()  # where it stands, if that may change
    at: tuple[str, ...] = ()  # the names of where it stands, the nearest last


NOTHING = Line("", "", "")


def _change(old: Line, new: Line) -> Change | None:
    is_moved = bool(old.text and new.text) and old.under != new.under and old.at != new.at
    if not is_moved and old.text.split() == new.text.split():
        return None
    line = new if new.text else old
    kind: Kind = "added" if not old.text else "removed" if not new.text else "reworded"
    what = line.what or f"at {line.at[-1]}"
    if is_moved:
        kind, what = "moved", _way(old.at, new.at)
    return Change(kind, line.where, what, words_between(old.text, new.text))


def _way(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """From where to where, by the names that differ and those after them."""
    start = next(
        place for place, names in enumerate(zip(old, new, strict=True)) if len({*names}) > 1
    )
    return f"from {', '.join(old[start:])} to {', '.join(new[start:])}"


def _lines(document: LadderDocument, called: Called) -> Iterator[tuple[Key, Line]]:
    """The version from its beginning to its end, without what says nothing."""
    for key, line in (
        *_header(document),
        *_levels(document, called),
        *_scales(document),
        *_tracks(document, called),
        *_areas(document),
        *_competencies(document, called),
    ):
        if line.text:
            yield key, line


def _header(document: LadderDocument) -> Iterator[tuple[Key, Line]]:
    ladder, source = document.ladder, document.ladder.source
    adds_up = {
        "cumulative": "A level also asks what the levels below it ask.",
        "standalone": "Each level is complete in itself.",
    }
    for what, text in {
        "name": ladder.name,
        "summary": ladder.summary,
        "how levels add up": adds_up[ladder.accumulate],
        "language": ladder.language,
        "source": _together(source.attribution, source.licence, source.url),
    }.items():
        yield ("ladder", what), Line("The ladder", what, text or "")


def _levels(document: LadderDocument, called: Called) -> Iterator[tuple[Key, Line]]:
    for level in document.levels:
        key = called("levels", level.slug)
        elsewhere = [f"{place}: {name}" for place, name in level.equivalents.items()]
        yield ("level", key), Line(level.name, "level", _labelled(level.name, level.code))
        yield ("level", key, "summary"), Line(level.name, "summary", level.summary)
        yield ("level", key, "like"), Line(level.name, "elsewhere", "\n".join(elsewhere))


def _scales(document: LadderDocument) -> Iterator[tuple[Key, Line]]:
    for scale in document.scales:
        steps = [
            _together(_labelled(step.name, _worth(step.points)), step.summary)
            for step in scale.steps
        ]
        yield ("scale", scale.slug), Line(scale.name, "steps, lowest first", "\n".join(steps))


def _worth(points: Decimal | None) -> str:
    return "" if points is None else f"worth {points}"


def _tracks(document: LadderDocument, called: Called) -> Iterator[tuple[Key, Line]]:
    names = {level.slug: level.name for level in document.levels}
    for track in document.tracks:
        rungs = ", ".join(names[position.level] for position in track.levels)
        yield (
            ("track", track.slug),
            Line(track.name, "track", _together(track.name, track.summary)),
        )
        yield ("track", track.slug, "rungs"), Line(track.name, "levels, lowest first", rungs)
        for position in track.levels:
            key = ("position", track.slug, called("levels", position.level))
            for what, text in _texts_of(position).items():
                yield (*key, what), Line(position.label, what, text)
            yield from _targets(document, position, key, called)


def _texts_of(position: Position) -> dict[str, str]:
    return {
        "title": position.label,
        "summary": position.summary,
        "criteria": "\n".join(map(_criterion, position.criteria)),
        "what shows that the step was made": "\n".join(position.signals),
        "what commonly holds people back": "\n".join(position.pitfalls),
    }


def _criterion(criterion: Criterion) -> str:
    bounds = [
        f"{word} {bound}"
        for word, bound in (("at least", criterion.at_least), ("at most", criterion.at_most))
        if bound is not None
    ]
    return _labelled(criterion.text, ", ".join(bounds))


def _targets(
    document: LadderDocument, position: Position, key: Key, called: Called
) -> Iterator[tuple[Key, Line]]:
    for slug, target in position.targets.items():
        competency = document.competency(slug)
        step = _step_names(document, competency)[target.step]
        yield (
            (*key, "step", called("competencies", slug)),
            Line(competency.name, f"asked of {position.label}", _target(target, step)),
        )


def _target(target: Target, step: str) -> str:
    one_of = f"one of {target.any_of}" if target.any_of else ""
    optional = "optional" if target.need == "optional" else ""
    return _together(_labelled(step, ", ".join(filter(None, [optional, one_of]))), target.note)


def _areas(document: LadderDocument) -> Iterator[tuple[Key, Line]]:
    for area in document.areas:
        yield ("area", area.slug), Line(area.name, "area", _together(area.name, area.summary))


def _competencies(document: LadderDocument, called: Called) -> Iterator[tuple[Key, Line]]:
    tracks = {track.slug: track.name for track in document.tracks}
    scales = {scale.slug: scale.name for scale in document.scales}
    for area, competency in document.competencies():
        key = ("competency", called("competencies", competency.slug))
        name = competency.name
        yield key, Line(name, "competency", name, ("area", area.slug), (area.name,))
        yield (*key, "summary"), Line(name, "summary", competency.summary)
        yield (*key, "scale"), Line(name, "scale", scales.get(competency.scale, ""))
        weight = "" if competency.weight == 1 else str(competency.weight)
        yield (*key, "weight"), Line(name, "weight", weight)
        only = ", ".join(tracks[slug] for slug in competency.tracks)
        yield (*key, "tracks"), Line(name, "only for", only)
        yield from _cells(document, competency, key, called)


def _cells(
    document: LadderDocument, competency: Competency, key: Key, called: Called
) -> Iterator[tuple[Key, Line]]:
    tracks = {track.slug: track.name for track in document.tracks}
    steps = _step_names(document, competency)
    names = {
        cell_key: _labelled(steps[step], tracks.get(track, ""))
        for cell_key in competency.expect
        for track, _, step in [cell_key.rpartition("/")]
    }
    for cell_key, cell in competency.expect.items():
        track, _, step = cell_key.rpartition("/")
        under = (*key, track, step if competency.scale else called("levels", step))
        at = names[cell_key]
        yield (*under, "cell"), Line(competency.name, f"at {at}", _frame(cell, names))
        for item in cell.stated(cell_key):
            sentence = called("expectations", f"{competency.slug}/{item.slug}")
            text = _sentence(item, tracks)
            here = (competency.name, at)
            yield ("sentence", sentence), Line(competency.name, "", text, under, here)


def _frame(cell: Cell, names: dict[str, str]) -> str:
    """What a cell says around its sentences. A summary alone is a sentence itself."""
    status = {"not-applicable": "Not applicable", "not-defined": "Not defined", "": ""}
    return "\n".join(
        filter(
            None,
            [
                cell.summary if cell.items or cell.status else "",
                status[cell.status],
                f"The same as {names[cell.same_as]}" if cell.same_as else "",
                *(f"For example: {example}" for example in cell.examples if cell.items),
            ],
        )
    )


def _sentence(item: Expectation, tracks: dict[str, str]) -> str:
    only = [f"only for {tracks[slug]}" for slug in item.tracks]
    optional = ["optional"] if item.need == "optional" else []
    return "\n".join(
        [
            _labelled(item.text, ", ".join(optional + only)),
            *(f"For example: {example}" for example in item.examples),
            *(f"{link.label} {link.url}".strip() for link in item.links),
        ]
    )


def _step_names(document: LadderDocument, competency: Competency) -> dict[str, str]:
    if not competency.scale:
        return {level.slug: level.name for level in document.levels}
    scale = next(scale for scale in document.scales if scale.slug == competency.scale)
    return {step.slug: step.name for step in scale.steps}


def _labelled(text: str, label: str) -> str:
    return f"{text} ({label})" if label and label != text else text


def _together(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
