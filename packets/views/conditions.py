"""What was asked of the author when an earlier case was postponed, and what answers it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from packets.forms.answers import ConditionForm, NewConditionForm
from packets.models import Condition
from packets.views.builder import builder
from packets.views.loading import draft
from packets.views.saving import save


@require_http_methods(["GET", "POST"])
def packet_conditions(request, pk):
    packet = draft(request, pk)
    form = NewConditionForm(request.POST or None)
    if form.is_valid():
        condition = Condition.objects.ask(packet, **form.cleaned_data)
        return redirect(answer_to(condition))
    context = {
        "form": form,
        "conditions": [ConditionForm(instance=one) for one in packet.conditions.all()],
        "offered": Condition.objects.on_offer(packet),
    }
    template = "packets/packet_conditions.html"
    status = 422 if form.errors else 200
    return builder(request, packet, template, context, current="conditions", status=status)


def answer_to(condition):
    """Where the answer is written; a browser that is led there puts the cursor into it."""
    page = reverse("packet-conditions", args=[condition.packet_id])
    return f"{page}#condition-{condition.pk}-answer"


@require_POST
def conditions_copy(request, pk):
    """Ask in this packet what was asked in the author's last one before it."""
    Condition.objects.copy_to(draft(request, pk))
    return redirect("packet-conditions", pk)


@require_http_methods(["GET", "POST"])
def condition_detail(request, pk):
    condition = get_object_or_404(Condition.objects.editable_by(request.user), pk=pk)
    condition.packet = packet = draft(request, condition.packet_id)
    form = ConditionForm(request.POST or None, instance=condition)

    def page(context, status):
        context |= {"form": form}
        template = "packets/condition_detail.html"
        return builder(request, packet, template, context, current="conditions", status=status)

    return save(request, form, then=reverse("packet-conditions", args=[packet.pk]), page=page)


@require_POST
def condition_discard(request, pk):
    condition = get_object_or_404(Condition.objects.editable_by(request.user), pk=pk)
    condition.discard()
    undo = reverse("condition-restore", args=[pk])
    messages.info(request, "The condition is taken out.", extra_tags=undo)
    return redirect("packet-conditions", condition.packet_id)


@require_POST
def condition_restore(request, pk):
    condition = get_object_or_404(Condition.objects.restorable_by(request.user), pk=pk)
    condition.restore()
    return redirect("packet-conditions", condition.packet_id)
