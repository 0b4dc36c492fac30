"""The pages of reminders: the plan, pauses, and where the links of a mail lead."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import unquote

import pytest
import time_machine

from bragdoc.models import Pause, Reminder, ReminderPlan, Week
from bragdoc.reminding.links import sign_stop, sign_week
from tests.clients import HTMX, browser_of

MONDAY = date(2026, 11, 16)
FRIDAY = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)  # half past three in Berlin
DAY = timedelta(days=1)
PLAN = {"weekday": "2", "at": "08:30", "by_mail": "on"}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    return time_machine


@pytest.fixture
def ada(ada):
    ada.time_zone, ada.date_joined = "Europe/Berlin", datetime(2026, 1, 1, tzinfo=UTC)
    ada.save()
    return ada


@pytest.fixture
def signed_in(ada):
    return browser_of(ada)


def text(response):
    return " ".join(response.content.decode().split())


def plan_of(person):
    return ReminderPlan.objects.values_list("weekday", "at", "by_mail").get(person=person)


# The plan


def test_the_page_shows_the_default_before_anything_was_chosen(signed_in):
    page = signed_in.get("/settings/reminders/")
    assert page.context["form"].initial == {"weekday": 4, "at": time(15), "by_mail": True}
    assert "By the clock in Europe/Berlin." in text(page)
    assert ReminderPlan.objects.count() == 0


def test_what_is_chosen_is_kept(signed_in, ada):
    response = signed_in.post("/settings/reminders/", PLAN)
    assert response["Location"] == "/settings/reminders/"
    assert plan_of(ada) == (2, time(8, 30), True)


def test_a_tick_taken_away_turns_the_mails_off(signed_in, ada):
    signed_in.post("/settings/reminders/", {"weekday": "4", "at": "15:00"})
    assert plan_of(ada) == (4, time(15), False)


@pytest.mark.parametrize("change", [{"weekday": "7"}, {"at": "25:00"}, {"at": ""}, {"weekday": ""}])
def test_a_plan_that_is_none_is_refused_and_nothing_changes(signed_in, change):
    assert signed_in.post("/settings/reminders/", PLAN | change).status_code == 422
    assert ReminderPlan.objects.count() == 0


def test_the_page_says_when_the_next_reminder_comes(signed_in, ada):
    def said():
        return signed_in.get("/settings/reminders/").context["next"]

    assert said() == datetime(2026, 11, 27, 14, tzinfo=UTC)  # this week’s came due at three
    Pause.objects.create(person=ada, starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 29))
    assert said() == datetime(2026, 12, 4, 14, tzinfo=UTC)
    Week.objects.settle(ada, date(2026, 11, 30), state="skipped")
    assert said() == datetime(2026, 12, 11, 14, tzinfo=UTC)
    Reminder.objects.snooze(ada, MONDAY, FRIDAY + DAY)
    assert said() == FRIDAY + DAY
    Pause.objects.create(person=ada, starts_on=date(2026, 11, 1), ends_on=date(2028, 11, 1))
    assert said() is None


# Pauses


def test_a_pause_is_kept_and_listed(signed_in, ada):
    signed_in.post(
        "/settings/reminders/pauses/", {"starts_on": "2026-12-21", "ends_on": "2027-01-03"}
    )
    assert Pause.objects.values_list("person", "starts_on", "ends_on").get() == (
        ada.pk, date(2026, 12, 21), date(2027, 1, 3),
    )  # fmt: skip
    assert "21 December 2026</time> to <time" in text(signed_in.get("/settings/reminders/"))


def test_a_single_day_needs_no_end_and_the_same_pause_twice_is_one(signed_in):
    for _ in range(2):
        signed_in.post("/settings/reminders/pauses/", {"starts_on": "2026-12-21"})
    assert Pause.objects.values_list("starts_on", "ends_on").get() == (
        date(2026, 12, 21), date(2026, 12, 21),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ({"starts_on": "2026-12-21", "ends_on": "2026-12-20"}, "before the day it began"),
        ({"starts_on": "2026-12-21", "ends_on": "2028-12-20"}, "A pause lasts a year at most."),
        ({"starts_on": "", "ends_on": "2026-12-20"}, "This field is required."),
        ({"starts_on": "0001-01-01"}, "The first day there is here is"),
    ],
)
def test_a_pause_that_is_none_is_refused_where_it_was_written(signed_in, span, said):
    response = signed_in.post("/settings/reminders/pauses/", span)
    assert (response.status_code, Pause.objects.count()) == (422, 0)
    assert said in text(response)


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/week/2026-11-16/", "/week/2026-11-16/"),
        ("https://elsewhere.example/", "/settings/reminders/"),
        ("//elsewhere.example/", "/settings/reminders/"),
        ("", "/settings/reminders/"),
    ],
)
def test_after_a_pause_one_is_back_on_the_page_of_this_site_it_was_made_on(
    signed_in, back, leads_to
):
    span = {"starts_on": "2026-12-21", "ends_on": "", "next": back}
    assert signed_in.post("/settings/reminders/pauses/", span)["Location"] == leads_to


def test_a_pause_removed_comes_back_with_undo(signed_in, ada):
    pause = Pause.objects.create(person=ada, starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 3))
    page = signed_in.post(f"/settings/reminders/pauses/{pause.pk}/remove/", follow=True)
    assert Pause.objects.count() == 0
    (message,) = page.context["messages"]
    signed_in.post(message.extra_tags)
    assert Pause.objects.values_list("person", "starts_on", "ends_on").get() == (
        ada.pk, date(2026, 12, 21), date(2027, 1, 3),
    )  # fmt: skip


def test_a_pause_added_goes_with_undo(signed_in):
    page = signed_in.post("/settings/reminders/pauses/", {"starts_on": "2026-12-21"}, follow=True)
    (message,) = page.context["messages"]
    signed_in.post(message.extra_tags)
    assert Pause.objects.count() == 0


def test_pauses_that_are_over_are_not_listed(signed_in, ada, eve):
    yesterday, today = date(2026, 11, 19), date(2026, 11, 20)
    Pause.objects.create(person=ada, starts_on=yesterday, ends_on=yesterday)
    Pause.objects.create(person=eve, starts_on=today, ends_on=today + DAY)
    running = Pause.objects.create(person=ada, starts_on=yesterday, ends_on=today)
    assert list(signed_in.get("/settings/reminders/").context["pauses"]) == [running]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_one_pause_as_for_three(
    signed_in, ada, count, django_assert_num_queries
):
    for week in range(count):
        day = date(2026, 12, 1) + week * 7 * DAY
        Pause.objects.create(person=ada, starts_on=day, ends_on=day)
    with django_assert_num_queries(7):
        signed_in.get("/settings/reminders/")


# The links of the mail


def week_link(person, monday=MONDAY):
    return f"/reminded/{sign_week(person.pk, monday)}/"


def test_the_link_leads_straight_into_the_form_of_its_week(signed_in, ada):
    assert signed_in.get(week_link(ada))["Location"] == "/week/2026-11-16/#id_text"


def test_who_is_signed_out_signs_in_first_and_comes_back(client, ada):
    link = week_link(ada)
    response = client.get(link)
    assert unquote(response["Location"]) == f"/accounts/login/?next={link}"
    assert "_auth_user_id" not in client.session


def test_for_somebody_else_the_link_is_not_found(eve, ada):
    for path in (week_link(ada), week_link(ada) + "later/"):
        assert browser_of(eve).get(path).status_code == 404
    assert browser_of(eve).post(week_link(ada) + "later/", {"do": "skip"}).status_code == 404
    assert Week.objects.count() == 0


def test_a_link_that_was_changed_is_not_found(signed_in, ada):
    assert signed_in.get(week_link(ada).replace("11-16", "11-09")).status_code == 404


def test_an_old_link_leads_to_the_week_of_now(ada, clock):
    link = week_link(ada)
    clock.move_to(FRIDAY + 35 * DAY, tick=False)
    signed_in = browser_of(ada)
    assert signed_in.get(link)["Location"] == "/week/2026-12-21/#id_text"
    assert "The link is older than thirty days." in text(signed_in.get(f"{link}later/"))


def test_following_a_link_changes_nothing(signed_in, client, ada):
    stop = f"/reminders/stop/{sign_stop(ada.pk)}/"
    for path in (week_link(ada), week_link(ada) + "later/", stop):
        signed_in.get(path)
        signed_in.head(path)
        client.get(path)
    assert (Reminder.objects.count(), Week.objects.count(), Pause.objects.count()) == (0, 0, 0)
    assert ReminderPlan.objects.count() == 0


@pytest.mark.parametrize(
    ("choice", "due_at", "said"),
    [
        ("hour", FRIDAY + timedelta(hours=1), "You are reminded again on Friday at 16:30."),
        (
            "morning",
            datetime(2026, 11, 21, 8, tzinfo=UTC),
            "You are reminded again on Saturday at 09:00.",
        ),
    ],
)
def test_a_reminder_is_put_off(signed_in, ada, choice, due_at, said):
    page = signed_in.post(week_link(ada) + "later/", {"do": choice}, follow=True)
    assert page.redirect_chain == [("/week/2026-11-16/", 302)]
    assert Reminder.objects.values_list("person", "monday", "due_at", "mail").get() == (
        ada.pk, MONDAY, due_at, None,
    )  # fmt: skip
    assert said in text(page)


def test_a_week_is_skipped_from_the_mail(signed_in, ada):
    signed_in.post(week_link(ada) + "later/", {"do": "skip"})
    assert Week.objects.values_list("person", "monday", "state").get() == (
        ada.pk, MONDAY, "skipped",
    )  # fmt: skip


def test_a_pause_is_made_from_the_mail(signed_in, ada):
    span = {"do": "pause", "starts_on": "2026-11-20", "ends_on": "2026-11-30"}
    signed_in.post(week_link(ada) + "later/", span)
    assert Pause.objects.get().ends_on == date(2026, 11, 30)
    response = signed_in.post(week_link(ada) + "later/", span | {"ends_on": "2026-11-01"})
    assert (response.status_code, Pause.objects.count()) == (422, 1)


def test_a_choice_that_is_none_changes_nothing(signed_in, ada):
    signed_in.post(week_link(ada) + "later/", {"do": "delete everything"})
    assert (Reminder.objects.count(), Week.objects.count()) == (0, 0)


def test_a_week_that_is_over_is_not_put_off(signed_in, ada):
    link = week_link(ada, MONDAY - 7 * DAY) + "later/"
    page = signed_in.post(link, {"do": "hour"})
    assert "Week 46 has ended." in text(page)
    assert Reminder.objects.count() == 0


# No more mails


def test_the_mails_are_ended_by_a_button_and_turned_on_again_in_the_settings(client, ada):
    ReminderPlan.objects.create(person=ada, weekday=1, at=time(9))
    path = f"/reminders/stop/{sign_stop(ada.pk)}/"
    assert "Stop the mails</button>" in text(client.get(path))
    assert plan_of(ada) == (1, time(9), True)
    assert "/settings/reminders/" in text(client.post(path))
    assert plan_of(ada) == (1, time(9), False)


def test_the_link_that_ends_the_mails_never_expires(client, ada):
    with time_machine.travel(FRIDAY - 3000 * DAY, tick=False):
        path = f"/reminders/stop/{sign_stop(ada.pk)}/"
    client.post(path)
    assert plan_of(ada)[2] is False


def test_a_link_made_for_a_week_ends_no_mails(client, ada):
    assert client.post(f"/reminders/stop/{sign_week(ada.pk, MONDAY)}/").status_code == 404


def test_the_link_of_an_account_that_is_gone_is_answered_all_the_same(client, ada):
    path = f"/reminders/stop/{sign_stop(ada.pk)}/"
    ada.delete()
    assert client.post(path).status_code == 200


# On the page of the week


def reminded(signed_in, monday=MONDAY, **options):
    page = signed_in.get(f"/week/{monday}/", **options)
    return "It is Friday. A few minutes are enough" in text(page)


def test_the_week_page_reminds_from_the_moment_it_is_due(signed_in, clock):
    assert reminded(signed_in)
    assert reminded(signed_in, headers=HTMX)
    clock.move_to(FRIDAY - timedelta(minutes=31), tick=False)
    assert not reminded(signed_in)


def test_only_the_page_of_this_week_reminds(signed_in):
    assert not reminded(signed_in, MONDAY - 7 * DAY)
    assert not reminded(signed_in, MONDAY + 7 * DAY)


def test_who_wants_no_mails_is_reminded_on_the_page(signed_in, ada):
    ReminderPlan.objects.create(person=ada, by_mail=False)
    assert reminded(signed_in)


@pytest.mark.parametrize("why", ["closed", "paused", "put off", "new here"])
def test_the_page_does_not_remind_of_what_is_not_asked_for(signed_in, ada, why):
    match why:
        case "closed":
            Week.objects.settle(ada, MONDAY, state="closed")
        case "paused":
            Pause.objects.create(person=ada, starts_on=FRIDAY.date(), ends_on=FRIDAY.date())
        case "put off":
            Reminder.objects.snooze(ada, MONDAY, FRIDAY + timedelta(hours=1))
        case _:
            ada.date_joined = FRIDAY
            ada.save()
    assert not reminded(signed_in)


def test_what_was_put_off_is_there_again_when_its_hour_comes(signed_in, ada, clock):
    Reminder.objects.snooze(ada, MONDAY, FRIDAY + timedelta(hours=1))
    clock.move_to(FRIDAY + timedelta(hours=1), tick=False)
    assert reminded(signed_in)


def test_the_line_can_be_put_off_where_it_stands(signed_in, ada):
    page = signed_in.get("/week/2026-11-16/")
    signed = sign_week(ada.pk, MONDAY)
    assert f'action="/reminded/{signed}/later/"' in text(page)
