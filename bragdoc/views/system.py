"""What machines ask: is it alive, is it ready, what is there to install."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.tasks import SIGN_OF_LIFE

WORKER_SILENT_AFTER = timedelta(minutes=3)


@login_not_required
@require_GET
def livez(request):
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@require_GET
def readyz(request):
    """200 when the database answers, all migrations are applied and the worker was seen lately."""
    checks = {}
    try:
        executor = MigrationExecutor(connection)
        checks["database"] = True
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        seen = cache.get(SIGN_OF_LIFE)
        checks["worker"] = bool(seen and timezone.now() - seen < WORKER_SILENT_AFTER)
    except DatabaseError:
        checks = {"database": False, "migrations": False, "worker": False}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@login_not_required
@require_GET
def offline(request):
    """The page that the service worker keeps. Made without the request, so that nothing of whoever
    happens to be signed in, nor what waits to be told them, can stand on it."""
    return HttpResponse(render_to_string("offline.html"))


@login_not_required
@require_GET
@cache_control(max_age=0)
def service_worker(request):
    """The service worker, from the root: it may serve only what lies below its own address."""
    return render(request, "sw.js", content_type="text/javascript")


@login_not_required
@require_GET
def manifest(request):
    """What a phone or a desktop installs (https://www.w3.org/TR/appmanifest/): it opens on the
    capture field, which takes what is shared (https://w3c.github.io/web-share-target/)."""
    return render(request, "manifest.json", content_type="application/manifest+json")


@require_GET
def styleguide(request):
    """Every component in every state, for those who build it. Routed in development only."""
    return render(request, "styleguide.html")
