import zoneinfo
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Login everywhere but where a view says `@login_not_required`.

    A script is answered with 401 instead of a redirect, so that the page it stands on, and what
    was typed there, stays until the person has signed in again. After a form that was sent signed
    out one comes back to the page of the form: its own address may only take what is sent.
    """

    def handle_no_permission(self, request, view_func):
        by_script = "HX-Request" in request.headers or "X-Autosave" in request.headers
        if by_script or not request.accepts("text/html"):
            return HttpResponse("You are signed out. What you typed is still here.", status=401)
        page = page_of_form(request)
        if request.method == "POST" and page:
            return redirect_to_login(page, self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def page_of_form(request):
    """The address of the page from which a form was sent, as the browser tells it; "" where it
    tells none of this site."""
    told = request.headers.get("Referer", "")
    here = {request.get_host()}
    if not url_has_allowed_host_and_scheme(told, here, require_https=request.is_secure()):
        return ""
    page = urlsplit(told)
    return urlunsplit(("", "", page.path, page.query, ""))


class PageAboveMiddleware:
    """Lead a browser that looks at the address of a form to the nearest page above it.

    The page of a refused form has the address that the form was sent to. Looked at again, by a
    reload, by a link, after signing in, such an address has nothing to show. For who is signed in
    alone: a program is told which methods there are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_looking = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code == 405 and is_looking and request.user.is_authenticated:
            return redirect(path_above(request.path))
        return response


def path_above(path):
    """The nearest path above this one that is an address here; "/" is one in any case."""
    while path != "/":
        path = path[: path.rstrip("/").rindex("/") + 1]
        if is_valid_path(path):
            break
    return path


class TimeZoneMiddleware:
    """Show times in the time zone of the person who looks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return self.get_response(request)
