"""An engineer signs up, says where she is and what she aims for, logs her week and closes it."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry, Week
from tests.browser.inspection import inspect
from tests.browser.waiting import all_saved
from tests.factories import EntryFactory, PlacementFactory, small_ladder


@pytest.fixture
def week(ada, open_browser):
    """Ada's week, with a ladder to tag wins from."""
    PlacementFactory(person=ada)
    return open_browser(ada, "/week/")


def line(page, title):
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title))


def log(page, text):
    page.keyboard.press("n")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_an_account_is_made_and_proved_by_a_link_in_a_mail(open_browser, link_in_mail):
    small_ladder()
    page = open_browser()
    inspect(page)
    page.get_by_role("link", name="Make one").click()
    inspect(page)
    page.get_by_label("Name").fill("Ada Okoye")
    page.get_by_label("mail").fill("ada@example.org")
    page.get_by_label("Password").fill("a quiet harbour")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Look at your mail")).to_be_visible()
    inspect(page)
    page.goto(link_in_mail("ada@example.org"))
    inspect(page)
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_role("link", name="Ada Okoye")).to_be_visible()
    inspect(page)


def test_a_place_on_a_ladder_is_chosen_and_shows_what_the_goal_asks(ada, open_browser):
    small_ladder()
    page = open_browser(ada, "/week/")
    page.get_by_role("link", name="Choose a ladder").click()
    inspect(page)
    page.get_by_label("Ladder", exact=True).select_option("Small Ladder 1")
    page.get_by_role("button", name="Go on").click()
    inspect(page)
    page.get_by_label("Where I am").select_option("ic/senior")
    page.get_by_label("What I aim for").select_option("ic/staff")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Coverage for Staff Engineer")).to_be_visible()
    expect(page.get_by_text("Brings work across teams to users.")).to_be_visible()
    inspect(page)


def test_a_line_is_read_while_it_is_typed_and_kept_by_enter(ada, week):
    week.keyboard.press("n")
    week.keyboard.type("Halved the build +build:14min→7min #delivery ~ci @sam")
    read_as = week.get_by_role("list", name="How this line is read")
    expect(read_as).to_contain_text("#delivery")
    expect(read_as).to_contain_text("with sam")
    inspect(week)
    week.keyboard.press("Enter")
    expect(line(week, "Halved the build")).to_contain_text("Done")
    expect(week.get_by_label("What did you do?")).to_be_focused()
    inspect(week)
    entry = Entry.objects.get(author=ada)
    assert entry.title == "Halved the build"
    assert [competency.slug for competency in entry.competencies.all()] == ["delivery"]
    assert [(m["before"], m["after"], m["unit"]) for m in entry.metrics] == [("14", "7", "min")]


def test_what_a_competency_is_called_is_completed_by_tab(week):
    week.keyboard.press("n")
    week.keyboard.type("Showed why the queue grows #reli")
    expect(week.get_by_role("option", name="#reliability")).to_be_visible()
    inspect(week)
    week.keyboard.press("Tab")
    expect(week.get_by_label("What did you do?")).to_have_value(
        "Showed why the queue grows #reliability "
    )


def test_what_a_line_still_needs_is_answered_in_its_place(ada, week):
    log(week, "Nobody is woken by a full disk any more")
    disk = line(week, "Nobody is woken")
    expect(disk).to_contain_text("Needs a competency")
    disk.get_by_role("combobox").select_option("Reliability")
    disk.get_by_role("button", name="Tag").click()
    expect(disk).to_contain_text("Needs a number")
    expect(disk).to_contain_text("Which sentence of Reliability does it show?")
    expect(disk.get_by_role("button", name="Makes a class of failure")).to_be_focused()
    inspect(week)
    week.keyboard.press("1")
    expect(disk).to_contain_text("1 sentence")
    expect(disk.get_by_label("What was counted")).to_be_focused()
    inspect(week)
    disk.get_by_label("What was counted").fill("Nights woken, a month")
    disk.get_by_label("Before").fill("5")
    disk.get_by_label("Now").fill("0")
    disk.get_by_role("button", name="Add").click()
    expect(disk).to_contain_text("Done")
    entry = Entry.objects.get(author=ada)
    assert [(m["label"], m["before"], m["after"]) for m in entry.metrics] == [
        ("Nights woken, a month", "5", "0")
    ]
    assert [sentence.slug for sentence in entry.expectations.all()] == ["impossible"]


def test_a_line_need_not_show_any_of_the_sentences(ada, week):
    log(week, "Nobody is woken by a full disk any more #reliability")
    disk = line(week, "Nobody is woken")
    expect(disk).to_contain_text("Which sentence of Reliability does it show?")
    expect(week.get_by_label("What did you do?")).to_be_focused()
    disk.get_by_role("button", name="None of these").click()
    expect(disk).not_to_contain_text("Which sentence")
    assert Entry.objects.get(author=ada).expectations.count() == 0


def test_a_win_saves_itself_and_says_so(ada, open_browser):
    PlacementFactory(person=ada)
    entry = EntryFactory(author=ada, title="Halved the build")
    page = open_browser(ada, f"/wins/{entry.pk}/")
    inspect(page)
    page.get_by_label("What came of it").fill("Three teams asked how.")
    all_saved(page)
    page.get_by_role("textbox", name="Details").fill("The tests ran **twice**.")
    expect(page.get_by_label("How the details read").locator("strong")).to_have_text("twice")
    all_saved(page)
    inspect(page)
    page.reload()
    expect(page.get_by_label("What came of it")).to_have_value("Three teams asked how.")
    expect(page.get_by_role("textbox", name="Details")).to_have_value("The tests ran **twice**.")


def test_a_discarded_win_comes_back_by_undo(ada, open_browser):
    entry = EntryFactory(author=ada, title="Halved the build")
    page = open_browser(ada, f"/wins/{entry.pk}/")
    page.get_by_role("button", name="Discard this win").click()
    expect(page.get_by_role("status")).to_contain_text("“Halved the build” is discarded.")
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Restored.")).to_be_visible()
    assert Entry.objects.visible_to(ada).get() == entry


def test_a_week_ends_with_a_sentence_and_can_be_opened_again(ada, week):
    week.get_by_label("In one sentence").fill("The build got out of the way.")
    week.get_by_role("button", name="Close week").click()
    expect(week.get_by_role("heading", name="is closed")).to_be_visible()
    expect(week.get_by_text("“The build got out of the way.”")).to_be_visible()
    inspect(week)
    assert Week.objects.get(person=ada).state == Week.State.CLOSED
    week.get_by_role("button", name="Open it again").click()
    expect(week.get_by_label("In one sentence")).to_be_visible()
