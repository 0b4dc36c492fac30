"""What the author sees of her readers: who can see what since when, and every view."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from packets.models import Packet
from packets.reviewing.seeing import (
    asked_about_a_win,
    cases_of,
    ended_in,
    links_to,
    people_of,
    readings_of,
    titles_in,
)

PAGE = 15  # views, and as much of what has ended


@require_GET
def packet_readers(request, pk):
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    readings = readings_of(packet, before=request.GET.get("before", ""), most=PAGE + 1)
    readers, asked = people_of(packet)
    links = list(links_to(packet))
    context = {
        "packet": packet,
        "readers": readers,
        "asked": asked,
        "links": links,
        "titles": titles_in({link.version for link in links if link.parts}),
        "cases": cases_of(packet),
        "endorsements": asked_about_a_win(packet),
        "readings": readings[:PAGE],
        "older": readings[PAGE - 1].mark() if len(readings) > PAGE else "",
        "ended": ended_in(packet, PAGE),
    }
    return render(request, "packets/packet_readers.html", context)
