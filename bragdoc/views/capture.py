"""One line from anywhere."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.completion import completions
from bragdoc.forms.capture import LINE_LIMIT, LineForm, given_line
from bragdoc.models.weeks import monday_of
from bragdoc.views.week import week_page, week_path


@require_http_methods(["GET", "POST"])
def quick_add(request):
    """Keep a line. The week page asks with htmx and gets its week again; other pages get the
    entry's week. GET shows the field, with what another program put into the address, and keeps
    nothing."""
    if request.method == "GET":
        form = LineForm(author=request.user, initial={"text": given_line(request.GET)})
        return render(request, "bragdoc/quick_add.html", {"form": form, "given": True})
    form = LineForm(request.POST, author=request.user)
    if not form.is_valid():
        if request.htmx:
            return week_page(request, shown_week(request), form=form, status=422)
        context = {"form": form, "given": "given" in request.POST}
        return render(request, "bragdoc/quick_add.html", context, status=422)
    entry = form.save()
    messages.info(request, kept(entry, form.line), extra_tags=discard_path(entry))
    ask = next(((entry.pk, slug) for slug in form.line.competencies), None)
    if request.htmx:
        return week_page(request, shown_week(request), ask=ask, focus="capture")
    return redirect(week_path(entry, ask))


def shown_week(request):
    """The week that the page shows, which need not be the entry's."""
    try:
        return monday_of(date.fromisoformat(request.POST.get("week", "")))
    except ValueError:
        return monday_of(request.user.today())


def discard_path(entry):
    return reverse("entry-discard", args=[entry.pk])


def kept(entry, line):
    """The message after a line was kept, with what of it stayed text."""
    unread = ", ".join(line.unread)
    return format_html(
        'Kept in <a href="{}">week {}</a>: <a href="{}">{}</a>.{}',
        reverse("week", args=[monday_of(entry.starts_on)]),
        entry.starts_on.isocalendar().week,
        reverse("entry-detail", args=[entry.pk]),
        entry.title,
        f" Left in the text: {unread}." if unread else "",
    )


@require_POST
def quick_read(request):
    """How the line would be read, while one types."""
    form = LineForm(request.POST, author=request.user)
    line = form.read((form["text"].value() or "")[:LINE_LIMIT])
    return render(request, "bragdoc/_read_as.html", {"line": line})


@require_GET
def line_tokens(request):
    """What the capture field completes. A field asks for it when it is first used."""
    context = {"completions": completions(request.user)}
    return render(request, "bragdoc/_completions.html", context)
