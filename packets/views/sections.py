"""The sections of a draft: what they claim, and the wins offered in them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.models import Entry
from packets.forms import (
    NewSectionForm,
    OpeningForm,
    OwnSectionForm,
    SectionForm,
)
from packets.models import Section
from packets.outline import placings
from packets.views.builder import builder, draft, save

PLACEABLE = 60  # wins offered in a section


@require_http_methods(["GET", "POST"])
def packet_section(request, pk, key):
    packet = draft(request, pk)
    section = get_object_or_404(packet.sections.in_order(), key=key)
    form_class = SectionForm if section.competency else OwnSectionForm
    form = form_class(request.POST or None, instance=section)

    def page(context, status):
        words = request.GET.get("q", "").replace("\0", "")  # no database keeps it
        wins = placeable(request.user, packet, section, words)[:PLACEABLE]
        context |= {
            "form": form,
            "section": section,
            "placings": placings(packet, section, list(wins)),
            "words": words,
        }
        template = "packets/packet_section.html"
        return builder(request, packet, template, context, current=key, status=status)

    return save(request, form, then=reverse("packet-section", args=[pk, key]), page=page)


def placeable(user, packet, section, words):
    """The wins offered in a section: of the period with its competency, or with these words."""
    wins = Entry.objects.visible_to(user).shareable().for_display().newest_first()
    if words:
        return wins.matching(words, user)
    wins = wins.in_period(packet.starts_on, packet.ends_on)
    if not section.competency:
        return wins
    return wins.tagged(section.competency).tied_first(section.competency)


@require_POST
def section_create(request, pk):
    packet = draft(request, pk)
    form = NewSectionForm(request.POST, instance=Section(packet=packet))
    if form.is_valid():
        return redirect("packet-section", pk, form.save().key)
    context = {"form": OpeningForm(instance=packet), "new_section": form}
    template = "packets/packet_detail.html"
    return builder(request, packet, template, context, current="opening", status=422)


@require_POST
def section_discard(request, pk, key):
    """Take a section of the author's own away, once nothing is left in it that could be lost."""
    sections = Section.objects.editable_by(request.user).of_packet(pk).own()
    section = get_object_or_404(sections, key=key)
    if section.is_empty():
        section.delete()
        messages.info(request, f"“{section.title}” is gone.")
        return redirect("packet-detail", pk)
    messages.warning(request, "Empty its claim and take its wins out first.")
    return redirect("packet-section", pk, key)
