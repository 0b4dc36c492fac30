"""A ladder and its versions: begun, continued, copied, retired; and who may edit it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.drafts import begin, begin_version, copy_for
from bragdoc.forms.drafts.whole import BeginForm
from bragdoc.forms.editors import EditorForm
from bragdoc.models import Ladder, LadderVersion


@require_http_methods(["GET", "POST"])
def ladder_create(request):
    form = BeginForm(request.POST or None, user=request.user)
    if form.is_valid():
        draft = begin(form.document, user=request.user, owner=form.owner)
        return redirect("draft-detail", draft.pk)
    status = 422 if form.errors else 200
    return render(request, "bragdoc/ladder_create.html", {"form": form}, status=status)


@require_POST
def ladder_version_create(request, pk):
    """A draft that begins as this version: the next of the ladder for whoever may edit it, and of
    a ladder of one's own for whoever may only read it."""
    versions = LadderVersion.objects.visible_to(request.user).select_related("ladder__owner")
    version = get_object_or_404(versions, pk=pk)
    if Ladder.objects.editable_by(request.user).contains(version.ladder):
        draft = begin_version(version)
        messages.info(
            request, f"A draft of version {draft.version}, with all of {version.version}."
        )
    else:
        draft = copy_for(version, request.user)
        messages.info(request, "Your own copy. Nobody else sees it.")
    return redirect("draft-detail", draft.pk)


@require_POST
def ladder_retire(request, pk):
    """Take a published version out of what can be chosen."""
    version = get_object_or_404(LadderVersion.objects.retirable_by(request.user), pk=pk)
    version.retire()
    messages.info(
        request, f"Version {version.version} is retired. Who is placed on it stays there."
    )
    return redirect("ladder-list")


@require_http_methods(["GET", "POST"])
def ladder_editors(request, slug):
    """The people who may edit a ladder of the installation beside the administrators."""
    ladder = get_object_or_404(Ladder.objects.governed_by(request.user), slug=slug)
    form = EditorForm(request.POST or None, ladder=ladder)
    if form.is_valid():
        ladder.editors.add(form.person)
        messages.info(request, f"{form.person} may edit this ladder now.")
        return redirect("ladder-editors", slug)
    context = {"ladder": ladder, "form": form, "editors": ladder.editors.order_by("name", "pk")}
    status = 422 if form.errors else 200
    return render(request, "bragdoc/ladder_editors.html", context, status=status)


@require_POST
def ladder_editor_remove(request, slug, pk):
    ladder = get_object_or_404(Ladder.objects.governed_by(request.user), slug=slug)
    person = get_object_or_404(ladder.editors, pk=pk)
    ladder.editors.remove(person)
    messages.info(request, f"{person} may edit this ladder no more.")
    return redirect("ladder-editors", slug)
