"""The author shares her packet: who will get the version, what stays out of it, until when answers
are asked for."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.days import day_in_words
from packets.builder.findings import look_over
from packets.compose import compose
from packets.document import content_hash
from packets.forms.reviewers import AnswerDueForm, SharingForm
from packets.models import Reviewer, Share
from packets.models.comments import NotNow
from packets.review import MOVES, UNDER_REVIEW, IllegalMove
from packets.reviewing.due import ask_until
from packets.sharing import move_packet
from packets.views.loading import draft
from packets.views.reviewers import reviewers_of

SHOWN = 5  # shares, the newest; all are on the page of the readers
EARLIER = "earlier days for answers"  # by packet, in the session of whose it is


@require_http_methods(["GET", "POST"])
def packet_share(request, pk):
    """The last look before the packet is frozen; sent, the next version is shared."""
    if request.method == "GET":
        return share_page(request, pk)
    packet = draft(request, pk)
    form = SharingForm(request.POST, instance=packet, person=request.user)
    sent = {"name": "submit", "note": request.POST.get("note", "").replace("\0", "")}
    if not form.is_valid():
        return share_page(request, pk, due=form, refused_move=sent, status=422)
    try:
        with transaction.atomic():
            form.keep()
            event = move_packet(packet, "submit", by=request.user, note=sent["note"])
    except IllegalMove as problem:
        refused = sent | {"problem": problem}
        return share_page(request, pk, due=form, refused_move=refused, status=409)
    messages.info(request, MOVES["submit"].done)
    return redirect("version-detail", pk, event.version)


@require_POST
def packet_due(request, pk):
    """Ask for answers until another day, or none, while a version is with its reviewers."""
    packet = draft(request, pk)
    form = AnswerDueForm(request.POST, instance=packet, person=request.user)
    if not form.is_valid():
        return share_page(request, pk, due=form, status=422)
    day = form.cleaned_data["answer_due_on"]
    try:
        before = ask_until(packet, day, by=request.user)
    except NotNow:
        return day_refused(request, pk)
    if day == before:
        messages.info(request, "The day is the same. Nobody is told.")
        return redirect("packet-share", pk)
    request.session[EARLIER] = {str(pk): str(before or "")}
    asked = f"Answers are asked for until {day_in_words(day)}." if day else "You name no day."
    undo = reverse("packet-due-undo", args=[pk])
    messages.info(request, f"{asked} Whoever it waits for is told.", extra_tags=undo)
    return redirect("packet-share", pk)


@require_POST
def packet_due_undo(request, pk):
    """Ask until the day that was asked for before the last change."""
    packet = draft(request, pk)
    earlier = request.session.pop(EARLIER, {}).get(str(pk))
    if earlier is None:
        messages.info(request, "There is nothing to undo.")
        return redirect("packet-share", pk)
    try:
        ask_until(packet, date.fromisoformat(earlier) if earlier else None, by=request.user)
    except NotNow:
        return day_refused(request, pk)
    messages.info(request, "The day is what it was.")
    return redirect("packet-share", pk)


def day_refused(request, pk):
    problem = "No version is with your reviewers now, so the day is not changed."
    return share_page(request, pk, refused_move={"problem": problem}, status=409)


def share_page(request, pk, *, due=None, refused_move=None, status=200):
    """The page before sharing. `refused_move` is the submission that could not be made, with the
    problem; `due` the form that came with it."""
    packet = draft(request, pk)
    document = compose(packet)
    parts = reviewers_of(packet)
    last = packet.versions.for_choosing().newest_first().first()
    context = {
        "packet": packet,
        "document": document,
        "wins": list(document.evidence()),
        **parts,
        "readers": will_get_it(parts),
        "due": due or due_form(packet, request.user),
        "move": packet.moves_open_to(request.user).get("submit"),
        "is_under_review": packet.state in UNDER_REVIEW,
        "redates": packet.may(request.user, "redate"),
        "left_out": packet.confidential_wins(),
        **newest_shares(packet),
        "number": last.number + 1 if last else 1,
        "is_unchanged": last and last.content_hash == content_hash(document),
        "refused_move": refused_move,
        "preflight": look_over(packet, document),
    }
    return render(request, "packets/packet_share.html", context, status=status)


def newest_shares(packet):
    """Which version is shared with whom now: the newest, and whether there are others."""
    shares = Share.objects.of_packet(packet).in_force().for_display().select_related("reader")
    found = list(shares.newest_first()[: SHOWN + 1])
    return {"shares": found[:SHOWN], "has_more_shares": len(found) > SHOWN}


def due_form(packet, person):
    """Until when answers are asked for, of the version that is read or of the next one."""
    form = AnswerDueForm if packet.may(person, "redate") else SharingForm
    return form(instance=packet, person=person)


def will_get_it(parts):
    """Who reads the version once it is shared."""
    people = [part.person for part in parts["reviewers"] if part.state == Reviewer.State.ACCEPTED]
    return [*people, parts["manager_to_add"]] if parts["manager_to_add"] else people
