"""What a line still needs, answered in its place on the week page."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from bragdoc.forms.capture import MetricForm, TagForm
from bragdoc.models import Entry
from bragdoc.models.weeks import monday_of
from bragdoc.views.week import week_page, week_path


@require_POST
def entry_tag(request, pk):
    """Tag a line. The first time, with its competency alone, the sentence is asked for; whoever
    answers that sends `expectation`, which is empty for none."""
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    form = TagForm(request.POST, author=request.user)
    ask = None
    if form.is_valid():
        entry.tag(**form.cleaned_data)
        if "expectation" not in request.POST:
            ask = (pk, form.cleaned_data["competency"].slug)
    return after_work(request, entry, form, ask=ask)


@require_POST
def entry_measure(request, pk):
    entry = get_object_or_404(Entry.objects.editable_by(request.user), pk=pk)
    form = MetricForm(request.POST)
    if form.is_valid():
        entry.add_metric(form.metric())
    return after_work(request, entry, form)


def after_work(request, entry, form, *, ask=None):
    monday = monday_of(entry.starts_on)
    if form.errors:
        return week_page(request, monday, work=(entry.pk, form), status=422)
    if request.htmx:
        return week_page(request, monday, ask=ask, focus="next")
    return redirect(week_path(entry, ask))
