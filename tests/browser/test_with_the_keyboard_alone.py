"""The same journeys without a pointer. Tab comes to every control, and one sees where one is."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import Week
from tests.browser.keyboard import POINTER_IS_AN_ERROR, Keyboard
from tests.browser.test_write_a_week import line
from tests.browser.waiting import all_saved
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, show
from tests.packets.scenes import place, share


@pytest.fixture
def open_keyboard(open_browser):
    """A browser in which using a pointer counts as trouble."""

    def open_keyboard(person, path):
        page = open_browser(person, path, reduced_motion="reduce")  # scrolling takes no time
        page.add_init_script(POINTER_IS_AN_ERROR)
        page.reload()
        return page, Keyboard(page)

    return open_keyboard


def test_the_content_is_one_key_away_from_the_top(ada, open_keyboard):
    page, keys = open_keyboard(ada, "/week/")
    keys.reach(page.get_by_role("link", name="Go to the content")).press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_week_is_written_and_closed(ada, open_keyboard):
    PlacementFactory(person=ada)
    page, keys = open_keyboard(ada, "/packets/")
    keys.press("g", "w")
    expect(page.get_by_role("heading", name="Close the week")).to_be_visible()
    keys.press("n").type("Nobody is woken by a full disk any more").press("Enter")
    disk = line(page, "Nobody is woken")
    keys.reach(disk.get_by_role("combobox")).press("R")
    keys.reach(disk.get_by_role("button", name="Tag")).press("Enter")
    expect(disk.get_by_role("button", name="Makes a class of failure")).to_be_focused()
    keys.press("1")
    expect(disk.get_by_label("What was counted")).to_be_focused()
    keys.type("Nights woken, a month").press("Tab").type("5").press("Tab").type("0").press("Enter")
    expect(disk).to_contain_text("Done")
    keys.reach(page.get_by_label("In one sentence")).type("We sleep.")
    keys.reach(page.get_by_role("button", name="Close week")).press("Enter")
    expect(page.get_by_role("heading", name="is closed")).to_be_visible()
    assert Week.objects.get(person=ada).sentence == "We sleep."

    keys.press("j")
    expect(page.get_by_role("link", name="Nobody is woken")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", name="A win")).to_be_visible()


def test_a_packet_is_built(ada, open_keyboard):
    PlacementFactory(person=ada)
    for title in ("First win", "Second win"):
        show(EntryFactory(author=ada, title=title, starts_on=ada.today()), "delivery/across-teams")
    page, keys = open_keyboard(ada, "/week/")
    keys.press("g", "p")
    keys.reach(page.get_by_role("link", name="New packet")).press("Enter")
    keys.reach(page.get_by_role("button", name="Start it")).press("Enter")
    keys.reach(page.get_by_role("link", name="Go to the builder")).press("Enter")
    outline = page.get_by_role("navigation", name="Outline")
    keys.reach(outline.get_by_role("link", name="Delivery")).press("Enter")
    keys.reach(page.get_by_label("Claim")).type("I bring work across teams.")
    all_saved(page)
    asked = page.get_by_role("region", name="Brings work across teams to users.")
    for title in ("First win", "Second win"):
        keys.reach(asked.get_by_role("button", name=f"Place “{title}”")).press("Enter")
        expect(asked.get_by_role("heading", name=title)).to_be_visible()
    keys.reach(page.get_by_role("button", name="Move “Second win” up")).press("Enter")
    expect(asked.get_by_role("heading", level=4)).to_have_text(["Second win", "First win"])
    keys.reach(page.get_by_role("button", name="Take “First win” out")).press("Enter")
    expect(page.get_by_text("“First win” is taken out.")).to_be_visible()
    keys.press("u")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    keys.press("Enter")
    first = page.get_by_role("region", name="First win", exact=True)
    keys.reach(first.get_by_label("Why this is next-level")).type("Two teams waited.")
    all_saved(page)


def test_a_packet_is_reviewed(ada, grace, managed, open_keyboard):
    packet = PacketFactory(author=ada)
    place(packet, "Moved billing to the event")
    share(packet)
    page, keys = open_keyboard(grace, "/week/")
    keys.press("g", "r")
    keys.reach(page.get_by_role("link", name="Staff Engineer, January 2027")).press("Enter")
    keys.reach(page.get_by_label("Comment on Delivery")).type("Which teams?")
    form = page.locator("form").filter(has=page.get_by_label("Comment on Delivery"))
    keys.reach(form.get_by_role("button", name="Add")).press("Enter")
    expect(page.get_by_role("complementary", name="Comment by Grace Lindholm")).to_be_visible()
    keys.reach(page.get_by_label("What should change")).type("Name the teams.")
    keys.reach(page.get_by_role("button", name="Request changes")).press("Enter")
    expect(page.get_by_role("region", name="History")).to_contain_text("Name the teams.")
    packet.refresh_from_db()
    assert packet.state == "changes-requested"


def test_the_keys_are_shown_and_left_by_escape(ada, open_keyboard):
    page, keys = open_keyboard(ada, "/week/")
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    keys.press("Escape")
    expect(dialog).to_be_hidden()
