"""A document is brought in, looked at, and put into the inbox; there each candidate is decided."""

import pytest
from playwright.sync_api import expect

from bragdoc.importing.reading import read_by_the_worker
from bragdoc.models import Candidate, Entry, Goal, Import
from tests.browser.inspection import inspect
from tests.factories import PlacementFactory

DOCUMENT = """# What I did

## November 2026

- Cut the nightly import from 40 minutes to 6
- 2026-11-12 Wrote down why the database stays whole
- TODO: ask for the figures

## Whenever

- Showed two teams how to read a flame graph
- Took the notes of the planning day
"""

SECTIONS = """# November 2026

### A faster import

It took 40 minutes and takes 6.

- Measured first where the time goes
- Split the import in four parts

### One database

Three teams asked for a second one.

- Wrote down why it stays whole
- Gave each team a schema of its own
"""


def bring_in(page, name="brag-2026.md", text=DOCUMENT):
    """From the page to bring something in to the one that shows what was found."""
    page.get_by_label("A file").set_input_files(
        {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read it").click()


def put_in(page, name="brag-2026.md", text=DOCUMENT):
    bring_in(page, name, text)
    page.get_by_role("button", name="into the inbox").click()


def candidate(page, title):
    return page.get_by_role("listitem").filter(has_text=title)


def open_inbox(page, **document):
    put_in(page, **document)
    page.get_by_role("link", name="Look through the inbox").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    page.wait_for_load_state()  # with its scripts


# From the file to the inbox


def test_a_document_is_shown_before_it_is_put_into_the_inbox(ada, open_browser):
    page = open_browser(ada, "/import/")
    inspect(page)
    bring_in(page)
    expect(page.get_by_text("4 wins found")).to_be_visible()
    left_out = candidate(page, "TODO: ask for the figures")
    expect(left_out).to_contain_text("line 7")
    inspect(page)
    assert not Candidate.objects.exists()
    page.get_by_role("button", name="Put 4 into the inbox").click()
    expect(page.get_by_text("4 candidates new")).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="Look through the inbox").click()
    expect(candidate(page, "Cut the nightly import")).to_contain_text("brag-2026.md, line 5")
    inspect(page)


def test_the_unit_of_entries_is_switched_and_seen_again(ada, open_browser):
    page = open_browser(ada, "/import/")
    bring_in(page, text=SECTIONS)
    expect(candidate(page, "A faster import").first).to_be_visible()
    page.get_by_label("Each line").or_(page.get_by_label("Each paragraph")).last.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Show it read this way").click()
    shown = [found["title"] for found in Import.objects.get().sample]
    expect(candidate(page, shown[0]).first).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="into the inbox").click()
    expect(page.get_by_text("candidates new")).to_be_visible()
    assert list(Candidate.objects.in_order().values_list("title", flat=True)) == shown


def test_a_large_file_is_read_while_the_page_waits_and_shows_how_far_it_is(ada, open_browser):
    page = open_browser(ada, "/import/")
    lines = [f"- Rebuilt part {n} of the shop so that it takes half the time" for n in range(4_500)]
    bring_in(page, text="## October 2026\n\n" + "\n".join(lines))
    expect(page.get_by_role("status").filter(has_text="Waiting for the worker")).to_be_visible()
    inspect(page)
    brought = Import.objects.get()
    read_by_the_worker(brought.pk)
    expect(page.get_by_text("4,500 wins found")).to_be_visible()
    inspect(page)


def test_an_import_is_stopped_and_read_after_all(ada, open_browser):
    page = open_browser(ada, "/import/")
    bring_in(page)
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_text("Nothing of it is in your inbox.")).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("4 wins found")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("empty.md", "", "It is empty."), ("wins.zip", "PK\x03\x04 packed", "This is a ZIP archive")],
)
def test_a_file_that_cannot_be_read_says_why(ada, open_browser, trouble, name, text, said):
    page = open_browser(ada, "/import/")
    bring_in(page, name=name, text=text)
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_label("A file")).to_have_attribute("aria-invalid", "true")
    inspect(page)
    assert trouble.take() == ["422 POST /import/"]


