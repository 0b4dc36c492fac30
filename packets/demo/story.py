"""The year that the demo plays, read from `year.yaml` beside this module.

A story holds no dates. Everything in it happens so many weeks before an anchor, the day on which
the demo is made, so that the demo is always about the year that has just passed. The same anchor
gives the same dates.
"""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from packets.ratings import Scale

YEAR = Path(__file__).with_name("year.yaml")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Day(_Part):
    """A weekday of a week. Week 0 is the anchor's own, 1 the one before; negative weeks follow."""

    week: int
    day: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    def on(self, anchor: date) -> date:
        return monday_before(self.week, anchor) + timedelta(days=DAYS.index(self.day))


class Moment(Day):
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]

    def at(self, anchor: date) -> datetime:
        """The moment without a time zone: it is by the clock of whoever acted."""
        return datetime.combine(self.on(anchor), time.fromisoformat(self.time))


class Person(_Part):
    """Somebody in the story. Only who has an e-mail address has an account."""

    key: str
    name: Text
    role: Text
    """What this person is at the anchor."""

    email: str = ""


class Position(_Part):
    track: str
    level: str

    def __str__(self) -> str:
        return f"{self.track}/{self.level}"


class Placement(_Part):
    ladder: str
    current: Position
    target: Position
    since: Day


class Project(_Part):
    slug: str
    name: Text


class Metric(_Part):
    """A figure as its author wrote it, as `bragdoc.models.Entry.metrics` holds it."""

    label: Text
    before: str = ""
    after: Text
    unit: str = ""
    lower_is_better: bool


class Link(_Part):
    label: Text
    url: str


class Entry(Day):
    """A win. Without kind, role and competencies it is a raw line, as it was typed."""

    key: str
    title: Text
    until: Day | None = None
    kind: str = ""
    role: str = ""
    project: str = ""
    people: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()  # "competency/expectation"
    details: OptionalText = ""
    impact: OptionalText = ""
    metrics: tuple[Metric, ...] = ()
    links: tuple[Link, ...] = ()
    private_note: OptionalText = ""
    confidential: bool = False
    revisit: Day | None = None

    def starts_on(self, anchor: date) -> date:
        """The first day. Nothing in the log is later than the anchor: a line of its week that
        would be falls on the anchor itself."""
        return min(self.on(anchor), anchor)

    def ends_on(self, anchor: date) -> date:
        return min((self.until or self).on(anchor), anchor)

    @model_validator(mode="after")
    def _has_the_competencies_of_its_sentences(self) -> Self:
        of_sentences = {key.partition("/")[0] for key in self.expectations}
        _refuse_unknown(f"competency of {self.key}", of_sentences, {*self.competencies})
        return self


class NotApplicable(_Part):
    """What the author says is not asked of her: a competency as a whole, or one sentence of it."""

    competency: str
    expectation: str = ""
    reason: Text


class ClosedWeek(_Part):
    week: int
    sentence: Text


class Weeks(_Part):
    """What became of the weeks. One that is named nowhere was forgotten, or is still open."""

    closed: tuple[ClosedWeek, ...]
    skipped: tuple[int, ...]
    holiday: tuple[int, ...]


class Goal(_Part):
    """What the author means to show in the quarter of the anchor."""

    text: Text
    expectation: str  # "competency/expectation"


class Reflection(_Part):
    """Her answers to the five questions about the quarter before the anchor's."""

    best_at: Text
    enjoying: Text
    in_three_years: Text
    learning_from: Text
    avoiding: Text


class Candidate(_Part):
    """What the import of a brag document proposed and nobody has answered yet."""

    line: int
    title: Text
    details: OptionalText = ""
    headings: tuple[str, ...] = ()
    begins: Day | None = None
    until: Day | None = None
    precision: Literal["day", "week", "unknown"]

    def period(self, anchor: date) -> tuple[date, date] | None:
        """The first and the last day, or None where the document gave no date."""
        if self.begins is None:
            return None
        return self.begins.on(anchor), (self.until or self.begins).on(anchor)


