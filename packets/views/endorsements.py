"""What an author asks colleagues about her wins, and what she makes of their answers."""

from functools import partial, wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.addresses import address_of
from accounts.secrets import digest_of
from bragdoc.numbers import whole_number
from packets.builder.testimonies import testimonies_of
from packets.forms.endorsements import AskForm
from packets.models import Endorsement, Evidence, Packet
from packets.testifying import acts
from packets.testifying.acts import AskedAlready, TooManyMails
from packets.testifying.shown import Shown

TOO_MANY = "You asked as often as is possible in a day. Nothing was sent; try it tomorrow."


@require_GET
def endorsement_list(request, pk):
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    return list_page(request, packet)


def list_page(request, packet, *, made=None, secret=""):
    """Every request of a packet. The address of a new link stands in this one answer and nowhere
    else: no session, message or cache ever holds it."""
    context = {
        "packet": packet,
        "testimonies": testimonies_of(packet),
        "made": made,
        "address": address_of("endorse", secret) if secret else "",
    }
    return render(request, "packets/endorsement_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def endorsement_ask(request, pk):
    """Choose a win and a colleague, look at what will be shown, and ask."""
    packet = get_object_or_404(Packet.objects.editable_by(request.user), pk=pk)
    initial = {"evidence": whole_number(request.GET.get("evidence", ""))}
    form = AskForm(request.POST or None, packet=packet, initial=initial)
    return asking(request, form, packet, acts.ask)


@never_cache
@require_http_methods(["GET", "POST"])
def endorsement_again(request, pk):
    """Ask anew what expired, was declined or taken back."""
    row = get_object_or_404(Endorsement.objects.editable_by(request.user).for_display(), pk=pk)
    shown = Evidence.objects.editable_by(request.user).of_packet(row.packet).to_be_shown()
    evidence = shown.of_entry(row.entry).first()
    initial = {"evidence": evidence, "name": row.name, "email": row.email, "word": row.word}
    form = AskForm(request.POST or None, packet=row.packet, initial=initial)
    return asking(request, form, row.packet, partial(acts.ask_again, row))


def asking(request, form, packet, ask):
    """The form; then what the colleague will be shown; then, once just that was seen, the act."""
    if request.method == "GET" or "change" in request.POST or not form.is_valid():
        return form_page(request, form, packet)
    shown = Shown.of(form.cleaned_data["evidence"])
    seen = digest_of(shown.model_dump_json())
    is_asked = "ask" in request.POST
    if is_asked and form.cleaned_data["seen"] == seen:
        return act(request, form, packet, ask)
    context = {"packet": packet, "form": form, "shown": shown, "seen": seen, "is_stale": is_asked}
    return render(request, "packets/endorsement_preview.html", context)


def act(request, form, packet, ask):
    asked = {name: form.cleaned_data[name] for name in ("name", "email", "days", "word")}
    try:
        row, secret = ask(form.cleaned_data["evidence"], **asked)
    except TooManyMails:
        form.add_error(None, TOO_MANY)
        return form_page(request, form, packet)
    except AskedAlready:
        said = f"{asked['name']} was asked about this already. Nothing was sent again."
        messages.warning(request, said)
        return redirect("endorsement-list", packet.pk)
    return asked_page(request, row, secret)


def form_page(request, form, packet):
    status = 422 if request.method == "POST" and "change" not in request.POST else 200
    context = {"form": form, "packet": packet}
    return render(request, "packets/endorsement_ask.html", context, status=status)


def asked_page(request, row, secret, done="asked"):
    """Where it was mailed, the list; else the link, this once."""
    if secret:
        return list_page(request, row.packet, made=row, secret=secret)
    messages.info(request, f"{row.name} was {done}, at {row.email}.")
    return redirect("endorsement-list", row.packet_id)


def back_to(row):
    """Where it stands in the list. With something to say the list is shown from its top, where
    that is said."""
    return redirect(f"{reverse('endorsement-list', args=[row.packet_id])}#endorsement-{row.pk}")


def act_on_testimony(view):
    """A view that posts and is given what its author arranges."""

    @never_cache
    @require_POST
    @wraps(view)
    def answer(request, pk):
        rows = Endorsement.objects.editable_by(request.user).for_display()
        return view(request, get_object_or_404(rows, pk=pk))

    return answer


@act_on_testimony
def endorsement_remind(request, row):
    try:
        secret = acts.remind(row)
    except TooManyMails:
        messages.warning(request, TOO_MANY)
        return redirect("endorsement-list", row.packet_id)
    if secret is None:
        messages.warning(request, f"{row.name} is reminded once, as long as nothing is answered.")
        return redirect("endorsement-list", row.packet_id)
    return asked_page(request, row, secret, done="reminded")


@act_on_testimony
def endorsement_cancel(request, row):
    """Take a request back, or discard praise."""
    if row.cancel():
        said = "The praise is discarded." if row.is_quoted() else "It is taken back."
        messages.info(request, said, extra_tags=reverse("endorsement-restore", args=[row.pk]))
    else:
        messages.warning(request, f"{row.name} answered in the meantime. Nothing is taken back.")
    return redirect("endorsement-list", row.packet_id)


@act_on_testimony
def endorsement_restore(request, row):
    row.restore()
    return back_to(row)


@act_on_testimony
def endorsement_print(request, row):
    """Print what was said from the next version on, or leave it out."""
    row.choose(is_printed=request.POST.get("print") == "yes")
    return back_to(row)
