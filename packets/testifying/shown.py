"""What a colleague is shown of a win: this, and nothing else of the packet it stands in."""

from datetime import date
from typing import Self

from packets.document import Link, Metric
from packets.document.part import Part


class Shown(Part):
    """One win as its packet words it, and who asks about it. Frozen when it is asked."""

    author: str
    title: str
    starts_on: date
    ends_on: date
    role: str = ""
    project: str = ""
    details: str = ""
    """Markdown."""

    impact: str = ""
    """Markdown."""

    metrics: tuple[Metric, ...] = ()
    links: tuple[Link, ...] = ()
    why: str = ""
    """Markdown."""

    @classmethod
    def of(cls, evidence) -> Self:
        """A placed win as it stands now. Ask for it `with_entries()`, with the packet's author."""
        entry, words = evidence.entry, evidence.wording()
        return cls(
            author=str(evidence.section.packet.author),
            title=words.title,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            role=entry.get_role_display().lower(),
            project=entry.project.name if entry.project else "",
            details=words.details,
            impact=words.impact,
            metrics=tuple(Metric(**metric) for metric in entry.metrics),
            links=tuple(Link(**link) for link in entry.links),
            why=evidence.why,
        )

    def as_row(self) -> dict:
        """As a column of JSON keeps it."""
        return self.model_dump(mode="json")

    def differs_from(self, now: Self) -> bool:
        """Whether the win is told otherwise now. Its author's name is no part of it."""
        return self.model_copy(update={"author": now.author}) != now
