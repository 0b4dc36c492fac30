"""Lines written without a connection: kept on the device, shown, sent once, to their own."""

from urllib.parse import urljoin

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from playwright.sync_api import expect

from bragdoc.models import Entry
from tests.browser.inspection import inspect
from tests.browser.waiting import until
from tests.clients import browser_of

READY = "() => navigator.serviceWorker.ready.then(() => true)"
IS_KEPT = """async (text) => {
  const lines = await waiting.of(document.documentElement.dataset.person);
  return lines.some((line) => line.text === text);
}"""


@pytest.fixture
def page(ada, open_browser):
    """A page of Ada's, in a browser that has the service worker."""
    page = open_browser(ada, "/packets/")
    page.evaluate(READY)
    return page


@pytest.fixture
def cut(trouble):
    """Cuts the network, and gives it back. What fails by that was expected."""
    yield lambda page, is_cut=True: page.context.set_offline(is_cut)
    by_that = ("net::ERR_", "console: htmx:")
    trouble[:] = [found for found in trouble if not found.startswith(by_that)]


def waits(page):
    return page.get_by_role("region", name="Wins that wait")


def log(page, text):
    page.keyboard.press("n")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def log_on_the_offline_page(page, text):
    page.get_by_label("What did you do?").fill(text)
    page.keyboard.press("Enter")


def titles(person):
    found = Entry.objects.filter(author=person).order_by("pk")
    return list(found.values_list("title", flat=True))


def test_lines_written_without_a_connection_are_sent_once_when_there_is_one(ada, page, cut):
    cut(page)
    log(page, "Halved the build ~ci")
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    expect(page.get_by_label("Log a win")).to_have_value("")
    page.reload()
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    log_on_the_offline_page(page, "Doubled the tests")
    expect(waits(page)).to_contain_text("2 wins wait for a connection.")
    inspect(page)
    assert titles(ada) == []

    cut(page, False)
    expect(waits(page)).to_contain_text("There is a connection. 2 wins sent.")
    assert titles(ada) == ["Halved the build", "Doubled the tests"]
    page.goto("/packets/")
    page.goto("/week/")
    expect(waits(page)).to_be_hidden()
    assert titles(ada) == ["Halved the build", "Doubled the tests"]


def test_a_line_on_the_page_of_the_week_waits_too(ada, open_browser, cut):
    page = open_browser(ada, "/week/")
    cut(page)
    log(page, "Halved the build")
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    expect(page.get_by_label("What did you do?")).to_have_value("")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


def test_what_waits_can_be_changed_and_removed(ada, page, cut):
    cut(page)
    log(page, "Halfed the build")
    log(page, "A slip")
    waits(page).get_by_text("Look at what waits").click()
    lines = waits(page).get_by_role("listitem")
    expect(lines).to_have_count(2)
    inspect(page)
    first = lines.nth(0).get_by_role("textbox")
    first.fill("Halved the build")
    first.evaluate("field => { field.dataset.isOld = '' }")
    first.press("Enter")
    expect(page.locator("[data-is-old]")).to_have_count(0)
    expect(first).to_be_focused()
    lines.nth(1).get_by_role("button", name="Remove").press("Enter")
    expect(lines).to_have_count(1)
    expect(first).to_be_focused()
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


@pytest.fixture
def lose_answers():
    """The server gets what waits, and its answers never come."""

    def lose_answers(page):
        arrived = []

        def lose(route):
            if route.request.method == "GET":
                return route.continue_()
            arrived.append(route.fetch().status)
            return None  # and the browser waits for an answer until its end

        page.route("**/new/queue/", lose)
        return arrived

    return lose_answers


def test_a_browser_that_ends_between_sending_and_removing_sends_again_and_keeps_one(
    ada, page, cut, lose_answers
):
    cut(page)
    log(page, "Halved the build")
    expect(waits(page)).to_contain_text("1 win waits")
    arrived = lose_answers(page)
    cut(page, False)
    until(page, arrived)
    context = page.context
    page.close()
    assert (arrived, titles(ada)) == ([201], ["Halved the build"])

    page = context.new_page()
    page.goto("/packets/")
    expect(waits(page)).to_contain_text("1 win sent.")
    page.reload()
    expect(waits(page)).to_be_hidden()
    assert titles(ada) == ["Halved the build"]


