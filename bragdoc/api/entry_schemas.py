"""An entry as the interface shows it, and as a program may send it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from accounts.addresses import address_of
from bragdoc.api.paging import Next
from bragdoc.api.problems import Refused
from bragdoc.forms.capture import LINE_LIMIT
from bragdoc.models import Entry


def one_of(values: Iterable[str]) -> dict[str, Any]:
    """Say of a field which values there are. Whether one of them was sent, a form checks."""
    return {"enum": list(values)}


Kind = Annotated[str, Field(json_schema_extra=one_of(["", *Entry.Kind.values]))]
Role = Annotated[str, Field(json_schema_extra=one_of(["", *Entry.Role.values]))]


SENT = ConfigDict(extra="forbid")  # a field that there is not may be one that is misspelt


class Metric(Schema):
    """A number in its author's words. Nothing is converted."""

    model_config = SENT

    label: str = Field("", description="What was counted.")
    before: str = ""
    after: str = ""
    unit: str = ""
    lower_is_better: bool | None = Field(None, description="null for not said.")


class Link(Schema):
    model_config = SENT

    url: str
    label: str = ""


class EntryOut(Schema):
    """A win."""

    id: int
    revision: int = Field(description="Rises with every change. A change names the one it is of.")
    title: str
    starts_on: date
    ends_on: date
    kind: Kind
    role: Role
    project: str = Field(description="Its name, or empty.")
    people: list[str]
    competencies: list[str] = Field(description="Keys, as the ladder has them.")
    expectations: list[str] = Field(description="Sentences, as competency/expectation.")
    details: str = Field(description="Markdown.")
    impact: str = Field(description="What came of it. Markdown.")
    metrics: list[Metric]
    links: list[Link]
    private_note: str
    confidential: bool
    revisit_on: date | None
    created_at: datetime
    discarded_at: datetime | None
    needs: str = Field(description="What it waits for: competency, number, or nothing.")
    address: str = Field(description="Its page.")

    @staticmethod
    def resolve_project(entry):
        return entry.project.name if entry.project else ""

    @staticmethod
    def resolve_people(entry):
        return sorted(person.name for person in entry.people.all())

    @staticmethod
    def resolve_competencies(entry):
        return sorted(competency.slug for competency in entry.competencies.all())

    @staticmethod
    def resolve_expectations(entry):
        # A sentence is never there without its competency, which is loaded with the entry.
        slugs = {competency.pk: competency.slug for competency in entry.competencies.all()}
        return sorted(f"{slugs[e.competency_id]}/{e.slug}" for e in entry.expectations.all())

    @staticmethod
    def resolve_needs(entry):
        return entry.needs()

    @staticmethod
    def resolve_address(entry):
        return address_of("entry-detail", entry.pk)


class EntryMade(EntryOut):
    """A new win, with what of its line was not understood and stayed in the title."""

    unread: list[str] = []


class EntryConflicts(Refused):
    """It was changed elsewhere since it was read."""

    current: EntryOut


class EntryPage(Schema):
    entries: list[EntryOut]
    next: Next


class EntryFilters(Schema):
    """The filters of the log. All of them combine."""

    q: str = Field("", description="Words, as in the search of the log.")
    competency: str = Field("", description="The key of a competency.")
    expectation: str = Field("", description="A sentence, as competency/expectation.")
    sentence: str = Field("", description="`none`: tagged with no sentence.")
    project: str = Field("", description="The slug of a project, as in the address of the log.")
    person: str = Field("", description="The slug of somebody you worked with.")
    kind: Kind = ""
    role: Role = ""
    missing: str = Field("", description="`competency`, `metric` or `outcome`: what it lacks.")
    first: str = Field("", alias="from", description="A day. Wins that last until then or longer.")
    last: str = Field("", alias="to", description="A day. Wins that begin by then.")


class EntryFields(Schema):
    """What can be said of a win. What is left out stays as it is; null empties it."""

    model_config = SENT

    title: str | None = None
    starts_on: date | None = Field(None, description="Today, where nothing else is said.")
    ends_on: date | None = Field(None, description="The day it began, where nothing else is said.")
    kind: Kind | None = None
    role: Role | None = None
    project: str | None = Field(None, description="Its name. One that is not there is made.")
    people: list[Annotated[str, Field(pattern="^[^,]*$")]] | None = Field(
        None, description="Names, without commas. Those that are not there are made."
    )
    competencies: list[str] | None = Field(None, description="Keys, as your ladder has them.")
    expectations: list[str] | None = Field(
        None, description="Sentences, as competency/expectation. Their competencies come with them."
    )
    details: str | None = Field(None, description="Markdown.")
    impact: str | None = Field(None, description="What came of it. Markdown.")
    metrics: list[Metric] | None = None
    links: list[Link] | None = None
    private_note: str | None = None
    confidential: bool | None = None
    revisit_on: date | None = None

    def said(self):
        """The fields that were sent."""
        return {name: value for name, value in self.dict().items() if name in self.model_fields_set}


class EntryIn(EntryFields):
    """A new win: as a `line`, or by its fields, of which `title` is the one that is required."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"line": "Cut checkout p99 ~checkout #reliability +p99:800ms→200ms ^fri"}]
        }
    )

    line: str | None = Field(
        None, description=f"In the grammar of the capture field, up to {LINE_LIMIT:,} characters."
    )
    written_on: date | None = Field(
        None,
        description="The day on which the line was written, where it waited for a connection: its "
        "dates count from then. Today, where nothing is said.",
    )


class EntryPatch(EntryFields):
    """A change of a win, made over the revision that it names."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"revision": 1, "impact": "Nobody was woken up since."}],
        }
    )

    revision: int = Field(description="The one that was read. Another answers 409.")
