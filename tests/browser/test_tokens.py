"""A person makes a token for a program, sees it once, and revokes it."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser.inspection import inspect
from tests.factories import TokenFactory


def opens(secret):
    answer = Client().get("/api/v1/weeks", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code == 200


@pytest.mark.parametrize("scripts", [True, False])
def test_a_token_is_made_seen_once_and_revoked(ada, open_browser, scripts):
    page = open_browser(ada, "/settings/", java_script_enabled=scripts)
    page.get_by_role("link", name="Tokens for your programs").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.get_by_label("What is it for").fill("brag on the laptop")
    page.get_by_label("Read your weeks").check()
    page.get_by_label("30 days").check()
    page.get_by_role("button", name="Make a token").click()
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Go on").click()

    shown = page.get_by_label("The token", exact=True)
    secret = shown.input_value()
    assert opens(secret)
    if scripts:
        inspect(page)
    page.goto(page.url.partition("/accounts/")[0] + "/settings/tokens/")
    expect(shown).to_have_count(0)
    token = page.get_by_role("listitem").filter(has_text="brag on the laptop")
    expect(token).to_contain_text("last used")

    page.get_by_role("link", name="Revoke brag on the laptop").click()
    expect(page.get_by_text("This cannot be undone")).to_be_visible()
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("status").filter(has_text="is revoked")).to_be_visible()
    expect(page.get_by_role("heading", name="Revoked or expired")).to_be_visible()
    assert not opens(secret)


def test_long_names_and_many_tokens_break_nothing(ada, open_browser):
    TokenFactory(person=ada, name="w" * 80, scopes=["entries:read", "inbox:write", "packets:read"])
    TokenFactory.create_batch(3, person=ada, scopes=["weeks:read"])
    page = open_browser(ada, "/settings/tokens/")
    inspect(page)


def test_the_page_for_programs_can_be_read_by_anybody(ada, open_browser):
    page = open_browser(ada, "/settings/tokens/")
    page.get_by_role("link", name="What programs can do").click()
    expect(page.get_by_role("heading", name="For your own programs")).to_be_visible()
    inspect(page)
    page.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="Write a win"
    ).click()
    expect(page.get_by_role("heading", name="Write a win")).to_be_in_viewport()
