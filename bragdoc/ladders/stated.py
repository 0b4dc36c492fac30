"""What a ladder states where: a count for each competency and level, or step of its scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bragdoc.ladders.document import Cell, Competency, LadderDocument, Level, Step

type Said = Literal["stated", "same-as", "not-applicable", "not-defined", "empty"]


@dataclass(frozen=True)
class Place:
    """A competency at one level or step: how many sentences its cells hold, of all tracks."""

    said: Said
    count: int = 0


@dataclass(frozen=True)
class Row:
    competency: Competency
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Grid:
    """Competencies that step through the same: the levels, or a scale (`name`)."""

    name: str
    steps: tuple[Level | Step, ...]
    rows: tuple[Row, ...]


def stated_where(document: LadderDocument) -> tuple[Grid, ...]:
    """A grid for the levels and one for each scale, where a competency uses them."""
    found = [
        Grid("Levels", document.levels, tuple(_rows(document, "", document.levels))),
        *(
            Grid(scale.name, scale.steps, tuple(_rows(document, scale.slug, scale.steps)))
            for scale in document.scales
        ),
    ]
    return tuple(grid for grid in found if grid.rows)


def _rows(
    document: LadderDocument, scale: str, steps: tuple[Level, ...] | tuple[Step, ...]
) -> Iterator[Row]:
    for _, competency in document.competencies():
        if competency.scale == scale:
            yield Row(competency, tuple(_place(competency, step.slug) for step in steps))


def _place(competency: Competency, step: str) -> Place:
    cells = {key: cell for key, cell in competency.expect.items() if key.rpartition("/")[2] == step}
    if count := sum(len(cell.stated(key)) for key, cell in cells.items()):
        return Place("stated", count)
    return Place(next((said for cell in cells.values() if (said := _said(cell))), "empty"))


def _said(cell: Cell) -> Said | None:
    if cell.same_as:
        return "same-as"
    return cell.status or None
