"""The inbox: what imports propose, kept as wins or left out."""

from datetime import date

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from bragdoc.api.access import needs
from bragdoc.api.entry_schemas import Link, one_of
from bragdoc.api.paging import Next, Page, number_place, shown_on
from bragdoc.api.problems import Problem, Refused, invalid, invalid_form
from bragdoc.forms.inbox import CandidateForm, InboxFilterForm
from bragdoc.models import Candidate, Competency

router = Router(tags=["Inbox"])


class CandidateOut(Schema):
    """Something that an import proposes."""

    id: int
    state: str = Field(json_schema_extra=one_of(Candidate.State.values))
    offers: str = Field(
        description="What it would become.", json_schema_extra=one_of(Candidate.Offers.values)
    )
    title: str
    details: str
    starts_on: date | None
    ends_on: date | None
    precision: str = Field(description="day, week, month, quarter, half, year or unknown.")
    kind: str
    role: str
    project: str
    people: list[str]
    tags: list[str] = Field(description="Words of its source that may name competencies.")
    headings: list[str] = Field(description="Above it in its document.")
    links: list[Link]
    line: int = Field(description="Of its document, counted from 1.")
    brought_by: int = Field(description="The import.")
    entry: int | None = Field(description="The win that was made of it.")

    @staticmethod
    def resolve_brought_by(candidate):
        return candidate.brought_by_id

    @staticmethod
    def resolve_entry(candidate):
        return candidate.entry_id


class CandidatePage(Schema):
    candidates: list[CandidateOut]
    next: Next


class InboxFilters(Schema):
    brought: str = Field("", description="The id of an import.")
    offers: str = Field("", description="`win`, `goal` or `praise`.")


class Keeping(Schema):
    """As what it is kept. What is left out is as it was found."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"starts_on": "2026-11-03"}]}
    )

    title: str | None = None
    starts_on: date | None = Field(None, description="Required where none was found.")
    ends_on: date | None = None
    competencies: list[str] = Field([], description="Keys, as your ladder has them.")


DECIDED = {200: CandidateOut, 409: Refused}


def find_candidate(request, pk):
    candidates = Candidate.objects.visible_to(request.auth.person).for_display()
    return get_object_or_404(candidates, pk=pk)


@router.get("", **needs("inbox:read"), response=CandidatePage, url_name="api-inbox")
def list_candidates(request, filters: Query[InboxFilters], page: Query[Page]):
    """What waits.

    In the order in which it was found.
    """
    form = InboxFilterForm(request.GET, owner=request.auth.person)
    if form.errors:
        raise invalid_form(form)
    candidates = form.narrow(Candidate.objects.waiting_for(request.auth.person)).in_order()
    if page.after:
        candidates = candidates.after(number_place(page.after))
    shown, more = shown_on(page, candidates, lambda candidate: str(candidate.pk))
    return {"candidates": shown, "next": more}


@router.get("/{int:pk}", **needs("inbox:read"), response=CandidateOut, url_name="api-candidate")
def get_candidate(request, pk: int):
    """One candidate, whatever became of it."""
    return find_candidate(request, pk)


@router.post(
    "/{int:pk}/accept", **needs("inbox:write"), response=DECIDED, url_name="api-candidate-accept"
)
def accept_candidate(request, pk: int, keeping: Keeping):
    """Keep a candidate as a win, or as the goal that it offers.

    A second time changes nothing.
    """
    candidate = find_candidate(request, pk)
    said = as_kept(candidate, keeping) | {"competencies": competencies(candidate, keeping)}
    form = CandidateForm(said, candidate=candidate)
    if not form.is_valid():
        raise invalid_form(form)
    form.save()
    return decided(request, pk, Candidate.State.ACCEPTED)


def competencies(candidate, keeping):
    """The rows of the keys that were sent. Raises Problem."""
    if not keeping.competencies:
        return []
    if candidate.is_goal:
        raise invalid(("competencies", "A goal has none."))
    rows = {row.slug: row.pk for row in Competency.objects.taggable_by(candidate.owner)}
    unknown = [
        (f"competencies.{n}", f"Your ladder has no “{slug[:80]}”.")
        for n, slug in enumerate(keeping.competencies)
        if slug not in rows
    ]
    if unknown:
        raise invalid(*unknown)
    return [rows[slug] for slug in keeping.competencies]


def as_kept(candidate, keeping):
    """What the form would send for the candidate, changed by what was said."""
    found = {name: getattr(candidate, name) for name in ("title", "starts_on", "ends_on")}
    said = {name: getattr(keeping, name) for name in found}
    if keeping.starts_on:
        found["ends_on"] = None  # of other days than were found
    return {name: said[name] or found[name] or "" for name in found}


def decided(request, pk, state):
    candidate = find_candidate(request, pk)
    if candidate.state != state:
        raise Problem(409, f"This was decided otherwise before: “{candidate.get_state_display()}”.")
    return candidate


@router.post(
    "/{int:pk}/discard", **needs("inbox:write"), response=DECIDED, url_name="api-candidate-discard"
)
def discard_candidate(request, pk: int):
    """Leave a candidate out.

    It comes back where its source changes.
    """
    find_candidate(request, pk).discard()
    return decided(request, pk, Candidate.State.DISCARDED)


@router.post(
    "/{int:pk}/never", **needs("inbox:write"), response=DECIDED, url_name="api-candidate-never"
)
def refuse_candidate(request, pk: int):
    """Leave a candidate out for good.

    It stays out even where its source changes.
    """
    find_candidate(request, pk).never()
    return decided(request, pk, Candidate.State.NEVER)


@router.post(
    "/{int:pk}/restore",
    **needs("inbox:write"),
    response=CandidateOut,
    url_name="api-candidate-restore",
)
def restore_candidate(request, pk: int):
    """Let a candidate wait again.

    A win that was made of it is put away.
    """
    find_candidate(request, pk).bring_back()
    return find_candidate(request, pk)
