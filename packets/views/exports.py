"""Exports: a PDF is asked for, set by the worker, and read when it is there; other files come at
once."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from packets.compose import compose
from packets.document import Edition, content_hash
from packets.exports.docx import TooLong
from packets.exports.files import FILE_FORMS, packet_archive
from packets.exports.options import PdfOptions
from packets.exports.schema import packet_schema
from packets.models import Rendering
from packets.models.renderings import name_of_draft
from packets.tasks import render_packet
from packets.views.loading import draft, readable
from packets.views.visits import noted, taken

ASKED, ASKED_AT_MOST = "renderings_asked", 50  # in the session, by number


@require_POST
def draft_pdf(request, pk):
    packet = draft(request, pk)
    return ask(request, Rendering.objects.of_draft(packet, compose(packet), usual(request.user)))


@require_POST
def version_pdf(request, pk, number):
    version = readable(request, pk, number)
    noted(request, version)
    return ask(request, Rendering.objects.of_version(version, usual(request.user)))


def usual(user):
    """How this person reads a packet unless asked otherwise."""
    return PdfOptions(paper=user.paper)


def ask(request, rendering):
    """Have it set if it is not there yet, and lead to where it will be. The session remembers what
    was asked for last: a cut copy is opened by nobody else."""
    asked = [pk for pk in request.session.get(ASKED, ()) if pk != rendering.pk]
    request.session[ASKED] = [*asked, rendering.pk][-ASKED_AT_MOST:]
    if rendering.state == Rendering.State.WAITING:
        render_packet.enqueue(rendering.pk)
    return redirect(rendering)


def openable(request):
    """The renderings that this person may open in this browser."""
    return Rendering.objects.visible_to(request.user, request.session.get(ASKED, ()))


@never_cache
@require_GET
def rendering_detail(request, pk):
    """Waiting, with the page asking again by itself; then the document, or why there is none."""
    rendering = get_object_or_404(openable(request).for_display(), pk=pk)
    page = "packets/rendering_detail.html"
    response = render(
        request, f"{page}#rendering" if request.htmx else page, {"rendering": rendering}
    )
    if rendering.state == Rendering.State.WAITING and not request.htmx:
        response["Refresh"] = "3"  # without JavaScript
    return response


@require_POST
def rendering_again(request, pk):
    rendering = get_object_or_404(openable(request).for_display(), pk=pk)
    rendering.ask_again()
    render_packet.enqueue(rendering.pk)
    return redirect(rendering)


@never_cache
@require_GET
def rendering_file(request, pk):
    rendering = get_object_or_404(openable(request).with_pdf(), pk=pk)
    if rendering.state != Rendering.State.DONE:
        raise Http404
    if rendering.version:
        taken(request, rendering.version)
    response = HttpResponse(bytes(rendering.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{rendering.file_name()}"'
    return response


@never_cache
@require_GET
def version_export(request, pk, number, form):
    """A version as Markdown, Word, JSON (byte for byte as it was hashed) or all in one archive."""
    version = readable(request, pk, number)
    pdf = Rendering.objects.pdf_of(version, usual(request.user)) if form == "zip" else None
    try:
        file = as_file(form, version.document(), version.edition(), version.file_name, pdf)
        taken(request, version)
        return file
    except TooLong as problem:
        messages.error(request, str(problem))
        return redirect(version)


@never_cache
@require_GET
def draft_export(request, pk, form):
    packet = draft(request, pk)
    document = compose(packet)
    edition = Edition(None, content_hash(document))
    kept = Rendering.objects.pdf_of_draft(packet, edition.content_hash, usual(request.user))
    try:
        return as_file(form, document, edition, partial(name_of_draft, packet), kept)
    except TooLong as problem:
        messages.error(request, str(problem))
        return redirect("packet-preview", pk)


def as_file(form, document, edition, name_of, pdf):
    """A download. Raises TooLong where the form has bounds."""
    if form == "zip":
        suffix, media_type = "zip", "application/zip"
        content = packet_archive(document, edition, name_of=name_of, pdf=pdf)
    elif found := FILE_FORMS.get(form):
        suffix, media_type = found.suffix, found.media_type
        content = found.write(document, edition)
    else:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name_of(suffix)}"'
    return response


@login_not_required
@cache_control(public=True, max_age=24 * 60 * 60)
@require_GET
def schema(request):
    return JsonResponse(packet_schema(), content_type="application/schema+json")
