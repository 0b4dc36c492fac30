"""Addresses that are read elsewhere: in mails, in calendars, by programs."""

from django.conf import settings
from django.urls import reverse


def address_of(name, *args):
    """The whole address of a page, as people use it."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
