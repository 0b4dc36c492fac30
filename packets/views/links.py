"""The author's links to her versions: made, shown once, watched, revoked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.addresses import address_of
from packets.exports.html import packet_context
from packets.forms.links import ShareLinkForm
from packets.models import Packet, ShareLink

SHOWN = 5  # readings of one link, the newest; the others are on the page of the readers


@never_cache
@require_http_methods(["GET", "POST"])
def link_list(request, pk):
    """The links of a packet, and a new one. Its address stands in this one answer and nowhere else:
    no session, message or cache ever holds it."""
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    latest = packet.versions.newest_first().first()
    titles = titles_of(latest) if latest else {}
    form = ShareLinkForm(request.POST or None, packet=packet, parts=list(titles.items()))
    made, secret = form.save() if latest and form.is_valid() else (None, "")
    if made and not made.is_in_force():  # sent again after it was revoked
        return redirect("link-list", pk)
    context = {
        "packet": packet,
        "latest": latest,
        "titles": titles,
        "links": ShareLink.objects.editable_by(request.user)
        .of_packet(pk)
        .with_visits(SHOWN + 1)
        .newest_first(),
        "shown": SHOWN,
        "form": ShareLinkForm(packet=packet, parts=list(titles.items())) if made else form,
        "made": made,
        "address": address_of("link-read", secret) if made else "",
    }
    return render(request, "packets/link_list.html", context, status=422 if form.errors else 200)


def titles_of(version):
    """What of a version can be shown by itself: the titles of its parts by their anchors."""
    document = version.document()
    parts = packet_context(document, version.edition())["parts"]
    return {
        part.anchor: part.title or "A section without a title"
        for part in parts
        if part.anchor in document.reading_order()
    }


@require_POST
def link_revoke(request, pk):
    link = get_object_or_404(ShareLink.objects.editable_by(request.user).for_reading(), pk=pk)
    link.revoke()
    messages.info(request, f"The link for {link.reader} leads nowhere now.")
    return redirect("link-list", link.version.packet_id)
