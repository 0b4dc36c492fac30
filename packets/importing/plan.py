"""What a draft is made of: everything that will be written, and everything that will differ."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from packets.document import Condition, Evidence, Link, Metric, PacketDocument, Testimony
from packets.presets.document import PresetDocument


class Words(NamedTuple):
    """What a person wrote of a win. Details and impact are Markdown."""

    title: str
    details: str
    impact: str


class Facts(NamedTuple):
    """What else a win says. Kind and role are those of an entry, empty for none."""

    kind: str
    role: str
    project: str
    people: tuple[str, ...]
    metrics: tuple[Metric, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class KnownWin:
    """A win of the person's log that may be one of the packet's."""

    entry: int
    key: str
    """Of what it was made, where an import made it: `PlannedWin.key`."""

    words: Words
    starts_on: date
    ends_on: date
    facts: Facts
    confidential: bool = False
    discarded: bool = False


@dataclass(frozen=True)
class PlannedWin:
    """A win of the packet: the entry that it is, or what a new entry is made of."""

    number: int
    """As the document numbers it."""

    key: str
    """The same whenever this win is brought, whatever became of its entry since; 64 characters."""

    words: Words
    starts_on: date
    ends_on: date
    facts: Facts
    known: KnownWin | None
    voices: tuple[Testimony, ...] = ()
    """What others say of it in the file. A file vouches for nobody: in a draft all of it is praise
    received elsewhere."""

    @property
    def state(self) -> Literal["new", "known", "discarded"]:
        if self.known is None:
            return "new"
        return "discarded" if self.known.discarded else "known"


class Placing(NamedTuple):
    """A win in a section, against a sentence or, where that is empty, beside all of them."""

    number: int
    expectation: str
    why: str
    featured: bool
    folded: bool
    framed: Words | None
    """The packet's words for it, where those of its entry would not print the same."""


@dataclass(frozen=True)
class PlannedSection:
    key: str
    title: str
    competency: str
    """Empty for a section of the author's own."""

    claim: str
    part: str
    """The key of its part in the preset."""

    placed: tuple[Placing, ...] = ()


class PlannedGap(NamedTuple):
    title: str
    answer: str
    competency: str = ""
    expectation: str = ""
    not_applicable: bool = False


class Reason(NamedTuple):
    """Why a sentence, or all of a competency, does not apply, as it is said under coverage."""

    competency: str
    expectation: str
    reason: str


class Remark(NamedTuple):
    """Something that will not be as the file has it, or that reaches beyond the draft."""

    subject: str
    """The part of the packet that it is about: "Ladder", or the title of a section or win."""

    text: str


@dataclass(frozen=True)
class Plan:
    document: PacketDocument
    now: str
    """A position as "track/level"."""

    goal: str
    claims: dict[str, str]
    """The steps claimed, by competency."""

    preset: PresetDocument | None
    """None for the bundled default."""

    sections: tuple[PlannedSection, ...]
    wins: tuple[PlannedWin, ...]
    gaps: tuple[PlannedGap, ...]
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]
    remarks: tuple[Remark, ...]

    def count(self, state: Literal["new", "known", "discarded"]) -> int:
        return sum(win.state == state for win in self.wins)


def placed_evidence(document: PacketDocument) -> dict[int, Evidence]:
    """Each win by its number, as it is told where it is read first."""
    found: dict[int, Evidence] = {}
    for section in document.sections:
        for evidence in section.placed():
            found.setdefault(evidence.entry, evidence)
    return found
