"""A line from any page: its keystrokes counted, completed by the keyboard, filled by others."""

import pytest
from playwright.sync_api import expect

from bragdoc.models import Entry, Person
from tests.browser.inspection import inspect
from tests.factories import EntryFactory, PacketFactory, PlacementFactory, ProjectFactory


@pytest.fixture
def pages(ada):
    """The addresses of pages of every kind, all Ada's."""
    PlacementFactory(person=ada)
    entry, packet = EntryFactory(author=ada), PacketFactory(author=ada)
    return [
        *["/week/", "/wins/", f"/wins/{entry.pk}/", "/coverage/", "/inbox/", "/import/"],
        *["/ladders/", "/packets/", f"/packets/{packet.pk}/", "/reviews/", "/settings/", "/new/"],
    ]


class CountingKeyboard:
    """Presses keys, and counts those beside the text."""

    def __init__(self, page):
        self.page, self.strokes = page, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.strokes += 1

    def type(self, text):
        self.page.keyboard.type(text)


def test_a_win_from_any_page_takes_two_keys_beside_its_text(ada, open_browser, pages):
    page = open_browser(ada, "/packets/")
    Entry.objects.filter(author=ada).delete()
    pages = [path for path in pages if not path.startswith("/wins/")] + ["/wins/"]
    strokes = {}
    for number, path in enumerate(pages):
        page.goto(path)
        page.evaluate("document.activeElement.blur()")  # as after a click beside the fields
        keys = CountingKeyboard(page)
        keys.press("n")
        keys.type(f"Win {number}")
        keys.press("Enter")
        expect(page.get_by_role("status").filter(has_text=f"Win {number}")).to_be_visible()
        strokes[path] = keys.strokes
    assert strokes == dict.fromkeys(pages, 2)
    titles = Entry.objects.filter(author=ada).order_by("pk").values_list("title", flat=True)
    assert list(titles) == [f"Win {number}" for number in range(len(pages))]


def options(page):
    return page.get_by_role("option").locator(".token").all_text_contents()


def test_the_field_of_every_page_completes_all_tokens_by_the_keyboard(ada, open_browser):
    PlacementFactory(person=ada)
    ProjectFactory(owner=ada, name="my project")
    Person.objects.create(owner=ada, name="Sam Doe", slug="sam-doe")
    page = open_browser(ada, "/packets/")
    field = page.get_by_role("combobox", name="Log a win")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("n")
    for typed, taken in [
        ("Did it #del", "#delivery "),
        ("~my", '~"my project" '),
        ("@doe", '@"Sam Doe" '),
        ("!gl", "!glue "),
        ("^yes", "^yesterday "),
    ]:
        before = field.input_value()
        page.keyboard.type(typed)
        expect(page.get_by_role("option").first).to_be_visible()
        expect(field).to_have_attribute("aria-expanded", "true")
        chosen = page.get_by_role("option", selected=True)
        assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute(
            "id"
        )
        page.keyboard.press("Tab")
        words = typed.rpartition(" ")[0]
        expect(field).to_have_value(f"{before}{words}{' ' if words else ''}{taken}")
        expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Did it")).to_be_visible()
    entry = Entry.objects.get(author=ada)
    assert (entry.title, entry.project.name, entry.kind) == ("Did it", "my project", "glue")
    assert [person.name for person in entry.people.all()] == ["Sam Doe"]


def test_words_within_open_quotes_are_completed(ada, open_browser):
    ProjectFactory(owner=ada, name="my other project")
    page = open_browser(ada, "/packets/")
    page.keyboard.press("n")
    page.keyboard.type('Did it ~"my oth')
    expect(page.get_by_role("option")).to_have_count(1)
    inspect(page)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Log a win")).to_have_value('Did it ~"my other project" ')


def test_arrows_choose_and_escape_leaves_the_text(ada, open_browser):
    page = open_browser(ada, "/packets/")
    page.keyboard.press("n")
    page.keyboard.type("Did it !")
    expect(page.get_by_role("option").first).to_be_visible()
    kinds = options(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text(kinds[1])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_contain_text(kinds[-1])
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_label("Log a win")).to_have_value("Did it !")


def test_a_page_that_another_program_opened_shows_how_its_line_is_read(ada, open_browser):
    page = open_browser(ada, "/new/?text=Halved+the+build+~ci&url=https://ci.example/42")
    expect(page.get_by_role("list", name="How this line is read")).to_contain_text("project ci")
    expect(page.get_by_label("What did you do?")).to_be_focused()
    inspect(page)
    assert Entry.objects.count() == 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Halved the build")).to_be_visible()
    assert Entry.objects.get().project.name == "ci"


def test_the_pages_of_help_and_the_line_of_a_win_read_well(ada, open_browser):
    entry = EntryFactory(author=ada, title="Halved the build", impact="Three teams asked how.")
    page = open_browser(ada, "/help/line/")
    inspect(page)
    page.goto("/help/capture/")
    inspect(page)
    page.goto(f"/wins/{entry.pk}/")
    page.get_by_role("link", name="As a line").click()
    expect(page.get_by_role("textbox", name="The line")).to_have_value(
        f"Halved the build ^{entry.starts_on}"
    )
    expect(page.get_by_text("what came of it")).to_be_visible()
    inspect(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()


def test_a_line_is_given_read_and_kept_without_scripts(ada, open_browser):
    page = open_browser(ada, "/help/capture/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    page.get_by_label("Try it with a line").fill("Halved the build ~ci")
    page.get_by_role("button", name="Open the field").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status").filter(has_text="Halved the build")).to_be_visible()
    page.goto("/help/line/")
    expect(page.get_by_role("heading", name="How a line is read")).to_be_visible()
    assert Entry.objects.get().project.name == "ci"


def test_a_title_without_a_space_is_broken_where_the_page_says_that_it_was_kept(ada, open_browser):
    page = open_browser(ada, "/new/")
    page.get_by_label("What did you do?").fill("a" * 200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept in")).to_be_visible()
    inspect(page)
