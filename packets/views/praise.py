"""Praise that was received elsewhere: an author's quotation of what somebody said of a win."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bragdoc.models import Entry
from bragdoc.numbers import whole_number
from packets.forms.endorsements import PraiseForm
from packets.models import Endorsement, Packet
from packets.testifying import acts
from packets.views.saving import save

OFFERED = 10  # wins of the kind "praise received", the newest of the packet's period


@require_http_methods(["GET", "POST"])
def praise_create(request, pk):
    """Quote somebody about a placed win; begun, if wished, with praise from the log."""
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    praise = praise_in_log(packet)
    start = whole_number(request.GET.get("from", ""))
    initial = quotation_of(next((entry for entry in praise if entry.pk == start), None))
    quoted = Endorsement(packet=packet, state=Endorsement.State.PASTED)
    form = PraiseForm(request.POST or None, instance=quoted, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = acts.quote(form.instance)
        messages.info(request, f"{row.name} is quoted.")
        return redirect("endorsement-list", pk)
    context = {"packet": packet, "form": form, "praise": praise}
    status = 422 if form.errors else 200
    return render(request, "packets/praise_create.html", context, status=status)


def praise_in_log(packet):
    """What the author logged as praise in the period of the packet, the newest first."""
    mine = Entry.objects.visible_to(packet.author).shareable().of_kind(Entry.Kind.PRAISE)
    praise = mine.in_period(packet.starts_on, packet.ends_on).newest_first()
    return praise.prefetch_related("people")[:OFFERED]


def quotation_of(entry):
    """What a form of praise begins with: what an entry says of who said it, when and what."""
    if entry is None:
        return {}
    person = next(iter(entry.people.all()), None)
    text = entry.details or entry.title
    return {"text": text, "said_on": entry.starts_on, "name": person.name if person else ""}


@require_http_methods(["GET", "POST"])
def praise_detail(request, pk):
    quoted = Endorsement.objects.quoted_by(request.user).for_display()
    row = get_object_or_404(quoted, pk=pk)
    form = PraiseForm(request.POST or None, instance=row)

    def page(context, status):
        context |= {"packet": row.packet, "form": form}
        return render(request, "packets/praise_detail.html", context, status=status)

    return save(request, form, then=reverse("endorsement-list", args=[row.packet_id]), page=page)
