"""Signing up, in and out: allauth's views behind our pages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.clients import AUTOSAVE, HTMX, browser_of

NEW = {
    "name": "Ada Okoye",
    "email": "ada@example.org",
    "password1": "a line on friday",
    "time_zone": "Europe/Lisbon",
}


def sign_up(client, **changes):
    return client.post("/accounts/signup/", NEW | changes)


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.body).group(1)


def signed_in(client):
    return client.get("/settings/").status_code == 200


@pytest.mark.django_db
def test_who_signs_up_is_in_once_the_address_is_proved(client):
    response = sign_up(client)
    assert (response["Location"], signed_in(client)) == ("/accounts/confirm-email/", False)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    client.post(link_in(message))
    assert signed_in(client)
    user = User.objects.get()
    assert (user.name, user.email, user.time_zone, user.is_staff) == (
        "Ada Okoye",
        "ada@example.org",
        "Europe/Lisbon",
        False,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "zone",
    ["", "Mars/Olympus", "../../etc/passwd", "Etc/GMT+5", "US/Pacific", "EST5EDT", "x" * 500],
)
def test_a_time_zone_that_nobody_lives_in_becomes_utc(client, zone):
    sign_up(client, time_zone=zone)
    assert User.objects.get().time_zone == "UTC"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"email": "ada"}, "Enter a valid email address."),
        ({"password1": "12345678"}, "entirely numeric"),
        ({"password1": "short"}, "too short"),
    ],
)
def test_a_sign_up_that_cannot_be_says_why_and_keeps_what_was_typed(client, changes, complaint):
    response = sign_up(client, **changes)
    text = response.content.decode()
    assert User.objects.count() == 0
    assert complaint in text
    assert "a line on friday" not in text
    if "email" not in changes:
        assert 'value="ada@example.org"' in text


@pytest.mark.django_db
def test_an_address_in_other_letters_is_the_same_account(client, ada):
    sign_up(client, email="ADA@Example.org")
    assert list(User.objects.all()) == [ada]


@pytest.mark.django_db
def test_who_has_an_account_is_told_by_mail_and_nobody_else_learns_it(client, ada):
    taken = sign_up(client)
    other = sign_up(Client(), email="new@example.org")
    assert taken["Location"] == other["Location"]
    assert [message.to for message in mail.outbox] == [["ada@example.org"], ["new@example.org"]]


def proved(user):
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, email="ada@example.org", password="correct horse", **more):
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def test_signing_in_leads_to_the_week(client, ada):
    proved(ada)
    assert sign_in(client, "Ada@Example.ORG")["Location"] == "/week/"
    assert signed_in(client)


def test_signing_in_leads_back_to_where_one_came_from(client, ada):
    proved(ada)
    page = client.get("/packets/")
    assert page["Location"] == "/accounts/login/?next=/packets/"
    assert sign_in(client, next="/packets/")["Location"] == "/packets/"


@pytest.mark.parametrize(
    ("referer", "comes_back_to"),
    [
        ("http://testserver/packets/7/versions/1/?before=3", "/packets/7/versions/1/?before=3"),
        ("http://testserver/packets/7/versions/1/#ratings", "/packets/7/versions/1/"),
        ("https://evil.example/packets/7/", "/packets/7/moves/endorse/"),
        ("http://testserver.evil.example/", "/packets/7/moves/endorse/"),
        ("", "/packets/7/moves/endorse/"),
    ],
)
def test_a_form_sent_signed_out_leads_back_to_its_page(client, db, referer, comes_back_to):
    answer = client.post("/packets/7/moves/endorse/", headers={"referer": referer})
    leads_to = urlsplit(answer["Location"])
    assert leads_to.path == "/accounts/login/"
    assert parse_qs(leads_to.query) == {"next": [comes_back_to]}


def test_what_is_only_looked_at_is_itself_come_back_to(client, db):
    answer = client.get("/packets/", headers={"referer": "http://testserver/week/"})
    assert answer["Location"] == "/accounts/login/?next=/packets/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(client, ada, target):
    proved(ada)
    assert sign_in(client, next=target)["Location"] == "/week/"


def test_a_wrong_password_says_no_more_than_an_unknown_address(client, ada):
    proved(ada)
    answers = [
        re.sub(r'value="[^"]*"', "", sign_in(client, email, "wrong").content.decode())
        for email in ("ada@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    assert "not correct" in answers[0]


def test_after_some_wrong_passwords_there_is_a_pause(client, ada):
    proved(ada)
    statuses = [sign_in(client, password="wrong").status_code for _ in range(12)]
    response = sign_in(client)
    assert statuses[0] == 200
    assert response.status_code == 429 or "Too many failed" in response.content.decode()
    assert not signed_in(client)


@pytest.mark.django_db
def test_too_many_attempts_from_one_place_are_answered_429_in_our_words(client):
    responses = [sign_in(client, f"person-{number}@example.org", "wrong") for number in range(40)]
    assert responses[-1].status_code == 429
    assert "Too many attempts" in responses[-1].content.decode()


def test_an_account_that_is_switched_off_does_not_sign_in(client, ada):
    proved(ada)
    User.objects.update(is_active=False)
    sign_in(client)
    assert not signed_in(client)


def test_a_forgotten_password_is_set_anew_by_mail(client, ada):
    proved(ada)
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    response = client.get(link_in(mail.outbox[0]), follow=True)
    form = response.redirect_chain[-1][0]
    client.post(form, {"password1": "another line", "password2": "another line"})
    assert not signed_in(client)
    sign_in(client, password="another line")
    assert signed_in(client)


@pytest.mark.django_db
def test_a_reset_for_an_unknown_address_says_the_same(client, ada):
    proved(ada)
    answers = [
        client.post("/accounts/password/reset/", {"email": email})["Location"]
        for email in ("ada@example.org", "nobody@example.org")
    ]
    assert answers == ["/accounts/password/reset/done/"] * 2


def test_signing_out_takes_a_click(ada):
    browser = browser_of(ada)
    browser.get("/accounts/logout/")
    assert signed_in(browser)
    assert browser.post("/accounts/logout/")["Location"] == "/"
    assert not signed_in(browser)


# The pages are ours.


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["login", "signup", "password/reset", "password/reset/done", "confirm-email", "inactive"],
)
def test_every_page_around_signing_in_is_in_our_frame(client, path):
    text = client.get(f"/accounts/{path}/").content.decode()
    assert text.lstrip().startswith("<!doctype html>")
    assert "css/base.css" in text


@pytest.mark.parametrize(
    "path", ["email", "password/change", "sessions", "reauthenticate", "logout"]
)
def test_every_page_of_an_account_is_in_our_frame(ada, path):
    text = browser_of(ada).get(f"/accounts/{path}/").content.decode()
    assert "css/base.css" in text
    assert 'class="wordmark"' in text


# Sessions.


def in_a_browser(user, name):
    proved(user) if not user.emailaddress_set.exists() else None
    client = Client(headers={"User-Agent": name})
    sign_in(client, user.email)
    client.get("/settings/")
    return client


def test_one_sees_where_one_is_signed_in_and_ends_it_everywhere_else(ada):
    here, there = in_a_browser(ada, "Here"), in_a_browser(ada, "There")
    text = here.get("/accounts/sessions/").content.decode()
    assert ("Here" in text, "There" in text) == (True, True)
    here.post("/accounts/sessions/")
    assert (signed_in(here), signed_in(there)) == (True, False)


def test_nobody_sees_another_s_sessions(ada, grace):
    in_a_browser(ada, "Secret browser of Ada")
    text = in_a_browser(grace, "Grace").get("/accounts/sessions/").content.decode()
    assert "Secret browser" not in text


# A session that ended.


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [HTMX, AUTOSAVE], ids=["htmx", "autosave"])
def test_a_script_is_told_that_the_session_ended_instead_of_led_away(client, headers):
    response = client.post("/packets/1/", {"thesis": "Typed"}, headers=headers)
    assert (response.status_code, response.content.decode()) == (
        401,
        "You are signed out. What you typed is still here.",
    )
    assert "Location" not in response
    assert "HX-Redirect" not in response


@pytest.mark.django_db
def test_a_page_leads_to_the_sign_in(client):
    assert client.get("/packets/")["Location"] == "/accounts/login/?next=/packets/"


def test_a_session_ends_after_thirty_days(ada):
    with time_machine.travel("2026-11-01", tick=False):
        browser = browser_of(ada)
        assert signed_in(browser)
    with time_machine.travel("2026-12-02", tick=False):
        assert not signed_in(browser)
