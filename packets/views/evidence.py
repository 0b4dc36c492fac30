"""The wins placed in a draft: put in, moved, marked, told in other words, taken out.

A win that somebody takes out in another tab is no error: the act says so and shows what is there.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.models import Entry
from bragdoc.numbers import whole_number
from packets.builder.placing import all_places, standing_of
from packets.forms.drafts import WhyForm
from packets.forms.wins import FrameForm
from packets.models import Evidence, Section
from packets.models.evidence import MARKS, NotBeside, PlacedAlready, wording_of, words_when_framed
from packets.views.builder import builder
from packets.views.loading import draft
from packets.views.saving import save
from packets.views.sections import to_wins

TOLD = {
    ("featured", True): "“%s” is a headline.",
    ("featured", False): "“%s” is no headline any more.",
    ("folded", True): "“%s” is told in the appendix.",
    ("folded", False): "“%s” is told in its section.",
}


def act_on_win(view):
    """A view that posts and is given the placed win; where it is not placed any more, it is not
    called."""

    @require_POST
    @wraps(view)
    def answer(request, pk):
        evidence = get_object_or_404(Evidence.objects.written_by(request.user).for_display(), pk=pk)
        if evidence.is_told:
            return view(request, evidence)
        messages.warning(request, f"“{evidence.entry}” was taken out elsewhere.")
        return to_wins(request, evidence.section)

    return answer


@require_POST
def evidence_place(request, pk, key):
    section = get_object_or_404(Section.objects.editable_by(request.user).of_packet(pk), key=key)
    entries = Entry.objects.visible_to(request.user).shareable()
    entry = get_object_or_404(entries, pk=whole_number(request.POST.get("entry", "")))
    expectation = request.POST.get("expectation", "")
    if not section.has_sentence(expectation):
        raise Http404
    placed = Evidence.objects.place(section, entry, expectation)
    undo = reverse("evidence-take-out", args=[placed.pk])
    messages.info(request, f"“{entry}” is placed.", extra_tags=undo)
    return to_wins(request, section, seen=placed)


@require_http_methods(["GET", "POST"])
def evidence_detail(request, pk):
    """Why a placed win is next-level, where else it stands, and in which words it is told."""
    evidence = get_object_or_404(Evidence.objects.editable_by(request.user).for_display(), pk=pk)
    if evidence.is_framed and request.method == "GET":
        return win_page(request, evidence, FrameForm(instance=evidence))
    return win_page(request, evidence, WhyForm(request.POST or None, instance=evidence))


@require_http_methods(["GET", "POST"])
def evidence_frame(request, pk):
    """The win in other words, for this packet."""
    evidence = get_object_or_404(Evidence.objects.editable_by(request.user).for_display(), pk=pk)
    return win_page(request, evidence, FrameForm(request.POST or None, instance=evidence))


def win_page(request, evidence, form):
    """The page of one placed win, with its form: a WhyForm or a FrameForm."""
    packet = draft(request, evidence.section.packet_id)

    then = words_when_framed(packet).get(evidence.entry_id)

    def page(context, status):
        context |= {
            "form": form,
            "evidence": evidence,
            "section": evidence.section,
            "is_framing": isinstance(form, FrameForm),
            "is_overtaken": evidence.is_overtaken(then),
            "entry_now": wording_of(evidence.entry),
            "entry_then": then,
            "places": all_places(packet),
            "standing": standing_of(packet, evidence.entry_id),
        }
        template = "packets/evidence_detail.html"
        current = evidence.section.key
        return builder(request, packet, template, context, current=current, status=status)

    return save(request, form, then=request.path, page=page)


@act_on_win
def evidence_tell(request, evidence):
    """Tell it in its own words again, or in those found for this packet."""
    framed = (request.POST.get("words") or request.GET.get("words")) == "here"
    evidence.tell(framed=framed)
    undo = f"{reverse('evidence-tell', args=[evidence.pk])}?words={'own' if framed else 'here'}"
    told = "these words" if framed else "its own words"
    messages.info(request, f"“{evidence.entry}” is told in {told}.", extra_tags=undo)
    return redirect("evidence-detail", evidence.pk)


@act_on_win
def evidence_mark(request, evidence):
    mark, is_on = request.POST.get("mark"), request.POST.get("on") == "yes"
    if mark not in MARKS:
        raise Http404
    evidence.mark(mark, is_on)
    messages.info(request, TOLD[mark, is_on] % evidence.entry)
    return to_wins(request, evidence.section, seen=evidence)


@act_on_win
def evidence_move(request, evidence):
    """Move it: against another sentence, before or after another win, or both."""
    asked = request.POST if request.POST.keys() & {"where", "before", "after"} else request.GET
    left, page = evidence.whereabouts(), evidence.section
    section, expectation = place_of(evidence, asked.get("where") or left["where"])
    before, after = (whole_number(asked.get(name, "")) for name in ("before", "after"))
    try:
        evidence.move(section, expectation, before=before, after=after)
    except PlacedAlready:
        messages.warning(request, f"“{evidence.entry}” stands there already. Nothing was moved.")
    except NotBeside:
        messages.warning(request, "The order was changed elsewhere. This is how it stands now.")
    else:
        undo = f"{reverse('evidence-move', args=[evidence.pk])}?{urlencode(left)}"
        messages.info(request, f"“{evidence.entry}” is moved.", extra_tags=undo)
    if request.htmx and evidence.section_id != page.pk:
        return to_wins(request, page)
    return to_wins(request, evidence.section, seen=evidence)


@act_on_win
def evidence_show(request, evidence):
    """Show it against another sentence as well, with a why of its own there."""
    section, expectation = place_of(evidence, request.POST.get("where", ""))
    placed = Evidence.objects.place(section, evidence.entry, expectation)
    undo = reverse("evidence-take-out", args=[placed.pk])
    messages.info(request, f"“{evidence.entry}” is shown there too.", extra_tags=undo)
    return to_wins(request, section, seen=placed)


def place_of(evidence, where):
    """(section, slug) of a place of the evidence's packet, out of "section/slug". Raises Http404
    where the packet has none such."""
    key, _, slug = where.partition("/")
    sections = evidence.section.packet.sections.in_order()
    section = next((one for one in sections if one.key == key), None)
    if section is None or not section.has_sentence(slug):
        raise Http404
    return section, slug


@act_on_win
def evidence_take_out(request, evidence):
    """Take a win out of a section. With the why that was written, so that it can be put back."""
    evidence.take_out()
    undo = reverse("evidence-put-back", args=[evidence.pk])
    messages.info(request, f"“{evidence.entry}” is taken out.", extra_tags=undo)
    return to_wins(request, evidence.section)


@require_POST
def evidence_put_back(request, pk):
    evidence = get_object_or_404(Evidence.objects.written_by(request.user).for_display(), pk=pk)
    evidence.put_back()
    return to_wins(request, evidence.section, seen=evidence)
