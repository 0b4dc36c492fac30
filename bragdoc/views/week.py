"""The week: its lines, what they still need, what waits, and how it ends."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bragdoc.forms.capture import LineForm
from bragdoc.forms.weeks import CloseWeekForm
from bragdoc.models import Candidate, Entry, Person, Placement, Project, Week
from bragdoc.models.weeks import monday_of
from bragdoc.prompts import sentence_question, thinnest_competency
from bragdoc.tags.retired import retired_keys
from bragdoc.views.inbox import is_place
from bragdoc.year import year_of_weeks

RUNNING_SHOWN = 20
NAMES_COMPLETED = 200


@require_GET
def week_now(request):
    return redirect("week", monday_of(request.user.today()))


@require_GET
def week(request, monday):
    pk, _, slug = request.GET.get("ask", "").partition(".")
    return week_page(request, monday, ask=(int(pk), slug) if is_place(pk) else None)


def week_page(
    request, monday, *, form=None, closing=None, work=None, ask=None, focus="", status=200
):
    """The page of a week; for htmx the part that changes.

    `form` is the capture field, `closing` the sentence, `work` (an entry's pk and a form) what is
    asked of one line: each where it was refused. `ask` (an entry's pk and a competency's slug) is
    what was tagged just now. `focus` is "capture" or "next".
    """
    user = request.user
    entries = Entry.objects.visible_to(user)
    lines = list(entries.starting_in_week(monday).oldest_first().for_display())
    kept = Week.objects.visible_to(user).between(monday, monday).first()
    placement = Placement.objects.of(user)
    gap = placement.gap() if placement else ()
    question = ask and sentence_question(gap, lines, ask)
    return render(
        request,
        "bragdoc/week.html#week" if request.htmx else "bragdoc/week.html",
        {
            "monday": monday,
            "sunday": monday + timedelta(days=6),
            "previous": monday - timedelta(days=7),
            "next": monday + timedelta(days=7),
            "this_week": monday_of(user.today()),
            "days": by_day(lines),
            "lines": lines,
            "waiting_lines": sum(bool(line.needs()) for line in lines),
            "running": entries.running_into(monday).ending_first()[:RUNNING_SHOWN],
            "retired": len(retired_keys(user, placement)),
            "candidates": Candidate.objects.waiting_for(user).count(),
            "form": form or LineForm(author=user),
            "closing": closing or CloseWeekForm(initial={"sentence": kept and kept.sentence}),
            "kept": kept,
            "work": work,
            "focus": focus,
            "question": question,
            "takes_focus": focus == "next",
            "next_line": focus == "next"
            and not question
            and next((line.pk for line in lines if line.needs()), None),
            "placement": placement,
            "prompt": thinnest_competency(user, placement, gap, monday),
            "year": year_of_weeks(user, monday),
            "projects": Project.objects.visible_to(user).by_name()[:NAMES_COMPLETED],
            "people": Person.objects.visible_to(user).by_name()[:NAMES_COMPLETED],
        },
        status=status,
    )


def week_path(entry, ask=None):
    """The week of an entry, which asks for its sentence where a competency was chosen just now."""
    path = reverse("week", args=[monday_of(entry.starts_on)])
    return f"{path}?ask={ask[0]}.{ask[1]}#line-{entry.pk}" if ask else path


def by_day(lines):
    """(day, its lines) in order, for the margin."""
    days = {}
    for line in lines:
        days.setdefault(line.starts_on, []).append(line)
    return list(days.items())


@require_POST
def week_close(request, monday):
    form = CloseWeekForm(request.POST)
    if not form.is_valid():
        return week_page(request, monday, closing=form, status=422)
    match request.POST.get("do"):
        case "reopen":
            Week.objects.reopen(request.user, monday)
            messages.info(request, "The week is open again.")
        case "skip":
            Week.objects.settle(request.user, monday, state=Week.State.SKIPPED)
            messages.info(request, "Skipped.")
        case _:
            Week.objects.settle(request.user, monday, state=Week.State.CLOSED, **form.cleaned_data)
            messages.info(request, "Closed.")
    return redirect("week", monday)
