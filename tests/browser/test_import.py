"""A brag document is brought in; its bullets wait as candidates until they are kept or left out."""

from playwright.sync_api import expect

from bragdoc.models import Entry
from tests.browser.inspection import inspect

DOCUMENT = """# What I did

## November 2026

- Cut the nightly import from 40 minutes to 6
- 2026-11-12 Wrote down why the database stays whole
- TODO: ask for the figures

## Whenever

- Showed two teams how to read a flame graph
- Took the notes of the planning day
"""


def bring_in(page, name="brag-2026.md", text=DOCUMENT):
    page.get_by_label("A Markdown file").set_input_files(
        {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read it").click()


def candidate(page, title):
    return page.get_by_role("listitem").filter(has_text=title)


def test_a_document_says_what_was_found_and_what_was_left_out_and_why(ada, open_browser):
    page = open_browser(ada, "/import/")
    inspect(page)
    bring_in(page)
    expect(page.get_by_text("4 candidates new")).to_be_visible()
    left_out = page.get_by_role("listitem").filter(has_text="TODO: ask for the figures")
    expect(left_out).to_contain_text("line 7")
    expect(left_out).to_contain_text("A placeholder")
    inspect(page)
    page.get_by_role("link", name="Look through the inbox").click()
    expect(candidate(page, "Cut the nightly import")).to_contain_text("brag-2026.md, line 5")
    inspect(page)


def test_a_candidate_is_kept_on_its_own_date(ada, open_browser):
    page = open_browser(ada, "/import/")
    bring_in(page)
    page.goto("/inbox/")
    database = candidate(page, "Wrote down why the database stays whole")
    database.get_by_role("button", name="Keep as a win").click()
    expect(database).to_contain_text("Kept as a win")
    inspect(page)
    entry = Entry.objects.get(author=ada)
    assert (entry.title, f"{entry.starts_on}") == (
        "Wrote down why the database stays whole",
        "2026-11-12",
    )


def test_a_candidate_is_mended_before_it_is_kept(ada, open_browser):
    page = open_browser(ada, "/import/")
    bring_in(page)
    page.goto("/inbox/")
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
    bring_in(page)
    page.goto("/inbox/")
    notes = candidate(page, "Took the notes")
    notes.get_by_role("button", name="Leave out").click()
    expect(notes.get_by_role("button", name="Undo")).to_be_visible()
    inspect(page)
    notes.get_by_role("button", name="Undo").click()
    expect(notes.get_by_role("button", name="Keep as a win")).to_be_visible()
    assert not Entry.objects.exists()


def test_a_document_that_cannot_be_read_says_why(ada, open_browser, trouble):
    page = open_browser(ada, "/import/")
    bring_in(page, text="")
    expect(page.get_by_label("A Markdown file")).to_have_attribute("aria-invalid", "true")
    inspect(page)
    assert trouble.take() == ["422 POST /import/"]
