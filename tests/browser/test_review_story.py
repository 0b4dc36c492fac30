"""The whole story of a review in two browsers at once: Ada writes, Grace manages her."""

import re

import pytest
from playwright.sync_api import expect

from bragdoc.models import Goal
from packets.models import Packet
from tests.browser.inspection import inspect
from tests.browser.waiting import all_saved
from tests.factories import PacketFactory, PlacementFactory
from tests.packets.scenes import place, share

pytestmark = pytest.mark.usefixtures("managed")

BEFORE, AFTER = "Three teams build on what I proposed.", "Billing and Search build on it."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def packet(ada):
    packet = PacketFactory(author=ada, thesis=BEFORE)
    PlacementFactory(person=ada, ladder_version=packet.ladder_version)
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    return packet


def history(page):
    return page.get_by_role("region", name="History").get_by_role("listitem")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def rate_all(page, word):
    """Each competency gets this word, by one press each; gives back how many there are."""
    groups = page.get_by_role("group", name="Your rating for")
    for nth in range(count := groups.count()):
        groups.nth(nth).get_by_role("radio", name=word).check()
    return count


def test_a_case_is_shared_commented_revised_endorsed_postponed_and_planned(
    packet, ada, grace, open_browser, work, trouble
):
    adas = open_browser(ada, f"/packets/{packet.pk}/")

    # Ada shares it.
    adas.get_by_role("link", name="Share version 1").click()
    inspect(adas)
    adas.get_by_label("A word to Grace Lindholm").fill("It is short.")
    button(adas, "Freeze and share version 1").click()
    expect(history(adas).first).to_contain_text("shared version 1")
    inspect(adas)

    # Grace finds it among her reviews, comments, and asks for changes.
    graces = open_browser(grace, "/reviews/")
    graces.get_by_role("link", name=re.compile("Staff Engineer")).first.click()
    expect(graces.get_by_text("Waits for you")).to_be_visible()
    expect(graces.get_by_text(BEFORE)).to_be_visible()
    expect(graces.get_by_role("region", name="Since version")).to_have_count(0)
    inspect(graces)
    graces.get_by_label("Comment on Delivery").fill("Which two teams?")
    form = graces.locator("form").filter(has=graces.get_by_label("Comment on Delivery"))
    form.get_by_role("button", name="Add").click()
    expect(graces.get_by_text("Which two teams?")).to_be_visible()
    graces.get_by_label("What should change").fill("Name the teams.")
    button(graces, "Request changes").click()
    expect(history(graces).first).to_contain_text("Name the teams.")

    # Ada answers, revises and shares the next version.
    adas.goto(f"/packets/{packet.pk}/versions/1/")
    comment = adas.get_by_role("complementary").filter(has_text="Which two teams?")
    comment.locator("summary").filter(has_text="Answer").click()
    comment.get_by_label("Your answer").fill("Billing and Search.")
    comment.get_by_role("button", name="Answer").click()
    expect(comment).to_contain_text("Billing and Search.")
    comment.get_by_role("button", name="Resolve").click()
    expect(comment).to_contain_text("Resolved by Ada Okoye")
    adas.get_by_role("link", name="Your draft").first.click()
    adas.get_by_label("Thesis").fill(AFTER)
    all_saved(adas)
    adas.get_by_role("link", name="Share version 2").click()
    button(adas, "Freeze and share version 2").click()
    expect(adas.get_by_role("heading", name="Since version 1")).to_be_visible()

    # The mail leads Grace to it; she reads what changed, compares, endorses and rates.
    work()
    graces.goto(f"/packets/{packet.pk}/versions/2/")
    changes = graces.get_by_role("region", name="Since version 1")
    expect(changes.locator("del").first).to_contain_text("Three teams")
    expect(graces.get_by_text("You asked for", exact=True)).to_be_visible()
    graces.get_by_text("What became of 1 comment of yours").click()
    expect(graces.get_by_role("complementary", name="Your comment on version 1")).to_contain_text(
        "Resolved by Ada Okoye"
    )
    changes.get_by_role("link", name="word by word").click()
    expect(graces.get_by_role("heading", name="What changed")).to_be_visible()
    graces.goto(f"/packets/{packet.pk}/versions/2/")
    button(graces, "Endorse version 2").click()
    expect(graces.get_by_role("main")).to_contain_text("Endorsed")

    decide = button(graces, "Decide")
    expect(decide).to_be_disabled()
    assert rate_all(graces, "Not yet") == 2
    expect(decide).to_be_enabled()
    graces.get_by_role("radio", name="Postpone, with conditions").check()
    graces.get_by_label("The conditions, one a line").fill("Lead across three teams.\nHire two.")
    graces.get_by_label("Looked at again on").fill("2099-07-01")
    inspect(graces)
    decide.click()  # without a reason: refused, and nothing is lost
    expect(graces.get_by_role("alert")).to_contain_text("Why is it postponed?")
    expect(graces.get_by_role("alert")).to_be_focused()
    expect(graces.get_by_label("The conditions, one a line")).to_have_value(re.compile("Hire two."))
    graces.get_by_label("A sentence for the record").last.fill("One team is not three.")
    button(graces, "Decide").click()
    expect(history(graces).first).to_contain_text("Looked at again on 1 July 2099")
    expect(history(graces).first).to_be_focused()
    expect(graces.get_by_text("It is postponed, with your conditions.")).to_be_in_viewport()
    graces.get_by_role("link", name="The record of it").click()
    expect(graces.get_by_role("region", name="What was done")).to_contain_text("Hire two.")
    inspect(graces)

    # Ada makes a plan of the conditions, and starts the next packet with them.
    adas.goto(f"/packets/{packet.pk}/versions/2/")
    button(adas, "Make them goals").click()
    expect(adas.get_by_text("Lead across three teams.")).to_be_visible()
    adas.goto("/week/")
    expect(adas.get_by_role("region", name="Goals of").first).to_contain_text("Hire two.")
    adas.goto(f"/packets/{packet.pk}/versions/2/")
    adas.get_by_role("link", name="Start the next packet").click()
    expect(adas.get_by_label("Ask in it what was asked of you before")).to_be_checked()
    inspect(adas)
    button(adas, "Start it").click()
    expect(adas).to_have_url(re.compile("/proposal/"))
    following = Packet.objects.latest("pk")
    assert [c.text for c in following.conditions.in_order()] == [
        "Lead across three teams.",
        "Hire two.",
    ]
    assert Goal.objects.visible_to(ada).count() == 2
    assert trouble.take() == ["409 POST /packets/N/decide/"]


