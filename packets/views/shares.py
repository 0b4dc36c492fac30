"""The author shares her packet: who will get the version, what stays out of it, until when answers
are asked for."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from packets.builder.findings import look_over
from packets.compose import compose
from packets.document import content_hash
from packets.forms.reviewers import AnswerDueForm
from packets.models import Reviewer, Share
from packets.review import MOVES, UNDER_REVIEW, IllegalMove
from packets.sharing import move_packet
from packets.views.loading import draft
from packets.views.reviewers import reviewers_of


@require_http_methods(["GET", "POST"])
def packet_share(request, pk):
    """The last look before the packet is frozen; sent, the next version is shared."""
    if request.method == "GET":
        return share_page(request, pk)
    packet = draft(request, pk)
    form = AnswerDueForm(request.POST, instance=packet, person=request.user)
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


def share_page(request, pk, *, due=None, refused_move=None, status=200):
    """The page before sharing. `refused_move` is the submission that could not be made, with the
    problem; `due` the form that came with it."""
    packet = draft(request, pk)
    document = compose(packet)
    parts = reviewers_of(packet)
    last = packet.versions.for_choosing().newest_first().first()
    shares = Share.objects.of_packet(packet).in_force().for_display().select_related("reader")
    context = {
        "packet": packet,
        "document": document,
        "wins": list(document.evidence()),
        **parts,
        "readers": will_get_it(parts),
        "due": due or AnswerDueForm(instance=packet, person=request.user),
        "move": packet.moves_open_to(request.user).get("submit"),
        "is_under_review": packet.state in UNDER_REVIEW,
        "left_out": packet.confidential_wins(),
        "shares": shares.newest_first(),
        "number": last.number + 1 if last else 1,
        "is_unchanged": last and last.content_hash == content_hash(document),
        "refused_move": refused_move,
        "preflight": look_over(packet, document),
    }
    return render(request, "packets/packet_share.html", context, status=status)


def will_get_it(parts):
    """Who reads the version once it is shared."""
    people = [part.person for part in parts["reviewers"] if part.state == Reviewer.State.ACCEPTED]
    return [*people, parts["manager_to_add"]] if parts["manager_to_add"] else people
