"""The end of a draft: it is published, or put away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.drafts import (
    DraftConflict,
    discard_draft,
    problem_of,
    publish_draft,
    restore_draft,
    version_before,
)
from bragdoc.forms.drafts.whole import PublishForm
from bragdoc.ladders.changes import changes
from bragdoc.ladders.document import counts
from bragdoc.ladders.matching import with_replacements
from bragdoc.models import LadderVersion
from bragdoc.views.drafts.pages import find_draft


@require_http_methods(["GET", "POST"])
def draft_publish(request, pk):
    """What publishing changes, what it asks, and the button."""
    draft = find_draft(request, pk)
    before, document = version_before(draft), draft.read()
    old = before.read() if before else None
    form = PublishForm(request.POST or None, draft=draft, document=document, before=old)
    if request.method == "GET" or not draft.is_readable or not form.is_valid():
        refused = request.method == "POST"
        return publish_page(request, draft, form, before, status=422 if refused else 200)
    try:
        publish_draft(draft, revision=form.cleaned_data["revision"], confirmed=form.confirmed)
    except DraftConflict as conflict:
        return publish_again(request, conflict.current, before)
    messages.info(request, "Published. From now on it can be chosen, and never changes.")
    return redirect(page_of(draft))


def publish_page(request, draft, form, before, *, status):
    document = draft.read()
    old = before and before.read()
    new = old and with_replacements(document, old, form.confirmed)
    return render(
        request,
        "bragdoc/draft_publish.html",
        {
            "draft": draft,
            "document": document,
            "form": form,
            "before": before,
            "changes": old and changes(old, new),
            "counts": counts(document),
            "problem": None if draft.is_readable else problem_of(draft),
            "placed": before and before.placements.count(),
        },
        status=status,
    )


def publish_again(request, draft, before):
    """The page over what the draft is now."""
    old = before and before.read()
    form = PublishForm(draft=draft, document=draft.read(), before=old)
    messages.warning(request, "The draft was changed meanwhile. This is what it is now.")
    return publish_page(request, draft, form, before, status=409)


def page_of(version):
    """Where a version is read."""
    address = reverse("ladder-detail", args=[version.ladder.slug])
    return f"{address}?{urlencode({'version': version.version})}"


@require_POST
def draft_discard(request, pk):
    draft = find_draft(request, pk)
    discard_draft(draft)
    undo = reverse("draft-restore", args=[pk])
    messages.info(request, f"The draft of version {draft.version} is discarded.", extra_tags=undo)
    return redirect("ladder-list")


@require_POST
def draft_restore(request, pk):
    drafts = LadderVersion.objects.restorable_by(request.user).select_related("ladder")
    draft = get_object_or_404(drafts, pk=pk)
    restore_draft(draft)
    messages.info(request, "Restored.")
    return redirect("draft-detail", pk)
