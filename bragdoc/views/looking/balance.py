"""The balance of kinds, in figures and words."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bragdoc.balance import FEWEST, balance


@require_GET
def balance_page(request):
    found = balance(request.user, request.user.today())
    said = found.every - found.unsaid
    return render(
        request,
        "bragdoc/balance.html",
        {"balance": found, "said": said, "tells": said >= FEWEST, "halves": found.halves()},
    )