class Inbox(_Part):
    source: str
    candidates: tuple[Candidate, ...]


class Evidence(_Part):
    """An entry in a section: against an expectation's slug, or the competency as such."""

    entry: str
    expectation: str | None
    why: Text


class Section(_Part):
    competency: str
    claim: Text
    evidence: tuple[Evidence, ...]


class Gap(_Part):
    title: Text
    answer: Text
    competency: str = ""
    expectation: str = ""
    not_applicable: bool = False


class Period(_Part):
    from_week: int
    to_week: int

    def starts_on(self, anchor: date) -> date:
        return monday_before(self.from_week, anchor)

    def ends_on(self, anchor: date) -> date:
        """The last day of the period, which is never later than the anchor."""
        return min(monday_before(self.to_week, anchor) + timedelta(days=6), anchor)


class Place(_Part):
    section: str
    entry: str


class ExtraEvidence(Evidence):
    section: str


class Differences(_Part):
    """What an earlier version said otherwise: other texts, evidence it lacked, evidence it had."""

    thesis: OptionalText = ""
    claims: dict[str, Text] = {}
    without: tuple[Place, ...] = ()
    also: tuple[ExtraEvidence, ...] = ()


class Version(_Part):
    number: int
    frozen: Moment
    differs: Differences = Differences()


class Move(_Part):
    """A move of `packets.review.MOVES`, and who made it."""

    move: str
    version: int
    by: str
    at: Moment
    note: OptionalText = ""


class Reply(_Part):
    by: str
    at: Moment
    text: Text


class Comment(_Part):
    """A remark on a section of a version: a competency, or a part such as "thesis". It may be on
    words of the claim there, and suggest others for them."""

    version: int
    section: str
    by: str
    at: Moment
    quote: OptionalText = ""
    suggestion: OptionalText = ""
    text: Text
    replies: tuple[Reply, ...] = ()
    resolved: Moment | None = None


class Reviewer(_Part):
    """Who was asked to review it beside the manager, accepted, and got the versions since."""

    person: str
    role: Literal["sponsor", "peer", "observer"]
    word: OptionalText = ""
    asked: Moment
    answered: Moment


class Reading(_Part):
    """One reading of a version, so many minutes long, down to a section or a part."""

    version: int
    by: str
    at: Moment
    minutes: int
    furthest: str


class Ratings(_Part):
    """What somebody thinks of a version, by competency. Without `given` nobody else sees it yet."""

    version: int
    by: str
    ratings: dict[str, Scale]
    given: Moment | None = None


class Testimony(_Part):
    """What somebody says of a win, and the first version that prints it. Without `asked` it is
    praise that the author quotes."""

    version: int
    entry: str
    by: str
    said: Moment
    text: Text
    asked: Moment | None = None
    relation: OptionalText = ""
    closeness: Literal["", "with", "saw", "used", "heard"] = ""
    where: OptionalText = ""


class Packet(_Part):
    """The case as it stands now, which is what its last version says."""

    title: Text
    period: Period
    ask: Text
    thesis: Text
    summary: Text
    next: Text
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    versions: tuple[Version, ...]
    moves: tuple[Move, ...]
    comments: tuple[Comment, ...]
    reviewers: tuple[Reviewer, ...]
    readings: tuple[Reading, ...]
    ratings: tuple[Ratings, ...]
    testimony: tuple[Testimony, ...]

    def title_for(self, anchor: date) -> str:
        """The title with the committee that comes next: it sits each January and July."""
        month, year = ("July", anchor.year) if anchor.month < 7 else ("January", anchor.year + 1)
        return f"{self.title}, {month} {year}"

    def as_of(self, number: int) -> Self:
        """The packet as its version of this number said it. Raises KeyError when there is none."""
        differs = {version.number: version.differs for version in self.versions}[number]
        return self.model_copy(
            update={
                "thesis": differs.thesis or self.thesis,
                "sections": tuple(_section_as(section, differs) for section in self.sections),
            }
        )


