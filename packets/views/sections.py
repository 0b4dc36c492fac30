"""The sections of a draft: what they claim, the wins placed in them and those they are offered."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import replace_url, reselect, reswap, retarget

from bragdoc.numbers import whole_number
from packets.budgets import text_budgets
from packets.builder.offers import OffersForm, offered, tagged
from packets.builder.placing import all_places, featured_wins, placings
from packets.forms.drafts import NewSectionForm, OpeningForm, OwnSectionForm, SectionForm
from packets.models import Section
from packets.models.evidence import words_when_framed
from packets.views.builder import builder
from packets.views.loading import draft
from packets.views.saving import save

PAGE = "packets/packet_section.html"
ASKED = {*OffersForm.base_fields, "from", "to", "older", "sentence", "past", "win"}
"""What the address of a section may ask: the filters, pages of wins, a win to be shown."""


@require_http_methods(["GET", "POST"])
def packet_section(request, pk, key):
    packet = draft(request, pk)
    section = get_object_or_404(packet.sections.in_order(), key=key)
    if request.htmx.target == "offers":
        context = wins_of(packet, section, request.GET) | {"packet": packet, "is_part": True}
        return render(request, "packets/_offers.html", context)
    form_class = SectionForm if section.competency else OwnSectionForm
    form = form_class(request.POST or None, instance=section)

    def page(context, status):
        context |= {"form": form, **wins_of(packet, section, request.GET)}
        if request.htmx.target == "wins":
            context["glance"] = None  # which asks for itself
        return builder(request, packet, PAGE, context, current=key, status=status)

    response = save(request, form, then=reverse("packet-section", args=[pk, key]), page=page)
    return wins_alone(request, response) if request.htmx.target == "wins" else response


def wins_alone(request, response):
    """The page, of which htmx takes the wins, and its address. The form that asked may be gone by
    now, and with it what it said of that."""
    reselect(reswap(retarget(response, "#wins"), "outerHTML show:none"), "#wins")
    return replace_url(response, request.get_full_path())


def wins_of(packet, section, asked: QueryDict):
    """What the page of a section shows of wins, for what its address asks."""
    filters = OffersForm(asked, packet=packet, section=section)
    places = all_places(packet)
    against = filters.cleaned_data.get("against")
    page = asked.get("sentence", ""), whole_number(asked.get("past", "")) or 0
    return {
        "section": section,
        "query": asked.urlencode(),
        "filters": filters,
        "offered": offered(packet, section, filters, asked.get("older", "")),
        "places": places,
        "here": places[section.key],
        "against": next((p for p in places[section.key] if p.item and p.slug == against), None),
        "placings": placings(
            packet,
            section,
            tagged(packet, section),
            page=page,
            seen=whole_number(asked.get("win", "")),
            then=words_when_framed(packet),
        ),
        "featured": featured_wins(packet),
        "why_budget": text_budgets(packet.read_preset()).get("why"),
    }


def to_wins(request, section, *, seen=None):
    """Where an act on wins leads: to the page of their section, as it was asked for before.

    `seen` is a placed win that has to be on it. Scripts follow the way and take the wins alone.
    """
    asked = asked_before(request)
    if seen:
        asked.pop("sentence", None)
        asked["win"] = seen.pk
    page = reverse("packet-section", args=[section.packet_id, section.key])
    query = f"?{asked.urlencode()}" if asked else ""
    return redirect(f"{page}{query}{f'#evidence-{seen.pk}' if seen else ''}")


def asked_before(request) -> QueryDict:
    """What the address of the page asks on which the act was done. A form carries it along; with
    scripts the page may have been narrowed since."""
    query = request.GET.urlencode()
    if request.htmx:
        query = urlsplit(request.htmx.current_url_abs_path or "").query
    asked = QueryDict(query.encode("utf-8", "replace"), mutable=True)
    for name in asked.keys() - ASKED:
        del asked[name]
    return asked


@require_POST
def section_create(request, pk):
    packet = draft(request, pk)
    form = NewSectionForm(request.POST, instance=Section(packet=packet))
    if form.is_valid():
        return redirect("packet-section", pk, form.save().key)
    context = {"form": OpeningForm(instance=packet), "new_section": form}
    template = "packets/packet_detail.html"
    return builder(request, packet, template, context, current="opening", status=422)
