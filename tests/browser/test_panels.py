"""Ada brings her packet before a panel, and somebody who sits there reads it without her name."""

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import inspect
from tests.factories import PacketFactory, UserFactory
from tests.packets.panel_scenes import seat
from tests.packets.scenes import manage, place, share

NARROW = {"width": 360, "height": 800}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_case_is_brought_read_and_taken_back(ada, grace, open_browser, trouble, scripts):
    manage(ada, grace)
    packet = PacketFactory(author=ada, summary="Ada Okoye wrote the format.")
    place(packet, "Read the whole log")
    share(packet)
    sitting = UserFactory(name="Mira Sand")
    seat(sitting)

    page = open_browser(ada, f"/packets/{packet.pk}/panels/", java_script_enabled=scripts)
    page.get_by_role("link", name="Look at version 1 as they would").click()
    expect(page.get_by_role("heading", name="What is left out")).to_be_visible()
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Bring it before").click()
    expect(page.get_by_text("lies before it since")).to_be_visible()
    if scripts:
        inspect(page)

    reader = open_browser(sitting, "/panels/", java_script_enabled=scripts, viewport=NARROW)
    if scripts:
        inspect(reader)
    reader.get_by_role("link", name="January, engineering").click()
    expect(reader.get_by_role("cell", name="1 in 0 projects", exact=False)).to_be_visible()
    if scripts:
        inspect(reader)
    reader.get_by_role("link", name="Case ").click()
    expect(reader.get_by_text("wrote the format.")).to_be_visible()
    expect(reader.get_by_text("Okoye")).to_have_count(0)
    if scripts:
        inspect(reader)

    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("does not find it any more")).to_be_visible()
    reader.goto(reader.url)
    expect(reader.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert set(trouble.take()) == {"404 GET /panel-cases/N/"}
