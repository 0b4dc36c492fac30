"""The frame of the builder: the sheet at the side follows the pen, and nothing written is lost."""

import re

import pytest
from playwright.sync_api import expect

from packets.models import EarlierText, Packet, Section
from tests.browser.inspection import inspect
from tests.browser.waiting import HeldAnswer, all_saved
from tests.factories import PacketFactory
from tests.packets.scenes import place

LONG = "\n\n".join(f"Paragraph {n}. " + "What I did and why it held. " * 30 for n in range(1, 9))
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 780}


@pytest.fixture
def packet(ada):
    return PacketFactory(author=ada)


@pytest.fixture
def claim(packet):
    return f"/packets/{packet.pk}/sections/delivery/"


def sheet(page):
    return page.get_by_role("img", name="This part as it prints")


def stands_in_view(page, text):
    """Whether these printed words stand on the sheet that is turned to."""
    script = """([desk, words]) => {
      const [room, own] = [desk, words].map((element) => element.getBoundingClientRect());
      return own.left >= room.left - 1 && own.right <= room.right + 1;
    }"""
    desk = page.locator(".glance .desk").element_handle()
    words = sheet(page).get_by_text(text).first.element_handle()
    page.wait_for_function(script, arg=[desk, words])
    return True


# The sheet.


def test_the_sheet_shows_what_is_typed(claim, ada, open_browser):
    page = open_browser(ada, claim, viewport=WIDE)
    page.get_by_label("Claim").fill("I bring work across teams.")
    expect(sheet(page)).to_contain_text("I bring work across teams.")
    page.get_by_label("Claim").fill("I bring work to its users.")
    expect(sheet(page)).to_contain_text("I bring work to its users.")
    expect(sheet(page)).not_to_contain_text("across teams.")
    inspect(page)


def test_what_was_written_while_an_answer_was_awaited_is_shown_after_it(claim, ada, open_browser):
    page = open_browser(ada, claim, viewport=WIDE)
    held = HeldAnswer(page, "**/glance/**")
    page.get_by_label("Claim").fill("The first wording.")
    held.wait()
    for wording in ("The second wording.", "The third wording."):
        page.get_by_label("Claim").fill(wording)
        all_saved(page)
    held.let_go()
    expect(sheet(page)).to_contain_text("The third wording.")
    expect(sheet(page)).not_to_contain_text("The first wording.")


def test_a_long_part_lies_in_sheets_that_are_turned(claim, packet, ada, open_browser):
    packet.sections.filter(key="delivery").update(claim=LONG)
    page = open_browser(ada, claim, viewport=WIDE)
    glance = page.get_by_role("region", name="As it prints")
    expect(glance.get_by_text(re.compile(r"^1 of [2-9]$"))).to_be_visible()
    inspect(page)
    assert stands_in_view(page, "Paragraph 1.")
    glance.get_by_role("button", name="On a sheet").click()
    expect(glance.get_by_text(re.compile(r"^2 of [2-9]$"))).to_be_visible()
    glance.get_by_role("button", name="Back a sheet").click()
    assert stands_in_view(page, "Paragraph 1.")
    count = int(glance.get_by_text(re.compile(r"^1 of \d$")).inner_text()[-1])
    for _ in range(count - 1):
        glance.get_by_role("button", name="On a sheet").click()
    assert stands_in_view(page, "Paragraph 8.")


def test_a_short_part_has_nothing_to_turn(claim, ada, open_browser):
    page = open_browser(ada, claim, viewport=WIDE)
    expect(page.get_by_role("button", name="On a sheet")).to_be_hidden()


def test_the_sheet_is_turned_to_what_is_written(packet, ada, open_browser):
    Packet.objects.update(thesis="Why, in a breath.", summary="A year of work.")
    page = open_browser(ada, f"/packets/{packet.pk}/", viewport=WIDE)
    page.get_by_role("textbox", name="Summary").focus()
    assert stands_in_view(page, "A year of work.")
    page.get_by_label("Thesis").focus()
    assert stands_in_view(page, "Why, in a breath.")


