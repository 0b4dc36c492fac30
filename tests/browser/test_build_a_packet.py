"""The author builds a packet: claims, wins and why they count, gaps, and a look at the whole."""

import pytest
from playwright.sync_api import expect

from packets.models import Gap, Packet
from tests.browser.inspection import inspect
from tests.browser.waiting import all_saved
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, show
from tests.packets.scenes import place


@pytest.fixture
def packet(ada):
    return PacketFactory(author=ada)


def sentence(page, text):
    """The part of a section that is about one sentence of the ladder."""
    return page.get_by_role("region", name=text)


def wins_in(page, text):
    return sentence(page, text).get_by_role("heading", level=4)


def test_a_packet_starts_from_coverage_with_a_section_for_each_competency(ada, open_browser):
    PlacementFactory(person=ada)
    page = open_browser(ada, "/coverage/")
    inspect(page)
    page.get_by_role("link", name="a packet").click()
    inspect(page)
    page.get_by_role("link", name="New packet").click()
    inspect(page)
    page.get_by_label("Title").fill("Staff Engineer, January 2027")
    expect(page.get_by_label("Period from")).not_to_have_value("")
    page.get_by_role("button", name="Start it").click()
    page.get_by_role("link", name="Go to the builder").click()
    expect(
        page.get_by_role("heading", name="Staff Engineer, January 2027", level=1)
    ).to_be_visible()
    outline = page.get_by_role("navigation", name="Outline")
    expect(outline.get_by_role("link", name="Delivery")).to_be_visible()
    expect(outline.get_by_role("link", name="Reliability")).to_be_visible()
    inspect(page)


def test_the_cover_saves_itself(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/")
    page.get_by_label("Thesis").fill("Three teams build on what I proposed.")
    all_saved(page)
    page.get_by_role("textbox", name="Summary").fill("A year ago each of them had its own.")
    expect(page.get_by_text("9 of 150 words")).to_be_visible()
    all_saved(page)
    inspect(page)
    page.reload()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value(
        "A year ago each of them had its own."
    )
    expect(page.get_by_label("Thesis")).to_have_value("Three teams build on what I proposed.")


def test_a_win_is_placed_against_a_sentence_with_why_it_is_next_level(packet, ada, open_browser):
    show(EntryFactory(author=ada, title="Moved billing to the event"), "delivery/across-teams")
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    page.get_by_label("Claim").fill("I bring work across teams to its users.")
    all_saved(page)
    inspect(page)
    asked = sentence(page, "Brings work across teams to users.")
    asked.get_by_role("button", name="Place “Moved billing to the event”").click()
    expect(wins_in(page, "Brings work across teams to users.")).to_have_text(
        "Moved billing to the event"
    )
    asked.get_by_label("Why this is next-level").fill("Two teams waited for nobody.")
    all_saved(page)
    inspect(page)
    section = packet.sections.get(key="delivery")
    assert section.claim == "I bring work across teams to its users."
    assert section.evidence.get().why == "Two teams waited for nobody."


def test_placed_wins_are_put_in_order(packet, ada, open_browser):
    for title in ("First win", "Second win"):
        place(packet, title)
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    here = "Brings work across teams to users."
    expect(wins_in(page, here)).to_have_text(["First win", "Second win"])
    page.get_by_role("button", name="Move “First win” down").click()
    expect(wins_in(page, here)).to_have_text(["Second win", "First win"])
    page.get_by_role("button", name="Move “First win” up").click()
    expect(wins_in(page, here)).to_have_text(["First win", "Second win"])


def test_a_win_that_was_taken_out_comes_back_by_undo_with_its_why(packet, ada, open_browser):
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    page.get_by_role("button", name="Take “Moved billing to the event” out").click()
    expect(page.get_by_role("status").filter(has_text="is taken out.")).to_be_visible()
    expect(wins_in(page, "Brings work across teams to users.")).to_have_count(0)
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Why this is next-level")).to_have_value(
        "Two teams waited for nobody."
    )


def test_a_sentence_without_a_win_is_answered_as_a_gap(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/reliability/")
    page.get_by_role("button", name="Answer it as a gap").click()
    named = page.get_by_role("region", name="Makes a class of failure impossible.")
    named.get_by_label("Your answer").fill("Not yet. The plan for March is to.")
    all_saved(page)
    expect(named.get_by_label("Your answer")).to_have_value("Not yet. The plan for March is to.")
    inspect(page)
    gap = Gap.objects.get(packet=packet)
    assert (gap.competency, gap.expectation, gap.answer) == (
        "reliability",
        "impossible",
        "Not yet. The plan for March is to.",
    )
    page.get_by_role("button", name="Take “Makes a class").click()
    expect(named).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(named.get_by_label("Your answer")).to_have_value("Not yet. The plan for March is to.")


def test_what_the_goal_asks_is_counted_sentence_by_sentence(packet, ada, open_browser):
    place(packet, "Moved billing to the event")
    page = open_browser(ada, f"/packets/{packet.pk}/coverage/")
    rows = page.locator("#part").get_by_role("row")
    asked = rows.filter(has_text="Brings work across teams to users.")
    expect(asked).to_contain_text("1 win")
    inspect(page)


def test_the_draft_is_shown_as_it_prints(packet, ada, open_browser):
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    Packet.objects.update(thesis="Three teams build on what I proposed.")
    page = open_browser(ada, f"/packets/{packet.pk}/")
    page.get_by_role("link", name="Preview").click()
    sheet = page.get_by_role("main")
    expect(sheet).to_contain_text("Three teams build on what I proposed.")
    expect(sheet).to_contain_text("Two teams waited for nobody.")
    inspect(page)
