"""A packet is brought back: read and shown first, then made a draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from packets.bringing.bring import take_up
from packets.forms.bringing import BringForm, PlanForm

REMARKS_SHOWN = 200
WINS_SHOWN = 300


@require_http_methods(["GET", "POST"])
def packet_import(request):
    """Where a file is chosen; then what would be made of it. Nothing is written."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*sent, user=request.user)
    if form.is_valid():
        return plan_page(request, form.bringing)
    return render(
        request,
        "packets/packet_import.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
def packet_import_plan(request):
    """Look at it again over another ladder or position, or make the draft that was looked at."""
    form = PlanForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"form": BringForm(user=request.user), "refused": form}
        return render(request, "packets/packet_import.html", context, status=422)
    if request.POST.get("do") != "make":
        return plan_page(request, form.bringing)
    if not form.was_seen:
        messages.warning(request, "It would not be made as you saw it. Look at it again.")
        return plan_page(request, form.bringing)
    return redirect("packet-detail", take_up(form.bringing, request.user).pk)


def plan_page(request, bringing):
    plan = bringing.plan
    return render(
        request,
        "packets/packet_import_plan.html",
        {
            "bringing": bringing,
            "plan": plan,
            "is_own": plan.document.author == str(request.user),
            "form": PlanForm(user=request.user, bringing=bringing),
            "counts": {state: plan.count(state) for state in ("new", "known", "discarded")},
            "remarks": plan.remarks[:REMARKS_SHOWN],
            "more_remarks": len(plan.remarks) - REMARKS_SHOWN,
            "wins": plan.wins[:WINS_SHOWN],
            "more_wins": len(plan.wins) - WINS_SHOWN,
        },
    )
