"""Tokens for a person's own programs: what is kept of them, how long they work, who sees them."""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken
from accounts.models.tokens import SCOPES
from tests.clients import browser_of
from tests.factories import TokenFactory, secret_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED = {"name": "brag on the laptop", "scopes": ["entries:write", "entries:read"], "days": "90"}
SECRET = re.compile(r'value="(brag_[\w-]{43})"')


@pytest.fixture
def recent(ada):
    """Ada's browser, in which she gave her password a moment ago."""
    browser = browser_of(ada)
    reauthenticate(browser)
    return browser


def reauthenticate(browser, then="/settings/tokens/"):
    return browser.post(
        f"/accounts/reauthenticate/?next={then}", {"password": "correct horse"}, follow=True
    )


def make(browser, **changes):
    return browser.post("/settings/tokens/", ASKED | changes)


def secret_in(response):
    return SECRET.search(response.content.decode())[1]


# What is kept.


def test_the_secret_is_random_and_only_its_digest_is_kept(ada):
    token, secret = ApiToken.objects.issue(person=ada, name="a", scopes=["weeks:read"], days=30)
    _other, another = ApiToken.objects.issue(person=ada, name="b", scopes=["weeks:read"], days=30)
    assert re.fullmatch(r"brag_[\w-]{43}", secret)
    assert secret != another
    token.refresh_from_db()
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert token.start == secret[:9]
    kept = json.dumps([str(value) for value in vars(token).values()])
    assert secret[9:] not in kept


def test_the_secret_stands_in_the_one_answer_that_made_it(recent, ada, caplog):
    response = make(recent)
    secret = secret_in(response)
    assert ApiToken.objects.of_secret(secret).person == ada
    assert "no-store" in response["Cache-Control"]
    later = recent.get("/settings/tokens/").content.decode()
    assert secret[9:] not in later
    assert f"{secret[:9]}…" in later
    assert secret not in caplog.text
    assert [secret in json.dumps(s.get_decoded()) for s in Session.objects.all()] == [False] * (
        Session.objects.count()
    )
    assert [cookie.key for cookie in recent.cookies.values() if secret in cookie.value] == []


def test_a_token_is_made_with_what_was_ticked_and_nothing_else(recent, ada):
    make(recent)
    token = ApiToken.objects.get()
    assert (token.person, token.name, token.scopes) == (
        ada,
        "brag on the laptop",
        ["entries:read", "entries:write"],
    )


@pytest.mark.parametrize(
    ("days", "ends_at"),
    [
        ("30", datetime(2026, 12, 20, 12, tzinfo=UTC)),
        ("90", datetime(2027, 2, 18, 12, tzinfo=UTC)),
        ("365", datetime(2027, 11, 20, 12, tzinfo=UTC)),
        ("never", None),
    ],
)
def test_a_token_lasts_as_long_as_was_chosen(ada, days, ends_at):
    with time_machine.travel(NOON, tick=False):
        browser = browser_of(ada)
        reauthenticate(browser)
        make(browser, days=days)
    assert ApiToken.objects.get().expires_at == ends_at


def test_the_page_warns_of_tokens_that_do_not_expire(recent):
    text = recent.get("/settings/tokens/").content.decode()
    assert "still works on a machine that you no longer have" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scopes": []}, "Tick at least one thing."),
        ({"scopes": ["entries:delete"]}, "entries:delete is not one of the available choices"),
        ({"days": "1000"}, "1000 is not one of the available choices"),
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 81}, "at most 80 characters (it has 81)"),
    ],
)
def test_what_cannot_be_made_is_refused_where_it_was_typed(recent, changes, said):
    response = make(recent, **changes)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert ApiToken.objects.count() == 0


def test_a_form_sent_twice_makes_one_token(recent):
    make(recent)
    again = make(recent)
    assert again.status_code == 422
    assert "A token of yours has this name." in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_fifty_tokens_work_at_a_time(recent, ada):
    TokenFactory.create_batch(50, person=ada)
    response = make(recent)
    assert response.status_code == 422
    assert "You have 50 tokens." in response.content.decode()
    ApiToken.objects.first().revoke()
    assert make(recent).status_code == 200


# Who may make one.


def test_a_token_is_made_only_soon_after_the_password_was_given(ada):
    browser = browser_of(ada)
    response = make(browser)
    assert response["Location"] == "/accounts/reauthenticate/?next=%2Fsettings%2Ftokens%2F"
    assert ApiToken.objects.count() == 0


