"""Filters of the log that have a name."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.forms.saved_filters import RenameFilterForm, SaveFilterForm
from bragdoc.models import SavedFilter

LAST = "deleted filter"  # name and query of the last one, in the session of whose it was


@require_http_methods(["GET", "POST"])
def saved_filter_list(request):
    """All of them, to be renamed and deleted; what the log posts here is saved."""
    form = SaveFilterForm(request.POST or None, owner=request.user)
    if form.is_valid():
        saved = form.save()
        messages.info(request, f"Saved as “{saved}”.")
        return redirect(f"{reverse('entry-list')}?{saved.query}")
    return filters_page(request, save=form, status=422 if request.method == "POST" else 200)


def filters_page(request, *, save=None, renamed=None, status=200):
    """The page, with the form that was refused in the place of its like."""
    saved = SavedFilter.objects.visible_to(request.user).by_name()
    return render(
        request,
        "bragdoc/saved_filter_list.html",
        {
            "save": save if save and save.is_bound else None,
            "filters": [
                (one, renamed if renamed and renamed.saved == one else RenameFilterForm(saved=one))
                for one in saved
            ],
        },
        status=status,
    )


@require_POST
def saved_filter_rename(request, pk):
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    form = RenameFilterForm(request.POST, saved=saved)
    if not form.is_valid():
        return filters_page(request, renamed=form, status=422)
    form.save()
    messages.info(request, "Renamed.")
    return redirect("saved-filter-list")


@require_POST
def saved_filter_delete(request, pk):
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    saved.delete()
    request.session[LAST] = {"name": saved.name, "query": saved.query}
    undo = reverse("saved-filter-restore")
    messages.info(request, f"“{saved}” is deleted.", extra_tags=undo)
    return redirect("saved-filter-list")


@require_POST
def saved_filter_restore(request):
    """The last one that was deleted, if nothing else took its name."""
    form = SaveFilterForm(request.session.pop(LAST, {}), owner=request.user)
    if form.is_valid():
        messages.info(request, f"“{form.save()}” is there again.")
    else:
        messages.info(request, "There is nothing to undo.")
    return redirect("saved-filter-list")
