"""Who asks, and whether they may: the token in the header of each request."""

import ipaddress
import re

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import ApiToken
from accounts.models.tokens import SCOPES
from bragdoc.api.limits import READS, WRITES, WRONG_TOKENS, take
from bragdoc.api.problems import Problem, too_many

SCHEME = "token"  # what the OpenAPI document calls it
REALM = 'Bearer realm="Bragdoc"'
BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)


def needs(scope):
    """What an operation is declared with: its scope, in force and in the OpenAPI document."""
    return {"auth": TokenAccess(scope), "openapi_extra": {"security": [{SCHEME: [scope]}]}}


class TokenAccess:
    """Lets a request through that carries a token with this scope; it becomes `request.auth`.

    No cookie is looked at, so no other site can have a browser ask here in its person's name.
    """

    def __init__(self, scope):
        self.scope = scope

    def __call__(self, request):
        found = BEARER.fullmatch(request.headers.get("Authorization", ""))
        if not found:
            raise Problem(
                401,
                "Send a token in the header “Authorization: Bearer …”. Make one in your settings.",
                {"WWW-Authenticate": REALM},
            )
        limit = READS if request.method == "GET" else WRITES
        # Locked, so that requests that come at once are counted one by one.
        with transaction.atomic():
            token = ApiToken.objects.select_for_update(of=("self",)).of_secret(found[1])
            wait = take(limit, token.pk) if token else 0
        if not token:
            refuse(request)
        if wait:
            raise too_many(limit, wait)
        token.note_use()
        if self.scope not in token.scopes:
            raise out_of_scope(self.scope)
        return token


def out_of_scope(scope):
    return Problem(
        403,
        f"This token lacks the scope {scope}: {SCOPES[scope].lower()}.",
        {"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'},
        scope=scope,
    )


def refuse(request):
    """Answer a token that opens nothing. It is counted by address, and only it: a right token is
    never refused for what its neighbours send, since 256 random bits cannot be guessed."""
    if wait := take(WRONG_TOKENS, network_of(request)):
        raise too_many(WRONG_TOKENS, wait)
    raise Problem(
        401,
        "This token opens nothing. It may have been revoked, or have expired.",
        {"WWW-Authenticate": f'{REALM}, error="invalid_token"'},
    )


def network_of(request):
    """The address of whoever asks, as far as proxies are trusted; of IPv6 what one line has.

    Whoever comes without one, over a socket or with a header that holds none, counts as one."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "nowhere"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
