"""A person looks at the step before her, then at what a newer version of the ladder changes."""

import io

from playwright.sync_api import expect
from pypdf import PdfReader

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import LadderVersion, Placement
from tests.browser.inspection import inspect
from tests.factories import LADDER, PlacementFactory

NEWER = "Version 2 of Small Ladder was published"


def newer_version():
    data = LadderDocument.model_validate(LADDER).model_dump(mode="json")
    data["ladder"]["version"] = "2"
    staff = data["areas"][0]["competencies"][0]["expect"]["staff"]["items"]
    staff[0]["text"] = "Brings work of three teams to users."
    version = LadderVersion.objects.draft_from(LadderDocument.model_validate(data))
    version.publish()
    return version


def test_two_keys_lead_from_any_page_to_what_the_next_level_asks(ada, open_browser):
    PlacementFactory(person=ada)
    page = open_browser(ada, "/wins/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(
        page.get_by_text("Staff Engineer asks 3 things that Senior Engineer does")
    ).to_be_visible()
    inspect(page)

    page.get_by_role("link", name="Only what is different").click()
    expect(page.get_by_text("1 sentence that Senior Engineer asks already")).to_have_count(0)
    inspect(page)
    page.get_by_role("link", name="Swap the two").click()
    expect(page.get_by_text("No longer asked:").first).to_be_visible()
    expect(page.get_by_role("link", name="Only what is different")).to_have_attribute(
        "aria-current", "true"
    )
    inspect(page)


def test_a_newer_version_is_looked_at_before_she_moves_there(ada, open_browser):
    PlacementFactory(person=ada)
    newer = newer_version()
    page = open_browser(ada, "/placement/")
    expect(page.get_by_text(NEWER)).to_be_visible()
    inspect(page)

    page.get_by_role("link", name="See what changes").click()
    changed = page.get_by_role("row").filter(has_text="of three")
    expect(changed.locator("del")).to_contain_text("across")
    expect(changed.locator("ins")).to_contain_text("of three")
    expect(changed.get_by_text("Reworded", exact=True)).to_be_visible()
    inspect(page)
    assert Placement.objects.get().ladder_version != newer

    page.get_by_role("button", name="Move my place there").click()
    expect(page.get_by_text("You now stand on version 2.")).to_be_visible()
    page.get_by_role("link", name="Level diff").click()
    expect(page.get_by_text("Brings work of three teams to users.")).to_be_visible()
    expect(page.get_by_text(NEWER)).to_have_count(0)


def test_on_paper_stands_the_comparison_and_nothing_that_leads_elsewhere(ada, open_browser):
    PlacementFactory(person=ada)
    page = open_browser(ada, "/diff/")
    page.emulate_media(color_scheme="dark", media="print")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Staff Engineer asks 3 things that Senior Engineer does not; 3 carry on." in printed
    assert "Makes a class of failure impossible." in printed
    assert [word for word in ("Packets", "Swap", "Compare", "My place") if word in printed] == []
