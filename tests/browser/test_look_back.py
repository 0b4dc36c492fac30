"""A person sets a goal from what is missing, looks back on a quarter, and sums up a project."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry, Goal, Reflection
from bragdoc.quarters import Quarter
from tests.browser.inspection import inspect
from tests.browser.waiting import all_saved
from tests.factories import EntryFactory, PlacementFactory, ProjectFactory, show

NOTICES = "Notices early that a plan will not hold."
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


@WITH_AND_WITHOUT
def test_a_goal_is_made_of_what_the_next_level_asks_and_counts_wins(ada, open_browser, scripts):
    PlacementFactory(person=ada)
    win = EntryFactory(author=ada, title="Moved the date before it moved us", starts_on=ada.today())
    show(win, "delivery/notices")

    page = open_browser(ada, "/goals/", java_script_enabled=scripts)
    page.get_by_role("button", name=f"Make it a goal: {NOTICES}").click()

    goal = page.get_by_role("article", name=NOTICES)
    expect(goal).to_contain_text("1 win counts towards it")
    expect(goal.get_by_role("link", name="Moved the date")).to_be_visible()
    if scripts:
        inspect(page)
    goal.get_by_role("button", name="Shown").click()
    expect(page.get_by_role("article", name=NOTICES)).to_contain_text("Open again")
    assert Goal.objects.get().state == Goal.State.SHOWN


def test_a_win_is_found_and_put_to_a_goal_by_keyboard(ada, open_browser):
    goal = Goal.objects.set_goal(ada, _quarter(ada), text="Fewer handovers")
    EntryFactory(author=ada, title="One form for two teams")
    page = open_browser(ada, f"/goals/{goal.pk}/")
    page.get_by_label("Words of the win").focus()
    page.keyboard.type("form")
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Counts towards it: One form")
    button.focus()
    page.keyboard.press("Enter")

    wins = page.get_by_role("region", name="Wins that count towards it")
    expect(wins).to_contain_text("One form for two teams")
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(wins).not_to_contain_text("One form for two teams")


def test_the_five_answers_save_themselves(ada, open_browser):
    page = open_browser(ada, f"/reflection/{_quarter(ada).slug}/")
    page.get_by_label("What do you enjoy?").fill("Pairing on Thursdays.")
    all_saved(page)
    page.get_by_label("What are you avoiding?").fill("Estimates.")
    all_saved(page)
    inspect(page)
    page.reload()
    expect(page.get_by_label("What do you enjoy?")).to_have_value("Pairing on Thursdays.")
    expect(page.get_by_label("What are you avoiding?")).to_have_value("Estimates.")


def test_the_five_answers_are_saved_without_scripts(ada, open_browser):
    path = f"/reflection/{_quarter(ada).slug}/"
    page = open_browser(ada, path, java_script_enabled=False)
    page.get_by_label("What do you enjoy?").fill("Pairing.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert Reflection.objects.get().enjoying == "Pairing."


@WITH_AND_WITHOUT
def test_what_came_of_a_project_is_written_into_its_wins(ada, open_browser, scripts):
    kasse = ProjectFactory(owner=ada, slug="kasse", name="Kasse")
    EntryFactory(author=ada, title="Faster tills", project=kasse)
    page = open_browser(ada, "/projects/kasse/impact/", java_script_enabled=scripts)
    if scripts:
        inspect(page)
    page.get_by_label("What changed, measurably?").fill("400 ms, was 2 s.")
    page.get_by_label("Faster tills").check()
    page.get_by_role("button", name="Save, and write it into the wins").click()
    expect(page.get_by_text("written into one win")).to_be_visible()
    assert Entry.objects.get().impact == "400 ms, was 2 s."


@pytest.mark.parametrize("wins", [0, 6])
def test_the_balance_reads_in_every_theme_and_width(ada, open_browser, wins):
    for kind in ["glue", "delivery", "", "learning", "praise", "operations"][:wins]:
        EntryFactory(author=ada, kind=kind, starts_on=ada.today())
    page = open_browser(ada, "/balance/")
    expect(page.get_by_role("heading", name="The balance of your work")).to_be_visible()
    inspect(page)


def _quarter(person):
    return Quarter.of(person.today())
