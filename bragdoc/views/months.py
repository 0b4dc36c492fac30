from datetime import timedelta

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.forms.spans import FIRST_DAY, LAST_DAY
from bragdoc.models import Entry
from bragdoc.month import MOST, Win, first_of_next, first_of_previous, weeks_of


@require_GET
def month(request, month):
    """What was done in a month, week by week."""
    after, before = first_of_next(month), first_of_previous(month)
    last = after - timedelta(days=1)
    wins = Entry.objects.visible_to(request.user).in_period(month, last).oldest_first()
    found = [Win(*row) for row in wins.spans()[: MOST + 1]]
    return render(
        request,
        "bragdoc/month.html",
        {
            "month": month,
            "last": last,
            "weeks": weeks_of(month, found[:MOST], request.user.today()),
            "wins": len(found[:MOST]),
            "most": MOST if found[MOST:] else 0,
            "previous": before if before >= FIRST_DAY else None,
            "next": after if after <= LAST_DAY else None,
        },
    )
