"""The steps a person claims, on a ladder that lets them choose."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bragdoc.forms.claims import ClaimsForm
from bragdoc.ladders.claims import standings
from bragdoc.models import Placement, PlacementConflict


@require_http_methods(["GET", "POST"])
def claims(request):
    placement = Placement.objects.of(request.user)
    if placement is None:
        return redirect("placement")
    form = ClaimsForm(request.POST or None, placement=placement)
    if not form.is_valid():
        return claims_page(request, placement, form, status=422 if form.errors else 200)
    try:
        form.keep()
    except PlacementConflict as conflict:
        return claims_page(request, placement, form, conflict=conflict, status=409)
    if "X-Autosave" in request.headers:
        return claims_page(request, placement, ClaimsForm(placement=placement))
    messages.info(request, "Saved. Coverage asks for what you claim.")
    return redirect("claims")


def claims_page(request, placement, form, *, conflict=None, status=200):
    return render(
        request,
        template_of(request),
        {
            "placement": placement,
            "goal": placement.goal_position(),
            "form": form,
            "places": standings_around(placement),
            "current": conflict and conflict.current,
            "differences": conflict and list(form.differences(conflict.current)),
        },
        status=status,
    )


def template_of(request):
    """The part that is asked for: a form that saves itself wants itself, htmx what it comes to."""
    if "X-Autosave" in request.headers:
        return "bragdoc/claims.html#form"
    return "bragdoc/claims.html#standing" if request.htmx else "bragdoc/claims.html"


def standings_around(placement):
    """(position, its criteria with what is claimed) of the level below the goal, the goal and the
    level above, in their order. Levels without criteria are left out."""
    document, goal = placement.ladder_version.read(), placement.goal_position()
    levels = next(track.levels for track in document.tracks if track.slug == goal.track)
    place = levels.index(goal)
    around = levels[max(0, place - 1) : place + 2]
    found = [(position, standings(document, position, placement.claims)) for position in around]
    return [(position, criteria) for position, criteria in found if criteria]
