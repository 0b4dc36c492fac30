"""A ladder version as one frozen document: the types of the file format `ladder/1`.

One rule holds every ladder: text hangs on a competency and a step. In a matrix ladder the steps
are the levels. In a profile ladder the competency names a scale, and each position (a level within
a track) names the step it requires as a target.

The short forms of the file (a bullet as plain text, a cell as a list, a level as its slug) become
one shape on load, and what was left out (slugs of bullets, titles, ranks, the only track) is
filled in. `model_dump(mode="json")` gives JSON that loads back to an equal document.
"""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bragdoc.ladders.naming import SLUG, FreeSlugs, derived_slug, name_from_slug
from bragdoc.ladders.references import BrokenReferences, broken_references
from bragdoc.ladders.values import (
    CellKey,
    ExpectationKey,
    Language,
    Name,
    Need,
    Number,
    OptionalName,
    OptionalText,
    OwnData,
    Slug,
    SlugOrDerived,
    Text,
    Url,
    VersionName,
)


class UnknownPosition(LookupError):
    """The ladder has no such level on such a track."""


class UnknownCompetency(LookupError):
    """The ladder has no competency of that slug."""


class Part(BaseModel):
    """What every part of a ladder shares: frozen, no unknown fields, own data under `extra`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    plain: ClassVar[str] = ""  # the field that a plain text stands for, if there is one

    extra: OwnData = {}

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, data):
        if isinstance(data, str) and cls.plain:
            return {cls.plain: data}
        if isinstance(data, dict):  # `summary:` with nothing behind it is a field left out
            return {k: v for k, v in data.items() if v is not None or k not in cls.model_fields}
        return data


class Named(Part):
    """A part whose name may be left out: it is then made from the slug."""

    slug: Slug
    name: Annotated[OptionalName, Field(validate_default=True)] = ""

    @field_validator("name", mode="after")
    @classmethod
    def _from_slug(cls, name: str, info: ValidationInfo) -> str:
        return name or name_from_slug(info.data.get("slug", ""))


class Link(Part):
    label: OptionalText = ""
    url: Url


class Source(Part):
    """Where a ladder comes from; shown wherever its text is quoted."""

    url: Url | None = None
    licence: OptionalText = ""
    attribution: OptionalText = ""


class Replaces(Part):
    """How this version follows the one before: old slug to new. Equal slugs need no line."""

    version: VersionName
    levels: dict[Slug, Slug] = {}
    competencies: dict[Slug, Slug] = {}
    expectations: dict[ExpectationKey, ExpectationKey] = {}


class LadderHeader(Part):
    slug: Slug
    name: Name
    version: VersionName
    # cumulative: a level also expects what the levels below state; standalone: each is complete
    accumulate: Literal["cumulative", "standalone"] = "cumulative"
    summary: OptionalText = ""
    language: Language = ""
    source: Source = Source()
    replaces: Replaces | None = None


class Level(Part):
    """A rung. `rank` is the place in the list, from 1, unless given; it never identifies a rung.

    `equivalents` name the rung elsewhere. They are labels, never arithmetic.
    """

    slug: Slug
    name: Name
    code: OptionalName = ""
    rank: Annotated[int, Field(ge=0, le=10_000)] | None = None
    summary: OptionalText = ""
    equivalents: dict[Name, Name] = {}


class Step(Named):
    """`points` are what a claim of this step is worth: its place on the scale, from 1, unless the
    scale gives points to its steps."""

    summary: OptionalText = ""
    points: Number | None = None


class Scale(Named):
    """The steps a competency of a profile ladder is measured in, lowest first."""

    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]


class Target(Part):
    """The step that a position requires. Of the targets sharing an `any_of`, one is enough."""

    plain = "step"

    step: Slug
    need: Need = "required"
    any_of: SlugOrDerived = ""
    note: OptionalText = ""


class Criterion(Part):
    """A requirement of a position that hangs on no single competency, in the ladder's own words.

    `text` is all there is to it unless its kind can be counted from the steps a person claims:
    `points` is a total of what the steps are worth, `mean` their mean by the weights of the
    competencies, and `steps` the number of competencies at `step` or higher. The band runs from
    `at_least` to `at_most`, both included, and one of them may be left out. `area` or
    `competencies` limit which competencies are counted.
    """

    kind: Literal["text", "points", "mean", "steps"] = "text"
    text: Text
    at_least: Number | None = None
    at_most: Number | None = None
    step: SlugOrDerived = ""
    area: SlugOrDerived = ""
    competencies: tuple[Slug, ...] = ()

    @property
    def counts_steps(self) -> bool:
        return self.kind != "text"

    def counted_in(self, document: "LadderDocument") -> "Iterator[Competency]":
        """The competencies with a scale that it counts, in the order of the document."""
        for area, competency in document.competencies():
            in_area = self.area in ("", area.slug)
            named = not self.competencies or competency.slug in self.competencies
            if competency.scale and in_area and named:
                yield competency

    @model_validator(mode="after")
    def _what_its_kind_needs(self):
        band = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if not self.counts_steps and (band or self.step or self.area or self.competencies):
            raise ValueError("a criterion that counts says so: `kind: points`, `mean` or `steps`")
        if self.counts_steps and not band:
            raise ValueError(f"a criterion of kind `{self.kind}` needs `at_least` or `at_most`")
        if band != sorted(band):
            raise ValueError("`at_least` is more than `at_most`")
        if bool(self.step) != (self.kind == "steps"):
            raise ValueError("`step` belongs to the kind `steps`, which needs it")
        if self.area and self.competencies:
            raise ValueError("give `area` or `competencies`, not both")
        return self


class Position(Part):
    """A level within a track.

    `title` and `code` are the level's own unless given. `targets` map competencies to the step
    required. `signals` say what shows that the step to this level was made, `pitfalls` what
    commonly holds people back.
    """

    plain = "level"

    level: Slug
    track: SlugOrDerived = ""  # filled in by the track
    code: OptionalName = ""
    title: OptionalName = ""
    summary: OptionalText = ""
    targets: dict[Slug, Target] = {}
    criteria: tuple[Criterion, ...] = ()
    signals: tuple[Text, ...] = ()
    pitfalls: tuple[Text, ...] = ()

    @property
    def label(self) -> str:
        """The title with its code: "Senior Engineer (E3)"."""
        return f"{self.title} ({self.code})" if self.code not in ("", self.title) else self.title


class Track(Part):
    """An ordered list of positions, lowest first. A rung may stand in several tracks."""

    slug: Slug
    name: Name
    kind: Literal["ic", "management", "architecture", "other"] = "other"
    summary: OptionalText = ""
    levels: Annotated[tuple[Position, ...], Field(min_length=1, max_length=100)]

    @field_validator("levels", mode="after")
    @classmethod
    def _know_their_track(cls, levels: tuple[Position, ...], info: ValidationInfo):
        slug = info.data.get("slug", "")
        for position in levels:
            if position.track not in ("", slug):
                raise ValueError(f"a position of this track says it is of `{position.track}`")
        return tuple(position.model_copy(update={"track": slug}) for position in levels)


class Expectation(Part):
    """One bullet of a ladder. Without `tracks` it is for every track."""

    plain = "text"

    slug: SlugOrDerived = ""  # filled in by the competency
    text: Text
    examples: tuple[Text, ...] = ()
    links: tuple[Link, ...] = ()
    tracks: tuple[Slug, ...] = ()
    need: Need = "required"
    attrs: OwnData = {}


class Cell(Part):
    """What a ladder states at one step of one competency.

    `same_as` names another cell of the competency, whose text is then this cell's too ("see E2").
    `not-applicable` says that nothing is expected here, `not-defined` that the ladder is silent.
    A cell with a summary and no items states one expectation: its summary.
    """

    summary: OptionalText = ""
    items: tuple[Expectation, ...] = ()
    examples: tuple[Text, ...] = ()
    status: Literal["", "not-applicable", "not-defined"] = ""
    same_as: Annotated[str, StringConstraints(pattern=f"^(?:(?:{SLUG}/)?{SLUG})?$")] = ""

    @model_validator(mode="before")
    @classmethod
    def _from_list_or_status(cls, data):
        if data is None:
            return {}
        if isinstance(data, list | tuple):
            return {"items": data}
        if isinstance(data, str):
            if data.strip().lower() != "n/a":
                raise ValueError("expected a list of expectations, `n/a`, or a mapping")
            return {"status": "not-applicable"}
        return data

    @model_validator(mode="after")
    def _status_or_text(self):
        if self.status and (self.items or self.examples or self.same_as):
            raise ValueError(f"a cell that is {self.status} states nothing: leave one of them out")
        return self

    def stated(self, key: str) -> tuple[Expectation, ...]:
        """The items, or the summary as the only one. `key` is the cell's own in `expect`."""
        if self.items or not self.summary or self.status:
            return self.items
        slug = f"{key.replace('/', '-')}-summary"
        return (Expectation(slug=slug, text=self.summary, examples=self.examples),)


