"""The author's packets: the list, and a new one."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from bragdoc.models import LadderVersion, Placement, Season
from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.forms.drafts import PacketForm
from packets.models import Packet, Preset
from packets.models.presets import spelled
from packets.presets.bundled import FIRST_CHOICE

PAGE = 50


@require_GET
def packet_list(request):
    packets = Packet.objects.visible_to(request.user).for_display().newest_first()
    if before := whole_number(request.GET.get("before", "")):
        packets = packets.before(before)
    packets, last = page_of(packets, PAGE)
    return render(
        request,
        "packets/packet_list.html",
        {
            "packets": packets,
            "older": last and last.pk,
            "season": Season.objects.choosable_by(request.user).soonest_first().first(),
        },
    )


@require_http_methods(["GET", "POST"])
def packet_create(request):
    placement = Placement.objects.of(request.user)
    if placement is None:
        return redirect("placement")
    packet = Packet(author=request.user, ladder_version=ladder_of(request, placement))
    choices = Preset.objects.choosable_by(request.user).choices()
    initial = suggested(request, placement)
    form = PacketForm(request.POST or None, instance=packet, initial=initial, choices=choices)
    if form.is_valid():
        packet.preset = spelled(form.chosen)
        said = form.cleaned_data
        asks_again = said.get("asks_again", False)
        started = Packet.objects.start(packet, said["key"], asks_again=asks_again)
        return redirect("packet-proposal", started.pk)
    return render(
        request,
        "packets/packet_create.html",
        {"form": form, "version": packet.ladder_version},
        status=422 if form.errors else 200,
    )


def ladder_of(request, placement):
    """The ladder version named in the address, or the one the person is placed on."""
    if pk := whole_number(request.GET.get("ladder", "")):
        return get_object_or_404(LadderVersion.objects.visible_to(request.user), pk=pk)
    return placement.ladder_version


def suggested(request, placement):
    """The last twelve months, from where the person is to what she aims for, for the season that
    comes first."""
    today = request.user.today()
    try:
        title = placement.goal_position().title
    except LookupError:  # another ladder's position
        title = ""
    return {
        "title": f"{title}, {today:%B %Y}",
        "now": placement.now,
        "goal": placement.goal,
        "starts_on": a_year_before(today),
        "ends_on": today,
        "season": Season.objects.choosable_by(request.user).soonest_first().first(),
        "preset": FIRST_CHOICE,
    }


def a_year_before(day):
    """The first of the month after this month, a year ago: twelve calendar months up to today."""
    year, month = (day.year - 1, day.month + 1) if day.month < 12 else (day.year, 1)
    return day.replace(year=year, month=month, day=1)
