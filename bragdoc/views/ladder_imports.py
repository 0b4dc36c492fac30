"""Bringing a ladder in: the file, how it was read, and the draft that is made of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.forms.ladder_imports import BringForm, DraftForm
from bragdoc.ladders.document import counts
from bragdoc.ladders.expected import expected
from bragdoc.models import LadderImport
from bragdoc.views.ladders import find_track

PREVIEWED = 40  # competencies; a draft shows all


@require_http_methods(["GET", "POST"])
def ladder_bring(request):
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("ladder-import", form.save(request.user).pk)
    imports = LadderImport.objects.editable_by(request.user).waiting().newest_first()
    return render(
        request,
        "bragdoc/ladder_bring.html",
        {"form": form, "imports": imports.without_sheets()},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def ladder_import(request, pk):
    """How it was read, before anything is made of it."""
    brought = get_object_or_404(LadderImport.objects.editable_by(request.user), pk=pk)
    if made := brought.made():
        return redirect(page_of(made))
    document = brought.document()
    return import_page(request, brought, document, DraftForm(user=request.user, document=document))


def import_page(request, brought, document, form, *, status=200):
    return render(
        request,
        "bragdoc/ladder_import.html",
        {
            "import": brought,
            "document": document,
            "counts": counts(document),
            "form": form,
            **preview(document, find_track(request, document)),
        },
        status=status,
    )


def preview(document, track):
    """The matrix of one track: a row a competency, a cell a position."""
    asked = [expected(document, position) for position in track.levels]
    rows = list(zip(*asked, strict=True))
    return {
        "track": track,
        "rows": rows[:PREVIEWED],
        "left_out": [row[0].name for row in rows[PREVIEWED:]],
    }


@require_POST
def ladder_import_draft(request, pk):
    """Make the draft, once. A ladder of one's own can be used at once: published, and placed on."""
    brought = get_object_or_404(LadderImport.objects.editable_by(request.user), pk=pk)
    if made := brought.made():
        return redirect(page_of(made))
    document = brought.document()
    form = DraftForm(request.POST, user=request.user, document=document)
    if form.is_valid() and (version := form.save(brought)):
        if "use" in request.POST and version.ladder.owner_id == request.user.pk:
            version.publish()
            messages.info(request, "It is yours to use. Now say where you are on it.")
            return redirect(f"{reverse('placement')}?{urlencode({'ladder': version.pk})}")
        messages.info(request, "The draft is made. Nobody else sees it yet.")
        return redirect(page_of(version))
    return import_page(request, brought, document, form, status=422)


def page_of(version):
    """Where a version is read."""
    address = reverse("ladder-detail", args=[version.ladder.slug])
    return f"{address}?{urlencode({'version': version.version})}"


@require_POST
def ladder_import_discard(request, pk):
    brought = get_object_or_404(LadderImport.objects.editable_by(request.user), pk=pk)
    brought.discard()
    messages.info(
        request,
        f"“{brought.name}” is discarded. It can be restored for thirty days.",
        extra_tags=reverse("ladder-import-restore", args=[pk]),
    )
    return redirect("ladder-bring")


@require_POST
def ladder_import_restore(request, pk):
    brought = get_object_or_404(LadderImport.objects.restorable_by(request.user), pk=pk)
    brought.restore()
    return redirect("ladder-import", pk)
