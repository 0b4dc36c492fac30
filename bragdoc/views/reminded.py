"""Where the links in a reminder lead.

Programs that check mails follow every link in them: nothing changes before somebody presses a
button. The links name a person and sign nobody in.
"""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from bragdoc.forms.reminders import PauseForm
from bragdoc.models import Pause, Reminder, ReminderPlan, Week
from bragdoc.models.weeks import monday_of
from bragdoc.reminding.links import signed_stop, signed_week
from bragdoc.reminding.schedule import in_an_hour, tomorrow_morning

SNOOZES = {"hour": in_an_hour, "morning": tomorrow_morning}


def week_of_link(request, signed):
    """The week that a link names; None for an old link. Of somebody else it is not found."""
    try:
        pk, monday = signed_week(signed)
    except SignatureExpired:
        return None
    except BadSignature as problem:
        raise Http404 from problem
    if pk != request.user.pk:
        raise Http404
    return monday


@require_GET
def reminder_link(request, signed):
    """Straight into the form. An old link leads to the week of now."""
    monday = week_of_link(request, signed) or monday_of(request.user.today())
    return redirect(f"{reverse('week', args=[monday])}#id_text")


@require_http_methods(["GET", "POST"])
def reminder_later(request, signed):
    """Put the reminder off, skip its week, or pause."""
    monday = week_of_link(request, signed)
    if monday is None or monday < monday_of(request.user.today()):
        return render(request, "bragdoc/reminder_over.html", {"monday": monday})
    pause = PauseForm(initial={"starts_on": request.user.today()})
    if request.method == "POST":
        if request.POST.get("do") != "pause":
            return put_off(request, monday, request.POST.get("do"))
        pause = PauseForm(request.POST)
        if pause.is_valid():
            Pause.objects.keep(request.user, **pause.cleaned_data)
            messages.info(request, "Paused.")
            return redirect("reminders")
    return render(
        request,
        "bragdoc/reminder_later.html",
        {"monday": monday, "pause": pause},
        status=422 if pause.errors else 200,
    )


def put_off(request, monday, how):
    if how == "skip":
        Week.objects.settle(request.user, monday, state=Week.State.SKIPPED)
        messages.info(request, "Skipped.")
    elif how in SNOOZES:
        until = SNOOZES[how](timezone.now(), ZoneInfo(request.user.time_zone))
        Reminder.objects.snooze(request.user, monday, until)
        when = timezone.localtime(until)
        messages.info(request, f"You are reminded again on {when:%A} at {when:%H:%M}.")
    return redirect("week", monday)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
def reminder_stop(request, signed):
    """End the mails. Mail programs post here by themselves when their button is pressed (RFC 8058);
    a browser shows the button first."""
    try:
        person_pk = signed_stop(signed)
    except BadSignature as problem:
        raise Http404 from problem
    if request.method == "POST":
        ReminderPlan.objects.mail_no_more(person_pk)
    return render(request, "bragdoc/reminder_stop.html", {"stopped": request.method == "POST"})
