"""What is done to a draft with one button: add, move, remove a part, and put it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bragdoc.drafts import DraftConflict, UnreadableDraft, edit_draft, write_text
from bragdoc.forms.drafts.additions import ADDITIONS
from bragdoc.ladders.editing import areas, competencies, positions, scales, tracks
from bragdoc.ladders.editing.edits import EditError
from bragdoc.ladders.editing.removal import put_back
from bragdoc.removals import forget, parts_of, removed_from
from bragdoc.views.drafts.pages import find_draft, page_of_part, tell

# Levels, steps and sentences are moved and removed by the forms that hold their text.
PARTS = {
    "area": (areas, 1),
    "competency": (competencies, 1),
    "position": (positions, 2),
    "scale": (scales, 1),
    "track": (tracks, 1),
}


@require_POST
def draft_add(request, pk, kind):
    draft = find_draft(request, pk)
    if kind not in ADDITIONS:
        raise Http404
    to = request.POST.get("to", "")
    form = ADDITIONS[kind](request.POST, document=draft.read(), to=to)
    if form.is_valid():
        try:
            edit_draft(draft, form.write)
        except (EditError, UnreadableDraft) as refused:
            form.add_error(None, str(refused))
        else:
            page = page_of_part(pk, kind, [to]).partition("#")[0]
            return redirect(f"{page}#{form.id}")  # where the next one is added
    context = {"draft": draft, "form": form, "kind": kind}
    return render(request, "bragdoc/draft_add.html", context, status=422)


def part_asked(kind, where):
    """The functions that edit such a part, and the slugs that lead to it."""
    module, length = PARTS.get(kind, (None, 0))
    slugs = where.split("/")
    if len(slugs) != length:
        raise Http404
    return module, slugs


@require_POST
def draft_move(request, pk, kind, where):
    draft, (module, slugs) = find_draft(request, pk), part_asked(kind, where)
    up = request.POST.get("to") == "up"
    try:
        edit_draft(draft, lambda document: module.move(document, *slugs, up=up))
    except (EditError, UnreadableDraft) as refused:
        messages.warning(request, str(refused))
    return redirect(page_of_part(pk, kind, slugs))


@require_POST
def draft_remove(request, pk, kind, where):
    draft, (module, slugs) = find_draft(request, pk), part_asked(kind, where)
    try:
        removal = edit_draft(draft, lambda document: module.remove(document, *slugs))
    except (EditError, UnreadableDraft) as refused:
        messages.warning(request, str(refused))
    else:
        tell(request, draft, removal)
    return redirect(page_of_part(pk, kind, slugs).partition("#")[0])


@require_POST
def draft_put_back(request, pk, number):
    """Undo a removal of this session, into whatever the draft is by now."""
    draft = find_draft(request, pk)
    found = [one for one in removed_from(request.session, draft) if one.number == number]
    if not found:
        raise Http404
    try:
        if found[0].source:
            write_text(draft, found[0].source, revision=found[0].revision)
        else:
            edit_draft(draft, lambda document: put_back(document, parts_of(found[0])))
    except (EditError, UnreadableDraft, DraftConflict) as refused:
        messages.warning(request, str(refused))
    else:
        forget(request.session, found[0])
        messages.info(request, "Put back.")
    return redirect("draft-text" if found[0].source else "draft-detail", pk)
