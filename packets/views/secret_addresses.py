"""Pages that somebody without an account opens by a secret in their address.

A secret leads to something or it does not: a wrong one, an expired one and one that was taken back
are answered alike, and who guesses is made to wait. What is asked of the database is the digest of
what was sent, by an index. So the time of an answer says nothing of how near a guess came.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from bragdoc.api.access import network_of
from bragdoc.api.limits import Limit, take

WRONG_SECRETS = Limit("wrong links", 30, 60)  # from one network address


def through_secret(find: Callable[[str], object]):
    """Give a view what the secret in its address leads to, which is what `find` makes of it; where
    that is None, the view is not called. No answer is cached or indexed.

    Other sites are told no address of these pages: `SECURE_REFERRER_POLICY` sees to it. A stricter
    policy would leave out the origin that proves a form to be ours.
    """

    def decorate(view):
        @never_cache
        @login_not_required
        @wraps(view)
        def answer(request, secret):
            found = find(secret)
            response = nowhere(request) if found is None else view(request, found, secret)
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            return response

        return answer

    return decorate


def nowhere(request):
    """The answer to a secret that leads nowhere, whatever the reason."""
    if take(WRONG_SECRETS, network_of(request)):
        return render(request, "429.html", status=429)
    return render(request, "packets/link_nowhere.html", status=404)
