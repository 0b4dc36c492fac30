"""The builder: the author writes the draft of a packet, part by part.

Each part is one form over one row, saved over the revision it was loaded with. Without JavaScript
it is a page; with it, the form saves itself and is answered with the new revision alone.
"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.models import Entry
from bragdoc.models.revisions import EditConflict
from bragdoc.numbers import whole_number
from packets.compose import compose
from packets.document import Edition, content_hash
from packets.excuses import standing_in
from packets.exports.html import packet_context
from packets.findings import look_over
from packets.forms import (
    GapForm,
    NewGapForm,
    NewSectionForm,
    OpeningForm,
    OwnSectionForm,
    SectionForm,
    WhyForm,
)
from packets.models import Evidence, Gap, Packet, Section
from packets.outline import outline, placings

PLACEABLE = 60  # wins offered in a section


def draft(request, pk):
    """The author's packet with all its parts. Somebody else's is not found."""
    return get_object_or_404(Packet.objects.editable_by(request.user).with_parts(), pk=pk)


def builder(request, packet, template, context, *, current, status=200):
    """A page of the builder: the part in the middle, the outline and the coverage around it."""
    document = compose(packet)
    printed = packet_context(document, Edition(None, content_hash(document)))
    preflight = look_over(packet, document)
    frame = {
        "packet": packet,
        "document": document,
        "standing": partial(standing_in, packet, document),  # asked where it is shown
        "minutes": printed["minutes"],
        "preflight": preflight,
        "findings": preflight.open_in(current),
        "chapter": next((c for c in printed["chapters"] if c.section.key == current), None),
        "is_opening": current == "opening",
        "outline": outline(packet, document, current),
        "latest": packet.versions.latest_number(),
        "move": packet.moves_open_to(request.user).get("submit"),
    }
    return render(request, template, frame | context, status=status)


def save(request, form, *, then, page):
    """Answer a form of the builder. `then` is where it leads; `page` shows it, given what to add
    to the context and the status."""
    if request.method == "GET":
        return page({}, 200)
    if not form.is_valid():
        return page({}, 422)
    try:
        form.keep()
    except EditConflict as conflict:
        return page({"theirs": type(form)(instance=conflict.current)}, 409)
    if "X-Autosave" in request.headers:
        return render(request, "packets/_revision.html", {"revision": form.instance.revision})
    messages.info(request, "Saved.")
    return redirect(then)


@require_http_methods(["GET", "POST"])
def packet_detail(request, pk):
    packet = draft(request, pk)
    form = OpeningForm(request.POST or None, instance=packet)

    def page(context, status):
        fresh = draft(request, pk)  # a refused form leaves no trace on the page around it
        context |= {
            "form": form,
            "new_section": NewSectionForm(),
            "claims_on_offer": fresh.has_claims_on_offer(),
        }
        template = "packets/packet_detail.html"
        return builder(request, fresh, template, context, current="opening", status=status)

    return save(request, form, then=reverse("packet-detail", args=[pk]), page=page)


@require_POST
def packet_claims_update(request, pk):
    """Claim in the packet what its author claims on her own page now."""
    draft(request, pk).take_claims()
    messages.info(request, "The packet claims what you claim now.")
    return redirect("packet-detail", pk)


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


@require_GET
def packet_coverage(request, pk):
    packet = draft(request, pk)
    return builder(request, packet, "packets/packet_coverage.html", {}, current="coverage")


@require_GET
def packet_preview(request, pk):
    """The draft as a page, from the same template that sets the PDF."""
    packet = draft(request, pk)
    document = compose(packet)
    edition = Edition(None, content_hash(document))
    context = {"packet": packet, **packet_context(document, edition)}
    return render(request, "packets/packet_preview.html", context)
