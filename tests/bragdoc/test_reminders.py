"""Reminders by mail: who gets one for a week, who gets none, and what it says."""

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError

from accounts.models import Mail
from accounts.tasks import send_due_mails
from bragdoc import tasks
from bragdoc.models import Pause, Reminder, ReminderPlan, Week
from bragdoc.reminding import tick
from bragdoc.reminding.links import signed_stop, signed_week
from bragdoc.reminding.tick import remind
from tests.factories import UserFactory

MONDAY = date(2026, 11, 16)
DUE = datetime(2026, 11, 20, 14, tzinfo=UTC)  # Friday at three in Berlin
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.django_db


def proved(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def a_person(**fields):
    joined = datetime(2026, 1, 1, tzinfo=UTC)
    return proved(UserFactory(**{"time_zone": "Europe/Berlin", "date_joined": joined} | fields))


@pytest.fixture
def ada(ada):
    ada.time_zone, ada.date_joined = "Europe/Berlin", datetime(2026, 1, 1, tzinfo=UTC)
    ada.save()
    return proved(ada)


def reminded(*, at):
    """Who has been written to once the worker has run at each of these moments."""
    for moment in at:
        remind(moment)
    return list(Mail.objects.order_by("pk").values_list("to", flat=True))


def plan(person, **fields):
    ReminderPlan.objects.update_or_create(person=person, defaults=fields)


# When


def test_who_has_chosen_nothing_is_reminded_on_friday_at_three(ada):
    assert reminded(at=[DUE - MINUTE]) == []
    assert reminded(at=[DUE]) == ["ada@example.org"]
    row = Reminder.objects.get()
    assert (row.person, row.monday, row.due_at, row.mail) == (ada, MONDAY, DUE, Mail.objects.get())


def test_each_is_reminded_on_the_day_and_at_the_hour_of_their_choice(ada):
    plan(ada, weekday=1, at=time(8, 30))
    tuesday = datetime(2026, 11, 17, 7, 30, tzinfo=UTC)
    assert reminded(at=[tuesday - MINUTE]) == []
    assert reminded(at=[tuesday]) == ["ada@example.org"]


def test_people_of_other_zones_and_plans_each_have_their_own_moment(ada):
    a_person(email="apia@example.org", time_zone="Pacific/Apia")
    a_person(email="niue@example.org", time_zone="Pacific/Niue")
    assert reminded(at=[datetime(2026, 11, 20, 2, tzinfo=UTC)]) == ["apia@example.org"]
    assert reminded(at=[DUE])[1:] == ["ada@example.org"]
    assert reminded(at=[datetime(2026, 11, 21, 2, tzinfo=UTC)])[2:] == ["niue@example.org"]


def test_the_tick_run_again_and_again_writes_one_mail(ada):
    assert reminded(at=[DUE, DUE, DUE + MINUTE, DUE + DAY, DUE + 2 * DAY]) == ["ada@example.org"]


def test_the_next_week_brings_the_next_mail(ada):
    assert len(reminded(at=[DUE, DUE + 7 * DAY])) == 2


def test_a_worker_that_was_away_sends_this_weeks_reminder_late(ada):
    assert reminded(at=[DUE + DAY]) == ["ada@example.org"]


def test_a_worker_that_was_away_over_sunday_sends_nothing_of_last_week(ada):
    assert reminded(at=[datetime(2026, 11, 22, 23, tzinfo=UTC)]) == []


def test_a_reminder_of_the_last_minute_of_the_week_comes_in_the_first_of_the_next(ada):
    plan(ada, weekday=6, at=time(23, 59))
    assert reminded(at=[datetime(2026, 11, 22, 23, 5, tzinfo=UTC)]) == ["ada@example.org"]


def test_the_worker_looks_for_what_is_due(ada, time_machine):
    time_machine.move_to(DUE, tick=False)
    tasks.remind_everybody.call_local()
    assert Mail.objects.get().to == "ada@example.org"


# A change of mind in mid-week


def test_an_earlier_day_chosen_after_the_mail_went_out_brings_no_second(ada):
    plan(ada, weekday=2)
    reminded(at=[DUE - 2 * DAY])
    plan(ada, weekday=4)
    assert len(reminded(at=[DUE - DAY, DUE, DUE + DAY])) == 1


def test_an_earlier_day_chosen_while_the_mail_was_ahead_brings_it_at_once(ada):
    assert reminded(at=[DUE - DAY]) == []
    plan(ada, weekday=2)
    assert reminded(at=[DUE - DAY + MINUTE, DUE, DUE + DAY]) == ["ada@example.org"]


def test_a_journey_over_the_date_line_brings_one_mail_for_each_week(ada):
    for zone, hours in [
        ("Pacific/Kiritimati", range(-24, 24)),
        ("Pacific/Honolulu", range(24, 60)),
        ("Pacific/Kiritimati", range(60, 200)),
    ]:
        ada.time_zone = zone
        ada.save()
        reminded(at=[DUE + hour * HOUR for hour in hours])
    assert list(Reminder.objects.order_by("pk").values_list("monday", flat=True)) == [
        MONDAY,
        MONDAY + 7 * DAY,
    ]
    assert Mail.objects.count() == 2


# None


@pytest.mark.parametrize("state", [Week.State.CLOSED, Week.State.SKIPPED])
def test_a_week_that_has_ended_when_it_comes_due_is_not_asked_about(ada, state):
    Week.objects.settle(ada, MONDAY, state=state)
    assert reminded(at=[DUE, DUE + DAY]) == []


def test_a_week_opened_again_after_that_is_not_asked_about_either(ada):
    Week.objects.settle(ada, MONDAY, state=Week.State.CLOSED)
    reminded(at=[DUE])
    Week.objects.reopen(ada, MONDAY)
    assert reminded(at=[DUE + MINUTE, DUE + DAY, DUE + 10 * DAY])[1:] == []


def test_the_last_week_closed_says_nothing_of_this_one(ada):
    Week.objects.settle(ada, MONDAY - 7 * DAY, state=Week.State.CLOSED)
    assert reminded(at=[DUE]) == ["ada@example.org"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "mails"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 9), date(2026, 11, 27), 0),
        (date(2026, 11, 16), date(2026, 11, 19), 1),
        (date(2026, 11, 21), date(2026, 11, 29), 1),
    ],
)
def test_no_reminder_comes_on_a_day_of_a_pause(ada, eve, starts_on, ends_on, mails):
    Pause.objects.create(person=ada, starts_on=starts_on, ends_on=ends_on)
    Pause.objects.create(person=eve, starts_on=MONDAY, ends_on=MONDAY + 6 * DAY)
    assert len(reminded(at=[DUE, DUE + DAY])) == mails


