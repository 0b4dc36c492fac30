"""The review: a version as its readers see it."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bragdoc.coverage.covered import KINDS
from bragdoc.coverage.pieces import competency_rows, month_rows
from bragdoc.coverage.proof import RULE
from packets.coverage import covered
from packets.exports.html import packet_context
from packets.models import Share
from packets.reviewing.seeing import seen_by
from packets.views.loading import readable
from packets.views.notifications import see_page_of
from packets.views.rated import ratings_of
from packets.views.reading import part_in, told_in
from packets.views.threads import beside
from packets.views.visits import noted


@never_cache
@require_GET
def version_detail(request, pk, number):
    version = readable(request, pk, number)
    Share.objects.of_reader(request.user).of_version(version).open()
    see_page_of(request, version)
    return version_page(request, version, visit=noted(request, version))


def version_page(request, version, *, rating=None, visit=None, status=200, **refused):
    """The version with its comments and ratings. What could not be taken stands in it again:
    `refused`, a comment form, `refused_move`, the move with its note and the problem, or `rating`,
    the form, with `theirs` where others were kept meanwhile."""
    document = version.document()
    printed = packet_context(document, version.edition())
    part = part_in(request, version.packet)
    context = {
        **printed,
        **refused,
        **part,
        **told_in(request, version, part, document),
        "version": version,
        "packet": version.packet,
        "visit": visit,
        "seen_by": partial(seen_by, version),  # asked where it is shown
        "covered": covered(document, "#section-{}".format),
        **beside(request, version, document, part["role"], refused),
        "ratings": ratings_of(request, version, document, part["role"], rating),
    }
    return render(request, "packets/version_detail.html", context, status=status)


@never_cache
@require_GET
def version_coverage(request, pk, number):
    """The coverage of a version, from its document alone: for whoever may read the version."""
    version = readable(request, pk, number)
    Share.objects.of_reader(request.user).of_version(version).open()
    noted(request, version)
    coverage = covered(version.document(), version.address_at("section-{}").format)
    alone = request.GET.get("kind") if request.GET.get("kind") in KINDS else ""
    return render(
        request,
        "packets/version_coverage.html",
        {
            "version": version,
            "packet": version.packet,
            "role": version.packet.role_of(request.user),
            "covered": coverage,
            "alone": alone,
            "rows": competency_rows(coverage.narrowed(alone)),
            "months": month_rows(coverage),
            "rule": RULE,
        },
    )
