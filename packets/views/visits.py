"""What is noted of a reading: that a version was read, how far, and what was taken along."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from packets.models import Visit
from packets.views.loading import readable


def noted(request, version):
    """The reading that this request belongs to; None for the author's own."""
    return Visit.objects.note(version, request.user)


def taken(request, version):
    """Note that a file of this version was taken along."""
    if visit := noted(request, version):
        visit.take_file()


@require_POST
def version_far(request, pk, number):
    """Note where a version is read, and how far it was: the anchors of two parts."""
    version = readable(request, pk, number)
    if visit := noted(request, version):
        place, furthest = request.POST.get("place", ""), request.POST.get("part", "")
        visit.reach(place, furthest, within=version.document().reading_order())
    return HttpResponse(status=204)
