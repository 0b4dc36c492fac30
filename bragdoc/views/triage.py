"""What a line still needs, and what an import found, answered in its place on the week page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bragdoc.forms.capture import MetricForm, TagForm
from bragdoc.forms.weeks import MergeForm
from bragdoc.models import Candidate, Entry
from bragdoc.models.weeks import monday_of
from bragdoc.views.week import week_page, week_path
from bragdoc.week.lines import place_of


@require_POST
def entry_tag(request, pk):
    """Tag a line. The first time, with its competency alone, the sentence is asked for; whoever
    answers that sends `expectation`, which is empty for none."""
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    form = TagForm(request.POST, author=request.user)
    ask = None
    if form.is_valid():
        entry.tag(**form.cleaned_data)
        if "expectation" not in request.POST:
            ask = (pk, form.cleaned_data["competency"].slug)
    return after_work(request, entry, form, ask=ask)


@require_POST
def entry_measure(request, pk):
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    form = MetricForm(request.POST)
    if form.is_valid():
        entry.add_metric(form.metric())
    return after_work(request, entry, form)


def after_work(request, entry, form, *, ask=None):
    monday, place = monday_of(entry.starts_on), place_of(entry)
    if form.errors:
        return week_page(request, monday, work=(entry.pk, form), status=422)
    if request.htmx:
        return week_page(request, monday, ask=ask, focus="next", worked=place)
    return redirect(week_path(entry, ask))


@require_POST
def candidate_triage(request, pk):
    """Keep a candidate as a win (`do` is "keep"), add it to a line of its week ("merge"), or leave
    it out."""
    candidates = Candidate.objects.visible_to(request.user).dated_work().for_display()
    candidate = get_object_or_404(candidates, pk=pk)
    monday, worked = monday_of(candidate.starts_on), place_of(candidate)
    form = MergeForm(request.POST, author=request.user, monday=monday)
    match request.POST.get("do"):
        case "keep":
            entry = candidate.accept(
                title=candidate.title, starts_on=candidate.starts_on, ends_on=candidate.ends_on
            )
            done = entry and "Kept as a win."
            worked = place_of(entry) if entry else worked
        case "merge" if not form.is_valid():
            return week_page(request, monday, merging=(pk, form), status=422)
        case "merge":
            done = candidate.keep_in(form.cleaned_data["line"]) and "Added to the line."
        case _:
            done = candidate.discard() and "Left out."
    return after_triage(request, candidate, monday, done, worked)


def after_triage(request, candidate, monday, done, worked):
    if done:
        path = reverse("candidate-restore", args=[candidate.pk])
        messages.info(request, f"{done} {candidate}", extra_tags=path)
    else:
        messages.warning(request, "It had been decided about before. Nothing was changed.")
    if request.htmx:
        return week_page(request, monday, focus="next", worked=worked)
    return redirect("week", monday)
