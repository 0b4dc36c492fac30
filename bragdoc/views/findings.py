"""For people who write ladders: what is stated where, and what they may want to look at."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.ladders.findings import by_kind, findings
from bragdoc.ladders.stated import stated_where
from bragdoc.views.ladders import find_version


@require_GET
def ladder_findings(request, slug):
    version = find_version(request, slug)
    document = version.read()
    found = findings(document)
    return render(
        request,
        "bragdoc/ladder_findings.html",
        {
            "version": version,
            "document": document,
            "grids": stated_where(document),
            "found": by_kind(found),
            "count": len(found),
        },
    )
