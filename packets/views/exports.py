"""Exports: a PDF is asked for, set by the worker, and read when it is there; JSON comes at once."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from packets.compose import compose
from packets.models import Packet, Rendering, Version
from packets.tasks import render_packet


@require_POST
def draft_pdf(request, pk):
    packet = get_object_or_404(Packet.objects.editable_by(request.user).with_parts(), pk=pk)
    return ask(Rendering.objects.of_draft(packet, compose(packet), request.user.paper))


@require_POST
def version_pdf(request, pk, number):
    versions = Version.objects.visible_to(request.user).for_reading()
    version = get_object_or_404(versions, packet__id=pk, number=number)
    return ask(Rendering.objects.of_version(version, request.user.paper))


def ask(rendering):
    """Have it set if it is not there yet, and lead to where it will be."""
    if rendering.state == Rendering.State.WAITING:
        render_packet.enqueue(rendering.pk)
    return redirect(rendering.get_absolute_url())


@require_GET
def rendering_detail(request, pk):
    """Waiting, with the page asking again by itself; then the document, or why there is none."""
    rendering = get_object_or_404(Rendering.objects.visible_to(request.user).for_display(), pk=pk)
    page = "packets/rendering_detail.html"
    response = render(
        request, f"{page}#rendering" if request.htmx else page, {"rendering": rendering}
    )
    if rendering.state == Rendering.State.WAITING and not request.htmx:
        response["Refresh"] = "3"  # without JavaScript
    return response


@require_POST
def rendering_again(request, pk):
    rendering = get_object_or_404(Rendering.objects.visible_to(request.user).for_display(), pk=pk)
    rendering.ask_again()
    render_packet.enqueue(rendering.pk)
    return redirect(rendering)


@require_GET
def rendering_file(request, pk):
    rendering = get_object_or_404(Rendering.objects.visible_to(request.user).with_pdf(), pk=pk)
    if rendering.state != Rendering.State.DONE:
        raise Http404
    response = HttpResponse(bytes(rendering.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{rendering.file_name()}"'
    return response


@require_GET
def version_json(request, pk, number):
    """The document itself, byte for byte as it was hashed."""
    version = get_object_or_404(
        Version.objects.visible_to(request.user), packet__id=pk, number=number
    )
    response = HttpResponse(version.canonical, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{version.file_name("json")}"'
    return response
