"""Ratings of a version: kept while they are chosen, given as a whole."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bragdoc.models.revisions import EditConflict
from packets.forms.ratings import RatingForm
from packets.models import RatingSheet
from packets.ratings import rateable
from packets.views.loading import readable
from packets.views.review import version_page


@require_POST
def version_ratings(request, pk, number):
    version = readable(request, pk, number)
    competencies = rateable(version.document())
    sheet = RatingSheet.objects.of(version, request.user)
    form = RatingForm(request.POST, instance=sheet, competencies=competencies)
    if not form.is_valid():
        return version_page(request, version, rating=form, status=422)
    try:
        form.keep()
    except EditConflict as conflict:
        theirs = RatingForm(instance=conflict.current, competencies=competencies)
        return version_page(request, version, rating=form, theirs=theirs, status=409)
    if "X-Autosave" in request.headers:
        return render(request, "packets/_revision.html", {"revision": sheet.revision})
    messages.info(request, "Your ratings are given." if "give" in request.POST else "Saved.")
    return redirect(f"{reverse('version-detail', args=[pk, number])}#ratings")
