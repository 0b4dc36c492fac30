"""What a colleague without an account does by the address that was mailed or passed on: reads one
win, answers, declines, withdraws. No message is left in a session: the page itself says how things
stand, and an Undo there would hold the secret.
"""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bragdoc.models.revisions import EditConflict
from bragdoc.numbers import whole_number
from packets.forms.endorsements import AnswerForm, DeclineForm, MailboxForm
from packets.models import EndorsementSecret
from packets.testifying import acts
from packets.testifying.acts import AlreadyPrinted, LeadsNowhere, TooManyMails
from packets.views.secret_addresses import nowhere, through_secret


def address_of_secret(secret):
    return EndorsementSecret.objects.opened_by(secret).for_display().first()


def through_address(view):
    """Give the view the EndorsementSecret of the secret. Its author, signed in, is shown what a
    colleague sees, and can do nothing there."""

    @through_secret(address_of_secret)
    @wraps(view)
    def answer(request, address, secret):
        if request.user == address.endorsement.packet.author:
            status = 200 if request.method == "GET" else 403
            return endorse_page(request, address, secret, is_author=True, status=status)
        try:
            return view(request, address, secret)
        except LeadsNowhere:
            return nowhere(request)

    return answer


@require_http_methods(["GET", "POST"])
@through_address
def endorse(request, address, secret):
    """The win, and what is said of it."""
    form = AnswerForm(request.POST or None, instance=address.endorsement)
    if request.method == "GET":
        return endorse_page(request, address, secret)
    if not form.is_valid():
        return endorse_page(request, address, secret, form=form, status=422)
    try:
        acts.answer(address, form.instance, revision=form.cleaned_data["revision"])
    except EditConflict as conflict:
        theirs = form.over(conflict.current)
        return endorse_page(request, address, secret, form=form, theirs=theirs, status=409)
    except AlreadyPrinted:
        return endorse_page(request, address_of_secret(secret), secret, refused=form, status=409)
    return redirect("endorse", secret)


def endorse_page(request, address, secret, *, status=200, **more):
    """The one page there is, as things stand. `more` are forms with what was typed."""
    row = address.endorsement
    context = {
        "row": row,
        "secret": secret,
        "address": address,
        "shown": row.read_shown(),
        "until": row.expires_at if row.is_awaited() else None,
        "printed_in": row.printed_in(),
        "form": AnswerForm(instance=row),
        "decline": DeclineForm(),
        "mailbox": MailboxForm(author=row.packet.author),
        **more,
    }
    return render(request, "packets/endorse.html", context, status=status)


@require_POST
@through_address
def endorse_decline(request, address, secret):
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return endorse_page(request, address, secret, decline=form, status=422)
    acts.decline(address, form.cleaned_data["why"])
    return redirect("endorse", secret)


@require_POST
@through_address
def endorse_withdraw(request, address, secret):
    acts.withdraw(address)
    return redirect("endorse", secret)


@require_POST
@through_address
def endorse_confirm(request, address, secret):
    """Stand by what was written, as it is."""
    acts.confirm(address, revision=whole_number(request.POST.get("revision", "")))
    return redirect("endorse", secret)


@require_POST
@through_address
def endorse_verify(request, address, secret):
    """Send an address to a mailbox of theirs. That it was sent is said in this answer alone."""
    form = MailboxForm(request.POST, author=address.endorsement.packet.author)
    if not form.is_valid():
        return endorse_page(request, address, secret, mailbox=form, status=422)
    try:
        acts.send_to_verify(address, form.cleaned_data["email"])
    except TooManyMails:
        form.add_error("email", "Too many links were sent today. Try it tomorrow.")
        return endorse_page(request, address, secret, mailbox=form, status=422)
    return endorse_page(request, address, secret, sent_to=form.cleaned_data["email"])
