"""A colleague without an account says what they saw, is asked by link, and shows that it was them.

The whole story: asked from the card of a win, looked at first, answered, kept against a full stop
of the browser, verified by mail, printed, and withdrawn from what comes later.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from packets.models import Endorsement
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory
from tests.packets.scenes import manage, place, share


@pytest.fixture
def packet(ada, grace):
    manage(ada, grace)
    packet = PacketFactory(author=ada)
    place(packet, "Moved the night build", details="By hand.", why="Nobody had.")
    return packet


def ask(page, scripts):
    """From the card of the win to the address that is shown once."""
    page.get_by_role("link", name="Ask a colleague about it: Moved the night build").click()
    page.get_by_label("Their name").fill("Sam")
    page.get_by_label("A word to them").fill("You were on call.")
    if scripts:
        inspect(page)
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_role("heading", name="What Sam will see")).to_be_visible()
    expect(page.get_by_text("By hand.")).to_be_visible()
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="Copy the link for Sam now")).to_be_visible()
    if scripts:
        inspect(page)
    return urlsplit(page.get_by_label("The link", exact=True).input_value()).path


def fill_in(colleague):
    colleague.get_by_label("In your words").fill("The nightly page is gone.")
    colleague.get_by_label("Your name, as it is printed").fill("Sam Ortiz")
    colleague.get_by_label("Your position, as it is printed").fill("Site Reliability Engineer")
    colleague.get_by_label("How you work together").fill("One on-call rotation")
    colleague.get_by_label("Worked on it with them").check()
    colleague.get_by_label("It may be printed").check()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_colleague_is_asked_answers_and_withdraws(
    ada, packet, open_browser, work, link_in_mail, scripts
):
    page = open_browser(
        ada, f"/packets/{packet.pk}/sections/delivery/", java_script_enabled=scripts
    )
    address = ask(page, scripts)

    colleague = open_browser(None, address, java_script_enabled=scripts, viewport=NARROW)
    expect(colleague.get_by_role("heading", name="Moved the night build")).to_be_visible()
    fill_in(colleague)
    if scripts:
        expect(colleague.get_by_text("25 of 2000 characters")).to_be_visible()
        inspect(colleague)
        colleague.reload()
        expect(colleague.get_by_text("Restored from this browser.")).to_be_visible()
        expect(colleague.get_by_label("In your words")).to_have_value("The nightly page is gone.")
        fill_in(colleague)
    colleague.get_by_role("button", name="Send", exact=True).click()
    expect(colleague.get_by_text("You answered on")).to_be_visible()
    if scripts:
        inspect(colleague)

    colleague.get_by_label("Your e-mail").fill("sam@example.org")
    colleague.get_by_role("button", name="Send me a link").click()
    expect(colleague.get_by_text("on its way to sam@example.org")).to_be_visible()
    work()
    colleague.goto(link_in_mail("sam@example.org"))
    colleague.get_by_role("button", name="These are my words").click()
    expect(colleague.get_by_text("Verified: written from sam@example.org")).to_be_visible()

    page.goto(f"/packets/{packet.pk}/endorsements/")
    expect(page.get_by_text("The nightly page is gone.")).to_be_visible()
    expect(page.get_by_text("Verified: sam@example.org")).to_be_visible()
    if scripts:
        inspect(page)
    share(packet)
    colleague.reload()
    expect(colleague.get_by_text("Printed in version 1")).to_be_visible()
    if scripts:
        inspect(colleague)
    colleague.get_by_role("button", name="Withdraw it from later versions").click()
    expect(colleague.get_by_text("You withdrew it on")).to_be_visible()
    assert Endorsement.objects.get().state == "withdrawn"


def test_praise_is_quoted_and_discarded(ada, packet, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/endorsements/")
    expect(page.get_by_text("Nobody was asked yet.")).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="Quote praise").click()
    page.get_by_label("About which win").select_option(label="Moved the night build")
    page.get_by_label("Their name").fill("Kim Berg")
    page.get_by_label("Where they said it").fill("In a mail to the team")
    page.get_by_label("What they said").fill("That saved our launch.")
    page.get_by_label("I may quote them").check()
    inspect(page)
    page.get_by_role("button", name="Quote it").click()
    expect(page.get_by_text("Prints in the next version")).to_be_visible()
    page.get_by_role("button", name="Discard what Kim Berg said").click()
    expect(page.get_by_text("The praise is discarded.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("That saved our launch.")).to_be_visible()