def test_the_sheet_stays_where_it_was_turned_while_one_types(packet, ada, open_browser):
    Packet.objects.update(summary="A year of work.")
    page = open_browser(ada, f"/packets/{packet.pk}/", viewport=WIDE)
    page.get_by_role("textbox", name="Summary").fill("A year of good work.")
    expect(sheet(page)).to_contain_text("A year of good work.")
    assert stands_in_view(page, "A year of good work.")


def test_the_pages_are_named_once_they_were_set(claim, packet, ada, open_browser, work):
    packet.sections.filter(key="delivery").update(claim="I bring work across teams.")
    page = open_browser(ada, claim, viewport=WIDE)
    page.get_by_role("button", name="Set the pages").click()
    expect(page.get_by_role("status").filter(has_text="Waiting for the worker")).to_be_visible()
    work()
    page.goto(claim)
    glance = page.get_by_role("region", name="As it prints")
    expect(glance).to_contain_text(re.compile(r"Prints on page \d of \d+, set"))
    inspect(page)
    page.get_by_label("Claim").fill("I bring work to its users.")
    expect(glance).to_contain_text("You have written since.")
    expect(glance.get_by_role("button", name="Set the pages anew")).to_be_visible()


# Wide and narrow.


def test_panes_scroll_by_themselves_and_stay_in_view(claim, packet, ada, open_browser):
    for number in range(30):
        Section.objects.create(packet=packet, key=f"own-{number}", title=f"Own {number}")
    packet.sections.filter(key="delivery").update(claim=LONG)
    place(packet, "Moved billing", why=LONG)
    page = open_browser(ada, claim, viewport=WIDE)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(page.get_by_role("heading", name="As it prints")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Outline")).to_be_in_viewport()
    inspect(page)


def test_on_a_phone_one_jumps_between_outline_part_and_preview(claim, packet, ada, open_browser):
    place(packet, "Moved billing", why=LONG)
    page = open_browser(ada, claim, viewport=PHONE)
    jumps = page.get_by_role("navigation", name="On this page")
    for name, heading in (
        ("Preview", "glance-head"),
        ("Outline", "outline-head"),
        ("Part", "part-head"),
        ("Findings", "preflight-head"),
    ):
        jumps.get_by_role("link", name=name).click()
        expect(page.locator(f"#{heading}")).to_be_in_viewport()
    inspect(page)


# Earlier wordings.


def test_an_earlier_wording_is_compared_and_brought_back(claim, packet, ada, open_browser):
    section = packet.sections.get(key="delivery")
    Section.objects.update(claim="I planned the move of the readings.")
    EarlierText.objects.add(packet, section, "claim", "I helped with the move of the readings.")
    page = open_browser(ada, claim, viewport=WIDE)
    page.get_by_role("link", name="Earlier wordings").click()
    wording = page.get_by_role("region", name="Your claim")
    expect(wording.locator("del")).to_contain_text("helped with")
    expect(wording.locator("ins")).to_contain_text("planned")
    inspect(page)
    wording.get_by_role("button", name="Bring back").click()
    expect(page.get_by_label("Claim")).to_have_value("I helped with the move of the readings.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Claim")).to_have_value("I planned the move of the readings.")


def test_a_wording_brought_back_in_one_tab_is_not_written_over_by_the_other(
    claim, packet, ada, open_browser, trouble
):
    section = packet.sections.get(key="delivery")
    EarlierText.objects.add(packet, section, "claim", "It stood here.")
    page = open_browser(ada, claim, viewport=WIDE)
    other = page.context.new_page()
    other.goto(f"/packets/{packet.pk}/earlier/delivery/")
    other.get_by_role("button", name="Bring back").click()
    expect(other.get_by_label("Claim")).to_have_value("It stood here.")
    page.get_by_label("Claim").fill("Written in this tab.")
    conflict = page.get_by_role("alert", name="This was changed elsewhere")
    expect(conflict).to_contain_text("It stood here.")
    assert trouble.take() == ["409 POST /packets/N/sections/delivery/"]


def test_no_earlier_wording_is_told_of_where_there_is_none(claim, ada, open_browser):
    page = open_browser(ada, claim)
    page.get_by_role("link", name="Earlier wordings").click()
    expect(page.get_by_text("Nothing was written over in this part yet.")).to_be_visible()
    inspect(page)