class Story(_Part):
    people: tuple[Person, ...]
    author: str
    manager: str
    placement: Placement
    projects: tuple[Project, ...]
    entries: tuple[Entry, ...]
    not_applicable: tuple[NotApplicable, ...]
    weeks: Weeks
    goals: tuple[Goal, ...]
    reflection: Reflection
    inbox: Inbox
    packet: Packet

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        people = _distinct("person", [person.key for person in self.people])
        projects = _distinct("project", [project.slug for project in self.projects])
        entries = _distinct("entry", [entry.key for entry in self.entries])
        versions = _distinct("version", [version.number for version in self.packet.versions])
        packet = self.packet
        acts: tuple[Move | Comment | Reading | Ratings | Testimony, ...] = (
            *packet.moves,
            *packet.comments,
            *packet.readings,
            *packet.ratings,
            *packet.testimony,
        )
        replies = [reply for comment in self.packet.comments for reply in comment.replies]
        _refuse_unknown("person", {self.author, self.manager}, people)
        _refuse_unknown("person", {key for entry in self.entries for key in entry.people}, people)
        _refuse_unknown("person", {act.by for act in (*acts, *replies)}, people)
        _refuse_unknown("person", {reviewer.person for reviewer in packet.reviewers}, people)
        _refuse_unknown("project", {entry.project for entry in self.entries} - {""}, projects)
        _refuse_unknown("version", {act.version for act in acts}, versions)
        self._check_packet(entries)
        self._check_sentences()
        return self

    def _check_packet(self, entries: frozenset[str]) -> None:
        sections = _distinct("section", [section.competency for section in self.packet.sections])
        now = {
            (section.competency, found.entry)
            for section in self.packet.sections
            for found in section.evidence
        }
        for version in self.packet.versions:
            differs = version.differs
            _refuse_unknown("section", {*differs.claims}, sections)
            _refuse_unknown("section", {extra.section for extra in differs.also}, sections)
            _refuse_unknown("evidence", {(p.section, p.entry) for p in differs.without}, now)
            placed = set()
            for section in self.packet.as_of(version.number).sections:
                placed |= {found.entry for found in section.evidence}
            said = (each for each in self.packet.testimony if each.version == version.number)
            _refuse_unknown("entry", placed, entries)
            _refuse_unknown("placed entry", {each.entry for each in said}, frozenset(placed))

    def _check_sentences(self) -> None:
        """A win that is placed against a sentence is tagged with it."""
        tagged = {(entry.key, key) for entry in self.entries for key in entry.expectations}
        for version in self.packet.versions:
            for section in self.packet.as_of(version.number).sections:
                placed = {
                    (found.entry, f"{section.competency}/{found.expectation}")
                    for found in section.evidence
                    if found.expectation
                }
                _refuse_unknown("tag", placed, tagged)


def _distinct(kind: str, keys: list) -> frozenset:
    if len(set(keys)) < len(keys):
        raise ValueError(f"One {kind} has the key of another.")
    return frozenset(keys)


def _refuse_unknown(kind: str, used: set, known: Set) -> None:
    if unknown := used - known:
        raise ValueError(f"No {kind} is called {sorted(unknown)}.")


def _section_as(section: Section, differs: Differences) -> Section:
    without = {place.entry for place in differs.without if place.section == section.competency}
    kept = [found for found in section.evidence if found.entry not in without]
    also = [
        Evidence(**extra.model_dump(exclude={"section"}))
        for extra in differs.also
        if extra.section == section.competency
    ]
    return section.model_copy(
        update={
            "claim": differs.claims.get(section.competency, section.claim),
            "evidence": (*kept, *also),
        }
    )


def monday_before(week: int, anchor: date) -> date:
    """The Monday of the week that lies so many weeks before the anchor's."""
    return anchor - timedelta(days=anchor.weekday(), weeks=week)


def load_story() -> Story:
    """The story. Raises pydantic's `ValidationError` when the file does not agree with itself."""
    return Story.model_validate(yaml.safe_load(YEAR.read_text(encoding="utf-8")))
