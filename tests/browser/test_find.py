"""A person finds wins again: by words, filters with a name, projects, people and months."""

from datetime import date

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry, Person, Project, SavedFilter
from tests.browser.inspection import inspect
from tests.browser.keyboard import POINTER_IS_AN_ERROR, Keyboard
from tests.factories import EntryFactory, PlacementFactory, tag


@pytest.fixture
def wins(ada):
    """Three: two of a project, one of them with Sam, and one of the month before."""
    PlacementFactory(person=ada)
    checkout = Project.objects.named(ada, "Checkout")
    queue = EntryFactory(
        author=ada,
        title="Cut the waiting",
        project=checkout,
        details="The <b>queue</b> was drained twice.",
        starts_on=date(2026, 11, 3),
    )
    queue.people.add(Person.objects.named(ada, "Sam"))
    tag(queue, "delivery")
    EntryFactory(author=ada, title="Wrote it down", project=checkout, starts_on=date(2026, 11, 4))
    EntryFactory(author=ada, title="Asked around", kind="glue", starts_on=date(2026, 10, 5),
                 ends_on=date(2026, 10, 9))  # fmt: skip


def line(page, title):
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title))


def notice(page, words):
    return page.locator("#notices").filter(has_text=words)


def test_the_wins_follow_while_one_types(ada, wins, open_browser):
    page = open_browser(ada, "/wins/")
    inspect(page)
    page.keyboard.press("/")
    page.keyboard.type("que")
    expect(line(page, "Cut the waiting").locator("mark")).to_have_text("que")
    expect(page.get_by_role("link", name="Wrote it down")).to_have_count(0)
    expect(line(page, "Cut the waiting")).to_contain_text("The <b>queue</b> was drained twice.")
    expect(page.locator("#log-said")).to_have_text("1 win on this page.")
    expect(page.get_by_label("Words")).to_be_focused()
    inspect(page)

    page.reload()
    expect(page.get_by_label("Words")).to_have_value("que")
    expect(line(page, "Cut the waiting").locator("mark")).to_have_text("que")
    page.get_by_label("Words").fill("nowhere")
    expect(page.get_by_text("No win matches these filters.").first).to_be_visible()


