"""What somebody did is found from any page, and in one mail, and leads to the exact place."""

import re

import pytest
from playwright.sync_api import expect

from packets.models import Comment
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory
from tests.packets.scenes import place, share


@pytest.fixture
def comment(ada, grace, managed):
    """Grace's, on the last section of Ada's version."""
    packet = PacketFactory(author=ada, title="Staff Engineer, and the longest title there is " * 3)
    for number in range(6):
        place(packet, f"Moved billing to the event, part {number}", why="Two teams waited. " * 9)
    version = share(packet).versions.get()
    said = Comment(version=version, section="delivery", author=grace, text="Which two teams?")
    return Comment.objects.add(said, key="")


def news(page, count):
    return page.get_by_role("link", name=re.compile(rf"^Notifications, new: {count}$"))


def lands_on(page, comment):
    expect(page).to_have_url(re.compile(rf"{re.escape(comment.get_absolute_url())}$"))
    expect(page.locator(f"#comment-{comment.pk}")).to_be_in_viewport()
    expect(page.get_by_text("Which two teams?").first).to_be_visible()


def test_from_any_page_one_gets_to_the_exact_comment(
    ada, comment, open_browser, work, link_in_mail
):
    page = open_browser(ada, "/week/")
    news(page, 1).click()
    expect(page.get_by_role("heading", name="Notifications")).to_be_visible()
    expect(page.get_by_text("1 new.")).to_be_visible()
    inspect(page)
    page.get_by_role("link", name="Grace Lindholm comments").click()
    lands_on(page, comment)
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()

    second = Comment.objects.add(
        Comment(
            version=comment.version,
            section="delivery",
            author=comment.author,
            text="Who decided it? Which two teams?",
        ),
        key="",
    )
    work()
    page.goto(link_in_mail(ada.email))
    lands_on(page, second)


def test_without_javascript_and_on_a_phone(ada, comment, open_browser):
    page = open_browser(ada, "/notifications/", java_script_enabled=False, viewport=NARROW)
    expect(news(page, 1)).to_be_visible()
    page.get_by_role("button", name="Mark all as seen").click()
    expect(page.get_by_text("Nothing new.")).to_be_visible()
    page.get_by_role("link", name="What is mailed, and when").click()
    page.get_by_label("Ratings are given").uncheck()
    page.get_by_label("One mail a day").check()
    page.get_by_label("The hour of the daily mail").select_option("17:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Ratings are given")).not_to_be_checked()
    expect(page.get_by_label("One mail a day")).to_be_checked()


def test_the_page_of_switches_can_be_used_by_anybody(ada, open_browser):
    page = open_browser(ada, "/settings/notifications/")
    expect(page.get_by_role("heading", name="Notifications by e-mail")).to_be_visible()
    inspect(page)
    page.goto("/notifications/")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    inspect(page)
