"""The people whom I manage, and where the packets stand that they share with me.

Nothing here compares them: they stand by name, and each is told of alone.
"""

from itertools import groupby
from typing import NamedTuple

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.models import Management
from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.models import Share

PAGE = 15  # people
SHOWN = 3  # packets of one person, the newest; the others are on the list of reviews


class Report(NamedTuple):
    """Somebody whom one manages, and what they share."""

    management: Management
    shares: list[Share]
    has_more: bool


@require_GET
def team(request):
    """Who named me and I accepted, by name; before them, who waits for my answer."""
    people = Management.objects.of_manager(request.user).accepted().by_name()
    after = whole_number(request.GET.get("after", ""))
    page, last = page_of(people.after(after, request.user) if after else people, PAGE)
    asking = Management.objects.answerable_by(request.user).newest_first()
    return render(
        request,
        "packets/team.html",
        {
            "asking": asking[:PAGE],
            "reports": reports_of(request.user, page),
            "more": last and last.pk,
            "is_first": not after,
            "today": request.user.today(),
        },
    )


def reports_of(user, managements):
    """Each with the newest packets that are shared with the manager."""
    engineers = [management.engineer_id for management in managements]
    latest = Share.objects.of_reader(user).latest_of_each_packet()
    shares = latest.newest_of_each_author(engineers, SHOWN + 1)
    told = shares.telling_what_waits(user).with_due_date().for_listing()
    rows = groupby(told.by_author(), key=lambda share: share.version.packet.author_id)
    theirs = {author: list(group) for author, group in rows}
    return [
        Report(each, found[:SHOWN], len(found) > SHOWN)
        for each in managements
        for found in [theirs.get(each.engineer_id, [])]
    ]
