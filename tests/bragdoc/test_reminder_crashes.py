"""Exactly one reminder for each person and week, over a year of clocks that change, with the worker
killed between any two statements.

A kill is what the operating system does: the database forgets what was not committed, and nothing
of the program runs on. It can fall before each statement, before each commit, before a message is
handed to the mail server, and after the server has taken it.

In that last place alone a message can be handed over twice: the server has it, and the row that
would say so was never written. It is then the same message, by its Message-ID, and a mailbox keeps
one. The tests count both, what was handed over and what a mailbox keeps.
"""

import random
import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from accounts.models import Mail
from accounts.tasks import send_due_mails
from bragdoc.models import Pause, Reminder, ReminderPlan
from bragdoc.reminding.schedule import due_moment, last_moment
from bragdoc.reminding.tick import remind
from tests.factories import UserFactory

MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
# Ticks around the moment a reminder is due: before, at and after it, and where attempts are due.
AROUND = [-1, 0, 1, 6, 8]
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 4, 12, tzinfo=UTC)
PEOPLE = [
    ("Europe/Berlin", 4, time(15)),
    ("Europe/Berlin", 6, time(2, 30)),  # leapt over on 29 March, twice there on 25 October
    ("America/New_York", 6, time(2, 30)),  # leapt over on 8 March
    ("Asia/Kolkata", 4, time(15)),
    ("Australia/Lord_Howe", 6, time(1, 45)),  # twice there on 5 April
    ("Pacific/Apia", 0, time(0)),
    ("America/Sao_Paulo", 2, time(8, 30)),
    ("UTC", 4, time(15)),
]
SENDS_TWICE = {"after the server", "before the row says so"}
PLACES = {"statement", "commit", "before the server", *SENDS_TWICE}
pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The process is gone."""


class Reaper:
    """Kills at the n-th place from now on, and remembers where that was."""

    def __init__(self):
        self.left, self.places, self.last = None, Counter(), ""

    def pass_by(self, place):
        self.last = place
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            self.places[place] += 1
            connection.connection.rollback()  # as the database does for a client that is gone
            raise Killed

    def before_statement(self, execute, sql, params, many, context):
        # The row that remembers what the server took is the end of that window.
        taken = self.last == "after the server"
        self.pass_by("before the row says so" if taken else "statement")
        return execute(sql, params, many, context)


class Mailbox(BaseEmailBackend):
    """A mail server that takes everything. `handed_over` holds each message as often as it came."""

    handed_over = []
    reaper = None

    def send_messages(self, messages):
        for message in messages:
            self.reaper.pass_by("before the server")
            week = re.search(r"/reminded/\d+\.([\d-]+)", message.body)[1]
            headers = message.message()
            self.handed_over.append((headers["Message-ID"], message.to[0], week))
            self.reaper.pass_by("after the server")


@pytest.fixture
def reaper(settings, monkeypatch):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Mailbox"}}
    reaper = Reaper()
    monkeypatch.setattr(Mailbox, "reaper", reaper)
    monkeypatch.setattr(Mailbox, "handed_over", [])
    commit = connection.commit

    def killed_before_commit():
        reaper.pass_by("commit")
        commit()

    monkeypatch.setattr(connection, "commit", killed_before_commit)
    with connection.execute_wrapper(reaper.before_statement):
        yield reaper


def people_of(plans):
    people = []
    for zone, weekday, at in plans:
        person = UserFactory(time_zone=zone, date_joined=START - 5 * WEEK)
        EmailAddress.objects.create(user=person, email=person.email, verified=True)
        ReminderPlan.objects.create(person=person, weekday=weekday, at=at)
        people.append(person)
    return people


def worker(now):
    """A minute of the worker, in which it may die once."""
    with time_machine.travel(now, tick=False), suppress(Killed):
        remind(now)
        send_due_mails()


def kept():
    """What a mailbox keeps of what was handed over: (to whom, which week) of each message."""
    return Counter((to, week) for _id, to, week in set(Mailbox.handed_over))


@pytest.mark.parametrize("apart", [None, 3], ids=lambda n: f"then-{n}")
def test_wherever_the_worker_is_killed_each_gets_one_message(reaper, apart):
    """For every place there is, and again some places further on after the restart."""
    people = people_of(PEOPLE[:1] + PEOPLE[3:4] + PEOPLE[7:])
    due = datetime(2026, 11, 20, 15, tzinfo=UTC)  # by now for all three
    for place in range(200):
        Reminder.objects.all().delete()
        Mail.objects.all().delete()
        Mailbox.handed_over.clear()
        before = reaper.places.total()
        reaper.left = place
        worker(due)
        was_killed = reaper.places.total() > before
        reaper.left = apart
        for minutes in range(1, 32, 2):
            worker(due + minutes * MINUTE)
        reaper.left = None
        assert kept() == {(person.email, "2026-11-16"): 1 for person in people}, place
        if not was_killed:
            break
    assert was_killed is False  # every place was tried
    assert set(reaper.places) == PLACES


def mondays():
    return [date(2025, 12, 29) + week * WEEK for week in range(54)]


def due_of(plan, monday):
    zone, weekday, at = plan
    return due_moment(monday, weekday, at, ZoneInfo(zone))


def expected_of(people, pauses):
    """One for each week that came due while the clock ran and was no holiday."""
    return {
        (person.email, monday.isoformat()): 1
        for person, plan in zip(people, PEOPLE, strict=True)
        for monday in mondays()
        if (due := due_of(plan, monday)) <= END
        and last_moment(monday, due, ZoneInfo(plan[0])) > START
        and not any(
            pause.person_id == person.pk
            and pause.starts_on <= due.astimezone(ZoneInfo(plan[0])).date() <= pause.ends_on
            for pause in pauses
        )
    }


def moments():
    """When the clock stands still for the worker: around each reminder, and every day."""
    around = {
        due_of(plan, monday) + minutes * MINUTE
        for plan in PEOPLE
        for monday in mondays()
        for minutes in AROUND
    }
    days = {START + count * timedelta(days=1) for count in range(369)}
    # Twice more at the end, for what the last kill left to wait.
    last = [END + 6 * MINUTE, END + 12 * MINUTE]
    return sorted(moment for moment in around | days if START <= moment <= END) + last


def test_a_year_of_kills_brings_each_person_one_message_a_week(reaper):
    people = people_of(PEOPLE)
    pauses = [
        Pause.objects.create(
            person=people[0], starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 14)
        )
    ]
    chance = random.Random(2026)
    for moment in moments():
        if moment <= END and chance.random() < 0.5:
            reaper.left = chance.randrange(14)
        worker(moment)
        reaper.left = None

    expected = expected_of(people, pauses)
    assert kept() == expected
    # 53 weeks without two of holidays; in Apia the clock runs into the next one.
    assert len(expected) == 53 * len(PEOPLE) - 2 + 1
    twice = len(Mailbox.handed_over) - len(set(Mailbox.handed_over))
    assert twice == sum(reaper.places[place] for place in SENDS_TWICE)
    assert min(reaper.places[place] for place in PLACES) > 10
