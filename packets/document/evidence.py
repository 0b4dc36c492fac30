"""Evidence, and the sections in which it stands."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

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


class Evidence(Part):
    """An entry as it stands in the packet, with the author's word why it is next-level."""

    LATER: ClassVar = frozenset({"featured", "folded"})

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
