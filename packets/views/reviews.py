"""What is shared with me: first what waits for me, then everything else."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.models import Reviewer, Share
from packets.review import Role
from packets.reviewing.roles import reviewer_roles
from packets.reviewing.waiting import asks

PAGE = 15  # of each list


@require_GET
def review_list(request):
    """The first page of both lists; past it, further pages of the one that goes on."""
    user, (after, before) = request.user, places(request)
    waiting = Share.objects.waiting_for(user).soonest_due_first()
    others = Share.objects.not_waiting_for(user).latest_of_each_packet().newest_first()
    waiting, later = rows_of(waiting.after(after, user) if after else waiting, wanted=not before)
    others, older = rows_of(others.before(before, user) if before else others, wanted=not after)
    return render(
        request,
        "packets/review_list.html",
        {
            "waiting": waiting,
            "others": others,
            "later": later,
            "older": older,
            "is_first": not after and not before,
            "asked": Reviewer.objects.answerable_by(user).count(),
            "today": user.today(),
        },
    )


def places(request):
    """After which of what waits the page begins, and before which of the others."""
    return [whole_number(request.GET.get(name, "")) for name in ("after", "before")]


def rows_of(shares, *, wanted):
    """The rows of a page, and the key of the last one where more follow. A row is a share, its
    reader's role, None where he has none, and what is asked of it."""
    page, last = page_of(shares.for_listing(), PAGE) if wanted else ([], None)
    roles = [Role(share.role) if share.role else None for share in page]
    rows = [(share, role, asks(role)) for share, role in zip(page, roles, strict=True)]
    return rows, last and last.pk


@login_not_required
@require_GET
def review_help(request):
    """Who reviews in which role, who sees what, what waits, and by when."""
    return render(request, "packets/review_help.html", {"roles": reviewer_roles()})
