"""Wins: written, read, changed, put away."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router, Status

from bragdoc.api.access import needs
from bragdoc.api.entry_fields import change_entry, make_entry
from bragdoc.api.entry_schemas import (
    EntryConflicts,
    EntryFilters,
    EntryIn,
    EntryMade,
    EntryOut,
    EntryPage,
    EntryPatch,
)
from bragdoc.api.paging import Page, log_place, shown_on
from bragdoc.api.problems import invalid, invalid_form
from bragdoc.day_place import DayPlace
from bragdoc.forms.capture import WaitedLineForm
from bragdoc.forms.log import LogFilterForm
from bragdoc.models import Entry
from bragdoc.models.revisions import EditConflict

router = Router(tags=["Wins"])

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,64}$",
        description="Your own name for this request, up to 64 characters. Sent again with the "
        "same one, it makes nothing and answers with the entry of the first time.",
    ),
]


@router.get("", **needs("entries:read"), response=EntryPage, url_name="api-entries")
def list_entries(request, filters: Query[EntryFilters], page: Query[Page]):
    """Wins, the newest first.

    The filters are those of the log, and all of them combine.
    """
    form = LogFilterForm(request.GET, author=request.auth.person)
    if form.errors:
        raise invalid_form(form)
    entries = form.narrow(Entry.objects.visible_to(request.auth.person)).newest_first()
    if page.after:
        entries = entries.before(*log_place(page.after))
    shown, more = shown_on(page, entries.for_display(), place_of)
    return {"entries": shown, "next": more}


def place_of(entry):
    return str(DayPlace(entry.starts_on, entry.pk))


@router.post("", **needs("entries:write"), response={201: EntryMade}, url_name="api-entries")
def create_entry(request, entry: EntryIn, key: Key = None):
    """Write a win.

    As a `line`, it is read like what is typed into the capture field; what is not understood stays
    in the title and is named in `unread`. By its fields, `title` is the one that is required.
    """
    person, fields = request.auth.person, entry.said()
    line, written_on = fields.pop("line", None), fields.pop("written_on", None)
    if line is None:
        return Status(201, as_kept(make_entry(person, fields, key)))
    if fields:
        raise invalid(*((name, "A line says it all. Send it alone.") for name in fields))
    form = WaitedLineForm({"text": line, "key": key or "", "written_on": written_on}, author=person)
    if not form.is_valid():
        raise invalid_form(form, {"text": "line"})
    made = as_kept(form.save())
    made.unread = form.line.unread
    return Status(201, made)


def as_kept(entry):
    return Entry.objects.for_display().get(pk=entry.pk)


@router.get("/{int:pk}", **needs("entries:read"), response=EntryOut, url_name="api-entry")
def get_entry(request, pk: int):
    """One win."""
    return get_object_or_404(Entry.objects.visible_to(request.auth.person).for_display(), pk=pk)


@router.patch(
    "/{int:pk}",
    **needs("entries:write"),
    response={200: EntryOut, 409: EntryConflicts},
    url_name="api-entry",
)
def update_entry(request, pk: int, changes: EntryPatch):
    """Change a win.

    Name the `revision` that you read. Where it was changed elsewhere since, nothing is written,
    and the answer 409 holds what is kept now.
    """
    entry = get_object_or_404(Entry.objects.editable_by(request.auth.person), pk=pk)
    fields = changes.said()
    revision = fields.pop("revision")
    try:
        change_entry(entry, fields, revision=revision)
    except EditConflict as conflict:
        return Status(409, {"detail": str(conflict), "current": conflict.current})
    return as_kept(entry)


@router.post(
    "/{int:pk}/discard",
    **needs("entries:write"),
    response=EntryOut,
    url_name="api-entry-discard",
)
def discard_entry(request, pk: int):
    """Put a win away.

    It can be restored for thirty days.
    """
    entry = get_object_or_404(Entry.objects.editable_by(request.auth.person), pk=pk)
    entry.discard()
    return as_kept(entry)


@router.post(
    "/{int:pk}/restore",
    **needs("entries:write"),
    response=EntryOut,
    url_name="api-entry-restore",
)
def restore_entry(request, pk: int):
    """Take back a win that was put away."""
    entry = get_object_or_404(Entry.objects.restorable_by(request.auth.person), pk=pk)
    entry.restore()
    return as_kept(entry)
