"""Ada answers what speaks against her, and says what became of what was asked before."""

import re

import pytest
from playwright.sync_api import expect

from packets.models import Condition, Gap
from tests.browser.inspection import inspect
from tests.browser.waiting import all_saved
from tests.factories import PacketFactory
from tests.packets.scenes import manage, place


@pytest.fixture
def packet(ada, grace):
    packet = PacketFactory(author=ada)
    manage(ada, grace)
    place(packet, "Read the whole log")
    return packet


both = pytest.mark.parametrize("javascript", [True, False], ids=["with", "without-javascript"])


def save(page):
    """Without JavaScript: by the button, until the next page has said so."""
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


@both
def test_a_sentence_is_answered_as_a_gap_in_one_press(packet, ada, open_browser, javascript):
    page = open_browser(ada, f"/packets/{packet.pk}/gaps/", java_script_enabled=javascript)
    if javascript:
        page.get_by_text("What a room finds").click()
        inspect(page)
    page.get_by_role("button", name=re.compile("Answer it as a gap: Notices")).click()
    answer = page.get_by_label("Your answer").first
    expect(answer).to_be_focused()
    page.keyboard.type("Twice, and both times late.")
    if javascript:
        all_saved(page)
        inspect(page)
    else:
        save(page)
    page.reload()
    expect(page.get_by_label("Your answer").first).to_have_value("Twice, and both times late.")


@both
def test_a_competency_does_not_apply_for_a_reason(packet, ada, open_browser, javascript):
    page = open_browser(ada, f"/packets/{packet.pk}/gaps/", java_script_enabled=javascript)
    region = page.get_by_role("region", name="Reliability")
    region.get_by_text("It does not apply, because…").click()
    region.get_by_label("Why it does not apply to you").fill("We run nothing at night.")
    region.get_by_role("button", name="Keep the reason").click()
    ticked = page.get_by_label("It does not apply to me, for this reason")
    expect(ticked).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(ticked).to_have_count(0)


@both
def test_a_gap_is_moved_up_by_the_keyboard(packet, ada, open_browser, javascript):
    for title in ("First", "Second", "Third"):
        Gap.objects.add_own(packet, title, "")
    page = open_browser(ada, f"/packets/{packet.pk}/gaps/", java_script_enabled=javascript)
    titles = page.get_by_label("the gap", exact=False)
    page.get_by_role("button", name="Move “Third” up").press("Enter")
    expect(page.get_by_text("“Third” stands before “Second” now.")).to_be_visible()
    expect(page.get_by_role("group", name="Where “Third” stands")).to_be_focused()
    if javascript:
        inspect(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move “Third” up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Third” stands before “First” now.")).to_be_visible()
    expect(page.get_by_role("button", name="Move “Third” up")).to_have_count(0)
    for number, title in enumerate(("Third", "First", "Second")):
        expect(titles.nth(number)).to_have_value(title)


def test_two_tabs_with_one_gap_lose_neither_text(packet, ada, open_browser, trouble):
    gap = Gap.objects.open(packet, "delivery", "notices", "Notices early")
    page = open_browser(ada, f"/packets/{packet.pk}/gaps/")
    Gap.objects.filter(pk=gap.pk).update(answer="From the other tab.", revision=2)
    page.get_by_label("Your answer").first.fill("From this tab.")
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("From this tab.")
    expect(conflict).to_contain_text("From the other tab.")
    assert trouble.take() == ["409 POST /gaps/N/"]
    conflict.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    gap.refresh_from_db()
    assert gap.answer == "From this tab."


@both
def test_what_was_asked_before_is_copied_and_answered_with_a_win(
    packet, ada, open_browser, javascript
):
    Condition.objects.ask(packet, "Show it with another team.", "The committee", None)
    now = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    place(now, "Wrote the reading format")
    page = open_browser(ada, f"/packets/{now.pk}/conditions/", java_script_enabled=javascript)
    page.get_by_role("button", name="Ask the same here").click()
    page.get_by_text("Choose the wins that answer it").click()
    page.get_by_label("Wrote the reading format").press("Space")
    page.get_by_label("what became of it", exact=False).fill("Three teams took it up.")
    if javascript:
        all_saved(page)
        inspect(page)
    else:
        save(page)
    page.reload()
    expect(page.get_by_text("Answered by")).to_contain_text("Wrote the reading format")
    page.get_by_role("button", name="Take “Show it").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Answered by")).to_be_visible()
