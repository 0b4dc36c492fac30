"""A person who has never seen the product brings the sheet of her company in, and sees what her
next level asks."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import LadderImport, LadderVersion, Placement
from tests.bragdoc.brought_sheets import LEVELS_ACROSS, PROFILE, csv_of
from tests.browser.inspection import inspect
from tests.browser.keyboard import POINTER_IS_AN_ERROR, Keyboard
from tests.browser.waiting import HeldAnswer


def choose_file(page, rows=LEVELS_ACROSS):
    file = {"name": "northquay-ladder.csv", "mimeType": "text/csv"}
    page.get_by_label("A file").set_input_files(file | {"buffer": csv_of(rows).encode()})


def bring_in(page, rows=LEVELS_ACROSS):
    choose_file(page, rows)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="This is how it was read")).to_be_visible()
    page.wait_for_load_state()  # with its scripts


def column(page, letter):
    return page.get_by_label(f"Column {letter}")


def notice(page, words):
    return page.get_by_role("status").filter(has_text=words)


def counted(page, words):
    return expect(page.get_by_role("main")).to_contain_text(words)


def test_a_newcomer_brings_her_sheet_in_and_sees_what_her_next_level_asks(ada, open_browser):
    page = open_browser(ada, "/coverage/")
    page.get_by_role("link", name="bring in your company’s").click()
    inspect(page)
    bring_in(page)
    counted(page, "3 levels, 4 competencies, 10 expectations.")
    inspect(page)
    page.get_by_label("Name of the ladder").fill("Northquay Engineering")
    page.get_by_role("button", name="Use it now").click()
    expect(notice(page, "It is yours to use")).to_be_visible()
    inspect(page)
    page.get_by_label("Where I am").select_option(label="Engineer (E2)")
    page.get_by_label("What I aim for").select_option(label="Senior Engineer (E3)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Coverage for Senior Engineer")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Shapes the modules of a whole feature.")
    version = LadderVersion.objects.select_related("ladder").get()
    assert (version.ladder.name, version.ladder.owner_id, version.state) == (
        "Northquay Engineering",
        ada.pk,
        "published",
    )
    assert Placement.objects.get().goal == "main/e3"
    page.get_by_role("link", name="Level diff").click()
    counted(page, "Finds the cause of an incident and removes it.")


def test_a_correction_is_seen_at_once_and_the_focus_stays_where_it_was(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/")
    page.set_viewport_size({"width": 600, "height": 500})
    bring_in(page)
    cells = page.locator("[data-keep-scroll]")
    cells.evaluate("region => region.scrollTo(60, 40)")
    column(page, "B").focus()
    column(page, "B").select_option("Left out")
    expect(page.get_by_role("cell", name="Running it").locator("s")).to_be_visible()
    expect(column(page, "B")).to_be_focused()
    expect(notice(page, "Read again: 3 levels, 4 competencies")).to_be_attached()
    assert cells.evaluate("region => [region.scrollLeft, region.scrollTop]") == [60, 40]
    inspect(page)
    page.reload()
    expect(column(page, "B")).to_have_value("ignored")
    page.get_by_role("button", name="Back to the guess").click()
    expect(column(page, "B")).to_have_value("area")


def test_changes_made_while_the_sheet_is_read_again_are_all_kept(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/")
    bring_in(page)
    page.evaluate(
        """() => {
          for (const [id, role] of [["column-0", "ignored"], ["column-1", "ignored"],
                                    ["rows-5", "ignored"]]) {
            const select = document.getElementById(id);
            select.value = role;
            for (const type of ["input", "change"])
              select.dispatchEvent(new Event(type, { bubbles: true }));
          }
        }"""
    )
    expect(page.get_by_role("cell", name="Craft").locator("s")).to_be_visible()
    expect(page.get_by_role("cell", name="a feature").locator("s")).to_be_visible()
    layout = LadderImport.objects.get().layout
    assert (layout["columns"][:2], layout["rows"][4:6]) == (["ignored"] * 2, ["ignored"] * 2)


def test_a_button_pressed_while_the_sheet_is_read_again_is_not_forgotten(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/")
    bring_in(page, PROFILE)
    held = HeldAnswer(page, "**/ladders/imports/*/")
    page.get_by_label("What the cells hold").press("ArrowDown")
    held.wait()
    page.get_by_role("button", name="Move Task up").click()
    held.let_go()
    expect(page.get_by_label("Place of Task")).to_have_value("2")


@pytest.fixture
def open_keyboard(open_browser):
    """A browser in which using a pointer counts as trouble."""

    def open_keyboard(person, path):
        page = open_browser(person, path, reduced_motion="reduce")  # scrolling takes no time
        page.add_init_script(POINTER_IS_AN_ERROR)
        page.reload()
        return page, Keyboard(page)

    return open_keyboard


def test_a_sheet_is_brought_in_corrected_and_used_with_the_keyboard_alone(ada, open_keyboard):
    page, keys = open_keyboard(ada, "/coverage/")
    keys.reach(page.get_by_role("link", name="bring in your company’s")).press("Enter")
    choose_file(page)
    keys.reach(page.get_by_role("button", name="Read it")).press("Enter")
    keys.reach(column(page, "B")).press("Home")  # Left out
    expect(page.get_by_role("cell", name="Running it").locator("s")).to_be_visible()
    expect(column(page, "B")).to_be_focused()
    keys.reach(page.get_by_label("Name of the ladder")).type("Northquay Engineering")
    keys.reach(page.get_by_role("button", name="Use it now")).press("Enter")
    keys.reach(page.get_by_label("Where I am")).press("E")
    keys.reach(page.get_by_label("What I aim for")).press("S")
    keys.reach(page.get_by_role("button", name="Save")).press("Enter")
    expect(page.get_by_role("heading", name="Coverage for Senior Engineer")).to_be_visible()
    areas = LadderVersion.objects.get().read().areas
    assert [area.name for area in areas] == ["Craft", "People"]


def test_the_order_of_the_steps_is_asked_and_moved_with_the_keyboard_alone(ada, open_keyboard):
    page, keys = open_keyboard(ada, "/ladders/bring/")
    choose_file(page, PROFILE)
    keys.reach(page.get_by_role("button", name="Read it")).press("Enter")
    keys.reach(page.get_by_label("What the cells hold")).press("ArrowDown")
    expect(notice(page, "Read again")).to_be_attached()
    expect(page.get_by_role("heading", name="To answer first")).to_be_visible()
    expect(page.get_by_label("What the cells hold")).to_be_focused()
    up = page.get_by_role("button", name="Move Task up")
    for number in ("2", "1"):
        keys.reach(up).press("Enter")
        expect(page.get_by_label("Place of Task")).to_have_value(number)
        expect(up).to_be_focused()
    keys.reach(page.get_by_role("button", name="Use it now")).press("Enter")
    keys.reach(page.get_by_label("Where I am"))
    assert LadderVersion.objects.get().state == "published"


def test_a_sheet_is_read_corrected_and_used_without_javascript(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/", java_script_enabled=False)
    bring_in(page)
    column(page, "B").select_option("Left out")
    page.get_by_role("button", name="Read it again this way").first.click()
    expect(page.get_by_role("cell", name="Running it").locator("s")).to_be_visible()
    page.get_by_label("Rows", exact=True).fill("10")
    page.get_by_label("are", exact=True).select_option("Left out")
    page.get_by_role("button", name="Read it again this way").last.click()
    counted(page, "3 levels, 3 competencies")
    column(page, "B").select_option("Area")
    page.get_by_role("button", name="Use it now").click()
    expect(notice(page, "Look at it first.")).to_be_visible()
    page.get_by_role("button", name="Use it now").click()
    page.get_by_label("Where I am").select_option(label="Engineer (E2)")
    page.get_by_label("What I aim for").select_option(label="Senior Engineer (E3)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Shapes the modules of a whole feature.")


def test_two_tabs_that_correct_one_sheet_show_both_readings(ada, open_browser, trouble):
    page = open_browser(ada, "/ladders/bring/")
    bring_in(page)
    other = page.context.new_page()
    other.goto(page.url)
    column(page, "B").select_option("Left out")
    expect(page.get_by_role("cell", name="Running it").locator("s")).to_be_visible()
    column(other, "A").select_option("Left out")
    expect(other.get_by_role("heading", name="This was corrected elsewhere")).to_be_visible()
    expect(column(other, "A")).to_have_value("ignored")
    inspect(other)
    assert trouble.take() == ["409 POST /ladders/imports/N/"]
    other.get_by_role("button", name="Keep mine").click()
    expect(other.get_by_role("heading", name="This was corrected elsewhere")).to_be_hidden()
    expect(column(other, "A")).to_have_value("ignored")
    expect(column(other, "B")).to_have_value("area")


@pytest.mark.parametrize("given", ["file", "text"])
def test_what_cannot_be_read_says_why_beside_where_it_was_given(ada, open_browser, trouble, given):
    page = open_browser(ada, "/ladders/bring/")
    if given == "file":
        choose_file(page, [["=SUM(A1)", "E1"]])
    else:
        page.get_by_label("Or paste the cells").fill('{"format": "ladder/1"')
    page.get_by_role("button", name="Read it").click()
    field = page.get_by_label("A file" if given == "file" else "Or paste the cells")
    expect(field).to_have_attribute("aria-invalid", "true")
    if given == "text":
        expect(field).to_have_value('{"format": "ladder/1"')
    inspect(page)
    assert trouble.take() == ["422 POST /ladders/bring/"]


def test_a_long_text_that_is_pasted_scrolls_and_leaves_the_button_where_it_is(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/")
    field = page.get_by_label("Or paste the cells")
    before = field.bounding_box()["height"]
    field.fill("Testing\tWrites a test.\n" * 400)
    assert field.bounding_box()["height"] == before
    assert 150 < before <= 24 * 16


def test_an_import_is_discarded_and_brought_back(ada, open_browser):
    page = open_browser(ada, "/ladders/bring/")
    bring_in(page)
    page.get_by_role("button", name="Discard it").click()
    expect(notice(page, "is discarded")).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="This is how it was read")).to_be_visible()
    page.goto("/ladders/")
    page.get_by_role("link", name="1 ladder brought in").click()
    page.get_by_role("link", name="northquay-ladder.csv").click()
    counted(page, "3 levels, 4 competencies, 10 expectations.")