def test_a_manager_decides_on_a_phone_without_javascript(packet, grace, open_browser):
    share(packet)
    page = open_browser(
        grace, f"/packets/{packet.pk}/versions/1/", viewport=PHONE, java_script_enabled=False
    )
    decide = button(page, "Decide")
    expect(decide).to_be_disabled()
    expect(page.get_by_text("No rating from you yet:")).to_be_visible()
    rate_all(page, "Meeting")
    button(page, "Give them").click()
    expect(page.get_by_text("Your ratings are given.")).to_be_visible()
    expect(decide).to_be_enabled()
    page.get_by_role("radio", name="Support").check()
    page.get_by_label("A sentence for the record").last.fill("It stands.")
    decide.click()
    expect(history(page).first).to_contain_text("It stands.")
    expect(history(page).first).to_be_focused()
    expect(history(page).first).to_be_in_viewport()
    expect(page.get_by_text("You support it.")).to_be_in_viewport()
    expect(page.get_by_role("main")).to_contain_text("Supported")
    assert Packet.objects.get().state == "supported"


def test_a_manager_rates_what_differs_and_then_the_rest(packet, grace, open_browser):
    share(packet)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    rest = page.get_by_role("group", name="Rate the rest alike")
    expect(rest).to_be_hidden()
    words = page.get_by_role("table", name="Ratings by competency")
    words.get_by_role("radio", name="Not yet").first.check()
    expect(rest).to_be_visible()
    expect(button(page, "Decide")).to_be_disabled()
    inspect(page)
    button(rest, "Meeting").click()
    expect(page.get_by_text("The rest is rated “Meeting”. Each can be changed.")).to_be_visible()
    expect(words.get_by_role("radio", name="Not yet").first).to_be_checked()
    expect(words.get_by_role("radio", name="Meeting").last).to_be_checked()
    expect(rest).to_be_hidden()
    expect(button(page, "Decide")).to_be_enabled()
    expect(button(page, "Undo")).to_be_in_viewport()
    button(page, "Undo").click()
    expect(page.get_by_text("The rest is not rated.")).to_be_in_viewport()
    expect(words.get_by_role("radio", name="Not yet").first).to_be_checked()
    expect(words.get_by_role("radio", name="Meeting").last).not_to_be_checked()


def test_a_rating_after_the_decision_is_told_why_it_is_not_kept(
    packet, grace, open_browser, trouble
):
    share(packet)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    words = page.get_by_role("table", name="Ratings by competency")
    Packet.objects.update(state="declined")
    words.get_by_role("radio", name="Not yet").first.check()
    expect(page.get_by_text("Not saved. Ratings are closed.")).to_be_visible()
    closed = page.get_by_role("alert", name="Ratings are closed")
    expect(closed).to_contain_text("The packet is declined, so what you chose is not kept.")
    expect(words.get_by_role("radio", name="Not yet").first).to_be_checked()
    inspect(page)
    assert trouble.take() == ["409 POST /packets/N/versions/N/ratings/"]


def test_where_one_is_on_the_page_is_marked_as_one_reads(packet, grace, open_browser):
    share(packet)
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    nav = page.get_by_role("navigation", name="On this page")
    current = nav.locator("[aria-current]")
    expect(current).to_have_text("The ask")
    nav.get_by_role("link", name="Your move").click()
    expect(current).to_have_text("Your move")
    page.get_by_role("region", name="Coverage").scroll_into_view_if_needed()
    page.get_by_role("heading", name="The ask").scroll_into_view_if_needed()
    expect(current).to_have_text("The ask")
