"""What is typed survives: an ended session, no connection, a second tab or Enter, going back."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from playwright.sync_api import expect

from bragdoc.models import Entry
from bragdoc.models.entries import metric_row
from tests.browser.inspection import inspect
from tests.browser.waiting import HeldAnswer, all_saved, until
from tests.factories import EntryFactory, PacketFactory
from tests.packets.scenes import manage, share


@pytest.fixture
def claim(ada):
    """The address of a section's page in Ada's draft."""
    packet = PacketFactory(author=ada)
    return f"/packets/{packet.pk}/sections/delivery/"


def state(page):
    return page.get_by_role("main").get_by_role("status").first


@pytest.mark.parametrize(
    ("lost", "answer"),
    [({"name": settings.SESSION_COOKIE_NAME}, 401), ({}, 403)],
    ids=["the session", "every cookie"],
)
def test_saving_goes_on_after_signing_in_again_in_another_tab(
    ada, claim, open_browser, trouble, lost, answer
):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    page = open_browser(ada, claim)
    page.context.clear_cookies(**lost)
    page.get_by_label("Claim").fill("I bring work across teams.")
    expect(state(page)).to_have_text("Not saved. You are signed out.")
    expect(page.get_by_text("What you typed is still here.")).to_be_visible()
    expect(page.get_by_label("Claim")).to_have_value("I bring work across teams.")
    inspect(page)
    assert trouble.take() == [f"{answer} POST /packets/N/sections/delivery/"]

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    other = opened.value
    other.get_by_label("mail").fill(ada.email)
    other.get_by_label("Password").fill("correct horse")
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("link", name="Ada Okoye")).to_be_visible()
    other.close()

    page.evaluate("dispatchEvent(new Event('focus'))")  # headless tabs are all in front
    page.get_by_label("Claim").press_sequentially(" And to users.")
    expect(state(page)).to_contain_text("Saved at")
    page.reload()
    expect(page.get_by_label("Claim")).to_have_value("I bring work across teams. And to users.")


def test_two_tabs_that_edit_one_text_are_shown_both_texts(ada, claim, open_browser, trouble):
    page = open_browser(ada, claim)
    other = page.context.new_page()
    other.goto(claim)
    other.get_by_label("Claim").fill("Written in the other tab.")
    expect(state(other)).to_contain_text("Saved at")

    page.get_by_label("Claim").fill("Written in this tab.")
    conflict = page.get_by_role("alert", name="This was changed elsewhere")
    expect(conflict).to_contain_text("Written in the other tab.")
    expect(conflict).to_contain_text("Written in this tab.")
    expect(page.get_by_label("Claim")).to_have_value("Written in this tab.")
    inspect(page)
    assert trouble.take() == ["409 POST /packets/N/sections/delivery/"]

    conflict.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_label("Claim")).to_have_value("Written in this tab.")


def test_without_a_connection_the_text_stays_and_is_saved_once_there_is_one(
    ada, claim, open_browser, trouble
):
    page = open_browser(ada, claim)
    page.context.set_offline(True)
    page.get_by_label("Claim").fill("Typed in a tunnel.")
    expect(state(page)).to_have_text(
        "Not saved. There is no connection. Your text is kept in this browser."
    )
    inspect(page)
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Saved at")
    trouble.take()
    page.reload()
    expect(page.get_by_label("Claim")).to_have_value("Typed in a tunnel.")


def test_text_that_never_reached_the_server_comes_back_with_the_page(
    ada, claim, open_browser, trouble
):
    page = open_browser(ada, claim)
    page.context.set_offline(True)
    page.get_by_label("Claim").fill("Typed in a tunnel.")
    expect(state(page)).to_contain_text("Not saved.")
    page.goto("about:blank")
    page.context.set_offline(False)
    trouble.take()
    page.goto(claim)
    expect(page.get_by_label("Claim")).to_have_value("Typed in a tunnel.")
    expect(state(page)).to_contain_text("Saved at")


def test_what_is_typed_before_the_scripts_have_come_saves_itself(ada, claim, open_browser):
    page = open_browser(ada, "/week/")
    scripts = HeldAnswer(page, "**/js/autosave.js")
    page.goto(claim, wait_until="commit")
    page.get_by_label("Claim").fill("I bring work across teams.")
    scripts.wait()
    scripts.let_go()
    all_saved(page)
    page.reload()
    expect(page.get_by_label("Claim")).to_have_value("I bring work across teams.")


def test_without_a_connection_a_page_says_so(ada, open_browser, trouble):
    page = open_browser(ada, "/week/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/packets/")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    page.context.set_offline(False)
    trouble.take()


def test_a_line_whose_answer_was_lost_is_sent_again_and_kept_once(ada, open_browser, trouble):
    page = open_browser(ada, "/week/")

    def lose(route):
        route.fetch()
        route.abort("connectionreset")

    page.route("**/new/", lose, times=1)
    page.keyboard.press("n")
    page.keyboard.type("Halved the build")
    with page.expect_event("requestfailed"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Wins that wait")).to_contain_text("1 win sent.")
    trouble.take()
    page.get_by_role("link", name="Your week").click()
    expect(page.get_by_role("link", name="Halved the build").first).to_be_visible()
    assert Entry.objects.filter(author=ada).count() == 1


def test_enter_pressed_again_before_the_answer_keeps_one_win(ada, open_browser, trouble):
    # The service worker's own requests pass the route below by.
    page = open_browser(ada, "/packets/", service_workers="block")
    waiting = []

    def answer_the_second(route):
        answer = route.fetch(max_redirects=0)
        waiting.append(route)
        if len(waiting) == 2:
            route.fulfill(response=answer)

    page.route("**/new/", answer_the_second)
    page.keyboard.press("n")
    page.keyboard.type("Halved the build")
    page.keyboard.press("Enter")
    until(page, waiting)
    page.keyboard.press("Enter")
    page.wait_for_url("**/week/**")
    assert len(waiting) == 2
    assert Entry.objects.filter(author=ada).count() == 1
    assert set(trouble.take()) == {"console: Service Worker registration blocked by Playwright"}


def test_going_back_after_a_line_was_kept_leaves_room_for_the_next(ada, open_browser):
    page = open_browser(ada, "/packets/")
    for text in ("Halved the build", "Doubled the tests"):
        page.keyboard.press("n")
        expect(page.get_by_label("Log a win")).to_have_value("")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.wait_for_url("**/week/**")
        page.go_back()
        page.wait_for_url("**/packets/")
    titles = Entry.objects.filter(author=ada).order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Halved the build", "Doubled the tests"]


def test_a_refused_line_comes_back_with_its_text(ada, open_browser, trouble):
    page = open_browser(ada, "/packets/")
    page.keyboard.press("n")
    page.keyboard.type("~billing @grace")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_label("What did you do?")).to_have_value(
        "~billing @grace"
    )
    inspect(page)
    assert trouble.take() == ["422 POST /new/"]


def test_a_line_in_the_masthead_comes_back_and_the_page_is_not_said_to_be_unsaved(
    ada, claim, open_browser
):
    page = open_browser(ada, claim)
    page.get_by_label("Log a win").fill("Halved the build")
    page.reload()
    expect(page.get_by_label("Log a win")).to_have_value("Halved the build")
    expect(page.locator("main [data-save-state]")).to_have_text("")


def test_a_number_typed_before_the_page_was_left_stands_in_its_row_again(ada, open_browser):
    entry = EntryFactory(author=ada, metrics=[metric_row(label="build", after="7 min")])
    page = open_browser(ada, f"/wins/{entry.pk}/")
    page.route("**/wins/**", lambda route: route.abort("aborted"))
    page.get_by_label("What was counted").nth(1).fill("restarts")
    page.get_by_label("After").nth(1).fill("3")
    page.get_by_label("What was counted").nth(2).fill("alarms")  # the last row: another follows
    page.get_by_label("Before").nth(2).fill("12")
    # What it sent last is lost, and nothing waits to be sent once the server is there again.
    expect(page.locator("main form[data-unsent]:not([data-dirty], [data-saving])")).to_be_visible()
    page.unroute("**/wins/**")
    page.reload()
    labels = page.get_by_label("What was counted")
    expect(labels.nth(1)).to_have_value("restarts")
    expect(page.get_by_label("After").nth(1)).to_have_value("3")
    expect(labels.nth(0)).to_have_value("build")
    expect(state(page)).to_contain_text("Saved at")
    entry.refresh_from_db()
    assert [(m["label"], m["before"], m["after"]) for m in entry.metrics] == [
        ("build", "", "7 min"),
        ("restarts", "", "3"),
        ("alarms", "12", ""),
    ]
    drafts = "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
    assert page.evaluate(drafts) == []


def send_signed_out(page, person, button):
    """Press it with no session any more, and sign in where that leads."""
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_label("Password").fill("correct horse")
    page.get_by_label("mail").fill(person.email)
    page.get_by_role("button", name="Sign in").click()


def test_whom_one_was_about_to_ask_stands_there_again_after_signing_in(ada, open_browser):
    page = open_browser(ada, f"/packets/{PacketFactory(author=ada).pk}/reviewers/")
    page.get_by_label("E-mail").fill("ivo@example.org")
    page.get_by_label("A word to them").fill("You were there.")
    send_signed_out(page, ada, "Ask")
    expect(page.get_by_role("heading", name="Ask somebody")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("ivo@example.org")
    expect(page.get_by_label("A word to them")).to_have_value("You were there.")


def test_a_move_made_signed_out_leads_back_to_what_was_typed_for_it(ada, grace, open_browser):
    manage(ada, grace)
    packet = share(PacketFactory(author=ada))
    page = open_browser(grace, f"/packets/{packet.pk}/versions/1/")
    reason = page.get_by_label("What should change before you endorse it?")
    reason.fill("Name the teams.")
    send_signed_out(page, grace, "Request changes")
    expect(page.get_by_role("heading", name="Your move")).to_be_visible()
    expect(reason).to_have_value("Name the teams.")
    assert packet.events.filter(move="request-changes").count() == 0
