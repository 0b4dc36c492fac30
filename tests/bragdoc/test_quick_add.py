"""The capture field on a page of its own: what others put into it, and what it completes."""

from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from bragdoc.models import Entry, Person
from tests.clients import browser_of
from tests.factories import PlacementFactory, ProjectFactory

LINE = 'Halved the build ~"my ci" +build:14min→7min #delivery'


def shown(response):
    """What stands in the field."""
    return response.context["form"]["text"].value()


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, ""),
        ({"text": LINE}, LINE),
        ({"text": "two\n lines"}, "two lines"),
        ({"title": "A page", "url": "https://example.org/a"}, "A page https://example.org/a"),
        ({"title": "The ~ci page #1 of #delivery"}, r"The \~ci page #1 of \#delivery"),
        ({"title": "A page", "text": "A page"}, "A page"),
        ({"title": "A page", "text": "A quote from it"}, "A page A quote from it"),
        (
            {
                "title": "A page",
                "text": "See https://example.org/a",
                "url": "https://example.org/a",
            },
            "A page See https://example.org/a",
        ),
        ({"text": "x" * 1200}, "x" * 1200),
        ({"text": "مرحبا 👩‍💻 e\u0301"}, "مرحبا 👩‍💻 e\u0301"),
    ],
)
def test_an_address_fills_the_field_and_keeps_nothing(ada, given, line):
    response = browser_of(ada).get("/new/", given)
    assert (response.status_code, shown(response)) == (200, line)
    assert Entry.objects.count() == 0


def test_what_an_address_gave_is_kept_when_the_form_is_sent(ada):
    browser = browser_of(ada)
    form = browser.get("/new/", {"title": "#delivery", "url": "https://example.org/a"})
    browser.post("/new/", {"text": shown(form), "given": "yes"})
    entry = Entry.objects.get()
    assert (entry.title, entry.links) == (
        "#delivery",
        [{"url": "https://example.org/a", "label": ""}],
    )


def test_who_is_signed_out_signs_in_first_and_finds_the_line_in_the_field(ada):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    browser = Client()
    wanted = f"/new/?{urlencode({'text': LINE, 'url': 'https://example.org/?a=1&b=2'})}"
    sign_in = browser.get(wanted)["Location"]
    assert parse_qs(urlsplit(sign_in).query)["next"] == [wanted]
    page = browser.get(sign_in)
    sent = {"login": ada.email, "password": "correct horse", "next": wanted}
    assert f'name="next" value="{wanted.replace("&", "&amp;")}"' in page.content.decode()
    response = browser.post("/accounts/login/", sent, follow=True)
    assert shown(response) == f"{LINE} https://example.org/?a=1&b=2"


def test_a_refused_line_of_another_program_stays_its_own_draft(ada):
    browser = browser_of(ada)
    refused = browser.post("/new/", {"text": "~ci", "given": "yes"})
    assert refused.status_code == 422
    assert 'data-draft="given-line"' in refused.content.decode()
    assert 'data-draft="quick-add"' in browser.post("/new/", {"text": "~ci"}).content.decode()


def test_a_line_is_kept_for_nobody_but_whoever_wrote_it(ada, eve):
    response = browser_of(eve).post("/new/", {"text": "Halved the build", "person": ada.pk})
    assert response.status_code == 422
    assert "Somebody else was signed in when this was written." in response.content.decode()
    assert Entry.objects.count() == 0
    browser_of(ada).post("/new/", {"text": "Halved the build", "person": ada.pk})
    assert Entry.objects.get().author == ada


# Completion.


@pytest.fixture
def offered(ada, time_machine):
    time_machine.move_to(date(2026, 11, 21), tick=False)
    PlacementFactory(person=ada)
    ProjectFactory(owner=ada, name="ci")
    ProjectFactory(owner=ada, name='the "big" move')
    Person.objects.create(owner=ada, name="Sam Doe", slug="sam-doe")
    return [
        (option["token"], option.get("words"))
        for option in browser_of(ada).get("/new/tokens/").context["completions"]
    ]


def test_what_a_person_has_is_offered_as_it_would_be_typed(offered):
    assert ("#delivery", "Delivery") in offered
    assert [token for token, _ in offered if token[0] in "~@"] == [
        "~ci",
        '~"the \\"big\\" move"',
        '@"Sam Doe"',
    ]
    assert [token for token, _ in offered if token[0] == "!"] == [
        f"!{kind}" for kind in Entry.Kind.values
    ]


def test_dates_are_offered_with_what_they_mean_today(ada, offered):
    dates = [token for token, _ in offered if token[0] == "^"]
    assert dates[:3] == ["^today", "^yesterday", "^mon"]
    assert dates[-4:] == ["^w47", "^w46", "^2026", "^2025"]
    page = " ".join(browser_of(ada).get("/new/tokens/").content.decode().split())
    assert '<option value="^q3">' in page
    assert ">Q3 2026</data></option>" in page


def test_nothing_of_another_person_is_offered(ada, eve, offered):
    PlacementFactory(person=eve)
    theirs = browser_of(eve).get("/new/tokens/").context["completions"]
    assert [option["token"] for option in theirs if option["token"][0] in "~@"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_offered_takes_the_same_queries_however_much_it_is(
    ada, count, django_assert_num_queries
):
    PlacementFactory(person=ada)
    browser = browser_of(ada)
    for number in range(count):
        ProjectFactory(owner=ada, name=f"project {number}")
        Person.objects.create(owner=ada, name=f"Person {number}", slug=f"person-{number}")
    browser.get("/new/tokens/")  # the first request of a process may ask for more
    with django_assert_num_queries(6):
        browser.get("/new/tokens/")


def test_a_page_with_the_field_asks_for_nothing_that_it_completes(ada):
    ProjectFactory(owner=ada, name="A project of hers")
    page = browser_of(ada).get("/packets/").content.decode()
    assert 'data-from="/new/tokens/"' in page
    assert "A project of hers" not in page
