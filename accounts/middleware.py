import zoneinfo

from django.contrib.auth import middleware
from django.http import HttpResponse
from django.utils import timezone


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Login everywhere but where a view says `@login_not_required`.

    A script is answered with 401 instead of a redirect, so that the page it stands on, and what
    was typed there, stays until the person has signed in again.
    """

    def handle_no_permission(self, request, view_func):
        by_script = "HX-Request" in request.headers or "X-Autosave" in request.headers
        if by_script or not request.accepts("text/html"):
            return HttpResponse("You are signed out. What you typed is still here.", status=401)
        return super().handle_no_permission(request, view_func)


class TimeZoneMiddleware:
    """Show times in the time zone of the person who looks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return self.get_response(request)
