"""Whether the parts of a ladder name each other rightly: every check that needs more than one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bragdoc.ladders.document import Competency, Criterion, LadderDocument, Level, Position

type Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """What is wrong at one place; `path` holds keys and list indexes from the top.

    `first` is where the thing that this one repeats stands.
    """

    path: Path
    sentence: str
    first: Path | None = None


class BrokenReferences(ValueError):
    """The parts are well formed, but name each other wrongly. `problems` lists every case."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(
            "; ".join(f"{' › '.join(map(str, p.path))}: {p.sentence}" for p in self.problems)
        )


def broken_references(document: LadderDocument) -> Iterator[Problem]:
    yield from _repeated_slugs(document)
    yield from _tracks(document)
    yield from _scales(document)
    yield from _competencies(document)
    yield from _replacements(document)


def _repeated_slugs(document: LadderDocument) -> Iterator[Problem]:
    yield from _repeats(("levels",), [level.slug for level in document.levels], "slug")
    yield from _repeated_names(document.levels)
    yield from _repeats(("scales",), [scale.slug for scale in document.scales], "slug")
    for place, scale in enumerate(document.scales):
        yield from _repeats(("scales", place, "steps"), [s.slug for s in scale.steps], "slug")
    yield from _repeats(("tracks",), [track.slug for track in document.tracks], "slug")
    for place, track in enumerate(document.tracks):
        yield from _repeats(("tracks", place, "levels"), [p.level for p in track.levels], "level")
    yield from _repeats(("areas",), [area.slug for area in document.areas], "slug")
    # Targets and entries name a competency without its area, so its slug is the ladder's only one.
    yield from _only_once(
        ((*path, "slug"), competency.slug) for path, competency in _located(document)
    )
    for path, competency in _located(document):
        yield from _only_once(
            ((*path, "expect", key, *field), slug)
            for key, cell in competency.expect.items()
            for field, slug in [
                *((("items", place, "slug"), item.slug) for place, item in enumerate(cell.items)),
                *((("summary",), item.slug) for item in cell.stated(key) if not cell.items),
            ]
        )


def _repeated_names(levels: Iterable[Level]) -> Iterator[Problem]:
    """Whoever chooses a level from a list could not tell two of one name apart."""
    seen: dict[str, Path] = {}
    for place, level in enumerate(levels):
        path = ("levels", place, "name")
        first = seen.setdefault(" ".join(level.name.casefold().split()), path)
        if first is not path:
            sentence = f"another level is named `{level.name}` too; give each its own name"
            yield Problem(path, sentence, first)


def _repeats(path: Path, slugs: list[str], field: str) -> Iterator[Problem]:
    return _only_once(((*path, place, field), slug) for place, slug in enumerate(slugs))