# In the inbox


def test_a_candidate_is_kept_on_its_own_date(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page)
    database = candidate(page, "Wrote down why the database stays whole")
    database.get_by_role("button", name="Keep as a win").click()
    expect(database).to_contain_text("Kept as a win")
    expect(database.get_by_role("button", name="Undo")).to_be_focused()
    inspect(page)
    entry = Entry.objects.get(author=ada)
    assert (entry.title, f"{entry.starts_on}") == (
        "Wrote down why the database stays whole",
        "2026-11-12",
    )


def test_a_candidate_is_mended_before_it_is_kept(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page)
    candidate(page, "flame graph").get_by_role("link", name="Edit first").click()
    inspect(page)
    page.get_by_label("What you did").fill("Taught two teams to read a flame graph")
    page.get_by_label("From").fill("2026-10-06")
    page.get_by_role("button", name="Keep as a win").click()
    expect(page.get_by_role("status")).to_contain_text("Kept as a win")
    inspect(page)
    entry = Entry.objects.get(author=ada)
    assert (entry.title, f"{entry.starts_on}") == (
        "Taught two teams to read a flame graph",
        "2026-10-06",
    )


def test_a_candidate_that_was_left_out_comes_back_by_undo(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page)
    notes = candidate(page, "Took the notes")
    notes.get_by_role("button", name="Leave out").click()
    notes.get_by_role("button", name="Undo").click()
    expect(notes.get_by_role("button", name="Keep as a win")).to_be_visible()
    assert not Entry.objects.exists()


def test_several_are_merged_into_one_and_parted_again(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page)
    for title in ("Cut the nightly import", "Wrote down why"):
        candidate(page, title).get_by_role("checkbox").check()
    page.get_by_role("button", name="Merge into one").click()
    inspect(page)
    page.get_by_label("What you did").fill("A faster import, and one database")
    page.get_by_role("button", name="Merge them").click()
    expect(candidate(page, "A faster import, and one database")).to_be_visible()
    expect(candidate(page, "Cut the nightly import")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(candidate(page, "Cut the nightly import")).to_be_visible()
    expect(candidate(page, "A faster import, and one database")).to_have_count(0)


def test_a_page_is_left_out_at_once_and_brought_back(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page)
    page.get_by_role("link", name="Tick all on this page").click()
    page.locator("#several").get_by_role("button", name="Leave out").click()
    expect(page.get_by_role("status")).to_contain_text("4 left out.")
    inspect(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("listitem").filter(has_text="brag-2026.md, line")).to_have_count(4)


def test_the_inbox_is_gone_through_by_keys_alone(ada, open_browser):
    PlacementFactory(person=ada)
    page = open_browser(ada, "/import/")
    open_inbox(page)
    keys = page.keyboard
    for key in ("j", "y"):
        keys.press(key)
    expect(candidate(page, "Cut the nightly import")).to_contain_text("Kept as a win")
    for key in ("j", "x"):
        keys.press(key)
    expect(candidate(page, "Wrote down why")).to_contain_text("Left out")
    for key in ("j", "g", "j", "g"):
        keys.press(key)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    keys.press("k")
    keys.press("e")
    expect(page.get_by_label("What you did")).to_have_value(
        "Showed two teams how to read a flame graph"
    )
    assert [entry.title for entry in Entry.objects.all()] == [
        "Cut the nightly import from 40 minutes to 6"
    ]


def test_a_goal_that_was_found_is_kept_as_a_goal(ada, open_browser):
    page = open_browser(ada, "/import/")
    open_inbox(page, text="# 2026\n\n## Goals\n\n- Speak at a conference about the import\n")
    goal = candidate(page, "Speak at a conference")
    goal.get_by_role("button", name="Keep as a goal").click()
    expect(goal).to_contain_text("Kept as a goal")
    inspect(page)
    assert Goal.objects.get(person=ada).text == "Speak at a conference about the import"
