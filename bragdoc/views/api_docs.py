"""What the programming interface is, for people and for machines, and its one-file client."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.models.tokens import SCOPES
from bragdoc.api.assembly import openapi_document
from bragdoc.api.documentation import groups_of, schemas_of
from bragdoc.api.limits import READS, WRITES

CLIENT = settings.BASE_DIR / "clients" / "brag"


@login_not_required
@cache_control(public=True, max_age=3600)
@require_GET
def api_schema(request):
    return JsonResponse(openapi_document(), content_type="application/openapi+json; version=3.1")


@login_not_required
@require_GET
def api_docs(request):
    document = openapi_document()
    return render(
        request,
        "bragdoc/api_docs.html",
        {
            "groups": groups_of(document),
            "schemas": schemas_of(document),
            "scopes": SCOPES,
            "reads": READS,
            "writes": WRITES,
            "site": settings.SITE_URL,
        },
    )


@login_not_required
@cache_control(public=True, max_age=3600)
@require_GET
def api_client(request):
    """The program `brag`, to be downloaded and made executable."""
    return FileResponse(
        CLIENT.open("rb"), as_attachment=True, filename="brag", content_type="text/x-python"
    )