class Competency(Part):
    """What `expect` is keyed by: a step, or `track/step` for text of one track, added to the
    shared cell. The steps are the levels, or those of `scale`. Without `tracks` it is for all.
    `weight` is how much it counts in the mean of a criterion."""

    slug: Slug
    name: Name
    summary: OptionalText = ""
    scale: SlugOrDerived = ""
    weight: Number = Decimal(1)
    tracks: tuple[Slug, ...] = ()
    expect: dict[CellKey, Cell] = {}

    @field_validator("expect", mode="after")
    @classmethod
    def _fill_in_slugs(cls, expect: dict[str, Cell]) -> dict[str, Cell]:
        slugs = FreeSlugs(item.slug for cell in expect.values() for item in cell.items)

        def with_slug(item: Expectation) -> Expectation:
            slug = item.slug or slugs.take(derived_slug(item.text))
            return item.model_copy(update={"slug": slug})

        return {
            key: cell.model_copy(update={"items": tuple(map(with_slug, cell.items))})
            for key, cell in expect.items()
        }

    def stated(self) -> Iterator[Expectation]:
        """Every expectation of every cell, in the order of the file; their slugs differ."""
        for key, cell in self.expect.items():
            yield from cell.stated(key)

    def applies_to(self, track_slug: str) -> bool:
        return not self.tracks or track_slug in self.tracks

    def chain(self, key: str) -> list[tuple[str, Cell]]:
        """The cell of a key with its key, after the cells that it is the same as."""
        chain = []
        while key in self.expect:
            cell = self.expect[key]
            chain.append((key, cell))
            key = cell.same_as
        return chain[::-1]

    def stated_at(self, step: str, track_slug: str) -> "Iterator[tuple[str, Expectation]]":
        """What the shared cell of a step and the track's own state for a track, with the key of
        the cell where it stands."""
        for key, cell in (*self.chain(step), *self.chain(f"{track_slug}/{step}")):
            for item in cell.stated(key):
                if not item.tracks or track_slug in item.tracks:
                    yield key, item

    def applies_at(self, step: str, track_slug: str) -> bool:
        """False where the ladder says so. A track's own cell, if there is one, overrules."""
        cells = self.chain(f"{track_slug}/{step}") or self.chain(step)
        return all(cell.status != "not-applicable" for _, cell in cells)


