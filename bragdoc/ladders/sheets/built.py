"""What a grid came to when it was read by a layout."""

from dataclasses import dataclass
from typing import NamedTuple

from bragdoc.ladders.document import LadderDocument, counts
from bragdoc.ladders.sheets.layout import Asked


class Remark(NamedTuple):
    """A sentence about some cells, named as spreadsheets name them ("C4").

    `more` counts the cells that are not listed. With `asked`, the layout must say something to
    answer it. `near` are two names that may be one: `Layout.same` can say so.
    """

    sentence: str
    cells: tuple[str, ...] = ()
    asked: Asked | None = None
    more: int = 0
    near: tuple[str, str] | None = None


@dataclass(frozen=True)
class Built:
    """`document` is there to be looked at while `problems` are open, if the cells come to one; a
    draft may be made of it when there are none.

    `levels` and `scales` hold the names of the levels and of the steps of each scale, in the order
    in which they were taken, lowest first: what `Layout.levels` and `Layout.steps` may put in
    another. `scale_names` are those of the scales; a scale of one competency has its name.
    """

    document: LadderDocument | None
    levels: tuple[str, ...]
    scales: tuple[tuple[str, ...], ...]
    scale_names: tuple[str, ...]
    warnings: tuple[Remark, ...]
    problems: tuple[Remark, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many levels, tracks, competencies, expectations and targets there are."""
        return counts(self.document) if self.document else {}
