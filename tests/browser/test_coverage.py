"""A person looks at what her goal asks, and her manager at what a version shows for it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bragdoc.models import NotApplicable
from tests.browser.inspection import inspect
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, show, tag
from tests.packets.scenes import manage, place, share

NOTICES = "Notices early that a plan will not hold."


@pytest.fixture
def wins(ada):
    """Three, of the months that are shown."""
    PlacementFactory(person=ada)
    day = ada.today() - timedelta(days=20)
    early = EntryFactory(author=ada, title="Moved the date before it moved us", starts_on=day)
    show(early, "delivery/notices")
    show(EntryFactory(author=ada, title="One key a booking", starts_on=day), "delivery/finishes")
    tag(EntryFactory(author=ada, title="Wrote the plan", starts_on=day), "delivery")


def row(page, sentence):
    return page.get_by_role("row").filter(has_text=sentence)


def test_wins_open_below_their_sentence_and_close_again(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/")
    inspect(page)
    count = row(page, NOTICES).get_by_role("link", name="1 win")
    count.focus()
    page.keyboard.press("Enter")
    behind = page.get_by_role("list", name="Wins behind this number")
    expect(behind).to_contain_text("Moved the date before it moved us")
    expect(count).to_have_attribute("aria-expanded", "true")
    expect(count).to_be_focused()
    assert page.url.endswith("/coverage/")
    inspect(page)

    page.keyboard.press("Enter")
    expect(behind).to_have_count(0)
    expect(count).to_have_attribute("aria-expanded", "false")


def test_several_rows_are_open_at_once(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/")
    page.get_by_text("1 sentence Senior Engineer asks already").first.click()
    for sentence in (NOTICES, "Finishes what they start."):
        row(page, sentence).last.get_by_role("link", name="1 win").click()
    expect(page.get_by_role("list", name="Wins behind this number")).to_have_count(2)


def test_why_a_sentence_does_not_apply_is_written_in_place(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/")
    row(page, "Makes a class of failure impossible.").get_by_role(
        "link", name="It does not apply"
    ).click()
    reason = page.get_by_label("Because")
    expect(reason).to_be_focused()
    inspect(page)
    reason.fill("No service is ours.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="will stand in your packets")).to_be_visible()
    expect(row(page, "Makes a class of failure impossible.")).to_contain_text("No service is ours.")
    inspect(page)

    page.get_by_role("link", name="Change the reason").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("status").filter(has_text="is withdrawn.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(row(page, "Makes a class of failure impossible.")).to_contain_text("No service is ours.")
    assert NotApplicable.objects.get().reason == "No service is ours."


def test_a_reason_that_is_being_written_survives_leaving_the_page(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/not-applicable/reliability/")
    page.get_by_label("Because").fill("No service is ours.")
    page.goto("/coverage/")
    page.goto("/coverage/not-applicable/reliability/")
    expect(page.get_by_label("Because")).to_have_value("No service is ours.")


def test_a_kind_alone_and_a_period_stand_in_the_address(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/")
    page.get_by_role("combobox", name="Sentences").select_option("No evidence")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("table", name="What Staff Engineer asks")).not_to_contain_text(NOTICES)
    expect(page).to_have_url(re.compile("kind=none"))
    page.goto(page.url)
    expect(page.get_by_role("combobox", name="Sentences")).to_have_value("none")


def test_without_scripts_everything_is_a_page(ada, wins, open_browser):
    page = open_browser(ada, "/coverage/", java_script_enabled=False)
    row(page, NOTICES).get_by_role("link", name="1 win").click()
    expect(page.get_by_role("heading", name="Wins behind Delivery")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Moved the date before it moved us")

    page.get_by_role("link", name="Back to coverage").click()
    row(page, "Makes a class of failure impossible.").get_by_role(
        "link", name="It does not apply"
    ).click()
    page.get_by_label("Because").fill("No service is ours.")
    page.get_by_role("button", name="Save").click()
    expect(row(page, "Makes a class of failure impossible.")).to_contain_text("No service is ours.")


def test_a_manager_sees_the_coverage_of_the_version_he_was_sent(ada, grace, open_browser):
    manage(ada, grace)
    packet = PacketFactory(author=ada)
    place(packet, "Moved the date before it moved us", expectation="notices")
    share(packet)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    page.get_by_role("link", name="Coverage sentence by sentence, with the months").click()
    inspect(page)
    row(page, NOTICES).get_by_role("link", name="1 win").click()
    expect(page.get_by_role("heading", name="Moved the date before it moved us")).to_be_visible()
