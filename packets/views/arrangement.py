"""How the sections of a draft stand: their order, and the author's own that come and go."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from packets.builder.discarding import discard, put_back
from packets.models import EarlierText, Section


@require_POST
def section_move(request, pk, key):
    """Let a section change places with the one that prints before it or after it."""
    section = get_object_or_404(Section.objects.editable_by(request.user).of_packet(pk), key=key)
    is_up = request.POST.get("to") == "up"
    if other := section.swap(up=is_up):
        where = "before" if is_up else "after"
        messages.info(request, f"“{section}” stands {where} “{other}” now.")
    return redirect("packet-section", pk, key)


@require_POST
def section_discard(request, pk, key):
    """Take a section of the author's own out, with all that it holds."""
    sections = Section.objects.editable_by(request.user).of_packet(pk).own()
    section = get_object_or_404(sections, key=key)
    undo = reverse("section-restore", args=[discard(section).pk])
    messages.info(request, f"“{section}” is taken out.", extra_tags=undo)
    return redirect("packet-detail", pk)


@require_POST
def section_restore(request, pk):
    kept = get_object_or_404(EarlierText.objects.editable_by(request.user).whole(), pk=pk)
    section = put_back(kept)
    return redirect("packet-section", section.packet_id, section.key)
