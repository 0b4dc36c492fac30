from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_GET

from bragdoc.forms.log import LogFilterForm
from bragdoc.log_files import FORMS, in_chunks
from bragdoc.models import Entry


@require_GET
def entry_export(request, form):
    """What the log shows under the filters of the address, all of it, as a file.

    `leave=confidential` leaves out confidential wins, and the private notes of the others.
    """
    if form not in FORMS:
        raise Http404
    filters = LogFilterForm(request.GET, author=request.user)
    wins = filters.narrow(Entry.objects.visible_to(request.user))
    private = request.GET.get("leave") != "confidential"
    file = FORMS[form]
    pieces = file.pieces(in_chunks(wins if private else wins.shareable()), private=private)
    response = StreamingHttpResponse(pieces, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
