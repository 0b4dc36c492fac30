"""Tokens for a person's own programs: made, shown once, revoked."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import TokenForm
from accounts.models import ApiToken

ENDED_SHOWN = 10


@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
@never_cache
def token_list(request):
    """The tokens there are, and a new one. Its secret stands in this one answer and nowhere else:
    no session, cookie, message or cache ever holds it."""
    form = TokenForm(request.POST or None, person=request.user)
    secret = form.save() if form.is_valid() else None
    mine = ApiToken.objects.visible_to(request.user).newest_first()
    return render(
        request,
        "accounts/token_list.html",
        {
            "form": TokenForm(person=request.user) if secret else form,
            "secret": secret,
            "made": form.cleaned_data["name"] if secret else "",
            "live": mine.live(),
            "ended": mine.ended()[:ENDED_SHOWN],
            "site": settings.SITE_URL,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def token_revoke(request, pk):
    """Ask first: revoking cannot be undone."""
    token = get_object_or_404(ApiToken.objects.revocable_by(request.user), pk=pk)
    if request.method == "POST":
        token.revoke()
        messages.info(request, f"“{token.name}” is revoked. It opens nothing any more.")
        return redirect("token-list")
    return render(request, "accounts/token_revoke.html", {"token": token})
