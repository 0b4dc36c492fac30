"""A preset as one document, the format `preset/1`: what a packet of its kind is made of.

It has parts in the order in which they print, with guidance for whoever writes them and budgets.
It holds no text of a packet: changing the preset of a packet changes none.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from packets.document import Key, Layout

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(max_length=4_000)]

PartKind = Literal[
    "ask", "thesis", "summary", "coverage", "competencies", "section", "gaps", "conditions", "next"
]
KINDS: dict[PartKind, str] = {
    "section": "A section of your own",
    "ask": "The ask, on the cover",
    "thesis": "The thesis, on the cover",
    "summary": "Summary",
    "coverage": "Coverage",
    "competencies": "A section for each competency",
    "gaps": "Gaps and answers",
    "conditions": "What was asked before",
    "next": "What is next",
}
"""What the kinds of parts are called."""

Unit = Literal["words", "characters", "pages", "wins"]
Words = Annotated[int, Field(ge=1, le=100_000)]

LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"  # as in packet/1
KEY_LIMIT = 60  # characters
MOST_PARTS = 40
WINS_STAND_IN: tuple[PartKind, ...] = ("section", "competencies")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Budget(_Part):
    """How long something may be. Passing it is shown, never refused."""

    unit: Unit = "words"
    most: Annotated[int, Field(ge=1, le=100_000)]
    least: Annotated[int, Field(ge=0, le=100_000)] = 0

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.least > self.most:
            raise ValueError("A budget asks for more than it allows.")
        return self


class PresetPart(_Part):
    """A part of the packet. Of each kind but `section` there is one at the most.

    `competencies` stands for the sections of all competencies of the ladder, one after the other.
    """

    kind: PartKind
    key: Annotated[Key, StringConstraints(max_length=KEY_LIMIT)] | Literal[""] = ""
    """Of a `section` alone, and only its own: what a section of a packet remembers."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    """Of a `section` alone; the others are called by the words that the product uses."""

    guidance: Text = ""
    """What belongs here. Plain."""

    budget: Budget | None = None
    """Of a `section` all that it prints, wins included; of `competencies`, of each section."""

    @property
    def label(self) -> str:
        return self.title or KINDS[self.kind]


class PresetDocument(_Part):
    """The whole preset. Raises pydantic's `ValidationError` for anything that is not `preset/1`."""

    format: Literal["preset/1"] = "preset/1"
    slug: Annotated[Key, StringConstraints(max_length=60)]
    """What it is called in file names, and, of a bundled one, in addresses."""

    name: Name
    purpose: Text = ""
    """When to take it, in a sentence."""

    language: Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=35)] = "en"
    source: Text = ""
    """Where its form comes from, to be named."""

    layout: Layout = "booklet"
    evidence: Literal["whole", "brief"] = "whole"
    """Whether a placed win tells all of itself, or only its facts, figures and why."""

    budget: Budget | None = None
    """Of the whole packet."""

    claim_words: Words | None = None
    why_words: Words | None = None
    answer_words: Words | None = None
    """Budgets of single texts, in words: of a claim, a why, the answer to a gap."""

    parts: Annotated[tuple[PresetPart, ...], Field(min_length=1, max_length=MOST_PARTS)]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        kinds = [part.kind for part in self.parts if part.kind != "section"]
        if len(set(kinds)) < len(kinds):
            raise ValueError("A part stands twice.")
        keys = [part.key for part in self.parts if part.kind == "section"]
        if len(set(keys)) < len(keys) or not all(keys):
            raise ValueError("Each section needs a key of its own.")
        if any(part.key or part.title for part in self.parts if part.kind != "section"):
            raise ValueError("Only a section has a key and a title.")
        if not all(part.title for part in self.parts if part.kind == "section"):
            raise ValueError("Each section needs a title.")
        for part in self.parts:
            if part.budget and part.budget.unit == "wins" and part.kind not in WINS_STAND_IN:
                raise ValueError("Only sections hold wins.")
        return self

    def part(self, kind: PartKind) -> PresetPart | None:
        """The part of a kind that stands once; None where the preset has none."""
        return next((part for part in self.parts if part.kind == kind), None)

    def sections(self) -> tuple[PresetPart, ...]:
        """The parts that are sections, in their order."""
        return tuple(part for part in self.parts if part.kind == "section")

    def section(self, key: str) -> PresetPart | None:
        return next((part for part in self.sections() if part.key == key), None)
