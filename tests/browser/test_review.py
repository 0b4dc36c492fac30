"""A version is shared with the manager, who asks for changes; the next one is endorsed."""

import pytest
from playwright.sync_api import expect

from packets.models import Packet
from packets.sharing import move_packet
from tests.browser.inspection import inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share, share_again

pytestmark = pytest.mark.usefixtures("managed")


@pytest.fixture
def packet(ada):
    packet = PacketFactory(author=ada, thesis="Three teams build on what I proposed.")
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    return packet


def history(page):
    return page.get_by_role("region", name="History").get_by_role("listitem")


def test_a_version_is_shared_and_found_by_the_manager(packet, ada, grace, open_browser, work):
    page = open_browser(ada, f"/packets/{packet.pk}/")
    page.get_by_role("link", name="Share version 1").click()
    inspect(page)
    page.get_by_label("A word to Grace Lindholm").fill("It is short.")
    page.get_by_role("button", name="Freeze and share version 1").click()
    expect(page.get_by_role("main")).to_contain_text("In review")
    inspect(page)

    graces = open_browser(grace, "/reviews/")
    inspect(graces)
    waiting = graces.get_by_role("region", name="Waits for you")
    row = waiting.get_by_role("row").filter(has_text="Staff Engineer, January 2027")
    expect(row).to_contain_text("your ratings and a decision")
    row.get_by_role("link").click()
    expect(graces.get_by_text("Three teams build on what I proposed.")).to_be_visible()
    expect(graces.get_by_text("Two teams waited for nobody.")).to_be_visible()
    inspect(graces)


def test_the_mail_leads_to_the_version(packet, grace, open_browser, work, link_in_mail):
    share(packet)
    work()
    page = open_browser(grace, link_in_mail("grace@example.org"))
    expect(page.get_by_text("Three teams build on what I proposed.")).to_be_visible()


def test_the_manager_comments_and_asks_for_changes(packet, grace, open_browser):
    share(packet)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    page.get_by_label("Comment on Delivery").fill("Which two teams?")
    form = page.locator("form").filter(has=page.get_by_label("Comment on Delivery"))
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_role("complementary", name="Comment by Grace Lindholm")).to_contain_text(
        "Which two teams?"
    )
    inspect(page)
    page.get_by_label("What should change").fill("Name the teams.")
    page.get_by_role("button", name="Request changes").click()
    expect(history(page).first).to_contain_text("Name the teams.")
    inspect(page)
    packet.refresh_from_db()
    assert packet.state == "changes-requested"


def test_the_author_answers_and_shares_the_next_version(packet, ada, grace, open_browser):
    version = share(packet).versions.get()
    version.comments.create(section="delivery", author=grace, text="Which two teams?")
    move_packet(packet, "request-changes", by=grace, note="Name the teams.", version=1)
    page = open_browser(ada, f"/packets/{packet.pk}/versions/1/")
    comment = page.get_by_role("complementary", name="Comment by Grace Lindholm")
    comment.locator("summary").click()
    comment.get_by_label("Your answer").fill("Billing and Search.")
    comment.get_by_role("button", name="Answer").click()
    expect(comment).to_contain_text("Billing and Search.")
    comment.get_by_role("button", name="Resolve").click()
    expect(comment).to_contain_text("Resolved by Ada Okoye")
    inspect(page)

    page.get_by_role("link", name="Your draft").first.click()
    page.get_by_label("Thesis").fill("Billing and Search build on what I proposed.")
    expect(page.get_by_role("status").filter(has_text="Saved at")).to_be_visible()
    page.get_by_role("link", name="Share version 2").click()
    page.get_by_role("button", name="Freeze and share version 2").click()
    expect(page.get_by_role("heading", name="Since version 1")).to_be_visible()
    assert packet.versions.latest_number() == 2


def test_the_manager_sees_what_changed_and_endorses(packet, grace, open_browser):
    share(packet)
    Packet.objects.update(thesis="Billing and Search build on what I proposed.")
    share_again(Packet.objects.get(), grace)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/2/")
    changes = page.get_by_role("region", name="Since version 1")
    expect(changes.locator("del")).to_have_text("[taken out: Three teams]")
    expect(changes.locator("ins")).to_have_text("[added: Billing and Search]")
    inspect(page)
    page.get_by_role("button", name="Endorse version 2").click()
    expect(page.get_by_role("main")).to_contain_text("Endorsed")
    inspect(page)
    packet.refresh_from_db()
    assert packet.state == "endorsed"


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
