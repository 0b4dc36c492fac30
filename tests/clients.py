"""A person's browser, which is signed in, and a person's program, which has a token."""

import json

from django.test import Client

from accounts.models import ApiToken
from accounts.models.tokens import SCOPES

HTMX = {"HX-Request": "true"}
AUTOSAVE = {"X-Autosave": "true"}


def browser_of(person, **options) -> Client:
    client = Client(**options)
    client.force_login(person)
    return client


def program_of(person, *scopes) -> Client:
    """A program with a token of these scopes, or of all; its secret is `token`."""
    _token, secret = ApiToken.objects.issue(
        person=person, name="A program", scopes=scopes or SCOPES, days=30
    )
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    program.token = secret
    return program


def send(program, method, path, content=None, **headers):
    """A request of the programming interface, with JSON as its content."""
    return program.generic(
        method,
        f"/api/v1{path}",
        "" if content is None else json.dumps(content),
        content_type="application/json",
        headers=headers,
    )
