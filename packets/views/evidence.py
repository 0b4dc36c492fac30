"""The wins placed in a draft: put in, told why, moved and taken out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.models import Entry
from bragdoc.numbers import whole_number
from packets.forms import (
    WhyForm,
)
from packets.models import Evidence, Section
from packets.views.builder import builder, draft, save


@require_POST
def evidence_place(request, pk, key):
    section = get_object_or_404(Section.objects.editable_by(request.user).of_packet(pk), key=key)
    entries = Entry.objects.visible_to(request.user).shareable()
    entry = get_object_or_404(entries, pk=whole_number(request.POST.get("entry", "")))
    expectation = request.POST.get("expectation", "")
    if not section.has_sentence(expectation):
        raise Http404
    placed = Evidence.objects.place(section, entry, expectation)
    return redirect(f"{reverse('packet-section', args=[pk, key])}#evidence-{placed.pk}")


@require_http_methods(["GET", "POST"])
def evidence_detail(request, pk):
    """Why a placed win is next-level. Its own page where there is no JavaScript or a conflict."""
    evidence = get_object_or_404(Evidence.objects.editable_by(request.user).for_display(), pk=pk)
    form = WhyForm(request.POST or None, instance=evidence)

    def page(context, status):
        context |= {"form": form, "evidence": evidence, "section": evidence.section}
        packet = draft(request, evidence.section.packet_id)
        template = "packets/evidence_detail.html"
        key = evidence.section.key
        return builder(request, packet, template, context, current=key, status=status)

    return save(request, form, then=evidence.get_absolute_url(), page=page)


@require_POST
def evidence_swap(request, pk):
    evidence = get_object_or_404(Evidence.objects.editable_by(request.user).for_display(), pk=pk)
    evidence.swap(up=request.POST.get("to") == "up")
    return redirect(evidence)


@require_POST
def evidence_take_out(request, pk):
    """Take a win out of a section. With the why that was written, so that it can be put back."""
    evidence = get_object_or_404(Evidence.objects.editable_by(request.user).for_display(), pk=pk)
    evidence.take_out()
    messages.info(
        request,
        f"“{evidence.entry}” is taken out.",
        extra_tags=reverse("evidence-put-back", args=[pk]),
    )
    section = evidence.section
    return redirect("packet-section", section.packet_id, section.key)


@require_POST
def evidence_put_back(request, pk):
    evidence = get_object_or_404(Evidence.objects.restorable_by(request.user), pk=pk)
    evidence.put_back()
    return redirect(evidence)
