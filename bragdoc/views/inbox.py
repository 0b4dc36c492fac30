"""The inbox: what imports propose, looked through one by one or several at once."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.inbox import InboxFilterForm, MergeForm
from bragdoc.models import Candidate, Competency, Import
from bragdoc.models.merging import NothingToMerge
from bragdoc.numbers import whole_number

PAGE = 50
LATEST = 5


@require_GET
def inbox(request):
    filters = InboxFilterForm(request.GET, owner=request.user)
    after = whole_number(request.GET.get("after", ""))
    waiting = filters.narrow(Candidate.objects.waiting_for(request.user)).in_order().for_display()
    found = list((waiting.after(after) if after else waiting)[: PAGE + 1])
    shown = found[:PAGE]
    taggable = list(Competency.objects.taggable_by(request.user).by_name()) if shown else []
    return render(
        request,
        "bragdoc/inbox.html",
        {
            "rows": [(candidate, candidate.named_among(taggable)) for candidate in shown],
            "filters": filters,
            "ticked": "ticked" in request.GET,
            "address": without_ticks(request.GET),
            "more": len(found) > PAGE and shown[-1].pk,
            "after": after,
            "imports": Import.objects.visible_to(request.user).newest_first().for_list()[:LATEST],
        },
    )


def ticked(values):
    """The candidates that a form or an address names, at most a page of them."""
    return list(filter(None, map(whole_number, values.getlist("candidate")[:PAGE])))


@require_POST
def inbox_several(request):
    """What is ticked is kept, left out, or left out for good; to be merged, it is edited first."""
    pks = ticked(request.POST)
    chosen = Candidate.objects.waiting_for(request.user).among(pks)
    match request.POST.get("do"):
        case "merge":
            return redirect(reverse("inbox-merge", query={"candidate": pks}))
        case "discard":
            acted, said = chosen.discard(), "left out"
        case "never":
            acted, said = chosen.never(), "left out for good"
        case _:
            acted, said = chosen.ready().accept(), "kept"
    say_undo(request, acted, f"{len(acted)} {said}.")
    if left := len(chosen):
        messages.warning(request, f"{left} still wait: say of each when it was.")
    return redirect_to_inbox(request)


def say_undo(request, acted, said):
    undo = f"{reverse('inbox-restore')}?{urlencode({'candidate': acted}, doseq=True)}"
    messages.info(request, said, extra_tags=undo if acted else "")


def without_ticks(query):
    """What the address says of the candidates shown, but for whether they come ticked."""
    query = query.copy()
    query.pop("ticked", None)
    return query.urlencode()


def redirect_to_inbox(request):
    """As it was filtered."""
    shown = without_ticks(QueryDict(request.POST.get("shown", "")))
    return redirect(f"{reverse('inbox')}?{shown}" if shown else "inbox")


@require_POST
def inbox_restore(request):
    """Undo what was done to several."""
    Candidate.objects.visible_to(request.user).among(ticked(request.GET)).bring_back()
    messages.info(request, "They wait in the inbox again.")
    return redirect("inbox")


@require_http_methods(["GET", "POST"])
def inbox_merge(request):
    """Several candidates become one, with words and dates that are edited first."""
    pks = ticked(request.POST if request.method == "POST" else request.GET)
    parts = Candidate.objects.waiting_for(request.user).among(pks)
    shown = list(parts.in_order().for_display())
    if len(shown) < 2:
        messages.warning(request, "Tick at least two candidates to merge them.")
        return redirect("inbox")
    form = MergeForm(request.POST if request.method == "POST" else None, parts=shown)
    if form.is_valid():
        return merged(request, form, parts)
    return render(
        request,
        "bragdoc/inbox_merge.html",
        {"form": form, "parts": shown},
        status=422 if form.errors else 200,
    )


def merged(request, form, parts):
    try:
        whole = parts.merge(**form.cleaned_data)
    except NothingToMerge:
        messages.warning(request, "They were decided about meanwhile. Nothing was changed.")
        return redirect("inbox")
    undo = reverse("candidate-restore", args=[whole.merged.in_order().first().pk])
    messages.info(request, f"“{whole.title}” holds them all now.", extra_tags=undo)
    return redirect("inbox")
