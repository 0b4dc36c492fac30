"""What a line says, as plain values."""

from dataclasses import dataclass
from datetime import date

KINDS = frozenset(
    {
        "delivery",
        "decision",
        "mentoring",
        "glue",
        "operations",
        "prevention",
        "learning",
        "praise",
    }
)


@dataclass(frozen=True)
class Metric:
    """A number as its author wrote it; nothing is converted or rounded.

    The unit stands apart when both values share it: `800ms→200ms` is 800, 200 and "ms", while
    `1,5s→700ms` keeps its units in the values. `before` is empty when only one value was given.
    """

    label: str
    before: str
    after: str
    unit: str


@dataclass(frozen=True)
class Line:
    """What a line says. The title is empty when the line held nothing but tokens."""

    title: str
    competencies: tuple[str, ...] = ()
    project: str = ""
    people: tuple[str, ...] = ()
    kind: str = ""
    metrics: tuple[Metric, ...] = ()
    links: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    unread: tuple[str, ...] = ()  # look like tokens, were not understood, are still in the title
