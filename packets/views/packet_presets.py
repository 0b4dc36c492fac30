"""Which preset a packet follows: chosen anew, looked at before it is done, undone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from packets.builder.outline import left_over
from packets.compose import compose
from packets.forms.presets import PresetChoiceForm
from packets.models import Preset
from packets.views.loading import draft

EARLIER = "earlier arrangement"  # by packet, in the session of whose it is


@require_http_methods(["GET", "POST"])
def packet_preset(request, pk):
    """What a preset would change in the packet, and, posted, the change."""
    packet = draft(request, pk)
    choices = Preset.objects.choosable_by(request.user).choices()
    if request.method == "GET":
        form = PresetChoiceForm(request.GET or None, choices=choices)
        return choice_page(request, packet, form, status=422 if form.errors else 200)
    form = PresetChoiceForm(request.POST, choices=choices)
    if not form.is_valid():
        return choice_page(request, packet, form, status=422)
    request.session[EARLIER] = {str(pk): packet.follow(form.chosen)}
    undo = reverse("packet-preset-undo", args=[pk])
    messages.info(request, f"The packet follows “{form.chosen.name}” now.", extra_tags=undo)
    return redirect("packet-detail", pk)


def choice_page(request, packet, form, *, status=200):
    """The presets; once one is chosen, what it would change."""
    context = {"packet": packet, "form": form, "now": packet.read_preset(), "chosen": None}
    if form.is_bound and form.is_valid():
        context["chosen"] = form.chosen
        context["change"] = packet.change_to(form.chosen)
        context["left_over"] = left_over(compose(packet), form.chosen)
    return render(request, "packets/packet_preset.html", context, status=status)


@require_POST
def packet_preset_undo(request, pk):
    """The preset that the packet followed before the last change, with its sections in place."""
    packet = draft(request, pk)
    earlier = request.session.pop(EARLIER, {}).get(str(pk))
    if earlier is None:
        messages.info(request, "There is nothing to undo.")
    else:
        packet.go_back(earlier)
        messages.info(request, f"The packet follows “{packet.read_preset().name}” again.")
    return redirect("packet-detail", pk)
