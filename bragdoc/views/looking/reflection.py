"""The five questions of a quarter, beside what its wins say."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from bragdoc.forms.looking import ReflectionForm
from bragdoc.models import Entry, Reflection
from bragdoc.models.revisions import EditConflict
from bragdoc.quarters import Quarter

EARLIER_SHOWN = 8
NAMES_SHOWN = 6


@require_GET
def reflection_now(request):
    """The quarter that ends soon or has just ended: in its first weeks one looks back."""
    today = request.user.today()
    quarter = Quarter.of(today)
    just_begun = (today - quarter.first).days < 28
    return redirect("reflection", quarter.previous if just_begun else quarter)


@require_http_methods(["GET", "POST"])
def reflection(request, quarter):
    mine = Reflection.objects.visible_to(request.user)
    kept = mine.of_quarter(quarter).first()
    instance = kept or Reflection(person=request.user, quarter_on=quarter.first)
    form = ReflectionForm(request.POST or None, instance=instance)
    if not form.is_valid():
        return reflection_page(request, quarter, form, status=422 if form.errors else 200)
    try:
        saved = form.save()
    except EditConflict as conflict:
        theirs = ReflectionForm(instance=conflict.current)
        return reflection_page(request, quarter, form, theirs=theirs, status=409)
    if "X-Autosave" in request.headers:
        return reflection_page(request, quarter, ReflectionForm(instance=saved))
    messages.info(request, "Saved.")
    return redirect("reflection", quarter)


def reflection_page(request, quarter, form, *, theirs=None, status=200):
    wins = Entry.objects.visible_to(request.user).in_period(quarter.first, quarter.last)
    earlier = Reflection.objects.visible_to(request.user).before(quarter).newest_first()
    earlier = list(earlier[:EARLIER_SHOWN])
    return render(
        request,
        "bragdoc/reflection.html",
        {
            "quarter": quarter,
            "form": form,
            "theirs": theirs,
            "wins": wins.count(),
            "competencies": wins.most_tagged()[:NAMES_SHOWN],
            "people": wins.most_with()[:NAMES_SHOWN],
            "earlier": earlier,
            "before": earlier[0] if earlier else None,
        },
        status=status,
    )