# Sections.


def outlined(page):
    outline = page.get_by_role("navigation", name="Outline")
    return outline.get_by_role("link", name=re.compile("^(Delivery|Reliability|Hiring|Glue)"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_sections_change_places_by_the_keyboard(packet, ada, open_browser, scripts):
    first, second = packet.sections.in_order()[:2]
    url = f"/packets/{packet.pk}/sections/{second.key}/"
    page = open_browser(ada, url, java_script_enabled=scripts)
    page.get_by_role("button", name=f"Put it before “{first}”").press("Enter")
    expect(page.get_by_role("button", name=f"Put it after “{first}”")).to_be_visible()
    expect(outlined(page).first).to_contain_text(second.title)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_section_of_ones_own_comes_goes_and_comes_back(packet, ada, open_browser, scripts):
    page = open_browser(ada, f"/packets/{packet.pk}/", java_script_enabled=scripts)
    page.get_by_role("region", name="A section of your own").get_by_label("Title").fill("Glue")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#part-head")).to_have_text("Glue")
    page.get_by_label("Title").fill("Glue work")
    page.get_by_label("Claim").fill("I do what nobody asks for.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("#part-head")).to_have_text("Glue work")
    page.get_by_role("button", name="Take this section out").click()
    expect(page.get_by_text("“Glue work” is taken out.")).to_be_visible()
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Claim")).to_have_value("I do what nobody asks for.")


# Interruptions.


def test_the_sheet_asked_for_after_the_session_ended_says_so_and_keeps_the_text(
    claim, ada, open_browser, trouble
):
    page = open_browser(ada, claim, viewport=WIDE)
    page.route("**/glance/**", lambda route: route.fulfill(status=401))
    page.get_by_label("Claim").fill("I bring work across teams.")
    expect(page.get_by_text("What you typed is still here.")).to_be_visible()
    expect(page.get_by_label("Claim")).to_have_value("I bring work across teams.")
    assert set(trouble.take()) >= {"401 GET /packets/N/glance/delivery/"}


def test_going_back_to_a_part_shows_what_was_saved_in_it(claim, packet, ada, open_browser):
    page = open_browser(ada, claim, viewport=WIDE)
    page.get_by_label("Claim").fill("I bring work across teams.")
    all_saved(page)
    expect(sheet(page)).to_contain_text("I bring work across teams.")
    page.get_by_role("navigation", name="Outline").get_by_role("link", name="Reliability").click()
    page.get_by_label("Claim").fill("It holds.")
    all_saved(page)
    page.go_back()
    expect(page.get_by_label("Claim")).to_have_value("I bring work across teams.")
    expect(sheet(page)).to_contain_text("I bring work across teams.")
    page.get_by_label("Claim").fill("I bring work to its users.")
    expect(sheet(page)).to_contain_text("I bring work to its users.")


def test_going_back_to_a_part_shows_what_was_written_in_it_elsewhere_since(
    claim, ada, open_browser
):
    page = open_browser(ada, claim, viewport=WIDE)
    page.get_by_label("Claim").fill("Written in this tab.")
    all_saved(page)
    page.get_by_role("navigation", name="Outline").get_by_role("link", name="Reliability").click()
    expect(page.locator("#part-head")).to_have_text("Reliability")
    other = page.context.new_page()
    other.goto(claim)
    other.get_by_label("Claim").fill("Written in the other.")
    all_saved(other)
    page.go_back()
    expect(page.locator("#part-head")).to_have_text("Delivery")
    expect(page.get_by_label("Claim")).to_have_value("Written in the other.")


def test_without_scripts_the_sheet_is_that_of_the_saved_text(claim, ada, open_browser):
    page = open_browser(ada, claim, java_script_enabled=False, viewport=WIDE)
    page.get_by_label("Claim").fill("I bring work across teams.")
    page.get_by_role("button", name="Save").first.click()
    expect(sheet(page)).to_contain_text("I bring work across teams.")
    expect(page.get_by_role("button", name="On a sheet")).to_have_count(0)
