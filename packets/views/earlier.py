"""What stood in the texts of a draft before: to be compared with what stands there now, and to be
brought back."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bragdoc.models.revisions import EditConflict
from bragdoc.numbers import whole_number
from bragdoc.paging import page_of
from packets.builder.outline import address_of
from packets.builder.wordings import href_of, label_of, rows_of, wordings
from packets.models import EarlierText
from packets.views.builder import builder
from packets.views.loading import draft

PAGE = 20  # wordings


@require_GET
def earlier_texts(request, pk, part):
    """The earlier wordings of a part of the builder, the latest first."""
    packet = draft(request, pk)
    if (rows := rows_of(packet, part)) is None:
        raise Http404
    texts = packet.earlier_texts.of_rows(rows).newest_first()
    if before := whole_number(request.GET.get("before", "")):
        texts = texts.before(before)
    texts, last = page_of(texts, PAGE)
    context = {
        "wordings": list(wordings(rows, texts)),
        "older": last and last.pk,
        "written_at": address_of(packet, part),
    }
    return builder(request, packet, "packets/earlier_texts.html", context, current=part)


@require_POST
def earlier_text_bring_back(request, pk):
    """Let an earlier wording stand again. What stood there becomes one in turn."""
    earlier = get_object_or_404(EarlierText.objects.editable_by(request.user), pk=pk)
    try:
        row = earlier.written_in(request.user)
        undone = earlier.bring_back(row)
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    except EditConflict:
        messages.warning(request, "It was changed elsewhere this very moment. Look again.")
    else:
        undo = reverse("earlier-text-bring-back", args=[undone.pk])
        label = label_of(row, earlier.field)
        messages.info(request, f"{label} stands as it did before.", extra_tags=undo)
    return redirect(href_of(row))
