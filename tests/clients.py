"""A person's browser: a test client that is signed in."""

from django.test import Client

HTMX = {"HX-Request": "true"}
AUTOSAVE = {"X-Autosave": "true"}


def browser_of(person, **options) -> Client:
    client = Client(**options)
    client.force_login(person)
    return client
