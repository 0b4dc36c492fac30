"""The addresses below /api/v1/: the routers of both apps, what describes them, and the client."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bragdoc.api.assembly import api
from bragdoc.api.problems import Problem, not_found
from bragdoc.views import api_docs


def in_json(view):
    """A view that asks for its own token, and answers in JSON whatever the method."""

    @login_not_required
    @csrf_exempt
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = ", ".join(sorted(response["Allow"].split(", ")))
            response = Problem(405, f"This address takes {allowed}.", {"Allow": allowed}).response()
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def operations():
    """The addresses of django-ninja without the one that leads to its own documentation."""
    patterns, _app_name, _namespace = api.urls
    for pattern in patterns:
        if pattern.name != "api-root":
            yield path(str(pattern.pattern), in_json(pattern.callback), name=pattern.name)


@require_http_methods(["GET", "POST", "PATCH", "PUT", "DELETE"])
def unknown(request):
    return not_found().response()


urlpatterns = [
    *operations(),
    path("openapi.json", api_docs.api_schema, name="api-schema"),
    path("docs", api_docs.api_docs, name="api-docs"),
    path("brag", api_docs.api_client, name="api-client"),
    re_path("", in_json(unknown), name="api-unknown"),
]
