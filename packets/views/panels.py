"""Calibration: what a panel reads, and what an author brings before it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.secrets import digest_of
from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.cuts.anonymised import Anonymity, anonymised
from packets.exports.html import packet_context
from packets.models import Packet, Panel, PanelCase, Version, Visit
from packets.reviewing.calibration import facts_of

PAGE = 25  # cases, whose documents are read whole


@require_GET
def panel_list(request):
    """The panels that I sit on."""
    panels = Panel.objects.visible_to(request.user).with_count(request.user).for_display()
    return render(request, "packets/panel_list.html", {"panels": panels})


@never_cache
@require_GET
def panel_detail(request, pk):
    """The cases before a panel, each with the same facts, in an order that says nothing."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user), pk=pk)
    cases = PanelCase.objects.visible_to(request.user).of_panel(panel)
    if after := whole_number(request.GET.get("after", "")):
        cases = cases.after(get_object_or_404(cases, pk=after))
    page, last = page_of(cases.for_reading().in_stable_order(), PAGE)
    context = {
        "panel": panel,
        "rows": [(case, facts_of(case.version.document())) for case in page],
        "more": last and last.pk,
    }
    return render(request, "packets/panel_detail.html", context)


@never_cache
@require_GET
def panel_case(request, pk):
    """One case as it prints, without names where the panel is to know none. Its author sees who
    read it before which panel: who sits there was shown to her when she brought it."""
    cases = PanelCase.objects.visible_to(request.user).for_reading()
    case = get_object_or_404(cases, pk=pk)
    Visit.objects.note(case.version, request.user, panel=case.panel)
    document, _cut = laid_before(case.panel, case.version)
    context = packet_context(document, case.version.edition(document)) | {
        "case": case,
        "facts": facts_of(document),
    }
    return render(request, "packets/panel_case.html", context)


@require_GET
def packet_panels(request, pk):
    """The panels there are, who sits on each, and what of the packet lies before it."""
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    cases = PanelCase.objects.editable_by(request.user).of_packet(packet).for_display()
    lying = {case.panel_id: case for case in cases}
    panels = Panel.objects.choosable_by(request.user).for_display()
    context = {
        "packet": packet,
        "latest": packet.versions.for_choosing().newest_first().first(),
        "rows": [(panel, lying.get(panel.pk)) for panel in panels],
    }
    return render(request, "packets/packet_panels.html", context)


@require_http_methods(["GET", "POST"])
def case_bring(request, pk, panel):
    """The latest version as the panel would read it; posted by who saw the panel as it is now, it
    lies before the panel."""
    panel = get_object_or_404(Panel.objects.choosable_by(request.user).for_display(), pk=panel)
    versions = Version.objects.editable_by(request.user).of_packet(pk).newest_first()
    number = whole_number(request.POST.get("version", "")) or versions.latest_number()
    version = get_object_or_404(versions.for_reading(), number=number)
    seated = who_reads(panel)
    is_stale = request.method == "POST" and request.POST.get("seen") != seated
    if request.method == "POST" and not is_stale:
        PanelCase.objects.bring(panel, version)
        messages.info(request, f"{version} lies before “{panel}” now.")
        return redirect("packet-panels", pk)
    document, cut = laid_before(panel, version)
    context = packet_context(document, version.edition(document)) | {
        "panel": panel,
        "version": version,
        "cut": cut,
        "seated": seated,
        "is_stale": is_stale,
    }
    status = 409 if is_stale else 200
    return render(request, "packets/case_bring.html", context, status=status)


def who_reads(panel):
    """Who sits there and whether they are told names, as one value that says neither. Until the
    first case lies there an administrator may change both."""
    people = sorted(person.pk for person in panel.members.all())
    return digest_of(f"{people} {panel.is_anonymous}")


@require_POST
def case_take_back(request, pk):
    """Take a case back: the panel does not find it any more."""
    cases = PanelCase.objects.editable_by(request.user)
    case = get_object_or_404(cases.for_display(), pk=pk)
    cases.of_packet(case.version.packet_id).of_panel(case.panel).take_back()
    messages.info(request, f"“{case.panel}” does not find it any more.")
    return redirect("packet-panels", case.version.packet_id)


def laid_before(panel, version):
    """The document that a panel reads, and what was taken out of it; None where nothing was."""
    document = version.document()
    if not panel.is_anonymous:
        return document, None
    cut = anonymised(document, Anonymity())
    return cut.document, cut
