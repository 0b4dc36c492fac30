"""The export page: what a copy of a packet says, looked at before it is handed over as a file.

Choices come by POST alone: a word to black out stands in no address and in no log of them.
"""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from packets.compose import compose
from packets.copies import Copy
from packets.document import Edition, content_hash
from packets.exports.docx import TooLong
from packets.exports.files import FILE_FORMS
from packets.exports.html import packet_context
from packets.forms.exports import ExportForm
from packets.models import Letterhead
from packets.views.exports import as_file, ask
from packets.views.loading import draft, readable
from packets.views.visits import noted, taken

SUFFIXES = {"pdf": "pdf", "zip": "zip"} | {name: f.suffix for name, f in FILE_FORMS.items()}


@never_cache
@require_http_methods(["GET", "POST"])
def version_exports(request, pk, number):
    """For whoever may read the version: what is left out of a copy was his to read."""
    version = readable(request, pk, number)
    noted(request, version)
    document = version.document()
    confidential = version.confidential_now(document, request.user)
    return exports(
        request, Copy(version.packet, version, document, version.edition()), confidential
    )


@never_cache
@require_http_methods(["GET", "POST"])
def draft_exports(request, pk):
    """For its author. Confidential wins are in no draft that leaves it."""
    packet = draft(request, pk)
    document = compose(packet)
    return exports(request, Copy(packet, None, document, Edition(None, content_hash(document))), ())


def exports(request, whole, confidential):
    """The page; the copy on it once it is chosen; or the file, of a copy that was looked at."""
    form = ExportForm(
        request.POST if request.method == "POST" else None,
        document=whole.document,
        paper=request.user.paper,
        letterhead=Letterhead.objects.latest_of(request.user),
        confidential=confidential,
    )
    looked_at = {}
    if form.is_valid():
        cut = form.cut()
        copy = whole.cut(cut.document) if cut else whole
        is_seen = form.cleaned_data["seen"] == copy.edition.content_hash or not cut
        is_asked = request.POST.get("do") == "export"
        if is_asked and is_seen and (answer := handed_over(request, form, copy, form.options(cut))):
            return answer
        looked_at = {"copy": copy, "cut": cut, "is_unseen": is_asked and not is_seen}
        looked_at["file_name"] = copy.name(SUFFIXES[form.cleaned_data["form"]])
        looked_at |= packet_context(copy.document, copy.edition, form.options(cut))
    context = {"whole": whole, "form": form, "is_author": whole.packet.author_id == request.user.pk}
    status = 422 if form.errors else 200
    return render(request, "packets/packet_export.html", looked_at | context, status=status)


def handed_over(request, form, copy, options):
    """The file, or where its PDF will be; None, with a sentence why, where there can be none."""
    if form.cleaned_data["form"] == "pdf":
        return ask(request, copy.rendering(options))
    pdf = copy.pdf(options) if form.cleaned_data["form"] == "zip" else None
    try:
        file = as_file(form.cleaned_data["form"], copy.document, copy.edition, copy.name, pdf)
        if copy.version:
            taken(request, copy.version)
        return file
    except TooLong as problem:
        messages.error(request, str(problem))
        return None
