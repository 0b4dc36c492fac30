"""A mentor without an account reads a version through a link, until it is revoked."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from packets.models import LinkVisit
from tests.browser.inspection import inspect
from tests.factories import PacketFactory
from tests.packets.scenes import manage, place, share


@pytest.fixture
def shared(ada, grace):
    manage(ada, grace)
    packet = PacketFactory(author=ada, summary="What I did.", next="To teach it.")
    place(packet, "Read the whole log")
    return share(packet)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_is_made_read_and_revoked(ada, shared, open_browser, trouble, scripts):
    page = open_browser(ada, f"/packets/{shared.pk}/share/", java_script_enabled=scripts)
    page.get_by_role("link", name="Links for people without an account").click()
    expect(page.get_by_text("Nobody yet.")).to_be_visible()
    page.get_by_label("For whom").fill("Sam, a mentor")
    page.get_by_label("What is next").check()
    page.get_by_label("Passcode").fill("opensesame")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("The link", exact=True).input_value()
    if scripts:
        inspect(page)

    reader = open_browser(None, urlsplit(address).path, java_script_enabled=scripts)
    reader.get_by_label("Passcode").fill("opensesame")
    if scripts:
        inspect(reader)
    reader.get_by_role("button", name="Read").click()
    expect(reader.get_by_text("To teach it.")).to_be_visible()
    expect(reader.get_by_text("What I did.")).to_have_count(0)
    if scripts:
        inspect(reader)
        reader.get_by_role("heading", name="What is next").scroll_into_view_if_needed()
        expect(reader.get_by_text("Shared with Sam, a mentor alone.")).to_be_visible()

    page.goto(page.url)
    page.get_by_role("button", name="Revoke the link for Sam, a mentor").click()
    expect(page.get_by_text("leads nowhere now")).to_be_visible()
    assert LinkVisit.objects.count() == 1
    reader.goto(reader.url)
    expect(reader.get_by_role("heading", name="This link leads nowhere")).to_be_visible()
    assert {refused.partition("/read/")[0] for refused in trouble.take()} == {"404 GET "}
