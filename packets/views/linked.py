"""What somebody without an account reads through a link to a version.

A passcode is guessed by whoever has the link. Guesses are counted for each network address, so that
one who guesses does not shut out the reader who comes from another, and for the link in all, so
that it does not help to have many addresses. Who was let in before is asked for none.

The shortest passcode has six characters; at its weakest, of digits alone, it is one of 1,000,000.
The link in all takes 100 guesses and 100 more a day: 1,500 in the usual 14 days, which find such a
passcode once in 667 times, and 18,100 in 180 days, the most that a link can live: once in 55. Six
small letters at random they find once in 17,000. One address has 10 guesses and 20 more a day, so
it takes five that never rest to keep the others from theirs.
"""

import math
from functools import wraps

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.api.access import network_of
from bragdoc.api.limits import Limit, take
from packets.exports.html import packet_context
from packets.forms.links import PasscodeForm
from packets.models import Rendering, ShareLink
from packets.tasks import render_packet
from packets.views.secret_addresses import through_secret

OF_ADDRESS = Limit("passcodes from an address", 10, 12 * 3600)  # of one link
OF_LINK = Limit("passcodes", 100, 24 * 3600)
# In the session, by the key of the link.
LET_IN, VISITS, PDFS = "links_let_in", "link_visits", "link_pdfs"


def link_of(secret):
    return ShareLink.objects.opened_by(secret).for_reading().first()


def through_link(view):
    """Give the view the link of the secret in the address, once its passcode was given."""

    @through_secret(link_of)
    @wraps(view)
    def answer(request, link, secret):
        if link.is_unlocked_by(request.session.get(LET_IN, {}).get(str(link.pk), "")):
            return view(request, link, secret)
        return ask_for_passcode(request, link)

    return answer


def ask_for_passcode(request, link):
    form = PasscodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if wait := guess(link, network_of(request)):
            return too_often(request, form, wait)
        if link.takes(form.cleaned_data["passcode"]):
            remember(request, LET_IN, link, link.mark())
            return redirect(request.path)
        form.add_error("passcode", "That is not the passcode.")
    if form.errors:
        status = 422
    return render(request, "packets/link_passcode.html", {"form": form}, status=status)


def too_often(request, form, wait):
    """No passcode is looked at for so many seconds."""
    minutes = math.ceil(wait / 60)
    form.add_error(
        "passcode",
        "Too many passcodes were tried, so this one was not looked at. Try again in "
        f"{minutes} minute{pluralize(minutes)}.",
    )
    return render(request, "packets/link_passcode.html", {"form": form}, status=429)


@transaction.atomic
def guess(link, network):
    """Count one guess. Returns 0, or in how many seconds there is one again. Those that come at
    once are counted one by one, and what an address has no more is not taken from the others."""
    ShareLink.objects.select_for_update().get(pk=link.pk)
    return take(OF_ADDRESS, f"{link.pk}:{network}") or take(OF_LINK, link.pk)


@require_http_methods(["GET", "POST"])
@through_link
def link_read(request, link, secret):
    """The version as it prints. A POST gave the passcode in a tab that was let in since."""
    if request.method == "POST":
        return redirect("link-read", secret)
    note_visit(request, link)
    document = link.document()
    context = packet_context(document, link.version.edition(document))
    context |= {"link": link, "secret": secret, "today": timezone.localdate()}
    return render(request, "packets/link_read.html", context)


@require_POST
@through_link
def link_far(request, link, secret):
    """Note how far it is read: the anchor of a part. What is no part of it is not noted."""
    visit = note_visit(request, link)
    visit.reach(request.POST.get("part", ""), within=link.document().reading_order())
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@through_link
def link_pdf(request, link, secret):
    """A PDF for this reader, with name and day on each page: asked for by a POST, then waited for,
    then there."""
    if request.method == "POST":
        rendering = link.rendering(timezone.localdate())
        remember(request, PDFS, link, rendering.pk)
        note_visit(request, link).take_pdf()
        render_packet.enqueue(rendering.pk)
        return redirect("link-pdf", secret)
    rendering = Rendering.objects.of_link(link, request.session.get(PDFS, {}).get(str(link.pk)))
    if rendering is None:
        return redirect("link-read", secret)
    if rendering.state == Rendering.State.DONE:
        response = HttpResponse(bytes(rendering.pdf), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{rendering.file_name()}"'
        return response
    context = {"rendering": rendering, "link": link, "secret": secret}
    response = render(request, "packets/link_pdf.html", context)
    if rendering.state == Rendering.State.WAITING:
        response["Refresh"] = "3"
    return response


def note_visit(request, link):
    visit = link.visit(request.session.get(VISITS, {}).get(str(link.pk)))
    remember(request, VISITS, link, visit.pk)
    return visit


def remember(request, what, link, value):
    """Keep something of a link in the session."""
    request.session[what] = {**request.session.get(what, {}), str(link.pk): value}
