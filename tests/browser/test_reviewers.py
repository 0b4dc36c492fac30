"""The day for answers is changed; a peer is asked by e-mail, accepts in another browser, reads, and
is removed."""

import pytest
from playwright.sync_api import expect

from packets.models import Visit
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import manage, place, share


@pytest.fixture
def shared(ada, grace):
    manage(ada, grace)
    packet = PacketFactory(author=ada, thesis="Three teams build on it.", next="To teach it.")
    place(packet, "Read the whole log")
    return share(packet)


@pytest.fixture
def ivo(db):
    return UserFactory(email="ivo@example.org", name="Ivo Lenz")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_peer_is_asked_accepts_reads_and_is_removed(
    ada, ivo, shared, open_browser, work, link_in_mail, trouble, scripts
):
    how = {"java_script_enabled": scripts} | ({} if scripts else {"viewport": NARROW})
    page = open_browser(ada, f"/packets/{shared.pk}/share/", **how)
    page.get_by_label("Please answer until").fill("2099-12-04")
    page.get_by_role("button", name="Change the day").click()
    expect(page.get_by_text("Answers are asked for until 4 December 2099.")).to_be_visible()
    expect(page.get_by_label("Please answer until")).to_have_value("2099-12-04")
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The day is what it was.")).to_be_visible()
    expect(page.get_by_label("Please answer until")).to_have_value("")
    page.get_by_role("link", name="Reviewers: ask, change, remove").click()
    page.get_by_label("E-mail").fill("Ivo@example.org")
    page.get_by_label("Role", exact=True).select_option("Sponsor")
    page.get_by_label("A word to them").fill("Mostly the second section.")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("ivo@example.org has been asked.")).to_be_visible()
    if scripts:
        inspect(page)

    work()
    reader = open_browser(ivo, link_in_mail("ivo@example.org"), **how)
    expect(reader.get_by_text("Mostly the second section.")).to_be_visible()
    if scripts:
        inspect(reader)
    reader.get_by_role("button", name="Accept what Ada Okoye asks").click()
    expect(reader.get_by_text("Three teams build on it.").first).to_be_visible()
    version = reader.url
    reader.get_by_role("link", name="What you review").click()
    expect(reader.get_by_role("link", name="Leave the review for Ada Okoye")).to_be_visible()
    assert Visit.objects.filter(reader=ivo).count() == 1

    page.goto(f"/packets/{shared.pk}/readers/")
    row = page.get_by_role("row").filter(has_text="Ivo Lenz")
    expect(row).to_contain_text("Version 1")
    if scripts:
        inspect(page)
    page.get_by_role("link", name="Reviewers", exact=True).click()
    page.get_by_role("button", name="Remove Ivo Lenz").click()
    expect(page.get_by_text("Ivo Lenz finds nothing of it any more.")).to_be_visible()
    reader.goto(version)
    expect(reader.get_by_text("Three teams build on it.")).to_have_count(0)
    assert {*trouble.take()} == {"404 GET /packets/N/versions/N/"}
