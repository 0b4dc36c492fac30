"""The week: its lines, what they still need, what waits, and how it ends."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bragdoc.forms.capture import LineForm
from bragdoc.forms.weeks import CloseWeekForm
from bragdoc.goals import counted
from bragdoc.models import Candidate, Entry, Goal, Placement, Week
from bragdoc.models.weeks import monday_of
from bragdoc.numbers import whole_number
from bragdoc.quarters import Quarter
from bragdoc.tags.retired import retired_keys
from bragdoc.week.after import what_happened_after
from bragdoc.week.lines import by_day, next_in_need
from bragdoc.week.prompts import prompt_of, sentence_question
from bragdoc.week.suggestions import suggestions_for
from bragdoc.week.year import year_of_weeks

RUNNING_SHOWN = 20
CANDIDATES_SHOWN = 10


@require_GET
def week_now(request):
    return redirect("week", monday_of(request.user.today()))


@require_GET
def week(request, monday):
    number, _, slug = request.GET.get("ask", "").partition(".")
    pk = whole_number(number)
    return week_page(request, monday, ask=(pk, slug) if pk else None)


def week_page(
    request,
    monday,
    *,
    form=None,
    closing=None,
    work=None,
    merging=None,
    ask=None,
    focus="",
    worked=None,
    status=200,
):
    """The page of a week; for htmx the part that changes.

    `form` is the capture field, `closing` the sentence, `work` (an entry's pk and a form) what is
    asked of one line, `merging` (a candidate's pk and a form) where it belongs: each where it was
    refused. `ask` (an entry's pk and a competency's slug) is what was tagged just now. `focus` is
    "capture" or "next": what waits from `worked`, a place on the page, downwards.
    """
    user = request.user
    sunday, this_week = monday + timedelta(days=6), monday_of(user.today())
    entries = Entry.objects.visible_to(user)
    lines = list(entries.starting_in_week(monday).oldest_first().for_display())
    waiting = Candidate.objects.waiting_for(user)
    found = waiting.dated_work().within(monday, sunday).oldest_first().for_display()
    candidates = list(found[:CANDIDATES_SHOWN])
    kept = Week.objects.visible_to(user).between(monday, monday).first()
    placement = Placement.objects.of(user)
    gap = placement.gap() if placement else ()
    question = ask and sentence_question(gap, lines, ask)
    current = question.place if question else next_in_need(lines, candidates, worked)
    quarter = Quarter.of(monday)
    goals = Goal.objects.visible_to(user).until(quarter).open().in_order()
    return render(
        request,
        "bragdoc/week.html#week" if request.htmx else "bragdoc/week.html",
        {
            "monday": monday,
            "sunday": sunday,
            "previous": monday - timedelta(days=7),
            "next": monday + timedelta(days=7),
            "this_week": this_week,
            "days": by_day(lines, candidates, suggestions_for(user, placement, lines), current),
            "lines": lines,
            "waiting_lines": sum(bool(line.needs()) for line in lines),
            "running": entries.running_into(monday).ending_first()[:RUNNING_SHOWN],
            "retired": len(retired_keys(user, placement)),
            "candidates": candidates,
            "candidates_elsewhere": waiting.count() - len(candidates),
            "form": form or LineForm(author=user),
            "closing": closing
            or CloseWeekForm(
                initial={"sentence": kept and kept.sentence},
                takes_focus=focus == "next" and current is None,
            ),
            "kept": kept,
            "work": work,
            "merging": merging,
            "focus": focus,
            "question": question,
            "takes_focus": focus == "next",
            "placement": placement,
            "after": what_happened_after(user, request.session) if monday == this_week else None,
            "prompt": prompt_of(user, placement, gap, monday),
            "goals": counted(user, goals.for_display()),
            "quarter": quarter,
            "year": year_of_weeks(user, monday),
        },
        status=status,
    )


def week_path(entry, ask=None):
    """The week of an entry, which asks for its sentence where a competency was chosen just now."""
    path = reverse("week", args=[monday_of(entry.starts_on)])
    return f"{path}?ask={ask[0]}.{ask[1]}#line-{entry.pk}" if ask else path


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
