"""What happened after? The question about one win, on the week page and on a page of its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from bragdoc.forms.follow_ups import FollowUpForm
from bragdoc.models import Entry, FollowUp
from bragdoc.models.follow_ups import AFTER_DAYS, CHOSEN
from bragdoc.models.weeks import monday_of
from bragdoc.week.after import put_off


@require_http_methods(["GET", "POST"])
def follow_up(request, pk, days):
    """`days` is 30, 90, or 0 for the day that the author chose."""
    if days not in (CHOSEN, *AFTER_DAYS):
        raise Http404
    entry = get_object_or_404(Entry.objects.editable_by(request.user).for_display(), pk=pk)
    form = FollowUpForm(request.POST if request.method == "POST" else None, entry=entry)
    match request.POST.get("do"):
        case "later":
            put_off(request.session, entry, monday_of(request.user.today()))
            return answered(request, entry, "You are asked again next week.")
        case "nothing":
            FollowUp.objects.answer(entry, days, FollowUp.Answer.NOTHING)
            return answered(request, entry, "Nothing added.")
    if form.is_valid():
        return answered(request, entry, "Added." if form.save(days) else "It was answered before.")
    context = {"entry": entry, "days": days, "form": form}
    return render(request, "bragdoc/follow_up.html", context, status=422 if form.errors else 200)


def answered(request, entry, words):
    address = reverse("entry-detail", args=[entry.pk])
    messages.info(request, format_html('{} <a href="{}">{}</a>', words, address, entry.title))
    return redirect("week-now")
