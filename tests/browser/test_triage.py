"""A win from anywhere, and eight lines of a week answered: by keyboard alone, each key counted, and
without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bragdoc.models import Candidate, Entry, FollowUp, Import, Pause, Week
from bragdoc.models.weeks import monday_of
from tests.browser.inspection import inspect
from tests.browser.keyboard import POINTER_IS_AN_ERROR
from tests.browser.test_write_a_week import line
from tests.factories import EntryFactory, PlacementFactory, tag


class CountedKeys:
    """The keyboard. What is typed into a field is text; every other press is counted."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)


@pytest.fixture
def monday(ada):
    return monday_of(ada.today())


@pytest.fixture
def candidate(ada, monday):
    """Something an import found for the Friday of this week."""
    brought = Import.objects.create(owner=ada, name="exported.json", found=1, known=0)
    friday = monday + timedelta(days=4)
    return Candidate.objects.create(
        owner=ada,
        brought_by=brought,
        key="1",
        title="Retired the old consumer",
        starts_on=friday,
        ends_on=friday,
        precision="day",
        line=1,
    )


@pytest.fixture
def open_keyboard(open_browser):
    def open_keyboard(person, path):
        page = open_browser(person, path, reduced_motion="reduce")
        page.add_init_script(POINTER_IS_AN_ERROR)
        page.reload()
        return page, CountedKeys(page)

    return open_keyboard


def focused(page, name, title):
    """Waits until the button of a line has the focus."""
    expect(line(page, title).get_by_role("button", name=name)).to_be_focused()


def test_a_win_from_any_page_takes_two_keys_beside_its_text(ada, open_keyboard):
    page, keys = open_keyboard(ada, "/packets/")

    keys.press("n")
    keys.type("Halved the build")
    keys.press("Enter")

    expect(page.get_by_role("link", name="Halved the build").first).to_be_visible()
    assert keys.pressed == 2
    assert Entry.objects.get(author=ada).title == "Halved the build"


def test_eight_lines_are_answered_and_the_week_is_closed_in_26_keys(
    ada, monday, candidate, open_keyboard
):
    PlacementFactory(person=ada)
    decisions = [
        "Noticed that a plan will not hold",
        "Brought the teams together",
        "Planned with users",
    ]
    for title in decisions:
        EntryFactory(author=ada, title=title, starts_on=monday, kind=Entry.Kind.DECISION)
    for title in ["Repaired the cause of the outage", "Made a failure of the queue impossible"]:
        EntryFactory(author=ada, title=title, starts_on=monday + timedelta(days=1))
    EntryFactory(
        author=ada,
        title="Kaffee",
        starts_on=monday + timedelta(days=2),
        kind=Entry.Kind.LEARNING,
    )
    tagged = EntryFactory(author=ada, title="Shorter nights", starts_on=monday + timedelta(days=2))
    tag(tagged, "reliability")
    page, keys = open_keyboard(ada, "/week/")

    for title in decisions:  # a suggestion, and one of its sentences: two keys each
        expect(line(page, title)).to_have_attribute("aria-current", "true")
        keys.press("1")
        focused(page, "Brings work across teams", title)
        keys.press("1")
        expect(line(page, title)).to_contain_text("Done")

    for title in ["Repaired the cause", "Made a failure"]:  # and the number now, after two fields
        focused(page, "Reliability", title)
        keys.press("1")
        focused(page, "Makes a class of failure", title)
        keys.press("0")
        expect(line(page, title).get_by_label("What was counted")).to_be_focused()
        keys.press("Tab", "Tab")
        keys.type("3")
        keys.press("Enter")
        expect(line(page, title)).to_contain_text("Done")

    # Nothing is suggested: all competencies, of which typing chooses one.
    kaffee = line(page, "Kaffee")
    expect(kaffee.get_by_role("combobox", name="Competency")).to_be_focused()
    keys.type("H")
    keys.press("Tab", "Enter")
    expect(kaffee).to_contain_text("Done")

    # A number that there is none of: back to the line, and past it.
    expect(line(page, "Shorter nights").get_by_label("What was counted")).to_be_focused()
    keys.press("Escape", "j")
    found = page.get_by_role("listitem").filter(has_text="Found by an import")
    expect(found.get_by_role("link", name=candidate.title)).to_be_focused()
    keys.press("x")
    expect(page.get_by_role("status")).to_contain_text("Left out. Retired the old consumer")

    expect(line(page, "Shorter nights").get_by_label("What was counted")).to_be_focused()
    keys.press("Tab", "Tab")
    keys.type("2")
    keys.press("Enter")
    expect(page.get_by_label("In one sentence")).to_be_focused()
    keys.type("We sleep.")
    keys.press("Tab", "Enter")
    expect(page.get_by_role("heading", name="is closed")).to_be_visible()

    assert keys.pressed == 26
    assert [entry.needs() for entry in Entry.objects.for_display()] == [""] * 7
    assert Week.objects.get(person=ada).sentence == "We sleep."


