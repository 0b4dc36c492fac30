"""The author finds wins and places them: by keyboard, by mouse, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry
from packets.models import Evidence
from tests.browser.inspection import NARROW, inspect
from tests.browser.waiting import all_saved
from tests.factories import EntryFactory, PacketFactory, show, tag
from tests.packets.scenes import place

ACROSS = "Brings work across teams to users."
NOTICES = "Notices early that a plan will not hold."


@pytest.fixture
def packet(ada):
    return PacketFactory(author=ada)


@pytest.fixture
def open_section(ada, packet, open_browser):
    def open_section(key="delivery", **options):
        page = open_browser(ada, f"/packets/{packet.pk}/sections/{key}/", **options)
        page.evaluate("window.isTheSamePage = true") if options.get(
            "java_script_enabled", True
        ) else None
        return page

    return open_section


def sentence(page, text):
    return page.get_by_role("region", name=text, exact=True)


def wins_in(page, text):
    return sentence(page, text).get_by_role("heading", level=4)


def said(page, words):
    return page.get_by_role("status").filter(has_text=words)


def offers(page):
    return page.locator("#offers").get_by_role("listitem")


def words(page):
    return page.get_by_role("searchbox", name="Words")


def focused(page):
    return page.locator(":focus")


def stays(page):
    """It was not loaded anew."""
    assert page.evaluate("window.isTheSamePage") is True


def test_a_win_is_found_by_words_and_placed_with_the_keyboard_alone(packet, ada, open_section):
    EntryFactory(author=ada, title="Moved billing to the event")
    EntryFactory(author=ada, title="Wrote the guide")
    page = open_section()
    inspect(page)
    page.get_by_role("link", name="Look for wins to place", exact=True).press("Enter")
    page.get_by_label("Competency").select_option("Any")
    expect(offers(page)).to_have_count(2)
    words(page).press_sequentially("billing", delay=20)
    expect(offers(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=billing"))
    expect(focused(page)).to_have_attribute("name", "q")
    place_it = page.get_by_role("button", name="Place “Moved billing to the event”")
    choice = page.get_by_label("Where to place “Moved billing to the event”")
    choice.focus()
    choice.select_option(NOTICES)
    choice.press("Tab")
    expect(place_it).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page, "“Moved billing to the event” is placed.")).to_be_visible()
    expect(wins_in(page, NOTICES)).to_have_text("Moved billing to the event")
    expect(place_it.last).to_be_focused()
    expect(words(page)).to_have_value("billing")
    outline = page.get_by_role("navigation", name="Outline")
    expect(outline.get_by_role("link", name="Delivery")).to_contain_text("1 win")
    stays(page)
    page.evaluate("scrollTo(0, 0)")  # the bar that stays in sight is over nothing there
    inspect(page)


def test_what_is_typed_is_kept_while_wins_are_looked_for_and_placed(
    packet, ada, open_section, trouble
):
    place(packet, "Placed first")
    show(EntryFactory(author=ada, title="Tagged"), "delivery/notices")
    page = open_section()
    page.route("**/evidence/*/", lambda route: route.abort())
    why = page.get_by_label("Why this is next-level")
    why.fill("Typed, and not saved")
    sentence(page, NOTICES).get_by_role("button", name="Place “Tagged”").click()
    expect(wins_in(page, NOTICES)).to_have_text("Tagged")
    words(page).fill("nothing like it")
    expect(page.get_by_text("No win matches these filters.").last).to_be_visible()
    expect(why.first).to_have_value("Typed, and not saved")
    stays(page)
    assert {line.partition(" ")[0] for line in trouble.take()} <= {"net::ERR_FAILED"}


def test_wins_are_put_in_order_and_the_focus_stays_near(packet, open_section):
    for title in ("First win", "Second win", "Third win"):
        place(packet, title)
    page = open_section()
    page.get_by_role("button", name="Move “First win” down").press("Enter")
    expect(wins_in(page, ACROSS)).to_have_text(["Second win", "First win", "Third win"])
    expect(page.get_by_role("button", name="Move “First win” down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(wins_in(page, ACROSS)).to_have_text(["Second win", "Third win", "First win"])
    expect(page.get_by_role("button", name="Move “First win” up")).to_be_focused()
    page.get_by_role("button", name="Move “First win” to the top").press("Enter")
    expect(wins_in(page, ACROSS)).to_have_text(["First win", "Second win", "Third win"])
    stays(page)
    said(page, "is moved.").get_by_role("button", name="Undo").click()
    expect(wins_in(page, ACROSS)).to_have_text(["Second win", "Third win", "First win"])


def test_an_offer_is_dragged_onto_a_sentence(packet, ada, open_section):
    tag(EntryFactory(author=ada, title="Moved billing to the event"), "delivery")
    page = open_section(viewport={"width": 1280, "height": 2000})
    offers(page).first.locator(".when").drag_to(sentence(page, NOTICES).locator(".ladder"))
    expect(wins_in(page, NOTICES)).to_have_text("Moved billing to the event")
    stays(page)


def test_a_placed_win_is_dragged_to_another_sentence_with_its_why(packet, open_section):
    place(packet, "Moved billing to the event", why="Two teams waited for nobody.")
    page = open_section(viewport={"width": 1280, "height": 2000})
    card = sentence(page, ACROSS).locator(".evidence")
    card.locator(".facts").drag_to(sentence(page, NOTICES).locator(".ladder"))
    expect(wins_in(page, NOTICES)).to_have_text("Moved billing to the event")
    expect(sentence(page, NOTICES).get_by_label("Why this is next-level")).to_have_value(
        "Two teams waited for nobody."
    )
    expect(said(page, "“Moved billing to the event” is moved.")).to_be_visible()
    stays(page)


def test_a_placed_win_is_dragged_before_another(packet, open_section):
    place(packet, "First win")
    place(packet, "Second win", expectation="notices")
    page = open_section(viewport={"width": 1280, "height": 2000})
    card = sentence(page, NOTICES).locator(".evidence .facts")
    card.drag_to(sentence(page, ACROSS).locator(".evidence .facts"))
    expect(wins_in(page, ACROSS)).to_have_text(["Second win", "First win"])


def test_a_placed_win_is_dragged_into_another_section(packet, open_section):
    placed = place(packet, "Moved billing to the event")
    page = open_section()
    drops = page.locator("#drops")
    expect(drops).to_be_hidden()
    page.locator(".evidence .facts").hover()
    page.mouse.down()
    page.mouse.move(5, 5, steps=4)
    expect(drops).to_be_visible()
    drops.get_by_text("Makes a class of failure impossible.").hover()
    page.mouse.up()
    expect(said(page, "“Moved billing to the event” is moved.")).to_be_visible()
    expect(drops).to_be_hidden()
    expect(wins_in(page, ACROSS)).to_have_count(0)
    placed.refresh_from_db()
    assert (placed.section.key, placed.expectation) == ("reliability", "impossible")


def test_a_headline_is_a_button_that_stays_pressed(packet, open_section):
    placed = place(packet, "Moved billing to the event")
    page = open_section()
    headline = page.get_by_role("button", name="Show as a headline: Moved billing to the event")
    folded = page.get_by_role("button", name="Tell it in the appendix: Moved billing to the event")
    headline.press("Space")
    expect(headline).to_have_attribute("aria-pressed", "true")
    expect(headline).to_be_focused()
    expect(said(page, "is a headline.")).to_be_visible()
    folded.click()
    expect(folded).to_have_attribute("aria-pressed", "true")
    expect(headline).to_have_attribute("aria-pressed", "false")
    inspect(page)
    placed.refresh_from_db()
    assert (placed.featured, placed.folded) == (False, True)


def test_a_win_is_told_in_other_words_and_back(packet, open_section):
    place(packet, "Halved the build", details="Cached the tests.")
    page = open_section()
    page.get_by_role("link", name="Tell it in other words here").click()
    expect(page.get_by_label("Title")).to_have_value("Halved the build")
    page.get_by_label("Title").fill("Every team releases daily")
    all_saved(page)
    inspect(page)
    page.get_by_role("link", name="Delivery").first.click()
    expect(wins_in(page, ACROSS)).to_have_text("Every team releases daily")
    page.get_by_role("link", name="Told in other words here").click()
    page.get_by_role("button", name="Back to the entry’s words").click()
    expect(page.locator("#part-head")).to_have_text("Halved the build")
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#part-head")).to_have_text("Every team releases daily")
    assert Entry.objects.get().title == "Halved the build"


def test_a_win_that_another_tab_took_out_is_no_error(packet, open_section):
    place(packet, "Halved the build")
    here = open_section()
    there = here.context.new_page()
    there.goto(here.url)
    there.get_by_role("button", name="Take “Halved the build” out").click()
    expect(wins_in(there, ACROSS)).to_have_count(0)
    here.get_by_role("button", name="Show as a headline: Halved the build").click()
    expect(said(here, "“Halved the build” was taken out elsewhere.")).to_be_visible()
    expect(wins_in(here, ACROSS)).to_have_count(0)
    said(there, "is taken out.").get_by_role("button", name="Undo").click()
    expect(wins_in(there, ACROSS)).to_have_text("Halved the build")


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 900}], ids=["360", "wide"])
def test_without_scripts_wins_are_found_placed_moved_told_and_taken_out(
    packet, ada, open_section, size
):
    EntryFactory(author=ada, title="Moved billing to the event")
    page = open_section(java_script_enabled=False, viewport=size)
    words(page).fill("billing")
    page.get_by_label("Competency").select_option("Any")
    page.get_by_role("button", name="Look", exact=True).click()
    page.get_by_label("Where to place “Moved billing to the event”").select_option(NOTICES)
    page.get_by_role("button", name="Place “Moved billing to the event”").click()
    expect(words(page)).to_have_value("billing")
    expect(wins_in(page, NOTICES)).to_have_text("Moved billing to the event")
    page.get_by_role("link", name="Move it, or show it elsewhere too").click()
    page.get_by_label("Sentence").select_option("reliability/impossible")
    page.get_by_role("button", name="Show it there too").click()
    expect(said(page, "is shown there too.")).to_be_visible()
    page.get_by_role("link", name="Move it, or show it elsewhere too").click()
    page.get_by_label("Sentence").select_option("hiring/interviews")
    page.get_by_role("button", name="Move it there").click()
    expect(page.locator("#part-head")).to_have_text("Hiring")
    page.get_by_role("button", name="Show as a headline: Moved billing to the event").click()
    expect(said(page, "is a headline.")).to_be_visible()
    page.get_by_role("button", name="Take “Moved billing to the event” out").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take “Moved billing to the event” out")).to_be_visible()
    stood = Evidence.objects.told().values_list("section__key", "expectation", "featured")
    assert set(stood) == {("delivery", "notices", False), ("hiring", "interviews", True)}


def test_long_titles_and_many_wins_fit_on_a_phone(packet, ada, open_section):
    place(packet, "W" * 300)
    show(EntryFactory(author=ada, title="一" * 300), "delivery/notices")
    page = open_section(viewport=NARROW)
    inspect(page)