def test_a_change_after_an_answer_that_was_lost_is_not_lost_and_makes_no_second_win(
    ada, page, cut, lose_answers
):
    cut(page)
    log(page, "Halfed the build")
    expect(waits(page)).to_contain_text("1 win waits")
    arrived = lose_answers(page)
    cut(page, False)
    until(page, arrived)
    context = page.context
    page.close()
    page = context.new_page()
    page.route("**/new/queue/", lambda route: route.abort())
    page.goto("/packets/")
    waits(page).get_by_text("Look at what waits").click()
    waits(page).get_by_role("textbox").fill("Halved the build")
    waits(page).get_by_role("button", name="Save the change").click()
    page.wait_for_function(IS_KEPT, arg="Halved the build")
    page.unroute("**/new/queue/")
    page.reload()
    expect(waits(page)).to_contain_text("1 win could not be kept. The text is still here.")
    waits(page).get_by_text("Look at what waits").click()
    expect(waits(page)).to_contain_text("It was kept as “Halfed the build” before you changed it.")
    expect(waits(page).get_by_role("textbox")).to_have_value("Halved the build")
    assert titles(ada) == ["Halfed the build"]


def test_what_is_typed_after_enter_is_no_part_of_the_line_that_was_sent(ada, open_browser, cut):
    page = open_browser(ada, "/week/")
    page.evaluate("() => Object.defineProperty(navigator, 'onLine', { get: () => true })")
    asked = []
    page.route("**/new/", lambda route: asked.append(route))
    log(page, "Halved the build")
    until(page, asked)
    page.keyboard.type(", and")
    cut(page)
    asked[0].abort()
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    expect(page.get_by_label("What did you do?")).to_have_value("Halved the build, and")
    page.unroute("**/new/")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


def test_a_line_whose_form_was_sent_into_nothing_waits_as_well(ada, page, cut):
    page.reload()  # now the service worker answers for the page
    page.evaluate("() => Object.defineProperty(navigator, 'onLine', { get: () => true })")
    cut(page)
    log(page, "Halved the build")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    expect(waits(page)).to_contain_text("1 win waits for a connection.")
    expect(page.get_by_label("What did you do?")).to_have_value("")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


def test_a_line_that_the_server_refuses_is_still_there_with_the_reason(ada, page, cut, trouble):
    cut(page)
    log(page, "~ci")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win could not be kept. The text is still here.")
    waits(page).get_by_text("Look at what waits").click()
    expect(waits(page)).to_contain_text("Only tokens were found.")
    inspect(page)
    assert "422 POST /new/queue/" in trouble.take()
    waits(page).get_by_role("textbox").fill("Halved the build ~ci")
    waits(page).get_by_role("button", name="Save the change").click()
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


def sign_in(page, person):
    """In this browser, as if in another tab."""
    name = settings.SESSION_COOKIE_NAME
    session = browser_of(person).cookies[name].value
    root = urljoin(page.url, "/")
    page.context.add_cookies([{"name": name, "value": session, "url": root}])


def test_an_ended_session_keeps_what_waits_and_asks_to_sign_in(ada, page, cut, trouble):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    cut(page)
    log(page, "Halved the build")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win waits for you to sign in.")
    trouble.take()
    waits(page).get_by_role("link", name="Sign in, and they are sent").click()
    expect(waits(page)).to_have_count(0)  # nobody is signed in: nobody's are shown
    page.get_by_label("mail").fill(ada.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(waits(page)).to_contain_text("1 win sent.")
    assert titles(ada) == ["Halved the build"]


def test_what_waits_is_neither_shown_to_nor_sent_by_another_person_on_the_device(
    ada, eve, page, cut, trouble
):
    cut(page)
    log(page, "Halved the build")
    expect(waits(page)).to_contain_text("1 win waits")
    sign_in(page, eve)
    cut(page, False)
    expect(waits(page)).to_contain_text("Somebody else is signed in now.")
    expect(waits(page).get_by_text("Look at what waits")).to_be_hidden()
    page.goto("/packets/")
    expect(page.get_by_role("link", name="Eve Marsh")).to_be_visible()
    expect(waits(page)).to_be_hidden()
    cut(page)
    page.reload()
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    expect(page.get_by_text("Halved the build")).to_have_count(0)
    log_on_the_offline_page(page, "Counted the sheep")
    cut(page, False)
    expect(waits(page)).to_contain_text("1 win sent.")
    assert (titles(ada), titles(eve)) == ([], ["Counted the sheep"])

    sign_in(page, ada)
    page.goto("/packets/")
    expect(waits(page)).to_contain_text("1 win sent.")
    assert (titles(ada), titles(eve)) == (["Halved the build"], ["Counted the sheep"])


def test_signed_out_the_offline_page_keeps_nothing_for_nobody(page, cut):
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("/")
    cut(page)
    page.goto("/week/")
    expect(page.get_by_text("Nobody is signed in here.")).to_be_visible()
    expect(page.get_by_label("What did you do?")).to_be_hidden()
    inspect(page)
    cut(page, False)
