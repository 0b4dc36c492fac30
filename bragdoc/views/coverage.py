from collections import Counter

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.coverage import cover
from bragdoc.forms.ladders import PeriodForm
from bragdoc.models import Placement


@require_GET
def coverage(request):
    placement = Placement.objects.of(request.user)
    period = PeriodForm(request.GET, today=request.user.today())
    if placement is None:
        return render(request, "bragdoc/coverage_start.html", {})
    since, until = period.days()
    covered = cover(request.user, placement, since, until)
    return render(
        request,
        "bragdoc/coverage.html",
        {
            "placement": placement,
            "now": placement.now_position(),
            "goal": placement.goal_position(),
            "period": period,
            "since": since,
            "until": until,
            "covered": covered,
            "kinds": Counter(competency.kind.replace("-", "_") for competency in covered),
            "new": sum(len(competency.asked.new) for competency in covered),
        },
    )