def test_the_keys_of_the_current_line_are_those_one_sees(ada, monday, open_browser):
    PlacementFactory(person=ada)
    for title in ["Brought the teams together", "Repaired a cause"]:
        EntryFactory(author=ada, title=title, starts_on=monday)
    page = open_browser(ada, "/week/")
    first, second = (line(page, title) for title in ["Brought the teams", "Repaired a cause"])
    inspect(page)

    expect(first.get_by_role("button", name="Delivery")).to_be_visible()
    expect(second.get_by_role("button", name="Reliability")).to_be_hidden()
    expect(first).to_contain_text("Brings work across teams to users.")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(second.get_by_role("button", name="Reliability")).to_be_visible()
    expect(first.get_by_role("button", name="Delivery")).to_be_hidden()
    first.get_by_role("link", name="Needs a competency").click()
    expect(first.get_by_role("button", name="Delivery")).to_be_visible()
    page.keyboard.press("#")
    expect(first.get_by_role("combobox", name="Competency")).to_be_focused()
    inspect(page)


def test_a_candidate_is_kept_and_merged_by_keys(ada, monday, candidate, open_browser):
    PlacementFactory(person=ada)
    kept = tag(EntryFactory(author=ada, title="Moved the readers", starts_on=monday), "delivery")
    kept.add_metric({"after": "1"})
    page = open_browser(ada, "/week/")
    inspect(page)

    page.keyboard.press("g")
    expect(page.get_by_label("The line it belongs to")).to_be_focused()
    inspect(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Added to the line.")
    kept.refresh_from_db()
    assert "Retired the old consumer" in kept.details

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.goto("/week/")
    page.keyboard.press("y")
    expect(line(page, "Retired the old consumer")).to_contain_text("Needs a competency")
    assert Entry.objects.count() == 2


def test_single_keys_do_nothing_once_switched_off(ada, monday, open_browser):
    ada.single_keys = False
    ada.save()
    PlacementFactory(person=ada)
    EntryFactory(author=ada, title="Brought the teams together", starts_on=monday)
    page = open_browser(ada, "/week/")

    page.keyboard.press("1")
    page.reload()
    expect(line(page, "Brought the teams")).to_contain_text("Needs a competency")


def test_without_javascript_everything_on_the_page_is_a_form(ada, monday, candidate, open_browser):
    PlacementFactory(person=ada)
    EntryFactory(author=ada, title="Repaired a cause", starts_on=monday)
    before = monday - timedelta(days=40)
    older = EntryFactory(author=ada, title="Split the bill run", starts_on=before)
    page = open_browser(ada, "/week/", java_script_enabled=False)

    line(page, "Repaired a cause").get_by_role("button", name="Reliability").click()
    page.get_by_role("button", name="Makes a class of failure").click()
    repaired = line(page, "Repaired a cause")
    repaired.get_by_text("Add a number").click()
    repaired.get_by_label("Now").fill("3")
    repaired.get_by_role("button", name="Add").click()
    expect(line(page, "Repaired a cause")).to_contain_text("Done")

    page.get_by_role("button", name="Keep as a win").click()
    expect(line(page, candidate.title)).to_contain_text("Needs a competency")

    page.get_by_label("What came of it").fill("Two teams asked how.")
    page.get_by_role("region", name="What happened after?").get_by_role("button").first.click()
    expect(page.get_by_role("status")).to_contain_text("Added.")
    older.refresh_from_db()
    assert older.impact == "Two teams asked how."

    page.get_by_text("I am away until").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status")).to_contain_text("Paused.")
    assert Pause.objects.get(person=ada).starts_on == monday


def test_what_happened_after_is_asked_one_at_a_time(ada, monday, open_browser, trouble):
    titles = ["Split the bill run", "Moved the till"]
    for number, title in enumerate(titles):
        EntryFactory(author=ada, title=title, starts_on=monday - timedelta(days=40 - number))
    page = open_browser(ada, "/week/")
    asked = page.get_by_role("region", name="What happened after?")

    expect(asked).to_contain_text("Split the bill run")
    inspect(page)
    asked.get_by_role("button", name="Ask again next week").click()
    expect(asked).to_contain_text("Moved the till")
    asked.get_by_text("Or a number").click()
    asked.get_by_label("Before").fill("9")
    asked.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Say what the number is now.")).to_be_visible()
    assert trouble.take() == ["422 POST /wins/N/after/N/"]
    inspect(page)
    page.get_by_label("Now").fill("2")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Added.")
    expect(asked).to_have_count(0)
    assert FollowUp.objects.get().entry.title == "Moved the till"
    assert [metric["after"] for metric in FollowUp.objects.get().entry.metrics] == ["2"]
