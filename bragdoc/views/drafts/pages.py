"""What the pages of a draft share: finding it, and answering the form over one of its parts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bragdoc.drafts import UnreadableDraft, edit_draft, problem_of
from bragdoc.forms.drafts.parts import PartConflict
from bragdoc.ladders.editing.edits import EditError, NotThere
from bragdoc.ladders.editing.removal import Removal
from bragdoc.models import LadderVersion
from bragdoc.models.ladders import VersionExists
from bragdoc.removals import remember


def find_draft(request, pk):
    """A draft that this person may edit. Somebody else's is not found."""
    drafts = LadderVersion.objects.editable_by(request.user).select_related("ladder__owner")
    return get_object_or_404(drafts, pk=pk)


def draft_page(request, draft, template, context, *, status=200):
    """A page of the editor. Over a text that cannot be read no form can be laid: the page says
    so instead."""
    if not draft.is_readable:
        template = "bragdoc/draft_unreadable.html"
        context["problem"] = problem_of(draft)
    return render(request, template, context, status=status)


def part_page(request, pk, form_class, template, *, where=(), around=None):
    """A page with the form over one part. `around(draft, document)` is what else it shows."""
    draft = find_draft(request, pk)
    document = draft.read()
    form = part_form(form_class, request.POST or None, document, where)

    def page(status, **context):
        context |= {"draft": draft, "document": document, "form": form}
        context |= around(draft, document) if around else {}
        return draft_page(request, draft, template, context, status=status)

    return page(200) if request.method == "GET" else save(request, draft, form, page)


def save(request, draft, form, page):
    """Answer a form by the rules of forms that save themselves."""
    if not form.is_valid():
        return page(422)
    try:
        edited = edit_draft(draft, form.edit)
    except PartConflict as conflict:
        theirs = part_form(type(form), None, conflict.current, form.where)
        return page(409, theirs=theirs, differences=form.differences(theirs))
    except (EditError, VersionExists, UnreadableDraft) as refused:
        form.add_error(None, str(refused))
        return page(422)
    if "X-Autosave" in request.headers:
        revision = form.fingerprint(edited)
        return render(request, "bragdoc/_draft_revision.html", {"revision": revision})
    tell(request, draft, edited)
    return redirect(f"{request.get_full_path()}{form.anchor}")


def part_form(form_class, data, document, where):
    try:
        return form_class(data, document=document, where=where)
    except NotThere as unknown:
        raise Http404 from unknown


def tell(request, draft, edited):
    """Say what was done; a removal can be undone."""
    if not isinstance(edited, Removal):
        messages.info(request, "Saved.")
        return
    removed = remember(request.session, draft, edited)
    undo = reverse("draft-put-back", args=[draft.pk, removed.number])
    messages.info(request, edited.says, extra_tags=undo)


def page_of_part(pk, kind, where):
    """The address of the page on which a part is listed, at the part."""
    match kind:
        case "area" | "competency":
            page = reverse("draft-detail", args=[pk])
        case "position":
            page = reverse("draft-track", args=[pk, where[0]])
        case "step":
            page = reverse("draft-scale", args=[pk, where[0]])
        case _:
            page = reverse("draft-levels", args=[pk])
    return f"{page}#{kind}-{'-'.join(where)}"
