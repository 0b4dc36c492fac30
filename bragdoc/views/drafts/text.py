"""A draft as text: the ladder file, its errors beside the lines, and the ladder it makes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.drafts import DraftConflict, go_back, problem_of, write_text
from bragdoc.forms.drafts.whole import SourceForm
from bragdoc.forms.entries import Difference
from bragdoc.ladders.expected import expected
from bragdoc.ladders.writing import write_ladder
from bragdoc.removals import remember_text
from bragdoc.views.drafts.pages import find_draft
from bragdoc.views.ladders import find_track


@require_http_methods(["GET", "POST"])
def draft_text(request, pk):
    """Asked by htmx, what the text comes to: its errors, and the ladder as it will be."""
    draft = find_draft(request, pk)
    if request.method == "POST":
        return save_text(request, draft)
    if request.htmx:
        return text_page(request, draft, None, template="bragdoc/draft_text.html#outcome")
    return text_page(request, draft, text_form(draft))


def text_form(draft):
    source = draft.source or write_ladder(draft.read())
    return SourceForm(initial={"source": source, "revision": draft.revision}, label_suffix="")


def text_page(request, draft, form, *, template="bragdoc/draft_text.html", status=200, **context):
    document = draft.read()
    track = find_track(request, document)
    asked = [expected(document, position) for position in track.levels]
    context |= {
        "draft": draft,
        "document": document,
        "form": form,
        "problems": [] if draft.is_readable else problem_of(draft).problems,
        "track": track,
        "rows": list(zip(*asked, strict=True)),
    }
    return render(request, template, context, status=status)


def save_text(request, draft):
    form = SourceForm(request.POST, label_suffix="")
    if not form.is_valid():
        return text_page(request, draft, form, status=422)
    typed, revision = form.cleaned_data["source"], form.cleaned_data["revision"]
    try:
        draft = write_text(draft, typed, revision=revision)
    except DraftConflict as conflict:
        theirs = text_form(conflict.current)
        both = [Difference("The text", typed, theirs["source"].value())]
        return text_page(request, draft, form, status=409, theirs=theirs, differences=both)
    if "X-Autosave" in request.headers:
        return render(request, "bragdoc/_draft_revision.html", {"revision": draft.revision})
    if draft.is_readable:
        messages.info(request, "Saved.")
    else:
        messages.warning(request, "Saved as you typed it. It cannot be read yet.")
    return redirect("draft-text", draft.pk)


@require_POST
def draft_go_back(request, pk):
    """Leave a text that cannot be read for the last that could."""
    draft = find_draft(request, pk)
    text = go_back(draft)
    if text:
        removed = remember_text(request.session, draft, text, find_draft(request, pk).revision)
        undo = reverse("draft-put-back", args=[pk, removed.number])
        messages.info(request, "The draft is as it could be read last.", extra_tags=undo)
    return redirect("draft-detail", pk)
