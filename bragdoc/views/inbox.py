"""What imports propose, and the imports themselves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.git_import import GitImportForm
from bragdoc.forms.inbox import CandidateForm, ImportForm
from bragdoc.models import Candidate, Import

PAGE = 50


@require_GET
def inbox(request):
    after = request.GET.get("after", "")
    waiting = Candidate.objects.waiting_for(request.user).in_order().for_display()
    found = list((waiting.after(int(after)) if is_place(after) else waiting)[: PAGE + 1])
    shown = found[:PAGE]
    return render(
        request,
        "bragdoc/inbox.html",
        {
            "candidates": shown,
            "dated": [candidate.pk for candidate in shown if candidate.starts_on],
            "more": len(found) > PAGE and shown[-1].pk,
            "after": after,
            "imports": Import.objects.visible_to(request.user).newest_first()[:5],
        },
    )


def is_place(text):
    """Whether this is a number that a database can hold, as primary keys are."""
    return text.isdecimal() and len(text) < 19


@require_POST
def inbox_accept(request):
    """Keep several candidates at once: those of a page that have a date."""
    pks = [int(pk) for pk in request.POST.getlist("candidate") if is_place(pk)]
    entries = Candidate.objects.waiting_for(request.user).ready().among(pks).accept()
    messages.info(request, f"{len(entries)} kept as wins.")
    return redirect("inbox")


@require_http_methods(["GET", "POST"])
def candidate_detail(request, pk):
    """Look at a candidate whole, mend it, keep it."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).for_display(), pk=pk)
    form = CandidateForm(request.POST or None, candidate=candidate)
    if form.is_valid():
        return accepted(request, candidate, form.save())
    return render(
        request,
        "bragdoc/candidate_detail.html",
        {"candidate": candidate, "form": form},
        status=422 if form.errors else 200,
    )


def accepted(request, candidate, entry):
    if request.htmx:
        candidate.refresh_from_db()
        return render(request, "bragdoc/_candidate.html", {"candidate": candidate})
    if entry:
        address = reverse("entry-detail", args=[entry.pk])
        kept = format_html('Kept as a win: <a href="{}">{}</a>.', address, entry.title)
        messages.info(request, kept)
    else:
        messages.warning(request, "It had been left out or kept before. Nothing was changed.")
    return redirect("inbox")


@require_POST
def candidate_accept(request, pk):
    """Keep it as it is, on its own dates or on the day given beside it."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).for_display(), pk=pk)
    form = CandidateForm(CandidateForm.as_is(candidate, request.POST), candidate=candidate)
    if form.is_valid():
        return accepted(request, candidate, form.save())
    template = "bragdoc/_candidate.html" if request.htmx else "bragdoc/candidate_detail.html"
    return render(request, template, {"candidate": candidate, "form": form}, status=422)


@require_POST
def candidate_discard(request, pk):
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).for_display(), pk=pk)
    candidate.discard()
    if request.htmx:
        candidate.refresh_from_db()
        return render(request, "bragdoc/_candidate.html", {"candidate": candidate})
    messages.info(
        request, f"“{candidate.title}” is left out.", extra_tags=candidate_restore_path(candidate)
    )
    return redirect("inbox")


def candidate_restore_path(candidate):
    return reverse("candidate-restore", args=[candidate.pk])


@require_POST
def candidate_restore(request, pk):
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).for_display(), pk=pk)
    candidate.bring_back()
    if request.htmx:
        candidate.refresh_from_db()
        return render(request, "bragdoc/_candidate.html", {"candidate": candidate})
    messages.info(request, "It waits in the inbox again.")
    return redirect("inbox")


@require_http_methods(["GET", "POST"])
def brag_import(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("import-detail", form.save(request.user).pk)
    return render(
        request,
        "bragdoc/brag_import.html",
        {"form": form, "imports": Import.objects.visible_to(request.user).newest_first()[:5]},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def git_import(request):
    form = GitImportForm(request.POST or None, request.FILES or None, owner=request.user)
    if form.is_valid():
        return redirect("import-detail", form.save().pk)
    return render(
        request,
        "bragdoc/git_import.html",
        {"form": form, "imports": Import.objects.visible_to(request.user).newest_first()[:5]},
        status=422 if form.errors else 200,
    )


@require_GET
def import_detail(request, pk):
    """What came of an import: how many are new and known, what was left out and why."""
    brought = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    return render(request, "bragdoc/import_detail.html", {"import": brought})
