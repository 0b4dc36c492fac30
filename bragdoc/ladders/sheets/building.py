"""A document out of a grid and its layout."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bragdoc.ladders.document import LadderDocument
from bragdoc.ladders.faults import problems_of
from bragdoc.ladders.naming import FreeSlugs, derived_slug
from bragdoc.ladders.sheets.across import read_across
from bragdoc.ladders.sheets.built import Built
from bragdoc.ladders.sheets.checks import check
from bragdoc.ladders.sheets.down import read_down
from bragdoc.ladders.sheets.expecting import competency_data, targets_of
from bragdoc.ladders.sheets.found import AtKey, Found
from bragdoc.ladders.sheets.grid import Grid
from bragdoc.ladders.sheets.layout import Arrangement, Layout, RowRole
from bragdoc.ladders.sheets.rows import read_rows
from bragdoc.ladders.sheets.standing import Standing

UNNAMED_AREA = "Competencies"
MOST = 100  # levels, tracks, and steps of a scale, as in the file format

_READERS = {
    Arrangement.ACROSS: read_across,
    Arrangement.DOWN: read_down,
    Arrangement.ROWS: read_rows,
}


def build(grid: Grid, layout: Layout) -> Built:
    """Read the grid by a layout that `fits` it. Whatever cannot be read is said, never raised.

    The slug of the ladder is made from its name, and may be another ladder's.
    """
    found = Found(grid, layout)
    _READERS[layout.arrangement](found)
    standing = Standing(found)
    document = _document(found, standing) if _is_ladder(found, standing) else None
    check(found)
    if document and not (found.problems or _says_something(document)):
        found.stop("No cell says what is expected.", [])
    return Built(
        document=document,
        levels=tuple(found.levels[level] for level in standing.levels),
        scales=tuple(tuple(found.steps[s] for s in scale.steps) for scale in standing.scales),
        scale_names=tuple(scale.name for scale in standing.scales),
        warnings=found.warnings,
        problems=found.problems,
    )


def _says_something(document: LadderDocument) -> bool:
    stated = any(any(competency.stated()) for _, competency in document.competencies())
    return stated or any(position.targets for _, position in document.positions())


def _is_ladder(found: Found, standing: Standing) -> bool:
    """Whether there is enough to make a document of, and not too much."""
    if not found.problems:
        if not found.levels:
            found.stop("No level was found.", [])
        if not found.competencies:
            found.stop("No competency was found.", [])
    counted = {"levels": len(standing.levels), "tracks": len(standing.tracks)}
    counted["steps of one scale"] = max((len(scale.steps) for scale in standing.scales), default=0)
    for kind, number in counted.items():
        if number > MOST:
            found.stop(f"These are {number:,} {kind}; a ladder has at most {MOST}.", [])
    return bool(found.levels) and max(counted.values()) <= MOST


def _document(found: Found, standing: Standing) -> LadderDocument | None:
    areas: dict[str, dict[str, Any]] = {}
    area_slugs, slugs = FreeSlugs([]), FreeSlugs([])
    targets: dict[AtKey, dict[str, Any]] = {}
    for competency in found.competencies.values():
        name = found.areas[competency.area] or UNNAMED_AREA
        area = areas.get(competency.area)
        if area is None:
            area = {"slug": area_slugs.take(derived_slug(name)), "name": name, "competencies": []}
            areas[competency.area] = area
        slug = slugs.take(derived_slug(competency.name))
        for at, target in targets_of(found, competency, standing):
            targets.setdefault(at, {})[slug] = target
        area["competencies"].append(competency_data(found, competency, slug, standing))
    data = {
        "format": "ladder/1",
        "ladder": _header(found),
        "levels": list(standing.level_data()),
        "scales": list(standing.scale_data()),
        "tracks": list(standing.track_data(targets)),
        "areas": list(areas.values()),
    }
    return _validated(found, data)


def _header(found: Found) -> dict[str, Any]:
    layout = found.layout
    name = layout.name or "Ladder"
    return {
        "slug": derived_slug(name),
        "name": name,
        "version": layout.version or "1",
        "accumulate": layout.accumulate,
        "summary": "\n".join(_texts(found, RowRole.ABOUT)),
        "source": {"licence": "\n".join(_texts(found, RowRole.LICENCE))},
    }


def _texts(found: Found, role: RowRole) -> list[str]:
    rows = found.layout.rows_of(role)
    return [
        " ".join(filter(None, found.grid.rows[row])) for row in rows if any(found.grid.rows[row])
    ]


def _validated(found: Found, data: Mapping[str, Any]) -> LadderDocument | None:
    try:
        return LadderDocument.model_validate(data)
    except ValidationError as error:
        for problem in problems_of(error):
            path = " › ".join(map(str, problem.path))
            found.stop(f"{path}: {problem.sentence}", [])
        return None