def test_what_was_chosen_is_made_once_the_password_is_given(ada):
    browser = browser_of(ada)
    make(browser)
    response = reauthenticate(browser)
    assert ApiToken.objects.of_secret(secret_in(response)).name == "brag on the laptop"
    assert "no-store" in response["Cache-Control"]


# How long it works.


@pytest.mark.parametrize(("after", "works"), [(29.9, True), (30, False), (400, False)])
def test_a_token_works_until_it_expires(ada, after, works):
    with time_machine.travel(NOON, tick=False):
        secret = secret_of(ada, "entries:read", days=30)
    with time_machine.travel(NOON + timedelta(days=after), tick=False):
        assert bool(ApiToken.objects.of_secret(secret)) is works


def test_a_token_that_does_not_expire_works_after_a_hundred_years(ada):
    secret = secret_of(ada, "entries:read")
    with time_machine.travel(NOON + timedelta(days=36_525)):
        assert ApiToken.objects.of_secret(secret)


def test_a_revoked_token_is_nobodys(ada):
    secret = secret_of(ada, "entries:read")
    token = ApiToken.objects.get()
    browser = browser_of(ada)
    assert (
        "cannot be undone" in browser.get(f"/settings/tokens/{token.pk}/revoke/").content.decode()
    )
    browser.post(f"/settings/tokens/{token.pk}/revoke/")
    assert ApiToken.objects.of_secret(secret) is None
    assert "Revoked or expired" in browser.get("/settings/tokens/").content.decode()


def test_what_is_revoked_stays_revoked_since_its_first_time(ada):
    token = TokenFactory(person=ada)
    with time_machine.travel(NOON, tick=False):
        token.revoke()
    token.revoke()
    token.refresh_from_db()
    assert token.revoked_at == NOON
    assert browser_of(ada).post(f"/settings/tokens/{token.pk}/revoke/").status_code == 404


def test_the_tokens_of_an_account_that_is_closed_open_nothing(ada):
    secret = secret_of(ada, "entries:read")
    ada.is_active = False
    ada.save()
    assert ApiToken.objects.of_secret(secret) is None


def test_only_the_whole_secret_opens(ada):
    secret = secret_of(ada, "entries:read")
    for guess in [secret[:-1], secret + "x", secret.upper(), secret[5:], "", secret[:9]]:
        assert ApiToken.objects.of_secret(guess) is None


# When it was used.


def test_a_use_is_written_down_at_most_once_a_minute(ada, django_assert_num_queries):
    secret = secret_of(ada, "entries:read")
    with time_machine.travel(NOON, tick=False):
        ApiToken.objects.of_secret(secret).note_use()
    for seconds, queries, noted in [(59, 0, 0), (60, 1, 60), (100, 0, 60), (125, 1, 125)]:
        with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
            token = ApiToken.objects.of_secret(secret)
            with django_assert_num_queries(queries):
                token.note_use()
        assert ApiToken.objects.get().last_used_at == NOON + timedelta(seconds=noted)


# What the page shows.


def test_the_page_says_of_each_token_what_it_may_do_and_when_it_was_used(ada):
    TokenFactory(
        person=ada,
        name="The build server",
        scopes=["weeks:read"],
        last_used_at=datetime(2026, 11, 19, 8, 30, tzinfo=UTC),
        expires_at=timezone.now() + timedelta(days=9),
    )
    TokenFactory(person=ada, name="<script>", scopes=["packets:read"])
    text = browser_of(ada).get("/settings/tokens/").content.decode()
    for said in ["The build server", SCOPES["weeks:read"], "19 November 2026, 08:30", "expires"]:
        assert said in text
    assert "&lt;script&gt;" in text
    assert "never used" in text
    assert "does not expire" in text


def test_nobody_sees_the_tokens_of_another(ada, eve):
    token = TokenFactory(person=ada, name="Ada’s laptop")
    assert "Ada’s laptop" not in browser_of(eve).get("/settings/tokens/").content.decode()
    browser_of(eve).post(f"/settings/tokens/{token.pk}/revoke/")
    assert list(ApiToken.objects.live()) == [token]


@pytest.mark.parametrize("tokens", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_tokens_as_for_one(
    ada, tokens, django_assert_num_queries
):
    TokenFactory.create_batch(tokens, person=ada)
    TokenFactory.create_batch(tokens, person=ada, revoked_at=NOON)
    browser = browser_of(ada)
    with django_assert_num_queries(4):
        browser.get("/settings/tokens/")


def test_a_token_makes_no_token(ada):
    secret = secret_of(ada, *SCOPES)
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/settings/tokens/")["Location"].startswith("/accounts/login/")
    assert make(program)["Location"].startswith("/accounts/login/")
