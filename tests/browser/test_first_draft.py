"""The author takes a first draft: for a whole packet, piece by piece, and for a section alone."""

from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from packets.compose import compose
from packets.models import Evidence, Packet
from tests.browser.inspection import inspect
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, show

BEFORE_AND_AFTER = [{"label": "Late orders", "before": "9", "after": "2", "unit": ""}]
TEN = 10


def notice(page, words):
    return page.get_by_role("status").filter(has_text=words)


@pytest.fixture
def packet(ada):
    packet = PacketFactory(author=ada)
    for title, sentence in (
        ("Moved billing to the event", "delivery/across-teams"),
        ("Made double bills impossible", "reliability/impossible"),
    ):
        show(EntryFactory(author=ada, title=title, metrics=BEFORE_AND_AFTER), sentence)
    return packet


@pytest.fixture
def demo(transactional_db):
    """The person of the demo, with her sixty entries of the year that ends today."""
    call_command("demo", verbosity=0)
    return User.objects.get(email="ada@demo.example")


def compose_whole(packet):
    return compose(Packet.objects.with_parts().get(pk=packet.pk))


def test_from_a_year_of_wins_a_first_draft_takes_fewer_than_ten_decisions(demo, open_browser):
    page = open_browser(demo, "/packets/")
    decisions = [
        page.get_by_role("link", name="New packet"),
        page.get_by_role("button", name="Start it"),
        page.get_by_role("button", name="Place what is ticked").first,
    ]
    for decision in decisions:
        decision.click()
    expect(notice(page, " placed.")).to_be_visible()
    packet = Packet.objects.latest("pk")
    rows = [row for row in compose_whole(packet).coverage if row.expectation]
    with_a_win = sum(row.kind == "evidence" for row in rows)
    assert (len(decisions) < TEN, with_a_win >= len(rows) / 2) == (True, True)


def test_what_is_ticked_is_placed_what_is_not_is_left_and_all_of_it_undone(
    packet, ada, open_browser
):
    page = open_browser(ada, f"/packets/{packet.pk}/")
    page.get_by_role("link", name="Propose wins").click()
    expect(page.get_by_role("heading", name="A first draft", level=1)).to_be_visible()
    expect(page.get_by_text("The only win that shows this.")).to_have_count(2)
    expect(page.get_by_role("heading", name="Still without a win 1")).to_be_visible()
    inspect(page)
    page.get_by_role("checkbox", name="Made double bills impossible").uncheck()
    page.get_by_role("button", name="Place what is ticked").first.click()
    expect(notice(page, "1 placed, 1 left out.")).to_be_visible()
    outline = page.get_by_role("navigation", name="Outline")
    expect(outline.get_by_role("link", name="Delivery")).to_contain_text("1")
    page.get_by_role("link", name="Propose wins").click()
    expect(page.get_by_role("checkbox", name="Made double bills impossible")).to_have_count(0)
    expect(page.get_by_role("heading", name="Left out, and not proposed again 1")).to_be_visible()
    inspect(page)


def test_the_taking_is_undone_with_one_press(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/proposal/")
    page.get_by_role("button", name="Place what is ticked").first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    assert Evidence.objects.count() == 0


def test_what_was_left_is_placed_after_all(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/proposal/")
    page.get_by_role("checkbox", name="Made double bills impossible").uncheck()
    page.get_by_role("button", name="Place what is ticked").first.click()
    expect(page.get_by_role("heading", name="A first draft")).to_have_count(0)
    page.goto(f"/packets/{packet.pk}/proposal/")
    expect(page.get_by_role("heading", name="Left out, and not proposed again 1")).to_be_visible()
    page.get_by_role("button", name="Place “Made double bills impossible” in Reliability").click()
    win = page.get_by_role("heading", name="Made double bills impossible", level=4)
    expect(win).to_be_visible()


def test_a_section_is_proposed_for_alone(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    page.get_by_role("link", name="have some proposed").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    inspect(page)
    page.get_by_role("button", name="Place what is ticked").first.click()
    win = page.get_by_role("heading", name="Moved billing to the event", level=4)
    expect(win).to_be_visible()


def test_where_nothing_can_be_proposed_the_page_says_why(ada, open_browser):
    packet = PacketFactory(author=ada)
    page = open_browser(ada, f"/packets/{packet.pk}/proposal/")
    expect(page.get_by_text("No win lies between")).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="Go to the builder").click()
    expect(page.get_by_role("navigation", name="Outline")).to_be_visible()


def test_long_words_find_room(ada, open_browser):
    packet = PacketFactory(author=ada)
    entry = EntryFactory(author=ada, title="Ж" * 290, starts_on=date(2026, 3, 2))
    show(entry, "delivery/across-teams")
    page = open_browser(ada, f"/packets/{packet.pk}/proposal/")
    inspect(page)
    page.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Place what is ticked").first.click()
    expect(page.get_by_role("heading", name="A first draft")).to_have_count(0)
    page.goto(f"/packets/{packet.pk}/proposal/")
    expect(page.get_by_role("heading", name="Left out, and not proposed again 1")).to_be_visible()
    inspect(page)


def test_a_first_draft_is_taken_without_scripts(ada, open_browser):
    PlacementFactory(person=ada)
    win = EntryFactory(author=ada, title="Moved billing to the event", starts_on=ada.today())
    show(win, "delivery/across-teams")
    page = open_browser(ada, "/packets/new/", java_script_enabled=False)
    page.get_by_role("button", name="Start it").click()
    page.get_by_role("button", name="Place what is ticked").first.click()
    expect(notice(page, "2 placed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
