"""A PDF is asked for, waited for, and read."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.inspection import inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share


def text_of(page, link):
    """The words of the PDF behind a link, in the person's own session."""
    data = page.request.get(link.get_attribute("href")).body()
    return " ".join(
        " ".join(leaf.extract_text().split()) for leaf in PdfReader(BytesIO(data)).pages
    )


def test_the_pdf_of_a_version_is_waited_for_and_holds_the_thesis(ada, managed, open_browser, work):
    packet = PacketFactory(author=ada, thesis="Three teams build on what I proposed.")
    place(packet, "Moved billing to the event")
    share(packet)
    page = open_browser(ada, f"/packets/{packet.pk}/versions/1/")
    page.get_by_role("button", name="PDF").click()
    expect(page.get_by_role("status").filter(has_text="Waiting for the worker")).to_be_visible()
    inspect(page)
    work()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible()
    inspect(page)
    words = text_of(page, link)
    assert "Three teams build on what I proposed." in words
    assert "Moved billing to the event" in words


def test_the_pdf_of_the_draft_comes_from_the_preview(ada, open_browser, work):
    packet = PacketFactory(author=ada, thesis="Nobody else has read this yet.")
    page = open_browser(ada, f"/packets/{packet.pk}/preview/")
    page.get_by_role("button", name="PDF of the draft").click()
    expect(page.get_by_role("status").filter(has_text="Waiting for the worker")).to_be_visible()
    work()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible()
    assert "Nobody else has read this yet." in text_of(page, link)