class Area(Part):
    slug: Slug
    name: Name
    summary: OptionalText = ""
    competencies: tuple[Competency, ...] = ()


class LadderDocument(Part):
    """A whole ladder version. Raises pydantic's ValidationError when made from anything less."""

    format: Literal["ladder/1"]
    ladder: LadderHeader
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=100)]
    scales: tuple[Scale, ...] = ()
    tracks: Annotated[tuple[Track, ...], Field(max_length=100, validate_default=True)] = ()
    areas: tuple[Area, ...] = ()

    @field_validator("levels", mode="after")
    @classmethod
    def _fill_in_ranks(cls, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        return tuple(
            level if level.rank is not None else level.model_copy(update={"rank": place})
            for place, level in enumerate(levels, start=1)
        )

    @field_validator("tracks", mode="after")
    @classmethod
    def _fill_in_tracks(cls, tracks: tuple[Track, ...], info: ValidationInfo):
        levels = info.data.get("levels", ())
        if levels and not tracks:
            tracks = (only_track(levels),)
        by_slug = {level.slug: level for level in levels}
        return tuple(
            track.model_copy(
                update={"levels": tuple(_titled(p, by_slug.get(p.level)) for p in track.levels)}
            )
            for track in tracks
        )

    @model_validator(mode="after")
    def _references_hold(self):
        if problems := tuple(broken_references(self)):
            raise BrokenReferences(problems)
        return self

    def positions(self) -> Iterator[tuple[Track, Position]]:
        for track in self.tracks:
            for position in track.levels:
                yield track, position

    def position(self, track_slug: str, level_slug: str) -> Position:
        """Raises UnknownPosition."""
        for track, position in self.positions():
            if (track.slug, position.level) == (track_slug, level_slug):
                return position
        raise UnknownPosition(f"{self.ladder.name} has no level {level_slug} on track {track_slug}")

    def competencies(self) -> Iterator[tuple[Area, Competency]]:
        for area in self.areas:
            for competency in area.competencies:
                yield area, competency

    def competency(self, slug: str) -> Competency:
        """Raises UnknownCompetency."""
        for _, competency in self.competencies():
            if competency.slug == slug:
                return competency
        raise UnknownCompetency(f"{self.ladder.name} has no competency {slug}")


def _titled(position: Position, level: Level | None) -> Position:
    if level is None:  # an undeclared level; reported with the other references
        return position
    return position.model_copy(
        update={"title": position.title or level.name, "code": position.code or level.code}
    )


def only_track(levels: tuple[Level, ...]) -> Track:
    """The track of a ladder that declares none: every level, in its order."""
    slugs = dict.fromkeys(level.slug for level in levels)  # a level given twice is said elsewhere
    return Track(slug="main", name="Main", levels=tuple(Position(level=slug) for slug in slugs))


def content_hash(document: LadderDocument) -> str:
    """SHA-256, in hexadecimal, of the document as canonical JSON.

    Values that are the format's defaults are left out, so that a field added to the format later
    does not change the hash of a ladder that does not use it.
    """
    content = document.model_dump(mode="json", exclude_defaults=True)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def counts(document: LadderDocument) -> dict[str, int]:
    """How many levels, tracks, competencies, expectations (bullets) and targets there are."""
    competencies = [competency for _, competency in document.competencies()]
    return {
        "levels": len(document.levels),
        "tracks": len(document.tracks),
        "competencies": len(competencies),
        "expectations": sum(len(cell.items) for c in competencies for cell in c.expect.values()),
        "targets": sum(len(position.targets) for _, position in document.positions()),
    }
