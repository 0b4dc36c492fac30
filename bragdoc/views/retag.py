"""Tags that point at what my ladder no longer has: looked at, moved, moved back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.retag import RetagForm
from bragdoc.models import Placement
from bragdoc.tags.moving import Retagging, moving
from bragdoc.tags.retired import LadderTags

LAST = "retagged"  # the last move, in the session of who made it


@require_http_methods(["GET", "POST"])
def retag(request):
    placement = Placement.objects.of(request.user)
    if placement is None:
        return redirect("placement")
    tags = LadderTags(request.user, placement)
    form = RetagForm(request.POST or None, tags=tags)
    if form.is_valid():
        return moved(request, moving(tags, form.moves()))
    retired = tags.retired()
    return render(
        request,
        "bragdoc/retag.html",
        {
            "placement": placement,
            "retired": retired,
            "replaced": [tag for tag in retired if tag.replacement],
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def moved(request, retagging):
    """Move the tags, and keep what was done so that it can be undone."""
    count = retagging.apply(request.user)
    request.session[LAST] = [list(pairs) for pairs in retagging]
    said = f"The tags of {count} win{'' if count == 1 else 's'} are moved."
    messages.info(request, said, extra_tags=reverse("retag-undo"))
    return redirect("retag")


@require_GET
def retag_choose(request):
    """Where one key goes, out of all that the ladder states: competency by competency."""
    placement = Placement.objects.of(request.user)
    tags = placement and LadderTags(request.user, placement)
    key = request.GET.get("key", "")
    if not tags or key not in tags.rows or key in tags.stated:
        raise Http404
    competencies = tags.competencies()
    wanted = request.GET.get("competency") or tags.home(key) or competencies[0].key
    return render(
        request,
        "bragdoc/retag_choose.html",
        {
            "old": tags.target(key),
            "competencies": competencies,
            "wanted": wanted,
            "targets": tags.sentences(wanted) if "/" in key else competencies,
        },
    )


@require_POST
def retag_undo(request):
    """Take the last move back."""
    last = request.session.pop(LAST, None)
    if last is None:
        messages.info(request, "There is nothing to move back.")
    else:
        Retagging(*last).reverse().apply(request.user)
        messages.info(request, "Moved back.")
    return redirect("retag")
