"""Ratings of a version: kept while they are chosen, given as a whole."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_POST

from packets.forms.ratings import RatingForm
from packets.models import RatingSheet
from packets.models.ratings import RatingsClosed
from packets.ratings import rateable
from packets.review import may_ever
from packets.views.loading import readable
from packets.views.review import version_page
from packets.views.saving import save


@require_POST
def version_ratings(request, pk, number):
    """Keep ratings, or give them. Once it is decided they are closed: what was sent is shown."""
    version = readable(request, pk, number)
    if not may_ever(version.packet.role_of(request.user), "rate"):
        raise Http404
    competencies = rateable(version.document())
    sheet = RatingSheet.objects.of(version, request.user)
    given = RatingSheet.objects.visible_to(request.user).of_version(version).given()
    # While they are chosen, the note comes after the word.
    others = [] if "X-Autosave" in request.headers else given.of_others(request.user)
    form = RatingForm(request.POST, instance=sheet, competencies=competencies, others=others)

    def page(context, status):
        version.packet.refresh_from_db(fields=["state"])
        return version_page(request, version, rating=form, status=status, **context)

    then = f"{reverse('version-detail', args=[pk, number])}#ratings"
    try:
        return save(request, form, then=then, page=page, said=form.said)
    except RatingsClosed:
        return page({}, 409)
