"""The project's addresses, and the floor that pages are measured against."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

TINY = engines["django"].from_string(
    "<!doctype html><title>Floor</title><p>Signed in as {{ user }}.</p>"
)


def floor(request):
    """As little as a signed-in page can be: the person is loaded, one variable is shown."""
    return HttpResponse(TINY.render({}, request))


def frame(request):
    """What every page extends, with nothing in it."""
    return render(request, "base.html")


urlpatterns = [
    path("floor/", floor, name="floor"),
    path("frame/", frame, name="frame"),
    path("", include("bragdoc.urls")),
]
