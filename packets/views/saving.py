"""How a form over a revised row is answered, on every page that has one."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bragdoc.models.revisions import EditConflict


def save(request, form, *, then, page, said="Saved.", undo=""):
    """Keep the form, or show its page again. `then` is where it leads, with what is `said` there
    and the path that undoes it; `page` shows it, given what to add to the context and the
    status."""
    if request.method == "GET":
        return page({}, 200)
    if not form.is_valid():
        return page({}, 422)
    try:
        form.keep()
    except EditConflict as conflict:
        return page({"theirs": form.over(conflict.current)}, 409)
    if "X-Autosave" in request.headers:
        return render(request, "packets/_revision.html", {"revision": form.instance.revision})
    messages.info(request, said, extra_tags=undo)
    return redirect(then)
