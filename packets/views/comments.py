"""Comments on a version: made, answered, resolved, reworded, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.numbers import whole_number
from packets.forms.review import CommentForm, RewordForm
from packets.models import Comment
from packets.views.loading import readable
from packets.views.review import version_page


@require_POST
def comment_create(request, pk, number):
    version = readable(request, pk, number)
    form = CommentForm(request.POST, instance=Comment(version=version, author=request.user))
    form.fields["parent"].queryset = (
        Comment.objects.visible_to(request.user).of_packet(pk).first_ones()
    )
    if not form.is_valid():
        return version_page(request, version, refused=form, status=422)
    comment = Comment.objects.add(form.save(commit=False), key=form.cleaned_data["key"])
    return redirect(f"{reverse('version-detail', args=[pk, number])}#comment-{comment.pk}")


@require_POST
def comment_resolve(request, pk):
    """Resolve a thread, or open it again."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user).first_ones(), pk=pk)
    if request.POST.get("do") == "reopen":
        comment.reopen()
    else:
        comment.resolve(by=request.user)
    number = whole_number(request.POST.get("number", "")) or comment.version.number
    page = reverse("version-detail", args=[comment.version.packet_id, number])
    return redirect(f"{page}#comment-{pk}")


@require_http_methods(["GET", "POST"])
def comment_reword(request, pk):
    """Say one's own comment in other words. What it said before can still be read."""
    comment = get_object_or_404(Comment.objects.editable_by(request.user), pk=pk)
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
    return redirect("version-detail", comment.version.packet_id, comment.version.number)


@require_POST
def comment_restore(request, pk):
    comment = get_object_or_404(Comment.objects.restorable_by(request.user), pk=pk)
    comment.restore()
    return redirect(comment)
