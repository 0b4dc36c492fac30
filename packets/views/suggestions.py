"""Wordings that reviewers suggest: taken over into the draft by its author, and taken back."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bragdoc.models.revisions import EditConflict
from packets.builder.accepting import CannotAccept, accept, page_of, undo_accept
from packets.models import Comment, Version
from packets.views.comments import thread_address
from packets.views.loading import draft
from packets.views.review import version_page

CHANGED = "It was changed elsewhere this very moment. Look again."


@require_POST
def comment_accept(request, pk):
    """Use the suggested words. Where they have no place in the draft any more, both are shown."""
    comment = get_object_or_404(Comment.objects.acceptable_by(request.user), pk=pk)
    packet = draft(request, comment.version.packet_id)
    try:
        earlier = accept(comment, packet)
    except CannotAccept as refusal:
        return wording_refused(request, comment, refusal)
    except EditConflict:
        messages.warning(request, CHANGED)
    else:
        if earlier:
            undo = reverse("comment-accept-undo", args=[pk, earlier.pk])
            messages.info(request, "Your draft says it in these words.", extra_tags=undo)
    if request.POST.get("then") == "draft":
        return redirect(page_of(packet, comment))
    return redirect(thread_address(request, comment))


def wording_refused(request, comment, refusal):
    """The latest version on which the comment stands, with why its words are not taken over."""
    versions = Version.objects.visible_to(request.user).for_reading()
    latest = versions.of_packet(comment.version.packet_id).newest_first().first()
    refused = {
        "comment": comment,
        "problem": refusal,
        "texts": refusal.texts,
        "href": refusal.href,
    }
    return version_page(request, latest, refused_wording=refused, status=409)


@require_POST
def comment_accept_undo(request, pk, earlier):
    """Let the draft say what it said before, and open the thread again."""
    comment = get_object_or_404(Comment.objects.acceptable_by(request.user), pk=pk)
    earlier_texts = comment.version.packet.earlier_texts.editable_by(request.user)
    stood = get_object_or_404(earlier_texts, pk=earlier)
    try:
        undo_accept(comment, stood)
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    except EditConflict:
        messages.warning(request, CHANGED)
    return redirect(comment)