def test_a_pause_is_of_the_persons_own_days(ada):
    ada.time_zone = "Pacific/Kiritimati"
    ada.save()
    plan(ada, weekday=5, at=time(8))  # Saturday there, still Friday in UTC
    Pause.objects.create(person=ada, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 20))
    assert len(reminded(at=[datetime(2026, 11, 20, 18, tzinfo=UTC)])) == 1


def test_no_mail_goes_to_an_address_that_is_not_proved(ada):
    EmailAddress.objects.update(verified=False)
    assert reminded(at=[DUE]) == []


def test_no_mail_goes_to_an_address_that_was_proved_for_another_account(ada, eve):
    EmailAddress.objects.update(user=eve)
    assert reminded(at=[DUE]) == []


def test_no_mail_goes_to_a_closed_account(ada):
    ada.is_active = False
    ada.save()
    assert reminded(at=[DUE]) == []


def test_no_mail_goes_to_one_who_wants_none(ada):
    plan(ada, by_mail=False)
    assert reminded(at=[DUE]) == []


def test_who_joins_after_friday_is_first_reminded_of_the_week_after(ada):
    ada.date_joined = DUE + HOUR
    ada.save()
    assert reminded(at=[DUE + DAY]) == []
    assert reminded(at=[DUE + 7 * DAY]) == ["ada@example.org"]


# Put off


def snooze(person, until):
    Reminder.objects.snooze(person, MONDAY, until)


def test_a_reminder_put_off_comes_once_more_at_that_moment(ada):
    reminded(at=[DUE])
    Mail.objects.update(sent_at=DUE)
    snooze(ada, DUE + HOUR)
    assert len(reminded(at=[DUE + HOUR - MINUTE])) == 1
    assert len(reminded(at=[DUE + HOUR, DUE + HOUR, DUE + DAY])) == 2


def test_a_mail_that_has_not_left_when_it_is_put_off_does_not_leave(ada):
    reminded(at=[DUE])
    snooze(ada, DUE + HOUR)
    assert Mail.objects.count() == 0


def test_a_reminder_put_off_on_sunday_night_comes_on_monday_morning(ada):
    morning = datetime(2026, 11, 23, 8, tzinfo=UTC)
    snooze(ada, morning)
    assert len(reminded(at=[morning])) == 1


