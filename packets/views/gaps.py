"""What speaks against the author of a draft, and her answers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.numbers import whole_number
from packets.builder.unanswered import subject_of
from packets.compose import compose
from packets.forms.answers import GapForm, NewGapForm, ReasonForm
from packets.models import Gap
from packets.views.builder import builder
from packets.views.loading import draft
from packets.views.saving import save


@require_http_methods(["GET", "POST"])
def packet_gaps(request, pk):
    packet = draft(request, pk)
    form = NewGapForm(request.POST or None)
    if form.is_valid():
        gap = Gap.objects.add_own(packet, **form.cleaned_data)
        return redirect(answer_to(gap))
    return gaps_page(request, packet, form=form, status=422 if form.errors else 200)


def gaps_page(request, packet, *, form=None, refused=None, status=200):
    """The gaps of a draft. `refused` is a reason that was not given, with its sentence."""
    context = {
        "form": form or NewGapForm(),
        "gaps": between_neighbours([GapForm(instance=gap) for gap in packet.gaps.all()]),
        "refused": refused,
    }
    template = "packets/packet_gaps.html"
    return builder(request, packet, template, context, current="gaps", status=status)


def between_neighbours(forms):
    """Each with the gap that stands above it and the one below it; None at either end."""
    gaps = [None, *(form.instance for form in forms), None]
    return list(zip(gaps, forms, gaps[2:], strict=False))


def answer_to(gap):
    """Where the answer is written; a browser that is led there puts the cursor into it."""
    return f"{reverse('packet-gaps', args=[gap.packet_id])}#gap-{gap.pk}-answer"


@require_POST
def gap_open(request, pk):
    """Name as a gap what a sentence asks, to be answered."""
    packet = draft(request, pk)
    asked = what_is_asked(request, packet)
    return redirect(answer_to(Gap.objects.open(packet, **asked)))


@require_POST
def gap_excuse(request, pk):
    """Say why a sentence, or all that a competency asks, does not apply to the author."""
    packet = draft(request, pk)
    asked = what_is_asked(request, packet)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return gaps_page(request, packet, refused={"form": form, **asked}, status=422)
    gap = Gap.objects.excuse(packet, **asked, reason=form.cleaned_data["answer"])
    undo = reverse("gap-discard", args=[gap.pk])
    messages.info(request, "It does not apply, and the packet says why.", extra_tags=undo)
    return redirect("packet-gaps", pk)


def what_is_asked(request, packet):
    """The sentence that is named, or with an empty one the competency. Raises Http404 for what the
    goal does not ask."""
    competency = request.POST.get("competency", "")
    expectation = request.POST.get("expectation", "")
    subject = subject_of(compose(packet), competency, expectation)
    if subject is None:
        raise Http404
    title = subject.text or subject.competency_name
    return {"competency": competency, "expectation": expectation, "title": title}


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
def gap_move(request, pk):
    """Let a gap stand before or after another; the browser is led to it, so that it can go on."""
    gap = get_object_or_404(Gap.objects.editable_by(request.user), pk=pk)
    before, after = (whole_number(request.POST.get(name, "")) for name in ("before", "after"))
    if other := gap.move(before=before, after=after):
        where = "after" if before is None else "before"
        messages.info(request, f"“{gap}” stands {where} “{other}” now.")
    else:
        messages.warning(request, "The order was changed elsewhere. This is how it stands now.")
    return redirect(f"{reverse('packet-gaps', args=[gap.packet_id])}#gap-{pk}-moves")


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
