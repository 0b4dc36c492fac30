"""What speaks against the author of a draft, and her answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from packets.forms import (
    GapForm,
    NewGapForm,
)
from packets.models import Gap
from packets.views.builder import builder, draft, save


@require_http_methods(["GET", "POST"])
def packet_gaps(request, pk):
    packet = draft(request, pk)
    form = NewGapForm(request.POST or None, instance=Gap(packet=packet), initial=request.GET.dict())
    if form.is_valid():
        form.save()
        return redirect("packet-gaps", pk)
    context = {"form": form, "gaps": [GapForm(instance=gap) for gap in packet.gaps.all()]}
    return builder(
        request,
        packet,
        "packets/packet_gaps.html",
        context,
        current="gaps",
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def gap_detail(request, pk):
    gap = get_object_or_404(Gap.objects.editable_by(request.user), pk=pk)
    form = GapForm(request.POST or None, instance=gap)

    def page(context, status):
        packet = draft(request, gap.packet_id)
        template = "packets/gap_detail.html"
        context |= {"form": form}
        return builder(request, packet, template, context, current="gaps", status=status)

    return save(request, form, then=reverse("packet-gaps", args=[gap.packet_id]), page=page)


@require_POST
def gap_discard(request, pk):
    gap = get_object_or_404(Gap.objects.editable_by(request.user), pk=pk)
    gap.discard()
    undo = reverse("gap-restore", args=[pk])
    messages.info(request, f"“{gap}” is taken out.", extra_tags=undo)
    return redirect("packet-gaps", gap.packet_id)


@require_POST
def gap_restore(request, pk):
    gap = get_object_or_404(Gap.objects.restorable_by(request.user), pk=pk)
    gap.restore()
    return redirect("packet-gaps", gap.packet_id)
