"""Ratings of a version: kept while they are chosen, given as a whole."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
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

    then, undo = version.address_at("ratings"), undo_of_rest(version, form)
    try:
        return save(request, form, then=then, page=page, said=form.said, undo=undo)
    except RatingsClosed:
        return page({}, 409)


def undo_of_rest(version, form):
    """The path that takes one word for all the rest back out; "" where none was pressed."""
    if not form.rest_of:
        return ""
    path = reverse("ratings-rest-undo", args=[version.packet_id, version.number])
    return f"{path}?{urlencode({'rest': form.rest, 'of': form.rest_of}, doseq=True)}"


@require_POST
def ratings_rest_undo(request, pk, number):
    """Rate what took one word as the rest no more, as far as it still has that word."""
    version = readable(request, pk, number)
    sheet = get_object_or_404(version.rating_sheets.editable_by(request.user))
    try:
        sheet.take_out(request.GET.get("rest"), request.GET.getlist("of"))
    except RatingsClosed:
        messages.info(request, "Your ratings stay. They are given, or closed by a decision.")
    else:
        messages.info(request, "The rest is not rated.")
    return redirect(version.address_at("ratings"))
