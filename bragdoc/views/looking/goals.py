"""The goals of a quarter, and the wins that count towards them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.forms.looking import GoalForm, GoalStateForm, NewGoalForm
from bragdoc.goals import counted, proposals
from bragdoc.models import Entry, Goal
from bragdoc.models.revisions import EditConflict
from bragdoc.quarters import Quarter

FOUND_SHOWN = 20  # wins that a search for one to put here shows


@require_GET
def goal_list(request, quarter=None):
    return goals_page(request, quarter or Quarter.of(request.user.today()))


def goals_page(request, quarter, *, form=None):
    mine = Goal.objects.visible_to(request.user).for_display()
    goals = list(mine.of_quarter(quarter).in_order())
    current = Quarter.of(request.user.today())
    return render(
        request,
        "bragdoc/goal_list.html",
        {
            "quarter": quarter,
            "current": current,
            "goals": counted(request.user, goals),
            "left_open": mine.before(quarter).open().in_order() if quarter == current else (),
            "proposals": proposals(request.user, quarter, goals),
            "form": form or NewGoalForm(person=request.user),
        },
        status=422 if form else 200,
    )


@require_POST
def goal_create(request, quarter):
    form = NewGoalForm(request.POST, person=request.user)
    if not form.is_valid():
        return goals_page(request, quarter, form=form)
    goal = form.save(quarter)
    messages.info(request, f"A goal of {quarter}: {goal.text}")
    return redirect("goal-quarter", quarter)


def find_goal(request, pk):
    return get_object_or_404(Goal.objects.visible_to(request.user).for_display(), pk=pk)


@require_http_methods(["GET", "POST"])
def goal_detail(request, pk):
    goal = find_goal(request, pk)
    form = GoalForm(request.POST or None, instance=goal)
    if not form.is_valid():
        return goal_page(request, goal, form, status=422 if form.errors else 200)
    try:
        form.save()
    except EditConflict as conflict:
        return goal_page(request, goal, form, theirs=GoalForm(instance=conflict.current))
    if "X-Autosave" in request.headers:
        return goal_page(request, goal, GoalForm(instance=goal))
    messages.info(request, "Saved.")
    return redirect("goal-detail", pk)


def goal_page(request, goal, form, *, theirs=None, status=200):
    [[_, entries]] = counted(request.user, [goal])
    words = request.GET.get("q", "").strip()[:200]
    others = Entry.objects.visible_to(request.user).beside(entries).newest_first()
    return render(
        request,
        "bragdoc/goal_detail.html",
        {
            "goal": goal,
            "form": form,
            "theirs": theirs,
            "entries": entries,
            "placed": set(goal.entries.values_list("pk", flat=True)),
            "words": words,
            "found": others.matching(words, request.user)[:FOUND_SHOWN] if words else (),
        },
        status=409 if theirs else status,
    )


@require_POST
def goal_settle(request, pk):
    """Shown, dropped, or open again."""
    goal = find_goal(request, pk)
    form = GoalStateForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Say whether it is open, shown or dropped.", status=422)
    goal.settle(form.cleaned_data["state"])
    messages.info(request, f"{Goal.State(form.cleaned_data['state']).label}: {goal.text}")
    return redirect("goal-quarter", goal.quarter)


@require_POST
def goal_move(request, pk):
    """Into the quarter after its own, or into this one where it was left open before."""
    goal = find_goal(request, pk)
    quarter = max(goal.quarter.next, Quarter.of(request.user.today()))
    goal.move_to(quarter)
    messages.info(request, f"Moved to {quarter}: {goal.text}")
    return redirect("goal-quarter", quarter)


@require_POST
def goal_place(request, pk, entry):
    """Let a win count towards a goal that its tags do not tie it to."""
    goal = find_goal(request, pk)
    win = get_object_or_404(Entry.objects.visible_to(request.user), pk=entry)
    goal.entries.add(win)
    away = reverse("goal-take-out", args=[pk, entry])
    messages.info(request, f"“{win}” counts towards it.", extra_tags=away)
    return redirect("goal-detail", pk)


@require_POST
def goal_take_out(request, pk, entry):
    goal = find_goal(request, pk)
    win = get_object_or_404(Entry.objects.visible_to(request.user), pk=entry)
    goal.entries.remove(win)
    back = reverse("goal-place", args=[pk, entry])
    messages.info(request, f"“{win}” is not put there any more.", extra_tags=back)
    return redirect("goal-detail", pk)
