"""The address of a form, looked at: it leads to the nearest page above it."""

from datetime import date

import pytest
from django.urls import get_resolver, reverse

from bragdoc.quarters import Quarter
from tests.clients import browser_of
from tests.test_access import methods, routes

SAMPLES = {"Int": 1, "Monday": date(2026, 11, 16), "Quarter": Quarter(2026, 4)}
LOOKS = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def addresses_of_forms():
    """Of every address that takes what is sent and shows nothing, one path."""
    for name, view in routes(get_resolver()):
        if methods(view) == {"POST"}:
            yield sample_path(name)


def sample_path(name):
    """A path of this name; what it is about need not be there."""
    _paths, _pattern, _defaults, converters = get_resolver().reverse_dict[name]
    kinds = [type(each).__name__.removesuffix("Converter") for each in converters.values()]
    return reverse(name, args=[SAMPLES.get(kind, "x") for kind in kinds])


def test_no_address_of_a_form_shows_nothing_when_it_is_looked_at(ada):
    browser, found = browser_of(ada), {}
    for path in addresses_of_forms():
        answer = browser.get(path, headers=LOOKS, follow=True)
        found[path] = (answer.redirect_chain != [], answer.status_code in (200, 404))
    assert len(found) > 100
    assert {path for path, led in found.items() if led != (True, True)} == set()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/packets/7/versions/2/ratings/", "/packets/7/versions/2/"),
        ("/packets/7/sections/delivery/place/", "/packets/7/sections/delivery/"),
        ("/comments/7/resolve/", "/"),
    ],
)
def test_it_leads_to_the_nearest_page_above(ada, path, page):
    assert browser_of(ada).get(path, headers=LOOKS)["Location"] == page


def test_a_program_and_who_is_signed_out_are_answered_as_before(client, ada):
    path = "/packets/7/versions/2/ratings/"
    assert browser_of(ada).get(path)["Allow"] == "POST"
    assert client.get(path, headers=LOOKS)["Location"] == f"/accounts/login/?next={path}"


def test_what_is_sent_to_a_page_that_takes_nothing_is_led_nowhere(ada):
    assert browser_of(ada).post("/reviews/", headers=LOOKS).status_code == 405
