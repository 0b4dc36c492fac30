"""One candidate: looked at whole, mended, kept, left out, and each of it undone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.forms.inbox import CandidateForm
from bragdoc.models import Candidate, Competency


def find_candidate(request, pk):
    return get_object_or_404(Candidate.objects.visible_to(request.user).for_display(), pk=pk)


@require_http_methods(["GET", "POST"])
def candidate_detail(request, pk):
    """Look at a candidate whole, mend it, keep it."""
    candidate = find_candidate(request, pk)
    form = CandidateForm(request.POST or None, candidate=candidate)
    if form.is_valid():
        return accepted(request, candidate, form.save())
    return render(
        request,
        "bragdoc/candidate_detail.html",
        {"candidate": candidate, "form": form, "parts": candidate.merged.in_order()},
        status=422 if form.errors else 200,
    )


@require_POST
def candidate_accept(request, pk):
    """Keep it as it is, on its own dates or on the day given beside it."""
    candidate = find_candidate(request, pk)
    form = CandidateForm(CandidateForm.as_is(candidate, request.POST), candidate=candidate)
    if form.is_valid():
        return accepted(request, candidate, form.save())
    if request.htmx:
        return candidate_line(request, candidate, form, status=422)
    return render(
        request, "bragdoc/candidate_detail.html", {"candidate": candidate, "form": form}, status=422
    )


def accepted(request, candidate, made):
    if request.htmx:
        return candidate_line(request, candidate)
    if made is None:
        messages.warning(request, "It had been decided about before. Nothing was changed.")
    elif candidate.is_goal:
        said = format_html("Kept as a goal for {}.", made.quarter)
        messages.info(request, said, extra_tags=restore_path(candidate))
    else:
        address = reverse("entry-detail", args=[made.pk])
        kept = format_html('Kept as a win: <a href="{}">{}</a>.', address, made.title)
        messages.info(request, kept, extra_tags=restore_path(candidate))
    return redirect("inbox")


def candidate_line(request, candidate, form=None, *, status=200):
    """The line of the inbox as it stands after an act."""
    candidate = find_candidate(request, candidate.pk)
    taggable = list(Competency.objects.taggable_by(request.user).by_name())
    return render(
        request,
        "bragdoc/_candidate.html",
        {"candidate": candidate, "named": candidate.named_among(taggable), "form": form},
        status=status,
    )


def restore_path(candidate):
    return reverse("candidate-restore", args=[candidate.pk])


@require_POST
def candidate_discard(request, pk):
    candidate = find_candidate(request, pk)
    candidate.discard()
    return left_out(request, candidate, f"“{candidate.title}” is left out.")


@require_POST
def candidate_never(request, pk):
    candidate = find_candidate(request, pk)
    candidate.never()
    return left_out(request, candidate, f"“{candidate.title}” stays out for good.")


def left_out(request, candidate, said):
    if request.htmx:
        return candidate_line(request, candidate)
    messages.info(request, said, extra_tags=restore_path(candidate))
    return redirect("inbox")


@require_POST
def candidate_restore(request, pk):
    """Undo whatever was decided about it."""
    candidate = find_candidate(request, pk)
    candidate.bring_back()
    if request.htmx:
        return candidate_line(request, candidate)
    messages.info(request, "It waits in the inbox again.")
    return redirect("inbox")
