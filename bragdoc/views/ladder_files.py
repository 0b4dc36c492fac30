"""Ladders as files: a version in three forms, a sheet to fill in, and the schema of the format."""

import re
from importlib import resources

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from bragdoc.ladders import long_form, schema
from bragdoc.ladders.files import FILE_FORMS
from bragdoc.views.ladders import find_version


@require_GET
def ladder_export(request, slug, form):
    """The whole version, with its source, licence and attribution in the head of the file."""
    if form not in FILE_FORMS:
        raise Http404
    version = find_version(request, slug)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{slug}-{version.version}").strip("-.")
    response = HttpResponse(
        FILE_FORMS[form].bytes_of(version.read()), content_type=FILE_FORMS[form].media_type
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}")
    return response


@require_GET
def ladder_template(request):
    """A few rows in the long form, to be replaced by one's own."""
    sheet = resources.files(long_form) / "template.csv"
    response = HttpResponse(sheet.read_bytes(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "ladder-template.csv")
    return response


@login_not_required
@cache_control(public=True, max_age=24 * 60 * 60)
@require_GET
def ladder_schema(request):
    return JsonResponse(schema.ladder_schema(), content_type="application/schema+json")
