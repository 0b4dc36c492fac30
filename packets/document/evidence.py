"""Evidence, and the sections in which it stands."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from packets.document.part import Key, Part


class Metric(Part):
    """A figure as the author wrote it: "1,840" stays "1,840"."""

    label: str = ""
    before: str = ""
    after: str = ""
    unit: str = ""
    lower_is_better: bool | None = None


class Link(Part):
    url: str
    label: str = ""


class Testimony(Part):
    """What a colleague says of the win, in words that its author cannot alter.

    Raises pydantic's `ValidationError` for praise from elsewhere that claims a verified address:
    nobody answered it from a mailbox.
    """

    text: str
    name: str
    position: str = ""
    relation: str = ""
    """How they work together, as the colleague put it."""

    closeness: Literal["", "with", "saw", "used", "heard"] = ""
    """How closely the colleague saw it: worked on it, saw it being done, uses what came of it,
    knows it from others. Empty where that was not said."""

    said_on: date | None = None
    where: str = ""
    """Where it was said; empty for what was asked for."""

    source: Literal["asked", "pasted"] = "asked"
    """Whether the colleague answered a request, or the author quotes praise from elsewhere."""

    is_verified: bool = False
    """Whether it was answered from the colleague's own mailbox."""

    of_other_wording: bool = False
    """Whether the win was worded otherwise when the colleague was shown it."""

    @model_validator(mode="after")
    def _claims_no_more_than_is_known(self) -> Self:
        if self.is_verified and self.source == "pasted":
            raise ValueError("Praise from elsewhere has no verified address.")
        return self


class Evidence(Part):
    """An entry as it stands in the packet, with the author's word why it is next-level."""

    LATER: ClassVar = frozenset({"featured", "folded", "testimony"})

    entry: int
    """The entry's primary key. Placed twice, an entry has the same number in both places."""

    title: str
    starts_on: date
    ends_on: date
    kind: str = ""
    role: str = ""
    project: str = ""
    people: tuple[str, ...] = ()
    details: str = ""
    """Markdown."""

    impact: str = ""
    """Markdown."""

    metrics: tuple[Metric, ...] = ()
    links: tuple[Link, ...] = ()
    why: str = ""
    """Markdown."""

    featured: bool = False
    """Whether it is one of the few that a reader in a hurry is led to."""

    folded: bool = False
    """Whether its section only names it and the appendix tells it."""

    testimony: tuple[Testimony, ...] = ()
    """The same wherever the entry is placed, but for `of_other_wording`. The pages say it once,
    where they tell the win."""


class ExpectationBlock(Part):
    """A sentence of the ladder and the evidence placed against it."""

    slug: str
    text: str
    examples: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Section(Part):
    """A chapter of the packet: one competency, or one of the author's own when that is empty."""

    key: Key
    title: str
    competency: str = ""
    claim: str = ""
    """Markdown."""

    expectations: tuple[ExpectationBlock, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What is not tied to one expectation."""

    def placed(self) -> Iterator[Evidence]:
        """All evidence of the section as it is read; twice what is placed twice."""
        return (evidence for _, evidence in self.by_sentence())

    def by_sentence(self) -> Iterator[tuple[str, Evidence]]:
        """As `placed`, each with the slug of its sentence; empty for what is tied to none."""
        for expectation in self.expectations:
            for evidence in expectation.evidence:
                yield expectation.slug, evidence
        for evidence in self.evidence:
            yield "", evidence
