"""A first draft at once: what is proposed for a packet, and what its author takes of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from packets.builder.outline import holdings_of
from packets.compose import compose
from packets.drafting.draft import FirstDraft
from packets.drafting.taking import Foreign, pieces_of, take, undo
from packets.models import Packet
from packets.views.loading import draft


@require_http_methods(["GET", "POST"])
def packet_proposal(request, pk):
    """What to place, by section and sentence, each with its reasons; `?section=` for one alone."""
    packet = draft(request, pk)
    only = request.GET.get("section", "")
    section = section_of(packet, only)
    if request.method == "POST":
        return take_up(request, packet, section)
    document = compose(packet)
    context = {
        "packet": packet,
        "document": document,
        "section": section,
        "draft": FirstDraft(packet, holdings_of(packet, document), only),
    }
    return render(request, "packets/packet_proposal.html", context)


def section_of(packet, key):
    """A section by its key; None for no key."""
    found = [section for section in packet.sections.all() if section.key == key]
    if key and not found:
        raise Http404
    return found[0] if found else None


def take_up(request, packet, section):
    """Place what is ticked and leave the rest, and lead to where it stands."""
    offered = pieces_of(request.POST.getlist("offered"))
    try:
        taken = take(packet, offered, pieces_of(request.POST.getlist("take")))
    except Foreign as foreign:
        raise Http404 from foreign
    undoing = [packet.pk, taken.first, taken.last]
    messages.info(
        request,
        taken.says,
        extra_tags=reverse("proposal-undo", args=undoing) if taken.last else "",
    )
    if section:
        return redirect("packet-section", packet.pk, section.key)
    return redirect("packet-detail", packet.pk)


@require_POST
def proposal_undo(request, pk, first, last):
    """Take everything out again that was placed in one act, and forget what was left in it."""
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    undo(packet, first, last)
    messages.info(request, "The draft is as it was before the proposal.")
    return redirect("packet-proposal", pk)
