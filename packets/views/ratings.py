"""Ratings of a version: kept while they are chosen, given as a whole."""

from django.urls import reverse
from django.views.decorators.http import require_POST

from packets.forms.ratings import RatingForm
from packets.models import RatingSheet
from packets.ratings import rateable
from packets.views.loading import readable
from packets.views.review import version_page
from packets.views.saving import save


@require_POST
def version_ratings(request, pk, number):
    version = readable(request, pk, number)
    competencies = rateable(version.document())
    sheet = RatingSheet.objects.of(version, request.user)
    form = RatingForm(request.POST, instance=sheet, competencies=competencies)

    def page(context, status):
        return version_page(request, version, rating=form, status=status, **context)

    then = f"{reverse('version-detail', args=[pk, number])}#ratings"
    said = "Your ratings are given." if "give" in request.POST else "Saved."
    return save(request, form, then=then, page=page, said=said)
