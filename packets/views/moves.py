"""The moves of a packet, made by forms, and what becomes of a decision."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.numbers import whole_number
from packets.models import Decision, Packet, Version
from packets.review import MOVES, IllegalMove
from packets.reviewing.asked import DECISIONS
from packets.sharing import move_packet
from packets.views.review import version_page
from packets.views.shares import share_page


@require_http_methods(["GET", "POST"])
def packet_move(request, pk, move):
    """Make a move of the table. One that is not open now says why and changes nothing."""
    packet = get_object_or_404(Packet.objects.movable_by(request.user), pk=pk)
    if move not in MOVES:
        raise Http404
    if request.method == "GET":
        return where_it_is_moved(request, packet)
    return moved(request, packet, move)


@require_http_methods(["GET", "POST"])
def packet_decide(request, pk):
    """Make the decision that is chosen in the form. None chosen is refused like any other."""
    packet = get_object_or_404(Packet.objects.movable_by(request.user), pk=pk)
    if request.method == "GET":
        return where_it_is_moved(request, packet)
    chosen = request.POST.get("decision", "")
    if chosen not in DECISIONS:
        refused = sent_in(request) | {"name": "", "problem": "Choose what you decide."}
        return move_refused(request, packet, refused)
    return moved(request, packet, chosen)


def where_it_is_moved(request, packet):
    """Who comes back to the address of a move, after signing in or by a reload, is led to its
    page."""
    versions = Version.objects.visible_to(request.user).for_choosing().of_packet(packet)
    latest = versions.newest_first().first()
    if latest is None:
        return redirect("packet-share", packet.pk)
    return redirect(latest.address_at("moves"))


def moved(request, packet, name):
    """The page after a move; where it is refused, the page as it is now with what was typed."""
    sent = sent_in(request)
    try:
        event = move_packet(
            packet,
            name,
            by=request.user,
            note=sent["note"],
            conditions=sent["conditions"],
            again_on=day_of(sent["again_on"]),
            version=whole_number(request.POST.get("version", "")),
        )
    except IllegalMove as problem:
        return move_refused(request, packet, sent | {"name": name, "problem": problem})
    messages.info(request, MOVES[name].done)
    if name in ("withdraw", "reopen"):
        return redirect("packet-detail", packet.pk)
    if name == "submit":
        return redirect("version-detail", packet.pk, event.version)
    return redirect(event)


def sent_in(request):
    """What was typed for a move."""
    return {
        field: request.POST.get(field, "").replace("\0", "")
        for field in ("note", "conditions", "again_on")
    }


def day_of(text):
    """The day that a field of a form names; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_POST
def decision_plan(request, pk):
    """Make goals of what a postponement asks for."""
    decision = get_object_or_404(Decision.objects.plannable_by(request.user), pk=pk)
    decision.plan(request.user)
    messages.info(request, "They are goals of this quarter.")
    return redirect("goal-list")


def move_refused(request, packet, refused):
    """The page that the move is made on, as it is now, with what was typed."""
    refused["is_decision"] = refused["name"] not in MOVES or refused["name"] in DECISIONS
    versions = Version.objects.visible_to(request.user).for_reading().of_packet(packet)
    latest = versions.newest_first().first()
    if latest is None or refused["name"] == "submit":
        return share_page(request, packet.pk, refused_move=refused, status=409)
    return version_page(request, latest, refused_move=refused, status=409)
