"""What a person, or her device, asks for: no single keys, a theme, less motion, her own colours."""

from playwright.sync_api import expect

from tests.browser.inspection import inspect
from tests.factories import EntryFactory, PacketFactory

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
  const takes = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  return takes(transitionDuration) || (animationName !== "none" && takes(animationDuration));
}).map((element) => element.outerHTML.slice(0, 80))"""

WITHOUT_EDGE = """() => [...document.querySelectorAll(".button, input, textarea, select")]
  .filter((element) => element.checkVisibility() && element.type !== "hidden")
  .filter((element) => {
    const framed = element.matches("textarea") ? element.closest(".entry") ?? element : element;
    const { borderBottomStyle, borderBottomWidth, appearance } = getComputedStyle(framed);
    const bare = borderBottomStyle === "none" || parseFloat(borderBottomWidth) === 0;
    return appearance === "none" && bare;
  }).map((element) => element.outerHTML.slice(0, 80))"""


def test_single_keys_can_be_switched_off(ada, open_browser):
    page = open_browser(ada, "/settings/")
    inspect(page)
    page.get_by_label("Single-letter keys").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    for key in ("n", "?", "g", "p"):
        page.keyboard.press(key)
    expect(page.get_by_label("Log a win")).not_to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()


def test_a_chosen_theme_is_kept_whatever_the_device_has(ada, open_browser):
    page = open_browser(ada, "/week/")
    paper = "() => getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(paper)
    assert light != dark
    page.get_by_role("button", name="Colours are as the device has them").click()
    page.get_by_role("button", name="Colours are light").click()
    expect(page.get_by_role("button", name="Colours are dark")).to_be_visible()
    page.wait_for_load_state()  # with its style sheets
    assert page.evaluate(paper) == dark
    page.reload()
    assert page.evaluate(paper) == dark


def test_nothing_moves_where_less_motion_is_asked_for(ada, open_browser):
    EntryFactory(author=ada, starts_on=ada.today())
    packet = PacketFactory(author=ada)
    page = open_browser(ada, "/week/", reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    page.goto(f"/packets/{packet.pk}/")
    assert page.evaluate(MOVING) == []


def test_controls_keep_their_edges_in_forced_colours(ada, open_browser):
    EntryFactory(author=ada, starts_on=ada.today())
    packet = PacketFactory(author=ada)
    page = open_browser(ada, "/week/", forced_colors="active")
    assert page.evaluate(WITHOUT_EDGE) == []
    page.goto(f"/packets/{packet.pk}/sections/delivery/")
    assert page.evaluate(WITHOUT_EDGE) == []
