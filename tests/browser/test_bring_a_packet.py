"""A packet that was handed over is brought in: looked at first, with all that will differ."""

import pytest
from playwright.sync_api import expect

from packets.document import Link, canonical_json
from packets.models import Packet
from tests.browser.inspection import inspect
from tests.factories import EntryFactory, small_ladder
from tests.packets.documents import one_section, win
from tests.packets.test_importing import DAY, SENIOR_HERE, SMALL, STAFF_HERE

LONG = "A title without any room to break it: " + "x" * 120


def bring_in(page, document):
    page.get_by_label("A file").set_input_files(
        {
            "name": "packet.json",
            "mimeType": "application/json",
            "buffer": canonical_json(document),
        }
    )
    page.get_by_role("button", name="Read it").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_a_packet_is_looked_at_and_made(ada, open_browser, scripts):
    small_ladder()
    EntryFactory(author=ada, title="Read the whole log", starts_on=DAY, details="Otherwise.")
    link = Link(url="ftp://elsewhere.example/", label="Record")
    document = one_section(
        win(1, "Read the whole log", DAY),
        win(2, LONG, DAY, links=(link,)),
        ladder=SMALL,
        now=SENIOR_HERE,
        goal=STAFF_HERE,
    )
    page = open_browser(ada, "/packets/", java_script_enabled=scripts)
    page.get_by_role("link", name="Bring one in").click()
    if scripts:
        inspect(page)
    bring_in(page, document)
    expect(page.get_by_role("heading", name=document.title)).to_be_visible()
    expect(page.get_by_text("1 in your log already")).to_be_visible()
    expect(page.get_by_text("leads nowhere on the web")).to_be_visible()
    if scripts:
        inspect(page)
    assert not Packet.objects.exists()
    page.get_by_label("What you ask for").select_option("Senior Engineer (E3)")
    page.get_by_role("button", name="Look at it against these").click()
    expect(page.get_by_text("Staff Engineer (E4) becomes Senior Engineer (E3).")).to_be_visible()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("navigation", name="Outline")).to_be_visible()
    expect(page).to_have_url(f"{page.url.split('/packets/')[0]}/packets/{Packet.objects.get().pk}/")
    assert Packet.objects.get().goal == "ic/senior"


def test_a_file_that_is_no_packet_says_why(ada, open_browser, trouble):
    page = open_browser(ada, "/packets/import/")
    page.get_by_label("Or paste the JSON").fill('{"format": "ladder/1"}')
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It says that it is “ladder/1”.")).to_be_visible()
    inspect(page)
    assert trouble.take() == ["422 POST /packets/import/"]
