"""The addresses below /api/v1/, from the routers of both apps."""

import json

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from ninja import NinjaAPI
from ninja.parser import Parser

from bragdoc.api import entries, imports, inbox, ladders, weeks
from bragdoc.api.problems import Problem, answer_in_json, not_found


class TextParser(Parser):
    """JSON whose strings are text. Half of a surrogate pair is none, and no database keeps it."""

    def parse_body(self, request):
        body = super().parse_body(request)
        if b"\\u" in request.body:
            json.dumps(body, ensure_ascii=False).encode()  # UnicodeEncodeError: cannot be read
        return body


api = NinjaAPI(title="Bragdoc", version="1", openapi_url=None, docs_url=None, parser=TextParser())
answer_in_json(api)
api.add_router("/entries", entries.router)
api.add_router("/weeks", weeks.router)
api.add_router("/inbox", inbox.router)
api.add_router("/imports", imports.router)
api.add_router("/ladders", ladders.router)
api.add_router("/packets", "packets.api.router")  # by its name, since this app knows no packets


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


urlpatterns = [*operations(), re_path("", in_json(unknown), name="api-unknown")]
