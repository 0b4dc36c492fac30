"""Ada looks her packet over before she shares it, mends a finding and leaves another as it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.inspection import inspect
from tests.browser.waiting import HeldAnswer, all_saved
from tests.factories import PacketFactory
from tests.packets.scenes import manage, place


@pytest.fixture
def packet(ada, grace):
    packet = PacketFactory(author=ada)
    manage(ada, grace)
    place(packet, "Reviewed 188 pull requests in five repositories")
    packet.sections.filter(key="delivery").update(claim="We moved billing to the new store.")
    return packet


def finding(page, words):
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=words)


def test_a_finding_is_mended_where_it_stands(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/share/")
    page.get_by_role("link", name="to look at").click()
    inspect(page)
    finding(page, "does not say what you did").get_by_role("link", name="Go there").click()
    aside = finding(page, "does not say what you did")
    expect(aside).to_be_visible()
    inspect(page)
    page.get_by_label("Your claim").fill("I moved billing to the new store, with two teams.")
    all_saved(page)
    page.reload()
    expect(aside).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without-javascript"])
def test_a_finding_is_left_as_it_is_and_had_back(packet, ada, open_browser, javascript):
    page = open_browser(ada, f"/packets/{packet.pk}/preflight/", java_script_enabled=javascript)
    found = finding(page, "does not say what you did")
    found.get_by_text("Leave it, and say why").click()
    found.get_by_label("Why you leave it").fill("The team decided it as one.")
    found.get_by_role("button", name="Leave it").click()
    left = page.get_by_role("region", name="Left as they are")
    expect(left).to_contain_text("The team decided it as one.")
    if javascript:
        inspect(page)
    left.get_by_role("button", name="Have").click()
    expect(left).to_have_count(0)
    expect(found.get_by_text("Leave it, and say why")).to_be_visible()


def test_a_field_is_marked_with_what_is_found_in_it(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    claim = page.get_by_label("Your claim")
    mark = page.get_by_role("link", name="does not say what you did")
    expect(mark).to_be_visible()
    expect(claim).to_have_accessible_description(re.compile("does not say what you did"))
    mark.press("Enter")
    aside = finding(page, "does not say what you did")
    expect(aside).to_be_focused()
    inspect(page)
    aside.get_by_role("link", name="Go there").press("Enter")
    expect(claim).to_be_focused()
    selected = "document.activeElement.value.slice(...Object.values({a: document.activeElement"
    selected += ".selectionStart, b: document.activeElement.selectionEnd}))"
    assert page.evaluate(selected) == "We moved billing to the new store."
    claim.fill("I moved billing to the new store, with two teams.")
    expect(mark).to_have_count(0)
    expect(aside).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without-javascript"])
def test_a_finding_is_left_beside_the_part_it_is_about(packet, ada, open_browser, javascript):
    url = f"/packets/{packet.pk}/sections/delivery/"
    page = open_browser(ada, url, java_script_enabled=javascript)
    found = finding(page, "does not say what you did")
    found.get_by_text("Why this is looked at").click()
    expect(found).to_contain_text("For example")
    found.get_by_text("Leave it, and say why").click()
    found.get_by_label("Why you leave it").fill("The team decided it as one.")
    found.get_by_role("button", name="Leave it").click()
    expect(page).to_have_url(re.compile(re.escape(url)))
    expect(found).to_have_count(0)


def test_of_two_answers_the_findings_are_those_of_the_last(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    held = HeldAnswer(page, "**/findings/**")
    claim, aside = page.get_by_label("Your claim"), finding(page, "does not say what you did")
    claim.fill("We moved billing to another store.")
    held.wait()
    claim.fill("I moved billing to the new store, with two teams.")
    all_saved(page)
    held.let_go()
    expect(aside).to_have_count(0)


def test_what_is_being_written_stays_when_the_findings_are_loaded_anew(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    held = HeldAnswer(page, "**/findings/**")
    page.get_by_label("Your claim").fill("I moved billing to the new store, with two teams.")
    held.wait()
    found = finding(page, "Reviewed 188 pull requests")
    found.get_by_text("Leave it, and say why").click()
    reason = found.get_by_label("Why you leave it")
    reason.press_sequentially("It was asked")
    held.let_go()
    expect(finding(page, "does not say what you did")).to_have_count(0)
    expect(reason).to_be_focused()
    reason.press_sequentially(" of me.")
    expect(reason).to_have_value("It was asked of me.")


def test_the_focus_stays_on_what_is_loaded_anew(packet, ada, open_browser):
    page = open_browser(ada, f"/packets/{packet.pk}/sections/delivery/")
    findings, outline = HeldAnswer(page, "**/findings/**"), HeldAnswer(page, "**/outline/**")
    claim = page.get_by_label("Your claim")
    mark = page.get_by_role("link", name="does not say what you did")
    reliability = page.get_by_role("navigation", name="Outline").get_by_role(
        "link", name="Reliability"
    )
    claim.fill("I moved billing to the new store, with two teams.")
    claim.press("Tab")
    expect(mark).to_be_focused()
    findings.wait()
    findings.let_go()
    expect(mark).to_have_count(0)
    expect(claim).to_be_focused()
    reliability.focus()
    reliability.evaluate("link => { link.dataset.isOld = '' }")
    outline.wait()
    outline.let_go()
    expect(page.locator("[data-is-old]")).to_have_count(0)
    expect(reliability).to_be_focused()
