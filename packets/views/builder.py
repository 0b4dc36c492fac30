"""The builder: the author writes the draft of a packet, part by part.

Each part is one form over one row, saved over the revision it was loaded with. Without JavaScript
it is a page; with it, the form saves itself and is answered with the new revision alone.
"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from packets.budgets import text_budgets
from packets.builder.discarding import discarded_in
from packets.builder.findings import look_over
from packets.builder.glance import glance_at, set_pages
from packets.builder.outline import (
    address_of,
    holdings_of,
    outline,
    pages_set,
    part_of_page,
    titles_of_pages,
)
from packets.compose import compose
from packets.document import Edition, content_hash
from packets.excuses import standing_in
from packets.exports.html import packet_context
from packets.forms.drafts import NewSectionForm, OpeningForm
from packets.models import Rendering
from packets.views.loading import draft
from packets.views.saving import save
from packets.views.threads import open_on_draft


def builder(request, packet, template, context, *, current, status=200):
    """A page of the builder: the part in the middle, the outline before it; at its side the same
    part as it prints, and what the pre-flight finds."""
    document, edition, rendering = as_it_stands(packet)
    holdings = holdings_of(packet, document, pages_set(rendering, edition.content_hash))
    preflight = look_over(packet, document, holdings)
    latest = packet.versions.latest_number()
    frame = {
        "packet": packet,
        "document": document,
        "standing": partial(standing_in, packet, document),  # asked where it is shown
        "preflight": preflight,
        "findings": preflight.open_in(current),
        "glance": glance_of(packet, document, edition, rendering, current),
        "outline": outline(packet, holdings, current),
        "budgets": text_budgets(holdings.preset),
        "asked": holdings.asked_of(part_of_page(document, current)),
        "neighbours": neighbours_of(packet, current),
        "latest": latest,
        "threads": open_on_draft(request, packet, document, current) if latest else [],
        "move": packet.moves_open_to(request.user).get("submit"),
    }
    return render(request, template, frame | context, status=status)


def as_it_stands(packet):
    """The draft as a document, as an edition, and as its pages were last set."""
    document = compose(packet)
    edition = Edition(None, content_hash(document))
    return document, edition, Rendering.objects.last_of_draft(packet)


@require_GET
def packet_outline(request, pk, part):
    """The outline alone, for the builder whose part was saved. `part` is the page that is open."""
    packet = draft(request, pk)
    document, edition, rendering = as_it_stands(packet)
    holdings = holdings_of(packet, document, pages_set(rendering, edition.content_hash))
    context = {"packet": packet, "outline": outline(packet, holdings, part)}
    return render(request, "packets/_outline.html", context)


def neighbours_of(packet, current):
    """The sections that print before and after the one that is open; None where none is."""
    sections = list(packet.sections.all())
    section = next((each for each in sections if each.key == current), None)
    if section is None:
        return None
    row = section.neighbours(sections)
    above, below = row[: row.index(section)], row[row.index(section) + 1 :]
    return {"before": above[-1] if above else None, "after": below[0] if below else None}


def glance_of(packet, document, edition, rendering, current):
    """What `_glance.html` shows of a part; None where the packet has no such part."""
    printed = packet_context(document, edition)
    if (glance := glance_at(current, printed)) is None:
        return None
    shown = glance.beginning()
    return printed | {
        "packet": packet,
        "glance": shown,
        "left_out": glance.wins - shown.wins,
        "set_pages": set_pages(rendering, glance, edition.content_hash),
    }


@require_http_methods(["GET", "POST"])
def packet_detail(request, pk):
    packet = draft(request, pk)
    form = OpeningForm(request.POST or None, instance=packet)

    def page(context, status):
        fresh = draft(request, pk)  # a refused form leaves no trace on the page around it
        context |= {
            "form": form,
            "new_section": NewSectionForm(),
            "claims_on_offer": fresh.has_claims_on_offer(),
            "discarded": discarded_in(fresh),
        }
        template = "packets/packet_detail.html"
        return builder(request, fresh, template, context, current="opening", status=status)

    return save(request, form, then=reverse("packet-detail", args=[pk]), page=page)


@require_POST
def packet_claims_update(request, pk):
    """Claim in the packet what its author claims on her own page now."""
    draft(request, pk).take_claims()
    messages.info(request, "The packet claims what you claim now.")
    return redirect("packet-detail", pk)


@require_GET
def packet_coverage(request, pk):
    packet = draft(request, pk)
    return builder(request, packet, "packets/packet_coverage.html", {}, current="coverage")


@never_cache
@require_GET
def packet_glance(request, pk, part):
    """A part of the draft as it prints, for the builder that shows it at its side."""
    packet = draft(request, pk)
    if (glance := glance_of(packet, *as_it_stands(packet), part)) is None:
        raise Http404
    return render(request, "packets/_glance.html", glance)


@require_GET
def packet_preview(request, pk):
    """The draft as a page, from the same template that sets the PDF: the whole, or one part."""
    packet = draft(request, pk)
    document = compose(packet)
    printed = packet_context(document, Edition(None, content_hash(document)))
    choices = titles_of_pages(document)
    part = request.GET.get("part", "")
    glance = glance_at(part, printed) if part in choices else None
    context = {
        "packet": packet,
        "choices": choices,
        "glance": glance,
        "written_at": address_of(packet, part if part in choices else "opening"),
    }
    return render(request, "packets/packet_preview.html", printed | context)
