"""The calendar of reminders and review seasons, for programs: whoever has its address may read
it."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from bragdoc.models import Pause, ReminderPlan, Season
from bragdoc.reminding.feed import calendar_of


@login_not_required
@require_safe
def calendar_feed(request, secret):
    plans = ReminderPlan.objects.with_feed(secret).select_related("person")
    plan = get_object_or_404(plans)
    pauses = list(Pause.objects.visible_to(plan.person))
    seasons = Season.objects.visible_to(plan.person).soonest_first()
    body = calendar_of(plan, pauses, seasons, timezone.now())
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    patch_cache_control(response, private=True, max_age=900)
    return get_conditional_response(request, etag=etag, response=response)
