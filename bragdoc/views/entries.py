"""One win, with everything it has."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.entries import EntryForm
from bragdoc.markdown import render_markdown
from bragdoc.models import Entry, Person, Project
from bragdoc.models.revisions import EditConflict
from bragdoc.models.weeks import monday_of


@require_http_methods(["GET", "POST"])
def entry_detail(request, pk):
    entry = get_object_or_404(Entry.objects.editable_by(request.user).for_display(), pk=pk)
    form = EntryForm(request.POST or None, instance=entry)
    if not form.is_valid():
        return entry_page(request, entry, form, status=422 if form.errors else 200)
    try:
        entry = form.save()
    except EditConflict as conflict:
        return entry_page(request, entry, form, conflict=conflict, status=409)
    if "X-Autosave" in request.headers:
        return entry_page(request, entry, EntryForm(instance=entry))
    messages.info(request, "Saved.")
    return redirect("entry-detail", pk)


def entry_page(request, entry, form, *, conflict=None, status=200):
    autosaves = "X-Autosave" in request.headers
    return render(
        request,
        "bragdoc/entry_detail.html#form" if autosaves else "bragdoc/entry_detail.html",
        {
            "entry": entry,
            "form": form,
            "sentences": form.sentences(),
            "monday": monday_of(entry.starts_on),
            "current": conflict and conflict.current,
            "differences": conflict and form.differences(conflict.current),
            "projects": Project.objects.visible_to(request.user).offered(),
            "people": Person.objects.visible_to(request.user).offered(),
        },
        status=status,
    )


@require_GET
def entry_sentences(request, pk):
    """What can be ticked for the competencies that are chosen just now, before they are saved."""
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    form = EntryForm(request.GET, instance=entry)
    context = {"entry": entry, "sentences": form.sentences()}
    return render(request, "bragdoc/_sentences.html", context)


@require_POST
def entry_preview(request):
    """The details as they will read."""
    return HttpResponse(render_markdown(request.POST.get("details", "")))


@require_POST
def entry_discard(request, pk):
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    entry.discard()
    messages.info(
        request,
        f"“{entry.title}” is discarded. It can be restored for thirty days.",
        extra_tags=reverse("entry-restore", args=[pk]),
    )
    return redirect("week", monday_of(entry.starts_on))


@require_POST
def entry_restore(request, pk):
    entry = get_object_or_404(Entry.objects.restorable_by(request.user), pk=pk)
    entry.restore()
    messages.info(request, "Restored.")
    return redirect("entry-detail", pk)
