"""What a person was told: the page of it, the way to each place, and what is mailed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.forms.notifications import NotificationPlanForm
from packets.models import Notification, NotificationPlan

PAGE = 50


@require_GET
def notification_list(request):
    """What happened, newest first."""
    told = Notification.objects.visible_to(request.user).for_display().newest_first()
    if before := whole_number(request.GET.get("before", "")):
        told = told.before(before)
    told, last = page_of(told, PAGE)
    return render(
        request,
        "packets/notification_list.html",
        {"told": told, "older": last and last.pk},
    )


@require_GET
def notification_open(request, pk):
    """Lead to the exact place, and note that it was seen. A link, so that it opens from a mail, and
    in another tab."""
    told = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    if is_looked_at(request):
        told.see()
    return redirect(told.path)


def see_page_of(request, version):
    """Note that this person saw what the page of a version tells, whichever way he came."""
    if request.user.unseen and is_looked_at(request):
        told = Notification.objects.visible_to(request.user).unseen()
        told.told_by_page_of(version).see()
        request.user.refresh_from_db(fields=["unseen"])


def is_looked_at(request):
    """Whether somebody looks at the answer: not where a browser fetches ahead."""
    return "prefetch" not in request.headers.get("Sec-Purpose", "")


@require_POST
def notification_seen(request):
    """Note that all was seen up to the newest on the page; what came since stays new."""
    until = whole_number(request.POST.get("until", "")) or 0
    Notification.objects.visible_to(request.user).until(until).see()
    return redirect("notification-list")


@require_http_methods(["GET", "POST"])
def notification_plan(request):
    plan = NotificationPlan.objects.of(request.user)
    form = NotificationPlanForm(request.POST if request.method == "POST" else None, instance=plan)
    if form.is_valid():
        form.keep()
        messages.info(request, "Saved.")
        return redirect("notification-plan")
    return render(
        request,
        "packets/notification_plan.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
