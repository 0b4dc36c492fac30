"""Files are brought in: read, shown, and put into the inbox once their owner says so."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.forms.git_import import GitImportForm
from bragdoc.forms.imports import BringForm, ChoicesForm
from bragdoc.models import Import
from bragdoc.numbers import whole_number
from bragdoc.tasks import read_import_later

SKIPPED_PAGE = 100
LATEST = 5


@require_http_methods(["GET", "POST"])
def brag_import(request):
    """Any file that is known, or a pasted text."""
    return bring_page(request, BringForm, "bragdoc/brag_import.html")


@require_http_methods(["GET", "POST"])
def git_import(request):
    return bring_page(request, GitImportForm, "bragdoc/git_import.html")


def bring_page(request, form_class, template):
    form = form_class(request.POST or None, request.FILES or None, owner=request.user)
    if form.is_valid() and (brought := form.save()):
        return redirect("import-detail", brought.pk)
    imports = Import.objects.visible_to(request.user).newest_first().for_list()
    return render(
        request,
        template,
        {"form": form, "imports": imports[:LATEST]},
        status=422 if form.errors else 200,
    )


def find_import(request, pk):
    imports = Import.objects.visible_to(request.user).select_related("owner").without_data()
    return get_object_or_404(imports, pk=pk)


@require_http_methods(["GET", "POST"])
def import_detail(request, pk):
    """How far it is; what was found, before anything enters the inbox; what came of it."""
    brought = find_import(request, pk)
    if request.method == "POST":
        form = ChoicesForm(request.POST, brought=brought)
        if not form.is_valid():
            return import_page(request, brought, form, status=422)
        taking = request.POST.get("do") == "take" and not form.reads_otherwise
        if request.POST.get("do") == "take" and not taking:
            messages.info(request, "This is how it is read now. Nothing is in your inbox yet.")
        form.save(taking=taking)
        return redirect("import-detail", pk)
    return import_page(request, brought, ChoicesForm(brought=brought))


def import_page(request, brought, form, *, status=200):
    template = "bragdoc/import_detail.html"
    place = whole_number(request.GET.get("after", "")) or 0
    response = render(
        request,
        f"{template}#import" if request.htmx else template,
        {
            "import": brought,
            "form": form,
            "reasons": Counter(skip["reason"] for skip in brought.skipped).most_common(),
            "skipped": brought.skipped[place : place + SKIPPED_PAGE],
            "more": len(brought.skipped) > place + SKIPPED_PAGE and place + SKIPPED_PAGE,
            "after": place,
        },
        status=status,
    )
    if brought.is_open and not request.htmx:
        response["Refresh"] = "3"  # without JavaScript
    return response


@require_POST
def import_stop(request, pk):
    brought = find_import(request, pk)
    if brought.stop():
        messages.info(request, "Stopped.", extra_tags=reverse("import-again", args=[pk]))
    return redirect("import-detail", pk)


@require_POST
def import_again(request, pk):
    """Have it read after all, as it was to be read before."""
    brought = find_import(request, pk)
    if brought.read_again():
        read_import_later.enqueue(pk)
    return redirect("import-detail", pk)
