"""What was found in a grid, before it is a ladder: names with the cells where they stand.

Names are one when they differ in case and space alone. Everything is in the order of the sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bragdoc.ladders.sheets.built import Remark
from bragdoc.ladders.sheets.cells import is_broken, status_of, step_and_need
from bragdoc.ladders.sheets.grid import Grid, address
from bragdoc.ladders.sheets.layout import Asked, ColumnRole, Layout
from bragdoc.ladders.sheets.words import is_numeral, is_unused, key, name_and_code
from bragdoc.ladders.values import Need

CELLS_LISTED = 8
NAMED_AGAIN = "These name one competency more than once; what they hold is read as one."
BROKEN = "These cells hold a formula that failed, and are left out."
NAME_LENGTH = 200  # characters, as in the file format

type Where = tuple[int, int]  # row and column, from 0
type AtKey = tuple[str, str]  # the keys of a track ("" where there are none) and of a level


class Wording(NamedTuple):
    """The text of a cell; `examples` are those that another cell of its row gives."""

    text: str
    where: Where
    examples: tuple[str, ...] = ()


class Required(NamedTuple):
    """A step, by its key, that a cell requires."""

    step: str
    where: Where
    need: Need


@dataclass
class FoundPosition:
    track: str
    level: str
    where: Where
    title: str = ""
    code: str = ""
    summaries: list[str] = field(default_factory=list)

    @property
    def at(self) -> AtKey:
        return self.track, self.level

    def summarise(self, text: str) -> None:
        if text and text not in self.summaries:
            self.summaries.append(text)


@dataclass
class FoundCompetency:
    """`says` holds what stands where a level of a track meets it; `steps` what its own steps mean;
    `asks` the steps that a position requires; `ticked` sentences, and where each holds."""

    name: str
    area: str  # its key
    where: Where
    descriptions: list[str] = field(default_factory=list)
    says: dict[AtKey, list[Wording]] = field(default_factory=dict)
    steps: dict[str, list[Wording]] = field(default_factory=dict)
    asks: dict[AtKey, list[Required]] = field(default_factory=dict)
    ticked: list[tuple[Wording, list[AtKey]]] = field(default_factory=list)

    def describe(self, text: str) -> None:
        if text and text not in self.descriptions:
            self.descriptions.append(text)

    def say(self, at: AtKey, wording: Wording) -> None:
        self.says.setdefault(at, []).append(wording)

    def mean(self, step: str, sentences: Iterable[Wording]) -> None:
        """What a step means; the same prose may stand in every row that names it."""
        said = self.steps.setdefault(step, [])
        said.extend(one for one in sentences if all(one.text != known.text for known in said))

    def steps_used(self) -> list[str]:
        asked = (required.step for steps in self.asks.values() for required in steps)
        return list(dict.fromkeys([*self.steps, *asked]))


class Found:
    """Collects what a reading of a grid by its layout comes upon."""

    def __init__(self, grid: Grid, layout: Layout):
        self.grid, self.layout = grid, layout
        self.same = {key(name): other for name, other in layout.same.items()}
        self.track_of = {key(level): track for level, track in layout.tracks.items() if track}
        self.tracks: dict[str, str] = {}  # each by its key, with its name
        self.levels: dict[str, str] = {}
        self.areas: dict[str, str] = {}
        self.steps: dict[str, str] = {}
        self.positions: dict[AtKey, FoundPosition] = {}
        self.competencies: dict[tuple[str, str], FoundCompetency] = {}  # by area and name
        self.places: dict[str, Where] = {}  # where each name stands first
        self._warned: dict[str, _Gathered] = {}
        self._stopped: dict[str, _Gathered] = {}

    def text(self, row: int, column: int) -> str:
        return self.grid.rows[row][column]

    def name(self, text: str, where: Where) -> str:
        """A name on one line, as it is to be read; one that is too long is cut, and a problem."""
        name = " ".join(text.split())
        name = self.same.get(key(name), name)
        if len(name) > NAME_LENGTH:
            sentence = (
                f"These are read as names, and have more than {NAME_LENGTH} characters. If they "
                "are no names, say what their rows and columns hold."
            )
            self.stop(sentence, [where])
            name = name[: NAME_LENGTH - 1] + "…"
        self.places.setdefault(name, where)
        return name

    def position(self, track: str, level: str, where: Where) -> FoundPosition:
        """The position of two names; a track of "" is none, or all there are. Without a level it
        is the one that the sheet is about, or one that is named for the row."""
        name, code = name_and_code(self.name(level, where) or self.layout.level)
        if not name:
            name = f"Row {where[0] + 1}"
            self.warn("Nothing names the level of these rows.", [where])
        if is_numeral(name):
            name = f"Level {name}"
        track = self.name(track, where) or self.track_of.get(key(name), "")
        at = (_noted(self.tracks, track) if track else "", _noted(self.levels, name))
        return self.positions.setdefault(at, FoundPosition(*at, where, code=code))

    def describe(self, position: FoundPosition, row: int) -> None:
        """What the columns of a row say of its level beside the name."""
        for column in self.layout.columns_of(ColumnRole.TITLE):
            position.title = position.title or self.name(self.text(row, column), (row, column))
        for column in self.layout.columns_of(ColumnRole.CODE):
            code = self.name(self.text(row, column), (row, column))
            position.code = code or position.code
        for column in self.layout.columns_of(ColumnRole.SUMMARY):
            position.summarise(self.text(row, column))

    def competency(self, area: str, name: str, where: Where) -> FoundCompetency:
        """The competency of these names. Without one it is what the sheet is about, or the area, or
        one that is named for the row."""
        area = self.name(area, where)
        name = self.name(name, where) or self.layout.competency or area
        if not name:
            name = f"Row {where[0] + 1}"
            self.warn("Nothing names the competency of these rows.", [where])
        at = (_noted(self.areas, area), key(name))
        return self.competencies.setdefault(at, FoundCompetency(name, at[0], where))

    def means_something(self, row: int, labels: Iterable[int]) -> bool:
        """False for a row that holds nothing, and with a warning for one labelled as unused."""
        unused = [(row, column) for column in labels if is_unused(self.text(row, column))]
        if unused:
            self.warn("These rows say that they are not in use, and are left out.", unused)
            return False
        roles = self.layout.columns
        return any(
            text and role is not ColumnRole.IGNORED
            for text, role in zip(self.grid.rows[row], roles, strict=True)
        )

    def step(self, name: str, where: Where) -> str:
        """The key of the step of this name."""
        return _noted(self.steps, self.name(name, where))

    def ask(self, competency: FoundCompetency, at: AtKey, text: str, where: Where) -> None:
        """A cell that requires a step, or says that none is required."""
        if is_broken(text):
            self.warn(BROKEN, [where])
        elif not status_of(text):
            step, need = step_and_need(text)
            required = Required(self.step(step, where), where, need)
            competency.asks.setdefault(at, []).append(required)

    def warn(
        self, sentence: str, cells: Iterable[Where], near: tuple[str, str] | None = None
    ) -> None:
        """Something to look at. Cells of which the same is said stand together; of none nothing
        is said."""
        if listed := [*cells]:
            self._warned.setdefault(sentence, _Gathered(near=near)).cells.extend(listed)

    def stop(self, sentence: str, cells: Iterable[Where], asked: Asked | None = None) -> None:
        """Something that keeps the sheet from being a ladder, or that is asked."""
        self._stopped.setdefault(sentence, _Gathered(asked=asked)).cells.extend(cells)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        return tuple(gathered.remark(sentence) for sentence, gathered in self._warned.items())

    @property
    def problems(self) -> tuple[Remark, ...]:
        return tuple(gathered.remark(sentence) for sentence, gathered in self._stopped.items())


@dataclass
class _Gathered:
    cells: list[Where] = field(default_factory=list)
    asked: Asked | None = None
    near: tuple[str, str] | None = None

    def remark(self, sentence: str) -> Remark:
        cells = tuple(dict.fromkeys(address(*where) for where in self.cells))
        more = max(len(cells) - CELLS_LISTED, 0)
        return Remark(sentence, cells[:CELLS_LISTED], self.asked, more, self.near)


def _noted(names: dict[str, str], name: str) -> str:
    names.setdefault(key(name), name)
    return key(name)
