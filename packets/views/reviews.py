"""What is shared with me: first what waits for me, then everything else."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.numbers import whole_number
from packets.models import Reviewer, Share
from packets.review import Role
from packets.reviewing.roles import reviewer_roles
from packets.reviewing.waiting import asks

PAGE = 20  # of each list


@require_GET
def review_list(request):
    """The first page of both lists; past it, further pages of the one that goes on."""
    user, (after, before) = request.user, places(request)
    waiting = Share.objects.waiting_for(user).soonest_due_first()
    others = Share.objects.not_waiting_for(user).latest_of_each_packet().newest_first()
    waiting, later = one_page(waiting.after(after) if after else waiting, wanted=not before)
    others, older = one_page(others.before(before) if before else others, wanted=not after)
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


def one_page(shares, *, wanted):
    """The rows of a page, and the key of the last one where more follow. A row is a share, its
    reader's role, None where he has none, and what is asked of it."""
    found = list(shares.for_listing()[: PAGE + 1]) if wanted else []
    roles = [Role(share.role) if share.role else None for share in found[:PAGE]]
    rows = [(share, role, asks(role)) for share, role in zip(found, roles, strict=False)]
    return rows, found[PAGE - 1].pk if len(found) > PAGE else None


@login_not_required
@require_GET
def review_help(request):
    """Who reviews in which role, who sees what, what waits, and by when."""
    return render(request, "packets/review_help.html", {"roles": reviewer_roles()})
