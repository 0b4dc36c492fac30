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
    """Lead to the exact place, and note that it was seen: by a person, not by a browser that
    fetches ahead what nobody may ever look at. A link, so that it opens from a mail, and in
    another tab."""
    told = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    if "prefetch" not in request.headers.get("Sec-Purpose", ""):
        told.see()
    return redirect(told.path)


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
