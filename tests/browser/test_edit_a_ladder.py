"""A ladder is written, as a form and as text, published, and stood on."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import LadderVersion, Placement
from tests.bragdoc.draft_scenes import draft_of
from tests.browser.inspection import inspect
from tests.browser.keyboard import POINTER_IS_AN_ERROR, Keyboard
from tests.browser.waiting import all_saved


@pytest.fixture
def draft(ada):
    return draft_of(ada)


def notice(page, words):
    return page.get_by_role("status").filter(has_text=words)


def written_of_testing(draft):
    return LadderVersion.objects.get(pk=draft.pk).read().competency("testing")


def competency(page, name):
    """Its link in the outline, which comes before those of the findings."""
    return page.get_by_role("link", name=name, exact=True).first


def level(page, name):
    return page.get_by_role("group", name=name, exact=True)


def begin(page, name="Our Ladder"):
    page.get_by_role("link", name="Start from nothing").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("A level", exact=True).fill("Engineer")
    page.get_by_label("The level above it").fill("Senior")


def add_competencies(page, *names):
    for name in names:
        page.get_by_label("Another competency").fill(name)
        page.get_by_role("button", name="Add a competency").click()
        expect(competency(page, name)).to_be_visible()


def test_a_ladder_is_begun_written_published_and_stood_on(ada, open_browser):
    page = open_browser(ada, "/ladders/")
    begin(page)
    inspect(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("No competency yet.")).to_be_visible()
    inspect(page)

    add_competencies(page, "Delivery", "Quality", "People")
    inspect(page)
    for name in ["Delivery", "Quality", "People"]:
        competency(page, name).click()
        level(page, "Engineer").get_by_label("Another expectation").fill(f"Does {name}.")
        first = level(page, "Senior").get_by_label("Another expectation")
        first.fill(f"Leads {name}.")
        # A row comes after the one that is being filled.
        level(page, "Senior").get_by_role("textbox").nth(1).fill(f"Teaches {name}.")
        all_saved(page)
        inspect(page)
        page.get_by_role("link", name="All competencies").click()
    expect(page.get_by_text("3 expectations")).to_have_count(3)

    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_text("2 levels, 1 track, 3 competencies, 9 expectations.")).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Publish version 1").click()
    expect(notice(page, "Published.")).to_be_visible()
    expect(page.get_by_text("Teaches People.")).to_be_visible()
    inspect(page)

    page.get_by_role("link", name="My place on it").click()
    page.get_by_label("Where I am").select_option("Engineer")
    page.get_by_label("What I aim for").select_option("Senior")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Coverage")).to_be_visible()
    assert Placement.objects.of(ada).goal == "main/senior"


def test_a_ladder_is_written_without_scripts(ada, open_browser):
    page = open_browser(ada, "/ladders/", java_script_enabled=False)
    begin(page)
    page.get_by_role("button", name="Begin").click()
    add_competencies(page, "Delivery", "Quality")
    competency(page, "Quality").click()
    level(page, "Senior").get_by_label("Another expectation").fill("Tests edges.")
    page.get_by_role("button", name="Save", exact=True).click()
    level(page, "Senior").get_by_label("Another expectation").fill("Mends causes.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Move “Mends causes.” up").click()
    rows = level(page, "Senior").get_by_role("textbox", name="Expectation at Senior", exact=True)
    expect(rows.first).to_have_value("Mends causes.")

    page.get_by_role("button", name="Remove “Tests edges.”").click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(notice(page, "Put back.")).to_be_visible()

    page.get_by_role("link", name="Levels and tracks").first.click()
    page.get_by_label("Another level").fill("Staff")
    page.get_by_role("button", name="Add a level").click()
    expect(page.get_by_role("group", name="Staff").get_by_label("Name")).to_have_value("Staff")
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(notice(page, "Published.")).to_be_visible()


def test_every_page_of_a_draft_can_be_read_by_everyone(draft, ada, open_browser):
    page = open_browser(ada, f"/ladders/drafts/{draft.pk}/")
    for path in ["levels", "tracks/ic", "tracks/ic/l2", "scales/mastery", "areas/craft"]:
        page.goto(f"/ladders/drafts/{draft.pk}/{path}/")
        inspect(page)
    page.goto(f"/ladders/drafts/{draft.pk}/competencies/testing/?cell=em/l2")
    for summary in page.locator("summary").all():
        summary.click() if summary.is_visible() else None
    inspect(page)


def test_two_tabs_that_write_one_competency_show_both_texts(draft, ada, open_browser, trouble):
    path = f"/ladders/drafts/{draft.pk}/competencies/testing/"
    page, other = open_browser(ada, path), open_browser(ada, path)
    field = "Expectation at Level 2"
    other.get_by_label(field, exact=True).fill("Tests what others forgot.")
    all_saved(other)

    page.get_by_label(field, exact=True).fill("Tests at the edges.")
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("Tests what others forgot.")
    expect(conflict).to_contain_text("Tests at the edges.")
    expect(page.get_by_label(field, exact=True)).to_have_value("Tests at the edges.")
    assert trouble.take() == ["409 POST /ladders/drafts/N/competencies/testing/"]
    inspect(page)
    conflict.get_by_role("button", name="Keep mine").click()
    expect(notice(page, "Saved.")).to_be_visible()
    assert written_of_testing(draft).expect["l2"].items[0].text == "Tests at the edges."


def test_two_tabs_that_write_different_competencies_never_meet(draft, ada, open_browser):
    base = f"/ladders/drafts/{draft.pk}/competencies"
    page, other = open_browser(ada, f"{base}/testing/"), open_browser(ada, f"{base}/review/")
    other.get_by_label("Expectation at Beginner", exact=True).fill("Asks early.")
    all_saved(other)
    page.get_by_label("Expectation at Level 2", exact=True).fill("Tests at the edges.")
    all_saved(page)


def source(page):
    return page.get_by_label("The ladder as text")


def replace(page, old, new):
    source(page).fill(source(page).input_value().replace(old, new))


def test_a_text_with_an_error_says_the_line_and_is_mended_there(draft, ada, open_browser):
    page = open_browser(ada, f"/ladders/drafts/{draft.pk}/text/")
    inspect(page)
    replace(page, "Writes tests.", "Writes many tests.")
    preview = page.get_by_role("region", name="Individual: competencies by level")
    expect(preview.get_by_text("Writes many tests.")).to_be_visible()

    replace(page, "name: Level 1", "nam: Level 1")
    errors = page.get_by_role("status").filter(has_text="2 errors")
    expect(errors).to_contain_text("`name` is missing.")
    expect(page.get_by_role("heading", name="as it could be read last")).to_be_visible()
    expect(page.locator('.gutter [data-is="wrong"]')).to_have_count(2)
    inspect(page)

    page.goto(f"/ladders/drafts/{draft.pk}/")
    expect(page.get_by_role("heading", name="The text has an error on line")).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="Mend the text").click()
    page.get_by_role("link", name="Line 8").click()
    expect(source(page)).to_be_focused()
    assert page.evaluate("() => getSelection().toString()").strip() == "nam: Level 1"
    page.keyboard.type("    name: Junior")
    expect(page.get_by_text("The text can be read.")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Junior")).to_be_visible()
    assert LadderVersion.objects.get(pk=draft.pk).read().levels[0].name == "Junior"


def test_tab_leaves_the_text(draft, ada, open_browser):
    page = open_browser(ada, f"/ladders/drafts/{draft.pk}/text/")
    source(page).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()


def test_what_was_renamed_is_asked_before_the_next_version_is_published(
    draft, ada, open_browser, trouble
):
    draft.publish()
    page = open_browser(ada, "/ladders/team/")
    page.get_by_role("button", name="New version").click()
    competency(page, "Testing").click()
    page.get_by_role("button", name="Remove “Writes tests.”").click()
    expect(notice(page, "Removed “Writes tests.”")).to_be_visible()
    level(page, "Level 1").get_by_label("Another expectation").fill("Writes tests for all code.")
    all_saved(page)

    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_role("heading", name="Was this renamed?")).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_text("Answer this first.")).to_be_visible()
    assert trouble.take() == ["422 POST /ladders/drafts/N/publish/"]
    page.get_by_label("Yes, the same").check()
    page.get_by_role("button", name="Publish version 2").click()
    expect(notice(page, "Published.")).to_be_visible()
    published = LadderVersion.objects.get(version="2").read()
    assert published.ladder.replaces.expectations == {
        "testing/writes-tests": "testing/writes-tests-for-all-code"
    }


def test_a_competency_is_written_with_the_keyboard_alone(draft, ada, open_browser):
    page = open_browser(ada, f"/ladders/drafts/{draft.pk}/", reduced_motion="reduce")
    page.add_init_script(POINTER_IS_AN_ERROR)
    page.reload()
    keys = Keyboard(page)
    keys.reach(page.get_by_label("Another competency")).type("Design").press("Enter")
    keys.reach(competency(page, "Design")).press("Enter")
    expect(page.get_by_role("heading", name="Design", level=2)).to_be_visible()
    first = level(page, "Level 1").get_by_label("Another expectation").first
    keys.reach(first).type("Draws before building.").press("Tab")
    all_saved(page)
    keys.reach(page.get_by_label("Name", exact=True)).type("System design").press("Enter")
    expect(page.get_by_role("heading", name="System design", level=2)).to_be_visible()
    keys.reach(page.get_by_role("button", name="Remove “Draws before building.”")).press("Enter")
    expect(notice(page, "Removed “Draws before building.”")).to_be_visible()
    keys.reach(page.get_by_role("button", name="Undo")).press("Enter")
    expect(notice(page, "Put back.")).to_be_visible()
