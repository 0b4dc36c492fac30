"""A copy of a packet is chosen, looked at and handed over, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from packets.models import Rendering
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share


@pytest.fixture
def shared(ada, managed):
    packet = PacketFactory(author=ada, thesis="Project Heron holds. Grace Lindholm asked for it.")
    place(packet, "Moved billing to the event", details="With Heron.")
    place(packet, "Read the whole log, " + "and then the next one, " * 12)
    return share(packet)


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": NARROW}])
def test_a_redacted_copy_is_looked_at_and_then_exported(shared, grace, open_browser, options):
    page = open_browser(grace, f"/packets/{shared.pk}/versions/1/", **options)
    page.get_by_role("link", name="Export").click()
    page.get_by_label("Redacted: without").check()
    page.get_by_label("Words to black out").fill("heron")
    page.get_by_label("Moved billing to the event").check()
    page.get_by_label("Markdown").check()
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Wins left out")).to_be_visible()
    expect(page.get_by_text("Words blacked out")).to_be_visible()
    if not options:
        inspect(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    copy = download.value
    assert copy.suggested_filename == "staff-engineer-january-2027-v1-redacted.md"
    words = copy.path().read_text()
    assert ("[redacted]" in words.replace("\\", ""), "Heron" in words) == (True, False)


def test_the_choices_of_one_copy_step_back_for_another(shared, ada, open_browser):
    page = open_browser(ada, f"/packets/{shared.pk}/export/")
    expect(page.get_by_label("Words to black out")).to_be_hidden()
    page.get_by_label("Redacted: without").check()
    expect(page.get_by_label("Moved billing to the event")).to_be_visible()
    page.get_by_label("Anonymised for calibration").check()
    expect(page.get_by_label("Moved billing to the event")).to_be_hidden()
    expect(page.get_by_label("Words to black out")).to_be_visible()
    page.get_by_text("How the PDF is set").click()
    inspect(page)


def test_the_pdf_of_an_anonymised_copy_is_waited_for(shared, ada, open_browser, work):
    page = open_browser(ada, f"/packets/{shared.pk}/export/")
    page.get_by_label("Anonymised for calibration").check()
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was exported yet")
    expect(page.get_by_text("becomes").first).to_be_visible()
    inspect(page)
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("status").filter(has_text="Waiting for the worker")).to_be_visible()
    assert Rendering.objects.get(version=None).source()[0].cut == "anonymised"
    work()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()


def test_what_was_not_offered_is_said_where_it_stands(shared, ada, open_browser, trouble):
    page = open_browser(ada, f"/packets/{shared.pk}/export/")
    page.get_by_label("Redacted: without").check()
    page.get_by_label("Words to black out").fill("\n".join(str(n) for n in range(201)))
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("At most 200 lines. You gave 201.")).to_be_visible()
    assert trouble.take() == ["422 POST /packets/N/export/"]
    inspect(page)