@pytest.mark.parametrize("why", ["closed", "paused", "over", "without mails"])
def test_a_reminder_put_off_does_not_come_when_it_is_not_wanted_any_more(ada, why):
    snooze(ada, DUE + HOUR)
    late = DUE + HOUR
    match why:
        case "closed":
            Week.objects.settle(ada, MONDAY, state=Week.State.CLOSED)
        case "paused":
            Pause.objects.create(person=ada, starts_on=DUE.date(), ends_on=DUE.date())
        case "over":
            late = DUE + 4 * DAY
        case _:
            plan(ada, by_mail=False)
    assert reminded(at=[late, late + MINUTE]) == []


# Once, whatever happens


def test_a_batch_that_another_process_decided_first_is_left_to_it(ada, monkeypatch):
    a_person(email="zoe@example.org", time_zone="Asia/Kolkata")
    decide = tick.decide

    def overtaken(people, monday, due):
        if people.filter(pk=ada.pk).exists():
            raise IntegrityError
        decide(people, monday, due)

    monkeypatch.setattr(tick, "decide", overtaken)
    assert reminded(at=[DUE]) == ["zoe@example.org"]
    monkeypatch.undo()
    assert reminded(at=[DUE + MINUTE]) == ["zoe@example.org", "ada@example.org"]


def test_two_rows_for_one_person_and_week_are_refused_with_their_mails(ada):
    people = tick.with_reasons(tick.reminded_by_mail(), MONDAY, MONDAY)
    tick.decide(people, MONDAY, DUE)
    with pytest.raises(IntegrityError):
        tick.decide(people, MONDAY, DUE)
    assert (Reminder.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_is_asked_of_each_person_who_is_not_due(ada, count, django_assert_num_queries):
    for _ in range(count):
        a_person()
    with django_assert_num_queries(2):
        remind(DUE - MINUTE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_takes_as_many_queries_for_one_as_for_three(
    count, django_assert_num_queries, monkeypatch
):
    for _ in range(count):
        a_person()
    with django_assert_num_queries(8):  # two of them are the beginning and end of a transaction
        remind(DUE)
    with django_assert_num_queries(2):
        remind(DUE + MINUTE)


def test_people_of_one_plan_are_taken_in_batches(monkeypatch):
    monkeypatch.setattr(tick, "BATCH", 2)
    people = [a_person() for _ in range(5)]
    assert reminded(at=[DUE]) == [person.email for person in people]


# The mail


@pytest.fixture
def message(ada):
    with time_machine.travel(DUE, tick=False):
        remind(DUE)
        send_due_mails()
    (sent,) = mail.outbox
    return sent


def test_the_mail_says_which_week_in_plain_text_and_with_markup(message):
    assert (message.to, message.subject) == (["ada@example.org"], "Week 47: what did you do?")
    html = message.message().get_body(["html"]).get_content()
    for text in (message.body, html):
        assert "Week 47, 16 November to 22 November 2026." in text


def test_the_last_week_of_2026_is_the_53rd(ada):
    remind(datetime(2027, 1, 1, 14, tzinfo=UTC))
    assert Mail.objects.get().subject == "Week 53: what did you do?"
    assert "28 December to 3 January 2027" in Mail.objects.get().body


def test_every_link_of_the_mail_leads_to_this_site(message, settings):
    links = [line for line in message.body.splitlines() if line.startswith("http")]
    write, later, plan, stop = [link.removeprefix(settings.SITE_URL) for link in links]
    week = write.removeprefix("/reminded/").strip("/")
    assert later == f"/reminded/{week}/later/"
    assert plan == "/settings/reminders/"
    assert stop.startswith("/reminders/stop/")


def test_the_links_name_the_person_and_the_week(message, ada):
    with time_machine.travel(DUE, tick=False):
        links = [line for line in message.body.splitlines() if line.startswith("http")]
        assert signed_week(links[0].split("/")[-2]) == (ada.pk, MONDAY)
        assert signed_stop(links[3].split("/")[-2]) == ada.pk


def test_the_mail_can_be_ended_with_one_click_of_the_mail_program(message, client, settings, ada):
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = headers["List-Unsubscribe"].strip("<>")
    client.handler.enforce_csrf_checks = True
    response = client.post(url.removeprefix(settings.SITE_URL), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert ReminderPlan.objects.get(person=ada).by_mail is False


def test_the_mail_asks_machines_not_to_answer(message):
    headers = message.message()
    assert (headers["Auto-Submitted"], headers["Reply-To"]) == ("auto-generated", None)
    assert parseaddr(headers["From"])[1] == "bragdoc@localhost"


def test_a_name_or_a_win_stands_nowhere_in_the_mail(message):
    assert not re.search(r"\bAda\b", message.message().as_string())
