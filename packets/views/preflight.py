"""The look over a draft before it is shared: what the checks find, and what is left as it is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from packets.builder.findings import Addresses, look_over
from packets.compose import compose
from packets.forms.review import DismissalForm
from packets.models import Dismissal
from packets.preflight.table import CHECKS
from packets.views.loading import draft


@require_GET
def packet_preflight(request, pk):
    return preflight_page(request, draft(request, pk))


def preflight_page(request, packet, *, preflight=None, refused=None, status=200):
    """The list of findings. `refused` is a finding that was left without a word, with its form."""
    preflight = preflight or look_over(packet, compose(packet))
    context = {"packet": packet, "preflight": preflight, "refused": refused, "checks": CHECKS}
    return render(request, "packets/packet_preflight.html", context, status=status)


@require_GET
def packet_findings(request, pk, part):
    """What is found on a page of the builder alone, for one whose part was saved."""
    packet = draft(request, pk)
    preflight = look_over(packet, compose(packet))
    here = preflight.open_in(part)
    context = {"packet": packet, "preflight": preflight, "here": here, "part": part}
    return render(request, "packets/_findings_here.html", context)


@require_POST
def finding_dismiss(request, pk):
    """Leave a finding as it is, with a word why. One that is there no more has changed its words,
    or was mended in the meantime."""
    packet = draft(request, pk)
    preflight = look_over(packet, compose(packet))
    slug = request.POST.get("finding")
    found = next((each.finding for each in preflight.found if each.finding.slug == slug), None)
    form = DismissalForm(request.POST)
    if found is None or not form.is_valid():
        refused = {"slug": slug, "form": form, "is_gone": found is None}
        return preflight_page(request, packet, preflight=preflight, refused=refused, status=422)
    left = Dismissal.objects.leave(packet, found, form.cleaned_data["reason"])
    messages.info(request, "Left as it is.", extra_tags=reverse("finding-restore", args=[left.pk]))
    if part := request.POST.get("part"):
        return redirect(f"{Addresses(packet).page_of(part)}#findings")
    return redirect("packet-preflight", pk)


@require_POST
def finding_restore(request, pk):
    """Have a finding back that was left as it is."""
    left = get_object_or_404(Dismissal.objects.editable_by(request.user), pk=pk)
    left.delete()
    return redirect("packet-preflight", left.packet_id)
