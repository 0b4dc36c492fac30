"""The author chooses a preset, writes by its guidance, adapts it, and follows another."""

import re

import pytest
from playwright.sync_api import expect

from packets.models import Packet, Preset
from packets.presets.bundled import bundled_presets
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory, PlacementFactory
from tests.packets.preset_scenes import small_preset


@pytest.fixture
def packet(ada):
    packet = PacketFactory(author=ada)
    packet.follow(bundled_presets()["promotion-case"])
    return packet


def outline(page):
    return page.get_by_role("navigation", name="Outline")


def test_a_packet_starts_as_a_promotion_case_unless_another_is_chosen(ada, open_browser):
    PlacementFactory(person=ada)
    page = open_browser(ada, "/packets/new/")
    expect(page.get_by_role("radio", name="Promotion case")).to_be_checked()
    inspect(page)
    page.get_by_role("button", name="Start it").click()
    page.get_by_role("link", name="Go to the builder").click()
    for title in ("Projects at the level", "Delivery", "Mentoring and multiplying"):
        expect(outline(page).get_by_role("link", name=title)).to_be_visible()
    inspect(page)


def test_the_outline_follows_what_is_written(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/")
    expect(page.get_by_text("The one pattern that all your proof shows")).to_be_visible()
    page.get_by_label("Thesis").fill("word " * 78)
    expect(page.get_by_text("78 of 60 words, 18 over")).to_be_visible()
    expect(outline(page).get_by_role("link", name="Thesis")).to_contain_text("78, 18 over")
    inspect(page)


def test_characters_are_counted_while_one_types(packet, ada, open_browser):
    budget = {"unit": "characters", "most": 12}
    preset = small_preset(parts=[{"kind": "thesis", "budget": budget}])
    Packet.objects.get(pk=packet.pk).follow(preset)
    page = open_browser(ada, f"/packets/{packet.pk}/")
    page.get_by_label("Thesis").fill("Thirteen long")
    expect(page.get_by_text("13 of 12 characters, 1 over")).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": NARROW}])
def test_another_preset_is_looked_at_followed_and_undone(options, packet, ada, open_browser):
    packet.sections.filter(part="growth").update(claim="I was told to write less, and did.")
    page = open_browser(ada, f"/packets/{packet.pk}/", **options)
    page.get_by_role("link", name="Another preset").click()
    page.get_by_role("radio", name="One-pager").check()
    page.get_by_role("button", name="See what changes").click()
    change = page.get_by_role("region", name="If the packet follows “One-pager”")
    expect(change).to_contain_text("Stay at the end, as your own")
    expect(change).to_contain_text("Growth areas")
    if not options:
        inspect(page)
    page.get_by_role("button", name="Follow it").click()
    expect(outline(page)).to_contain_text("One-pager")
    expect(outline(page).get_by_role("link", name="Growth areas")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(outline(page)).to_contain_text("Promotion case")
    assert packet.sections.get(part="growth").claim == "I was told to write less, and did."


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": NARROW}])
def test_a_preset_is_copied_and_adapted(options, ada, open_browser):
    page = open_browser(ada, "/packets/presets/", **options)
    if not options:
        inspect(page)
    page.get_by_role("link", name="Three to five accomplishments").click()
    if not options:
        inspect(page)
    page.get_by_role("button", name="Copy and adapt").click()
    page.get_by_label("Name").fill("For our form")
    page.get_by_role("button", name="Move Accomplishments up").click()
    parts = page.get_by_role("group", name=re.compile(r"^Part \d+:"))
    expect(parts.nth(1)).to_contain_text("A section of your own")
    page.get_by_label("Its title").fill("Thanks")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name="Take Thanks out")).to_be_visible()
    taken = page.get_by_role("button", name="Take What is next out")
    taken.click()
    expect(taken).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(taken).to_be_visible()
    if not options:
        inspect(page)
    document = Preset.objects.get().read()
    assert document.name == "For our form"
    assert [part.label for part in document.parts][1] == "Accomplishments"
    assert document.parts[-1].title == "Thanks"


def test_a_preset_is_brought_as_text(ada, open_browser, trouble):
    page = open_browser(ada, "/packets/presets/new/")
    inspect(page)
    page.get_by_label("Or its text").fill("format: preset/1\nname: [")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("this is not YAML")).to_be_visible()
    inspect(page)
    page.get_by_label("Or its text").fill(page.locator(".example").inner_text())
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Half-year review", level=1)).to_be_visible()
    assert trouble.take() == ["422 POST /packets/presets/new/"]
