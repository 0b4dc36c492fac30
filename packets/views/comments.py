"""Comments on a version: made, answered, resolved, reworded, taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.numbers import whole_number
from packets.forms.comments import CommentForm, RewordForm
from packets.models import Comment
from packets.models.comments import NotNow, address_of
from packets.remarks.places import places_of
from packets.review import ACTS
from packets.views.loading import readable
from packets.views.review import version_page


@require_POST
def comment_create(request, pk, number):
    version = readable(request, pk, number)
    role = version.packet.role_of(request.user)
    if role not in ACTS["note"].roles:
        raise Http404
    form = CommentForm(
        request.POST,
        instance=Comment(version=version, author=request.user),
        threads=Comment.objects.visible_to(request.user).of_packet(pk).first_ones(),
        places=places_of(version.document()),
    )
    if not form.is_valid():
        return version_page(request, version, refused=form, status=422)
    comment = form.save(commit=False)
    if role not in ACTS[comment.act].roles:
        raise Http404
    said = form.cleaned_data
    try:
        comment = Comment.objects.add(comment, key=said["key"], declines=said["declines"])
    except NotNow:
        form.add_error(None, "This is not possible now: the packet was moved on meanwhile.")
        return version_page(request, version, refused=form, status=409)
    return redirect(comment)


@require_POST
def comment_resolve(request, pk):
    """Resolve a thread, or open it again."""
    threads = Comment.objects.visible_to(request.user).first_ones()
    comment = get_object_or_404(threads, pk=pk)
    act = "note" if comment.is_private else "comment"
    if comment.version.packet.role_of(request.user) not in ACTS[act].roles:
        raise Http404
    if request.POST.get("do") == "reopen":
        comment.reopen(by=request.user)
    else:
        comment.resolve(by=request.user)
    return redirect(thread_address(request, comment))


def thread_address(request, comment):
    """Where a thread stands on the version whose page the act was done on."""
    number = whole_number(request.POST.get("number", "")) or comment.version.number
    return address_of(comment.pk, comment.version.packet_id, number)


def own(request, comments, pk):
    """A comment of one's own, as long as one has a role in which it can be said."""
    comment = get_object_or_404(comments, pk=pk)
    if comment.version.packet.role_of(request.user) not in ACTS[comment.act].roles:
        raise Http404
    return comment


@never_cache
@require_http_methods(["GET", "POST"])
def comment_reword(request, pk):
    """Say one's own comment in other words. What it said before can still be read."""
    comment = own(request, Comment.objects.editable_by(request.user), pk)
    form = RewordForm(request.POST or None, instance=comment)
    if form.is_valid():
        comment.reword(form.cleaned_data["text"])
        return redirect(comment)
    status = 422 if form.errors else 200
    context = {"form": form, "comment": comment, "version": comment.version}
    return render(request, "packets/comment_reword.html", context, status=status)


@require_POST
def comment_discard(request, pk):
    comment = get_object_or_404(Comment.objects.editable_by(request.user), pk=pk)
    comment.discard()
    undo = reverse("comment-restore", args=[pk])
    messages.info(request, "Your comment is taken back.", extra_tags=undo)
    version = comment.version
    if comment.parent_id:
        return redirect(address_of(comment.parent_id, version.packet_id, version.number))
    return redirect(version.address_at(f"comment-{comment.section}"))  # the form for a new one


@require_POST
def comment_restore(request, pk):
    comment = own(request, Comment.objects.restorable_by(request.user), pk)
    comment.restore()
    return redirect(comment)
