"""Who reviews a packet: the author's page of them, and the page of those who are asked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Management
from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.forms.reviewers import AskForm, RoleForm
from packets.models import Packet, Reviewer, Share
from packets.reviewing.reviewers import (
    CannotAsk,
    answer,
    change_role,
    hand_over,
    leave,
    remove,
    restore,
)
from packets.reviewing.roles import reviewer_roles

PAGE = 50


@require_http_methods(["GET", "POST"])
def reviewer_list(request, pk):
    """Who reviews it, who is asked, who did before; and a form to ask somebody."""
    packets = Packet.objects.editable_by(request.user).select_related("author")
    packet = get_object_or_404(packets, pk=pk)
    form = AskForm(request.POST or None, packet=packet)
    if form.is_valid() and (asked := form.save()):
        messages.info(request, f"{asked.email} has been asked.")
        return redirect("reviewer-list", pk)
    over = packet.reviewers.over().ended_last_first()
    context = {
        "packet": packet,
        "form": form,
        **reviewers_of(packet),
        "over": over[:PAGE],
        "roles": reviewer_roles(),
    }
    status = 422 if form.errors else 200
    return render(request, "packets/reviewer_list.html", context, status=status)


def reviewers_of(packet):
    """Who reviews now, who comes in by himself or will, and who is to be asked about."""
    manager = Management.objects.manager_of(packet.author)
    return {
        "reviewers": packet.reviewers.current().oldest_first(),
        "manager_to_add": Reviewer.objects.manager_to_add(packet, manager),
        "manager": manager,
        # One at the most; asked for where nobody manages the author yet.
        "asked_to_manage": Management.objects.of_engineer(packet.author).unanswered(),
        "outdated": packet.reviewers.outdated_managers().oldest_first(),
    }


@require_POST
def reviewer_role(request, pk):
    reviewer = editable(request, pk)
    form = RoleForm(request.POST, instance=reviewer)
    if form.is_valid():
        kept = while_it_lasts(change_role, reviewer, form.cleaned_data["role"])
        messages.info(request, f"{kept.name}: {kept.get_role_display().lower()} from now on.")
    return redirect("reviewer-list", reviewer.packet_id)


@require_POST
def reviewer_remove(request, pk):
    reviewer = editable(request, pk)
    removed = while_it_lasts(remove, reviewer)
    undo = reverse("reviewer-restore", args=[pk])
    said = "finds nothing of it any more" if removed.person else "is not asked any more"
    messages.info(request, f"{removed.name} {said}.", extra_tags=undo)
    return redirect("reviewer-list", reviewer.packet_id)


def editable(request, pk):
    return get_object_or_404(Reviewer.objects.editable_by(request.user).for_acting(), pk=pk)


def while_it_lasts(act, reviewer, *details, **choices):
    """Do it. A part that ended, or was answered, while this was asked is not found."""
    try:
        return act(reviewer, *details, **choices)
    except Reviewer.DoesNotExist:
        raise Http404 from None


@require_POST
def reviewer_restore(request, pk):
    reviewers = Reviewer.objects.restorable_by(request.user).for_acting()
    reviewer = get_object_or_404(reviewers, pk=pk)
    try:
        restore(reviewer)
    except CannotAsk as problem:
        messages.error(request, str(problem))
    return redirect("reviewer-list", reviewer.packet_id)


@require_POST
def reviewer_hand_over(request, pk):
    """The author's manager now takes the place of the one before."""
    reviewers = Reviewer.objects.handable_by(request.user).for_acting()
    reviewer = get_object_or_404(reviewers, pk=pk)
    stays = request.POST.get("then") == "observer"
    successor = while_it_lasts(hand_over, reviewer, stays=stays)
    then = "reads it as an observer" if stays else "finds nothing of it any more"
    messages.info(request, f"{successor.name} has it now. {reviewer.name} {then}.")
    return redirect("reviewer-list", reviewer.packet_id)


# For those who are asked.


@require_GET
def reviewer_asked(request):
    """What this person is asked to review, and what he reviews, each with the way out."""
    parts = Reviewer.objects.leavable_by(request.user).with_author().newest_first()
    if before := whole_number(request.GET.get("before", "")):
        parts = parts.before(before)
    parts, last = page_of(parts, PAGE)
    shares = Share.objects.of_reader(request.user).latest_of_each_packet()
    read = shares.of_packets([part.packet_id for part in parts]).for_display()
    context = {
        "asked": Reviewer.objects.answerable_by(request.user).with_author().newest_first(),
        "parts": parts,
        "read": {share.version.packet_id: share.version for share in read},
        "older": last and last.pk,
        "roles": dict(reviewer_roles()),
    }
    return render(request, "packets/reviewer_asked.html", context)


@require_POST
def reviewer_answer(request, pk):
    reviewers = Reviewer.objects.answerable_by(request.user).for_acting()
    reviewer = get_object_or_404(reviewers, pk=pk)
    accept = request.POST.get("answer") == "accept"
    version = while_it_lasts(answer, reviewer, request.user, accept=accept)
    if version:
        return redirect(version)
    said = "You review it. A mail comes with the first version." if accept else "You declined."
    messages.info(request, said)
    return redirect("reviewer-asked")


@require_http_methods(["GET", "POST"])
def reviewer_leave(request, pk):
    """Asked once more, since nobody but the author can undo it."""
    reviewers = Reviewer.objects.leavable_by(request.user).for_acting()
    reviewer = get_object_or_404(reviewers, pk=pk)
    if request.method == "GET":
        return render(request, "packets/reviewer_leave.html", {"reviewer": reviewer})
    while_it_lasts(leave, reviewer, request.user)
    messages.info(request, f"You no longer review it. {reviewer.packet.author} is told.")
    return redirect("reviewer-asked")
