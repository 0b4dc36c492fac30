"""Bringing a ladder in: the file, how it was read, and the draft that is made of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.drafts import version_before
from bragdoc.forms.ladder_imports import BringForm, DraftForm
from bragdoc.forms.ladder_sheets import SheetForm
from bragdoc.ladders.document import counts
from bragdoc.ladders.sheets.building import build
from bragdoc.models import LadderImport
from bragdoc.models.ladder_imports import LadderImportConflict
from bragdoc.views.ladder_sheets import page_address, preview, sheet_page


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


def find_import(request, pk):
    imports = LadderImport.objects.editable_by(request.user).select_related(
        "ladder_version__ladder"
    )
    return get_object_or_404(imports, pk=pk)


@require_http_methods(["GET", "POST"])
def ladder_import(request, pk):
    """How it was read, before anything is made of it. A sheet is read again as it is corrected."""
    brought = find_import(request, pk)
    if made := brought.made():
        return redirect(page_of(made))
    if not brought.is_sheet:
        return import_page(request, brought, brought.document())
    form = SheetForm(request.POST or None, brought=brought)
    return correct(request, form) if form.is_bound else sheet_page(request, form)


def correct(request, form):
    """Keep a correction, and show how the sheet is read by it."""
    if not form.is_valid():
        return sheet_page(request, form, status=422)
    try:
        form.save()
    except LadderImportConflict as conflict:
        return sheet_page(request, form, conflict=conflict.current, status=409)
    if request.htmx:
        return sheet_page(request, SheetForm(brought=form.brought))
    part = "orders" if "move" in request.POST else "grid"
    return redirect(f"{page_address(request, form.brought)}#{part}")


def import_page(request, brought, document, *, draft=None):
    """A text that needs no guessing. `draft` is a form that was refused."""
    context = {
        "import": brought,
        "draft": draft or DraftForm(user=request.user, document=document),
        "counts": counts(document),
        **preview(request, document),
    }
    return render(request, "bragdoc/ladder_import.html", context, status=422 if draft else 200)


@require_POST
def ladder_import_draft(request, pk):
    """Make the draft, once. A sheet has to be looked at first, as it is read by what is sent."""
    brought = find_import(request, pk)
    if made := brought.made():
        return made_page(request, made)
    document, page = as_seen(request, brought)
    if page:
        return page
    draft = DraftForm(request.POST, user=request.user, document=document)
    if draft.is_valid() and (version := draft.save(brought)):
        return made_page(request, version)
    if brought.is_sheet:
        form = SheetForm(request.POST, brought=brought)
        return sheet_page(request, form, draft=draft, status=422)
    return import_page(request, brought, document, draft=draft)


def as_seen(request, brought):
    """(the ladder, None) as the page showed it; (None, an answer) where it has to be looked at."""
    if not brought.is_sheet:
        return brought.document(), None
    form = SheetForm(request.POST, brought=brought)
    if not form.is_valid() or form.reads_otherwise():
        messages.warning(request, "It was read again with what you changed. Look at it first.")
        return None, correct(request, form)
    built = build(form.grid, form.layout())
    if built.problems:
        return None, sheet_page(request, form, status=422)
    return built.document, None


def made_page(request, version):
    """Where a draft leads: to itself; used at once, to one's place on it. A version that follows
    another, or is for everyone, is published on the page that shows what it changes."""
    if "use" not in request.POST:
        messages.info(request, "The draft is made.")
        return redirect(page_of(version))
    if version.ladder.owner_id != request.user.pk or version_before(version) not in (None, version):
        return redirect("draft-publish", version.pk)
    version.publish()
    messages.info(request, "It is yours to use. Now say where you are on it.")
    return redirect(f"{reverse('placement')}?{urlencode({'ladder': version.pk})}")


def page_of(version):
    """Where a draft is edited, and any other version read."""
    if version.state == version.State.DRAFT:
        return reverse("draft-detail", args=[version.pk])
    address = reverse("ladder-detail", args=[version.ladder.slug])
    return f"{address}?{urlencode({'version': version.version})}"


@require_POST
def ladder_import_discard(request, pk):
    brought = find_import(request, pk)
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
