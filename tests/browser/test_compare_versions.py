"""An author names a version and compares her draft; her manager sees what changed since he read."""

import pytest
from playwright.sync_api import expect

from packets.models import Packet
from tests.browser.inspection import inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share, share_again

pytestmark = pytest.mark.usefixtures("managed")


@pytest.fixture
def packet(ada, grace):
    """Ada's packet with two versions; in the second a win came and the thesis was reworded."""
    packet = PacketFactory(author=ada, thesis="Three teams build on what I proposed.")
    share(packet)
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    Packet.objects.update(thesis="Billing and Search build on what I proposed.")
    share_again(Packet.objects.get(), grace)
    return packet


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("width", [1280, 360])
def test_two_versions_are_chosen_and_compared(packet, grace, open_browser, script, width):
    page = open_browser(
        grace,
        f"/packets/{packet.pk}/compare/",
        java_script_enabled=script,
        viewport={"width": width, "height": 900},
    )
    what_changed = page.get_by_role("region", name="What changed")
    expect(what_changed).to_contain_text("1 win added, 1 text reworded")
    opening = what_changed.get_by_role("listitem").filter(has_text="Thesis")
    expect(opening.get_by_text("Reworded")).to_be_visible()
    expect(opening.locator("del")).to_have_text("[taken out: Three teams]")
    expect(opening.locator("ins")).to_have_text("[added: Billing and Search]")
    if script:
        inspect(page)

    page.get_by_label("From").select_option("2")
    page.get_by_label("To", exact=True).select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(what_changed).to_contain_text("1 win taken out, 1 text reworded")


def test_the_author_names_a_version_and_compares_her_draft_with_it(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/versions/2/")
    page.get_by_role("link", name="Name it").click()
    inspect(page)
    page.get_by_label("What you call it").fill("Before the committee")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Version 2, Before the committee")

    page.get_by_role("link", name="Your draft").first.click()
    page.get_by_role("link", name="What changed since").click()
    expect(page.get_by_text("Not a word of it was changed.")).to_be_visible()
    expect(page.get_by_label("To", exact=True)).to_have_value("draft")
    expect(page.get_by_label("From")).to_contain_text("Version 2, Before the committee")
    inspect(page)
