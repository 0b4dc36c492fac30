"""The same journeys with scripts switched off: plain forms, a page for each act."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry, Week
from packets.models import Packet
from packets.sharing import move_packet
from tests.browser.test_import import bring_in, candidate
from tests.browser.test_write_a_week import line
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, show
from tests.packets.scenes import place, share


@pytest.fixture
def open_plain(open_browser):
    def open_plain(person, path):
        return open_browser(person, path, java_script_enabled=False)

    return open_plain


def notice(page, words):
    return page.get_by_role("status").filter(has_text=words)


def history(page):
    return page.get_by_role("region", name="History")


def test_a_week_is_written_and_closed(ada, open_plain):
    PlacementFactory(person=ada)
    page = open_plain(ada, "/week/")
    page.get_by_label("What did you do?").fill("Nobody is woken by a full disk any more ~disks")
    page.get_by_role("button", name="Keep").click()
    disk = line(page, "Nobody is woken")
    disk.get_by_role("combobox").select_option("Reliability")
    disk.get_by_role("button", name="Tag").click()
    disk.get_by_text("Add a number").click()
    disk.get_by_label("What was counted").fill("Nights woken, a month")
    disk.get_by_label("Before").fill("5")
    disk.get_by_label("Now").fill("0")
    disk.get_by_role("button", name="Add").click()
    expect(disk).to_contain_text("Done")

    disk.get_by_role("link", name="Nobody is woken").click()
    page.get_by_role("textbox", name="Details").fill("The disks **grow** by themselves.")
    page.get_by_role("button", name="Save").click()
    expect(notice(page, "Saved.")).to_be_visible()
    expect(page.get_by_label("How the details read").locator("strong")).to_have_text("grow")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Week").click()
    page.get_by_label("In one sentence").fill("We sleep.")
    page.get_by_role("button", name="Close week").click()
    expect(page.get_by_role("heading", name="is closed")).to_be_visible()
    assert Week.objects.get(person=ada).sentence == "We sleep."
    entry = Entry.objects.get(author=ada)
    assert entry.details == "The disks **grow** by themselves."
    assert [(m["before"], m["after"]) for m in entry.metrics] == [("5", "0")]


def test_a_document_is_brought_in_and_looked_through(ada, open_plain):
    page = open_plain(ada, "/import/")
    bring_in(page)
    expect(page.get_by_text("4 wins found")).to_be_visible()
    page.get_by_role("button", name="Put 4 into the inbox").click()
    page.get_by_role("link", name="Look through the inbox").click()
    candidate(page, "Wrote down why").get_by_role("button", name="Keep as a win").click()
    expect(notice(page, "Kept as a win")).to_be_visible()
    candidate(page, "flame graph").get_by_role("link", name="Edit first").click()
    page.get_by_label("From").fill("2026-10-06")
    page.get_by_role("button", name="Keep as a win").click()
    expect(notice(page, "Kept as a win")).to_be_visible()
    candidate(page, "Took the notes").get_by_role("button", name="Leave out").click()
    expect(notice(page, "is left out")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(candidate(page, "Took the notes")).to_be_visible()
    page.get_by_role("link", name="Tick all on this page").click()
    page.get_by_role("button", name="Merge into one").click()
    page.get_by_role("button", name="Merge them").click()
    expect(notice(page, "holds them all now")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(notice(page, "It waits in the inbox again")).to_be_visible()
    assert Entry.objects.filter(author=ada).count() == 2


def test_a_packet_is_built(ada, open_plain):
    PlacementFactory(person=ada)
    for title in ("First win", "Second win"):
        show(EntryFactory(author=ada, title=title, starts_on=ada.today()), "delivery/across-teams")
    page = open_plain(ada, "/packets/new/")
    page.get_by_role("button", name="Start it").click()
    page.get_by_role("link", name="Go to the builder").click()
    page.get_by_label("Thesis").fill("Three teams build on what I proposed.")
    page.get_by_role("button", name="Save").click()
    expect(notice(page, "Saved.")).to_be_visible()

    page.get_by_role("link", name="Delivery").click()
    page.get_by_label("Claim").fill("I bring work across teams.")
    page.get_by_role("button", name="Save").first.click()
    expect(notice(page, "Saved.")).to_be_visible()
    asked = page.get_by_role("region", name="Brings work across teams to users.")
    for title in ("First win", "Second win"):
        asked.get_by_role("button", name=f"Place “{title}”").click()
        expect(asked.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("button", name="Move “Second win” up").click()
    expect(asked.get_by_role("heading", level=4)).to_have_text(["Second win", "First win"])
    page.get_by_role("button", name="Take “First win” out").click()
    page.get_by_role("button", name="Undo").click()
    first = page.get_by_role("region", name="First win", exact=True)
    first.get_by_label("Why this is next-level").fill("Two teams waited for nobody.")
    first.get_by_role("button", name="Save").click()
    expect(notice(page, "Saved.")).to_be_visible()

    page.get_by_role("link", name="Reliability").first.click()
    page.get_by_role("button", name="Answer it as a gap").click()
    gap = page.get_by_role("region", name="Makes a class of failure impossible.")
    gap.get_by_label("Your answer").fill("Not yet.")
    gap.get_by_role("button", name="Save").click()
    expect(notice(page, "Saved.")).to_be_visible()
    page.get_by_role("link", name="Preview").click()
    for words in ("Three teams build", "I bring work across", "Two teams waited", "Not yet."):
        expect(page.get_by_role("main")).to_contain_text(words)


def test_a_packet_is_reviewed(ada, grace, managed, open_plain):
    packet = PacketFactory(author=ada)
    place(packet, "Moved billing to the event")
    page = open_plain(ada, f"/packets/{packet.pk}/share/")
    page.get_by_role("button", name="Freeze and share version 1").click()
    expect(history(page)).to_contain_text("shared version 1")

    graces = open_plain(grace, "/reviews/")
    graces.get_by_role("link", name="Staff Engineer, January 2027").click()
    graces.get_by_label("Comment on Delivery").fill("Which teams?")
    form = graces.locator("form").filter(has=graces.get_by_label("Comment on Delivery"))
    form.get_by_role("button", name="Add").click()
    thread = graces.get_by_role("complementary", name="Comment by Grace Lindholm")
    expect(thread).to_contain_text("Which teams?")
    graces.get_by_label("What should change").fill("Name the teams.")
    graces.get_by_role("button", name="Request changes").click()
    expect(history(graces)).to_contain_text("Name the teams.")

    page.goto(f"/packets/{packet.pk}/versions/1/")
    page.locator("summary", has_text="Answer").click()
    page.get_by_label("Your answer").fill("Billing and Search.")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Billing and Search.")).to_be_visible()
    page.goto(f"/packets/{packet.pk}/share/")
    page.get_by_role("button", name="Freeze and share version 2").click()
    expect(history(page)).to_contain_text("shared version 2")

    graces.goto(f"/packets/{packet.pk}/versions/2/")
    expect(thread).to_contain_text("Billing and Search.")
    graces.get_by_role("button", name="Endorse version 2").click()
    expect(graces.get_by_role("main")).to_contain_text("Endorsed")
    packet.refresh_from_db()
    assert packet.state == "endorsed"


def test_the_page_of_a_pdf_asks_again_by_itself(ada, grace, managed, open_plain, work):
    packet = share(PacketFactory(author=ada))
    move_packet(packet, "endorse", by=grace, version=1)
    page = open_plain(ada, f"/packets/{packet.pk}/versions/1/")
    page.get_by_role("button", name="PDF").click()
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    work()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()
    assert Packet.objects.get().state == "endorsed"
