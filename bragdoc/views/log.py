"""The log of all wins, and what is done to several of them."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from bragdoc import bulk
from bragdoc.day_place import DayPlace, read_place
from bragdoc.forms.bulk import BulkForm
from bragdoc.forms.log import LogFilterForm
from bragdoc.models import Entry, SavedFilter
from bragdoc.rows import rendered_rows
from bragdoc.search.snippets import snippets_of

PAGE = 50
LAST = "bulk"  # the last act on several wins, in the session of who did it


@require_GET
def entry_list(request):
    filters = LogFilterForm(request.GET, author=request.user)
    return log_page(request, filters, BulkForm(author=request.user))


def log_page(request, filters, form, *, status=200):
    before = (form.data if form.is_bound else request.GET).get("before", "")
    part = request.htmx and not request.htmx.history_restore_request
    entries = filters.narrow(Entry.objects.visible_to(request.user))
    query = filters.query()
    saved = list(SavedFilter.objects.visible_to(request.user).by_name())
    response = render(
        request,
        "bragdoc/entry_list.html#log" if part else "bragdoc/entry_list.html",
        {
            "part": part,
            "filters": filters,
            "query": query,
            "saved": saved,
            "is_saved": query in [one.query for one in saved],
            "today": request.user.today(),
            "bulk": form,
            **one_page(entries, before, parts=filters.searched(), ticked=form.ticked()),
        },
        status=status,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def one_page(entries, before, *, parts=(), ticked=()):
    """What a page of wins shows, the newest first, from the place `before` on.

    `months` are (first of the month, [(row, snippets)]); `matching` is how many there are, at most
    `bulk.LIMIT`, and None where all of them are on the page.
    """
    start = read_place(before)
    newest = entries.newest_first()
    places = list((newest.before(*start) if start else newest).places()[: PAGE + 1])
    shown, more = places[:PAGE], places[PAGE:]
    return {
        "months": by_month(shown, parts, ticked),
        "shown": len(shown),
        "older": more and str(DayPlace(shown[-1].starts_on, shown[-1].pk)),
        "start": start,
        "before": before,
        "matching": newest[: bulk.LIMIT].count() if start or more else None,
        "limit": bulk.LIMIT,
    }


def by_month(places, parts, ticked):
    rows = rendered_rows(places)
    found = snippets(rows, parts) if parts else {}
    months = groupby(places, key=lambda place: place.starts_on.replace(day=1))
    return [
        (
            month,
            [(with_tick(rows[pk], pk in ticked), found.get(pk)) for pk, *_ in group if pk in rows],
        )
        for month, group in months
    ]


def with_tick(row, is_ticked):
    """The row as it is kept, which knows nothing of what is ticked just now."""
    return mark_safe(row.replace("data-tick", "checked", 1)) if is_ticked else row  # noqa: S308


def snippets(pks, parts):
    """Where the parts of a search stand in each of these wins, beside its title."""
    return {
        pk: snippets_of(title, fields_of(*texts), parts)
        for pk, title, *texts in Entry.objects.among(pks).texts()
    }


def fields_of(details, impact, private_note, metrics, links):
    yield "Details", details
    yield "Impact", impact
    yield "Private note", private_note
    yield (
        "Numbers",
        "; ".join(
            " ".join(
                filter(None, (metric.get(key) for key in ("label", "before", "after", "unit")))
            )
            for metric in metrics
        ),
    )
    yield "Links", "; ".join(f"{link.get('label', '')} {link.get('url', '')}" for link in links)


@require_POST
def entry_bulk(request):
    """One act on the wins that are ticked, or on all that the filters let through."""
    form = BulkForm(request.POST, author=request.user)
    if not form.is_valid():
        return log_page(request, form.filters(), form, status=422)
    change = form.save()
    count = len(change.revisions)
    if count:
        request.session[LAST] = change
        undo = reverse("entry-bulk-undo")
        messages.info(request, form.said(count), extra_tags=undo)
    else:
        messages.info(request, "There was nothing to change.")
    query = form.filters().query()
    return redirect(f"{reverse('entry-list')}?{query}" if query else "entry-list")


@require_POST
def entry_bulk_undo(request):
    """Take the last act on several wins back."""
    last = request.session.pop(LAST, None)
    if last is None:
        messages.info(request, "There is nothing to undo.")
        return redirect("entry-list")
    count, left = bulk.take_back(bulk.Change(*last), request.user)
    said = f"Undone for {count} win{'' if count == 1 else 's'}."
    if left:
        said += f" {left} more {'was' if left == 1 else 'were'} changed since: nothing was done to "
        said += "it." if left == 1 else "them."
    messages.info(request, said)
    return redirect("entry-list")