def _only_once(located: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: dict[str, Path] = {}
    for path, slug in located:
        first = seen.setdefault(slug, path)
        if first is not path:
            yield Problem(path, f"`{slug}` is used twice; give each its own slug", first)


def _tracks(document: LadderDocument) -> Iterator[Problem]:
    levels = [level.slug for level in document.levels]
    scale_of = {competency.slug: competency.scale for _, competency in document.competencies()}
    steps_of = {scale.slug: [step.slug for step in scale.steps] for scale in document.scales}
    for place, track in enumerate(document.tracks):
        for number, position in enumerate(track.levels):
            path = ("tracks", place, "levels", number)
            yield from _declared((*path, "level"), position.level, levels, "level")
            yield from _targets((*path, "targets"), position, scale_of, steps_of)
            for index, criterion in enumerate(position.criteria):
                yield from _criterion((*path, "criteria", index), criterion, document)


def _targets(
    path: Path, position: Position, scale_of: dict[str, str], steps_of: dict[str, list[str]]
) -> Iterator[Problem]:
    for slug, target in position.targets.items():
        yield from _declared((*path, slug), slug, scale_of, "competency")
        scale = scale_of.get(slug)
        if scale == "":
            sentence = f"`{slug}` names no scale: its target is the level itself, leave this out"
            yield Problem((*path, slug), sentence)
        elif scale in steps_of:
            where = (*path, slug, "step")
            yield from _declared(where, target.step, steps_of[scale], f"step of scale `{scale}`")


def _criterion(path: Path, criterion: Criterion, document: LadderDocument) -> Iterator[Problem]:
    if not criterion.counts_steps:
        return
    scale_of = {competency.slug: competency.scale for _, competency in document.competencies()}
    if criterion.area not in ("", *(area.slug for area in document.areas)):
        yield Problem((*path, "area"), f"`{criterion.area}` is no area of this ladder")
    for number, slug in enumerate(criterion.competencies):
        where = (*path, "competencies", number)
        yield from _declared(where, slug, scale_of, "competency")
        if scale_of.get(slug) == "":
            yield Problem(where, f"`{slug}` names no scale, so it has no steps to count")
    used = {scale_of[competency.slug] for competency in criterion.counted_in(document)}
    steps = [step.slug for scale in document.scales if scale.slug in used for step in scale.steps]
    if not used:
        yield Problem(path, "no competency that this criterion counts names a scale")
    elif criterion.step:
        kind = "step of a scale that this criterion counts"
        yield from _declared((*path, "step"), criterion.step, steps, kind)


def _scales(document: LadderDocument) -> Iterator[Problem]:
    for place, scale in enumerate(document.scales):
        without = [number for number, step in enumerate(scale.steps) if step.points is None]
        if 0 < len(without) < len(scale.steps):
            sentence = "this step is worth no points, others of its scale are: give all, or none"
            yield Problem(("scales", place, "steps", without[0]), sentence)


def _competencies(document: LadderDocument) -> Iterator[Problem]:
    tracks = [track.slug for track in document.tracks]
    levels = [level.slug for level in document.levels]
    steps_of = {scale.slug: [step.slug for step in scale.steps] for scale in document.scales}
    for path, competency in _located(document):
        for number, track in enumerate(competency.tracks):
            yield from _declared((*path, "tracks", number), track, tracks, "track")
        if competency.scale:
            yield from _declared((*path, "scale"), competency.scale, steps_of, "scale")
        steps = steps_of.get(competency.scale) if competency.scale else levels
        kind = f"step of scale `{competency.scale}`" if competency.scale else "level"
        for key, cell in competency.expect.items():
            where = (*path, "expect", key)
            track_slug, _, step = key.rpartition("/")
            if track_slug:
                yield from _declared(where, track_slug, tracks, "track")
            if steps is not None:
                yield from _declared(where, step, steps, kind)
            for number, item in enumerate(cell.items):
                for place, slug in enumerate(item.tracks):
                    at = (*where, "items", number, "tracks", place)
                    yield from _declared(at, slug, tracks, "track")
        yield from _same_as((*path, "expect"), competency)


def _same_as(path: Path, competency: Competency) -> Iterator[Problem]:
    expect = competency.expect
    settled: set[str] = set()
    for key, cell in expect.items():
        if cell.same_as and cell.same_as not in expect:
            sentence = f"`{cell.same_as}` is no cell of this competency: expected one of its keys"
            yield Problem((*path, key, "same_as"), sentence)
        chain: dict[str, None] = {}
        while key in expect and key not in settled and key not in chain:
            chain[key] = None
            key = expect[key].same_as
        if key in chain:
            sentence = f"`same_as` leads back to itself: {' → '.join([*chain, key])}"
            yield Problem((*path, key, "same_as"), sentence)
        settled.update(chain)


def _replacements(document: LadderDocument) -> Iterator[Problem]:
    if document.ladder.replaces is None:
        return
    replaces, path = document.ladder.replaces, ("ladder", "replaces")
    levels = [level.slug for level in document.levels]
    competencies = [competency.slug for _, competency in document.competencies()]
    expectations = {
        f"{competency.slug}/{item.slug}"
        for _, competency in document.competencies()
        for item in competency.stated()
    }
    for kind, renamed, declared in (
        ("level", replaces.levels, levels),
        ("competency", replaces.competencies, competencies),
        ("expectation", replaces.expectations, expectations),
    ):
        field = "competencies" if kind == "competency" else f"{kind}s"
        for old, new in renamed.items():
            yield from _declared((*path, field, old), new, declared, kind)


def _declared(path: Path, slug: str, declared: Collection[str], kind: str) -> Iterator[Problem]:
    if slug not in declared:
        known = ", ".join(list(declared)[:8]) if isinstance(declared, list) else ""
        listed = f"; the file declares {known}" if known else ""
        yield Problem(path, f"`{slug}` is not a {kind} of this ladder{listed}")


def _located(document: LadderDocument) -> Iterator[tuple[Path, Competency]]:
    for place, area in enumerate(document.areas):
        for number, competency in enumerate(area.competencies):
            yield ("areas", place, "competencies", number), competency