def test_filters_get_a_name_and_are_used_with_the_keyboard_alone(ada, wins, open_browser):
    page = open_browser(ada, "/wins/?kind=glue")
    page.add_init_script(POINTER_IS_AN_ERROR)
    keyboard = Keyboard(page)
    keyboard.reach(page.get_by_label("Save these filters as")).type("Glue work").press("Enter")
    expect(notice(page, "Saved as “Glue work”.")).to_be_visible()

    page.goto("/wins/")
    keyboard.reach(page.get_by_role("link", name="Glue work")).press("Enter")
    expect(page.get_by_role("link", name="Glue work")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Cut the waiting")).to_have_count(0)
    inspect(page)

    keyboard.reach(page.get_by_role("link", name="Rename or delete")).press("Enter")
    name = page.get_by_label("New name for Glue work")
    expect(name).to_be_visible()
    inspect(page)
    keyboard.reach(name).type("Glue").press("Enter")
    expect(notice(page, "Renamed.")).to_be_visible()
    keyboard.reach(page.get_by_role("button", name="Delete Glue")).press("Enter")
    expect(notice(page, "“Glue” is deleted.")).to_be_visible()
    keyboard.reach(page.get_by_role("button", name="Undo")).press("Enter")
    expect(notice(page, "“Glue” is there again.")).to_be_visible()
    assert SavedFilter.objects.get().name == "Glue"


def test_several_wins_are_ticked_by_keys_and_moved_and_moved_back(ada, wins, open_browser):
    page = open_browser(ada, "/wins/")
    page.add_init_script(POINTER_IS_AN_ERROR)
    keyboard = Keyboard(page)
    keyboard.press("j", "x", "j", "j", "x")
    expect(page.get_by_role("checkbox", name="Wrote it down")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Asked around")).to_be_checked()
    inspect(page)
    keyboard.reach(page.get_by_role("combobox", name="Project").last).type("Payments")
    keyboard.press("Enter")
    expect(notice(page, "2 wins moved to Payments.")).to_be_visible()
    expect(line(page, "Asked around")).to_contain_text("~payments")

    keyboard.reach(page.get_by_role("button", name="Undo")).press("Enter")
    expect(notice(page, "Undone for 2 wins.")).to_be_visible()
    expect(line(page, "Wrote it down")).to_contain_text("~checkout")
    assert Entry.objects.get(title="Asked around").project is None


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_act_keeps_the_ticks(ada, wins, open_browser, trouble, scripts):
    page = open_browser(ada, "/wins/", java_script_enabled=scripts)
    page.get_by_role("checkbox", name="Wrote it down").check()
    page.get_by_role("button", name="Tag", exact=True).click()
    expect(page.get_by_text("Choose a competency.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Wrote it down")).to_be_checked()
    assert trouble.take() == ["422 POST /wins/bulk/"]

    page.get_by_label("Competency").last.select_option("Delivery")
    page.get_by_role("button", name="Tag", exact=True).click()
    expect(notice(page, "1 win tagged with Delivery.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_project_is_looked_at_renamed_and_merged(ada, wins, open_browser, scripts):
    Project.objects.named(ada, "Payments")
    page = open_browser(ada, "/wins/", java_script_enabled=scripts)
    line(page, "Cut the waiting").get_by_role("link", name="~checkout").click()
    expect(page.get_by_role("heading", name="Checkout")).to_be_visible()
    expect(page.locator(".in-short")).to_contain_text("2 wins, 3 to 4 Nov 2026")
    expect(page.get_by_role("link", name="Wrote it down")).to_be_visible()
    page.get_by_text("Rename or merge").click()
    if scripts:
        inspect(page)
    page.get_by_role("textbox", name="Name", exact=True).fill("Till")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="Till")).to_be_visible()

    page.get_by_text("Rename or merge").click()
    page.get_by_label("Is the same as").select_option("Payments")
    page.get_by_label("The other name").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", name="Payments")).to_be_visible()
    expect(page.get_by_role("link", name="Wrote it down")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Till")).to_be_visible()
    page.get_by_role("link", name="All projects").click()
    expect(page.get_by_role("link", name="Payments")).to_be_visible()
    if scripts:
        inspect(page)


def test_people_lead_to_what_was_done_with_them(ada, wins, open_browser):
    page = open_browser(ada, "/people/")
    inspect(page)
    page.get_by_role("link", name="Sam").click()
    expect(page.get_by_role("heading", name="With Sam")).to_be_visible()
    expect(page.get_by_role("link", name="Cut the waiting")).to_be_visible()
    inspect(page)


def test_a_month_leads_through_its_weeks(ada, wins, open_browser):
    page = open_browser(ada, "/wins/2026-11/")
    inspect(page)
    expect(page.get_by_role("listitem").filter(has_text="Tue 3").last).to_contain_text(
        "Cut the waiting"
    )
    page.get_by_role("link", name="October 2026").click()
    spans = page.get_by_role("list", name="Over several days")
    expect(spans).to_contain_text("5 to 9 Oct 2026 Asked around")
    inspect(page)
    page.get_by_role("link", name="Week 41").click()
    expect(page).to_have_url("/week/2026-10-05/")


def test_what_is_shown_is_taken_along(ada, wins, open_browser):
    page = open_browser(ada, "/wins/?kind=glue")
    page.get_by_text("Export what is shown").click()
    inspect(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    text = download.value.path().read_text()
    assert download.value.suggested_filename == "wins.csv"
    assert [row.split(",")[2] for row in text.splitlines()] == ["Title", "Asked around"]
