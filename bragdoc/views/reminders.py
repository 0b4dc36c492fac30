"""When one is reminded: the plan, the pauses, the calendar."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.addresses import address_of
from accounts.views.people import is_local
from bragdoc.forms.reminders import PauseForm, ReminderPlanForm
from bragdoc.inbound.addresses import takes_replies
from bragdoc.models import Pause, ReminderPlan
from bragdoc.reminding.pages import next_due


@require_http_methods(["GET", "POST"])
def reminders(request):
    if request.method == "GET":
        return reminders_page(request)
    form = ReminderPlanForm(request.POST, instance=ReminderPlan.objects.of(request.user))
    if not form.is_valid():
        return reminders_page(request, form=form, status=422)
    form.save()
    messages.info(request, "Saved.")
    return redirect("reminders")


def reminders_page(request, *, form=None, pause=None, address="", status=200):
    """`form` and `pause` are forms that were refused; `address` is a calendar's, made just now."""
    user = request.user
    plan = ReminderPlan.objects.of(user)
    return render(
        request,
        "bragdoc/reminders.html",
        {
            "form": form or ReminderPlanForm(instance=plan),
            "plan": plan,
            "next": next_due(user, plan, timezone.now()),
            "pause": pause or PauseForm(),
            "pauses": Pause.objects.visible_to(user).not_over(user.today()).oldest_first(),
            "address": address,
            "takes_replies": takes_replies(),
        },
        status=status,
    )


@require_POST
def pause_create(request):
    form = PauseForm(request.POST)
    if not form.is_valid():
        return reminders_page(request, pause=form, status=422)
    pause = Pause.objects.keep(request.user, **form.cleaned_data)
    messages.info(request, "Paused.", extra_tags=reverse("pause-remove", args=[pause.pk]))
    back = request.POST.get("next")
    return redirect(back if is_local(back) else "reminders")


@require_POST
def pause_remove(request, pk):
    pause = get_object_or_404(Pause.objects.visible_to(request.user), pk=pk)
    span = [pause.starts_on.isoformat(), pause.ends_on.isoformat()]
    pause.delete()
    messages.info(request, "Removed.", extra_tags=reverse("pause-restore", args=span))
    return redirect("reminders")


@require_POST
def pause_restore(request, starts_on, ends_on):
    """Undo `pause_remove`: the pause is its two days and nothing more."""
    form = PauseForm({"starts_on": starts_on, "ends_on": ends_on})
    if not form.is_valid():
        raise Http404
    Pause.objects.keep(request.user, **form.cleaned_data)
    messages.info(request, "The pause is there again.")
    return redirect("reminders")


@require_POST
def feed_make(request):
    """Make the address of the calendar, or change it: the one before stops to exist. Shown in this
    answer and never again."""
    secret = ReminderPlan.objects.make_feed(request.user)
    return reminders_page(request, address=address_of("calendar-feed", secret))


@require_POST
def feed_remove(request):
    ReminderPlan.objects.remove_feed(request.user)
    messages.info(request, "The calendar is gone. Programs that showed it find nothing any more.")
    return redirect("reminders")
