"""Reminders: chosen and paused in the settings, answered from the mail, put off on the page."""

from datetime import UTC, datetime, time
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from bragdoc.models import Reminder, ReminderPlan, Week
from bragdoc.reminding.tick import remind
from tests.browser.inspection import inspect


def notice(page, words):
    return page.get_by_role("status").filter(has_text=words)


@pytest.fixture
def due(ada):
    """Ada’s reminder comes due when a week begins, so that this week’s always is."""
    ada.date_joined = datetime(2026, 1, 1, tzinfo=UTC)
    ada.save()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    ReminderPlan.objects.create(person=ada, weekday=0, at=time(0))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_plan_is_chosen_and_a_pause_that_is_none_refused(ada, open_browser, trouble, scripts):
    page = open_browser(ada, "/settings/", java_script_enabled=scripts)
    page.get_by_role("link", name="Reminders").click()
    page.get_by_label("Day", exact=True).select_option("Wednesday")
    page.get_by_label("Time").fill("08:30")
    page.get_by_role("button", name="Save").click()
    expect(notice(page, "Saved.")).to_be_visible()
    expect(page.get_by_text("The next one: Wednesday")).to_be_visible()

    page.get_by_label("First day").fill("2026-12-21")
    page.get_by_label("Last day").fill("2026-12-01")
    with_error = page.get_by_text("This is before the day it began.")
    page.get_by_role("button", name="Pause").click()
    expect(with_error).to_be_visible()
    assert trouble.take() == ["422 POST /settings/reminders/pauses/"]
    if scripts:
        inspect(page)


def test_a_pause_is_made_removed_and_brought_back(ada, open_browser):
    page = open_browser(ada, "/settings/reminders/")
    page.get_by_label("First day").fill("2099-12-21")
    page.get_by_label("Last day").fill("2099-12-31")
    page.get_by_role("button", name="Pause").click()
    listed = page.get_by_text("21 December 2099 to 31 December 2099")
    expect(listed).to_be_visible()
    page.get_by_role("button", name="Remove the pause from 21 December 2099").click()
    expect(listed).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(listed).to_be_visible()
    inspect(page)


def test_a_calendar_has_an_address_that_is_shown_once(ada, open_browser):
    page = open_browser(ada, "/settings/reminders/")
    page.get_by_role("button", name="Make an address").click()
    field = page.get_by_label("The address of your calendar")
    expect(field).to_be_focused()
    assert field.input_value().endswith(".ics")
    inspect(page)
    page.goto("/settings/reminders/")
    expect(page.get_by_text("It was shown when it was made")).to_be_visible()
    page.get_by_role("button", name="Remove the calendar").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()


def test_the_link_in_the_mail_leads_through_the_sign_in_into_the_form(
    ada, due, open_browser, work, link_in_mail
):
    remind(timezone.now())
    work()
    page = open_browser(None, link_in_mail(ada.email))
    page.get_by_label("mail").fill(ada.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    number = ada.today().isocalendar().week
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Week {number}")
    expect(page.get_by_label("What did you do?")).to_be_focused()


def test_a_reminder_is_put_off_from_the_mail_and_on_the_page(
    ada, due, open_browser, work, link_in_mail
):
    remind(timezone.now())
    work()
    page = open_browser(ada, link_in_mail(ada.email))
    reminder = page.get_by_role("region", name="Reminder")
    expect(reminder).to_contain_text("A few minutes are enough")
    inspect(page)
    reminder.get_by_role("button", name="Remind me in an hour").click()
    expect(notice(page, "You are reminded again on")).to_be_visible()
    expect(reminder).to_be_hidden()
    assert Reminder.objects.get(person=ada).mail is None

    page.goto(f"{link_in_mail(ada.email)}later/")
    inspect(page)
    page.get_by_role("button", name="Skip the week").click()
    expect(notice(page, "Skipped.")).to_be_visible()
    assert Week.objects.get(person=ada).state == "skipped"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_mails_end_with_a_button_for_somebody_who_is_signed_out(
    ada, due, open_browser, work, scripts
):
    remind(timezone.now())
    work()
    stop = mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")
    path = urlsplit(stop).path
    page = open_browser(None, path, java_script_enabled=scripts)
    if scripts:
        inspect(page)
    page.get_by_role("button", name="Stop the mails").click()
    expect(page.get_by_role("heading", name="No more mails")).to_be_visible()
    assert ReminderPlan.objects.get(person=ada).by_mail is False
