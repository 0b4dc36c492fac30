from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from bragdoc.views import system
from bragdoc.views.converters import MondayConverter

register_converter(MondayConverter, "monday")

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("bragdoc.urls_entries")),
    path("packets/", include("packets.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("livez", system.livez, name="livez"),
    path("readyz", system.readyz, name="readyz"),
    path("offline/", system.offline, name="offline"),
    path("sw.js", system.service_worker, name="service-worker"),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", system.styleguide, name="styleguide")]
