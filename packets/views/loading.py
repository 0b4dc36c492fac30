"""What a view loads first: an author's own draft, or a version that this person may read. Anything
else is not found."""

from django.shortcuts import get_object_or_404

from packets.models import Packet, Version


def draft(request, pk):
    """The author's packet with all its parts."""
    packets = Packet.objects.editable_by(request.user).with_parts().telling_of_managers()
    return get_object_or_404(packets, pk=pk)


def readable(request, pk, number):
    """A version of a packet, by its number."""
    versions = Version.objects.visible_to(request.user).for_reading()
    return get_object_or_404(versions, packet__id=pk, number=number)
