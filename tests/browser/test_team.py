"""A manager comes from the people he manages to the packet that waits for him."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Management
from bragdoc.models import Season
from tests.browser.inspection import NARROW, inspect
from tests.factories import PacketFactory, UserFactory
from tests.packets.scenes import place, share

pytestmark = pytest.mark.usefixtures("managed")
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis Rhabarberbarbarabarbarbarenbartbarbier"


@pytest.fixture
def season(db):
    opens = date.today() - timedelta(days=10)
    return Season.objects.create(
        name="The round of winter",
        opens_on=opens,
        drafts_due_on=opens + timedelta(days=30),
        decisions_due_on=opens + timedelta(days=60),
        published_at=timezone.now(),
    )


@pytest.fixture
def packet(ada, season):
    packet = PacketFactory(author=ada, thesis="Three teams build on it.", season=season)
    place(packet, "Moved billing to the event")
    return share(packet)


@pytest.fixture
def others(grace):
    """Somebody of a long name who has shared nothing, and somebody who asks to be managed."""
    Management.objects.create(
        engineer=UserFactory(name=LONG),
        manager=grace,
        manager_email=grace.email,
        state=Management.State.ACCEPTED,
    )
    Management.objects.create(engineer=UserFactory(name="Henry Abara"), manager_email=grace.email)


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "viewport": NARROW}])
def test_a_manager_goes_from_his_people_to_what_waits(
    packet, season, others, grace, open_browser, options
):
    page = open_browser(grace, "/reviews/", **options)
    waiting = page.get_by_role("region", name="Waits for you")
    expect(waiting.get_by_role("row")).to_have_count(2)
    if not options:
        inspect(page)
    page.get_by_role("link", name="People you manage").click()
    page.get_by_role("button", name="Accept Henry Abara").click()
    people = page.get_by_role("list", name="People you manage, by name")
    expect(people.get_by_role("region", name="Henry Abara")).to_contain_text("Nothing is shared")
    expect(people.get_by_role("heading")).to_have_text(["Ada Okoye", "Henry Abara", LONG])
    if not options:
        inspect(page)
    hers = people.get_by_role("region", name="Ada Okoye")
    due = f"{season.decisions_due_on:%b %Y}"
    expect(hers.get_by_role("listitem")).to_contain_text(["Waits for you"])
    expect(hers).to_contain_text(due)
    hers.get_by_role("link").click()
    expect(page.get_by_text("Three teams build on it.").first).to_be_visible()


def test_an_author_sees_where_today_is_in_the_season(packet, ada, season, open_browser):
    page = open_browser(ada, "/packets/")
    timeline = page.get_by_role("region", name="Review season The round of winter")
    expect(timeline.locator("[aria-current=date]")).to_contain_text("Today")
    inspect(page)
    page.get_by_role("link", name="Review seasons").click()
    expect(page.get_by_role("heading", name="Review seasons")).to_be_visible()
    inspect(page)
    page.goto("/help/review/")
    inspect(page)
