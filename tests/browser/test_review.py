"""A manager is named, and comes to a version from his mail. The rest is in test_review_story."""

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share


@pytest.fixture
def packet(ada, managed):
    packet = PacketFactory(author=ada, thesis="Three teams build on what I proposed.")
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    return packet


def test_the_mail_leads_to_the_version(packet, grace, open_browser, work, link_in_mail):
    share(packet)
    work()
    page = open_browser(grace, link_in_mail("grace@example.org"))
    expect(page.get_by_text("Three teams build on what I proposed.")).to_be_visible()


def test_a_manager_is_named_and_accepts(eve, ada, open_browser):
    page = open_browser(eve, "/settings/manager/")
    inspect(page)
    page.get_by_label("mail").fill("ada@example.org")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("main")).to_contain_text("has not answered yet")
    inspect(page)
    adas = open_browser(ada, "/settings/manager/")
    inspect(adas)
    adas.get_by_role("button", name="Accept Eve Marsh").click()
    expect(adas.get_by_role("region", name="Whose packets you review")).to_contain_text("Eve Marsh")
