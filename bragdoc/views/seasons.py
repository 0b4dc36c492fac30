"""Review seasons, for everybody."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.day_place import DayPlace, read_place
from bragdoc.models import Season
from bragdoc.paging import page_of

PAGE = 20


@require_GET
def season_list(request):
    """Those that go on or are to come, the soonest first; then those that are over."""
    seasons, today = Season.objects.visible_to(request.user), request.user.today()
    over = seasons.over(today).latest_first()
    if before := read_place(request.GET.get("before", "")):
        over = over.before(*before)
    over, last = page_of(over, PAGE)
    return render(
        request,
        "bragdoc/season_list.html",
        {
            "coming": [] if before else seasons.not_over(today).soonest_first(),
            "over": over,
            "older": last and DayPlace(last.opens_on, last.pk),
        },
    )
