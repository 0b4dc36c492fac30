"""A pull request, merge request or ticket, as any tracker tells of it."""

from dataclasses import dataclass
from datetime import date

type Person = tuple[str, ...]  # every name that somebody goes by; the first tells people apart
type Month = tuple[int, int]  # year and month

NOT_MERGED = "Not merged"
CLOSED_UNMERGED = "Closed without being merged"
NOT_DONE = "Not done yet"
CANCELLED = "Cancelled"


@dataclass(frozen=True, eq=False)
class Item:
    """`on` is the day it was merged, closed or resolved, and `began_on` the day work on it began;
    `is_planned` where both are only what was planned. `stage` is its sprint or cycle.

    `doers` wrote it or were assigned to it: nobody where its tracker does not say. `whole` is the
    key or address of what it belongs to and `whole_title` what that is called: an epic or parent
    where `is_part`, else the issue that it closes. `size` counts lines, `points` what its tracker
    estimated. `why_not` says why it is no finished work, "" for what is. `number` counts the items
    of its file from 1.
    """

    name: str  # "#42", "!12", "SHOP-12"
    title: str
    number: int
    line: int
    last: int
    why_not: str = ""
    on: date | None = None
    began_on: date | None = None
    is_planned: bool = False
    stage: str = ""
    url: str = ""
    home: str = ""  # the repository or project
    project: str = ""  # what its people call that
    doers: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    mergers: tuple[Person, ...] = ()
    reporters: tuple[Person, ...] = ()
    whole: str = ""
    whole_title: str = ""
    is_part: bool = False
    labels: tuple[str, ...] = ()
    size: int | None = None
    files: int = 0
    points: float = 0
    is_pressing: bool = False
    is_issue: bool = False
    body: str = ""

    @property
    def month(self) -> Month | None:
        return (self.on.year, self.on.month) if self.on else None

    @property
    def heading(self) -> str:
        """Its name and title on one line, for a report."""
        return " ".join(filter(None, [self.name, self.title]))


@dataclass(frozen=True)
class Tracker:
    """How a kind of file calls what it holds, and the beginning of what its groups are known by."""

    slug: str
    one: str
    many: str
