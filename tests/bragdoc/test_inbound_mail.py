"""A reply to a reminder becomes wins of the person who was reminded, once; all else is refused."""

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import Mail
from accounts.tasks import send_due_mails
from bragdoc import tasks
from bragdoc.inbound import mailbox as fetching
from bragdoc.inbound.addresses import named_by, reply_address
from bragdoc.inbound.mailbox import NotFetched, fetch_replies
from bragdoc.inbound.taking import take_in
from bragdoc.models import Entry, InboundMail
from bragdoc.reminding.mails import reminder_mail
from tests.bragdoc.imap_server import mail_server
from tests.factories import PlacementFactory

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 20, 16, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _takes_replies(settings, time_machine):
    time_machine.move_to(NOW, tick=False)
    settings.INBOUND_ADDRESS = "Wins@bragdoc.example"
    settings.INBOUND_IMAP_URL = "imap://nobody@127.0.0.1:1/"


@pytest.fixture
def ada(ada):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    EmailAddress.objects.create(user=ada, email="ada@home.example", verified=True)
    EmailAddress.objects.create(user=ada, email="new@home.example", verified=False)
    return ada


def a_reply(person, text="Fixed the build", *, monday=MONDAY, **headers):
    message = EmailMessage(policy=SMTP)
    for name, value in {
        "From": person.email,
        "To": reply_address(person.pk, monday),
        "Message-ID": "<1@mail.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def reason(data, now=NOW):
    row = take_in(data, now)
    assert (row.outcome, Entry.objects.count()) == ("refused", 0)
    return row.reason


# The address


def test_a_reminder_is_answered_to_an_address_that_names_person_and_week(ada):
    message = reminder_mail(ada, MONDAY).message().message()
    assert message["Reply-To"] == reply_address(ada.pk, MONDAY)
    assert named_by(message["Reply-To"]) == (ada.pk, MONDAY)
    assert "Or reply to this mail." in message.get_body(["plain"]).get_content()


def test_the_address_survives_servers_that_change_its_case_and_fits_any(ada):
    address = reply_address(10**9, MONDAY)
    assert named_by(address.upper()) == (10**9, MONDAY)
    assert len(address.partition("@")[0]) <= 64


@pytest.mark.parametrize("setting", ["INBOUND_ADDRESS", "INBOUND_IMAP_URL"])
def test_without_a_mailbox_there_is_no_address_to_reply_to(ada, settings, setting):
    setattr(settings, setting, "")
    mail = reminder_mail(ada, MONDAY)
    assert "Reply-To" not in mail.headers
    assert "reply" not in mail.body


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.replace("20261116", "20261123"),
        lambda address: address.replace("20261116", "20261316"),
        lambda address: address.replace("+", "+1"),
        lambda address: address.replace("@bragdoc", "@other"),
        lambda address: address.replace("Wins", "wines"),
        lambda address: "wins@bragdoc.example",
    ],
)
def test_an_address_that_was_changed_names_nobody(ada, change):
    assert named_by(change(reply_address(ada.pk, MONDAY))) is None


# Kept


def test_each_line_of_a_reply_becomes_a_win_read_by_the_grammar(ada):
    PlacementFactory(person=ada)
    text = "- Halved the build ~ci #delivery +build:14min->7min @sam ^mon\n\nSecond win\n\n-- \nAda"
    row = take_in(a_reply(ada, text), NOW)

    first, second = Entry.objects.order_by("pk")
    assert (first.title, first.project.name, first.author) == ("Halved the build", "ci", ada)
    assert [competency.slug for competency in first.competencies.all()] == ["delivery"]
    assert [person.name for person in first.people.all()] == ["sam"]
    assert first.metrics[0]["after"] == "7"
    assert first.starts_on == MONDAY
    assert (second.title, second.starts_on) == ("Second win", date(2026, 11, 20))
    assert first.source == second.source == text
    assert (row.outcome, row.person, row.entry) == ("kept", ada, first)


def test_a_reply_from_another_proved_address_of_the_person_counts(ada):
    take_in(a_reply(ada, From="Ada <ADA@home.example>"), NOW)
    assert Entry.objects.get().author == ada


def test_the_whole_mail_with_what_it_quotes_is_the_source(ada):
    text = "Mine\n\nOn 20 Nov 2026, Bragdoc <b@x.example> wrote:\n> Week 47"
    take_in(a_reply(ada, text), NOW)
    assert (Entry.objects.get().title, Entry.objects.get().source) == ("Mine", text)


def test_a_reply_after_the_week_is_kept_in_that_week(ada):
    take_in(a_reply(ada, "Late\nDated ^2026-11-18"), NOW + 5 * DAY)
    late, dated = Entry.objects.order_by("pk")
    assert (late.starts_on, late.ends_on) == (MONDAY, MONDAY + 6 * DAY)
    assert (dated.starts_on, dated.ends_on) == (date(2026, 11, 18), date(2026, 11, 18))


def test_the_day_of_a_reply_is_the_persons_own(ada):
    ada.time_zone = "Pacific/Kiritimati"
    ada.save()
    take_in(a_reply(ada), NOW)
    assert Entry.objects.get().starts_on == date(2026, 11, 21)


def test_a_line_too_long_for_a_title_is_whole_in_the_details(ada):
    line = "word " * 200 + "end"
    take_in(a_reply(ada, line), NOW)
    entry = Entry.objects.get()
    assert (entry.title[-5:], len(entry.title) <= 300) == ("word…", True)
    assert entry.details == line


def test_a_line_of_nothing_but_tokens_is_kept_as_it_was_written(ada):
    take_in(a_reply(ada, "~ci ^fri"), NOW)
    assert (Entry.objects.get().title, Entry.objects.get().details) == ("~ci ^fri", "")


def test_the_same_mail_again_adds_nothing(ada):
    first = take_in(a_reply(ada), NOW)
    again = take_in(a_reply(ada, "Changed on the way"), NOW + DAY)
    assert (again, Entry.objects.count(), InboundMail.objects.count()) == (first, 1, 1)


def test_a_crash_while_it_is_kept_keeps_nothing_of_it(ada, monkeypatch):
    monkeypatch.setattr("bragdoc.inbound.taking.InboundMail.save", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_in(a_reply(ada, "One\nTwo"), NOW)
    assert (Entry.objects.count(), InboundMail.objects.count()) == (0, 0)


# Refused


def test_a_stranger_who_knows_the_address_is_refused(ada, eve):
    EmailAddress.objects.create(user=eve, email=eve.email, verified=True)
    assert reason(a_reply(ada, From=eve.email)) == (
        "It comes from an address that is not this person’s."
    )


def test_an_address_that_is_not_proved_is_refused(ada):
    assert reason(a_reply(ada, From="new@home.example")).startswith("It comes from an address")


def test_a_person_who_guesses_anothers_address_is_refused(ada, eve):
    address = reply_address(eve.pk, MONDAY).replace(f"+{eve.pk}-", f"+{ada.pk}-")
    assert reason(a_reply(ada, To=address)) == "It does not answer a reminder."


def test_a_closed_account_takes_nothing_in(ada):
    ada.is_active = False
    ada.save()
    assert reason(a_reply(ada)).startswith("It comes from an address")


def test_an_account_that_is_gone_takes_nothing_in(ada):
    data = a_reply(ada)
    ada.delete()
    assert reason(data).startswith("It comes from an address")


def test_an_answer_to_an_old_reminder_is_refused(ada):
    assert reason(a_reply(ada), NOW + 90 * DAY) == "It answers a reminder that is too old."


def test_a_reply_that_says_nothing_new_is_refused(ada):
    assert reason(a_reply(ada, "> Week 47")) == "There is nothing in it beside what it quotes."


def test_an_answering_machine_is_refused(ada):
    assert reason(a_reply(ada, Auto_Submitted="auto-replied")).startswith("A machine wrote it")


def test_our_own_mail_that_comes_back_is_refused(ada, settings):
    settings.DEFAULT_FROM_EMAIL = ada.email
    ours = reminder_mail(ada, MONDAY)
    ours.pk = 1
    message = ours.message().message()
    message.replace_header("To", reply_address(ada.pk, MONDAY))
    assert reason(message.as_bytes()).startswith("A machine wrote it")


def test_nobody_is_told_of_a_refusal(ada, eve):
    take_in(a_reply(ada, From=eve.email), NOW)
    send_due_mails()
    assert (mail.outbox, Mail.objects.count()) == ([], 0)


def test_a_refused_mail_does_not_stand_in_the_way_of_one_with_its_id(ada, eve):
    take_in(a_reply(ada, From=eve.email), NOW)
    take_in(a_reply(ada), NOW)
    assert Entry.objects.get().author == ada


def test_of_a_refused_mail_only_the_reason_is_kept_and_that_for_thirty_days(ada, time_machine):
    take_in(b"From: eve@example.org\r\n\r\nSecret", NOW)
    row = InboundMail.objects.get()
    assert (row.person, row.entry, row.reason) == (None, None, "It does not answer a reminder.")
    time_machine.move_to(NOW + 31 * DAY)
    tasks.purge_refused_mails.call_local()
    assert InboundMail.objects.count() == 0


# The mailbox


def test_what_is_unseen_is_taken_in_and_then_marked(ada):
    replies = [a_reply(ada, "One"), a_reply(ada, "Two", Message_ID="<2@mail.example>"), b"junk"]
    with mail_server(replies) as (mailbox, url):
        assert fetch_replies(url, NOW) == 3
        assert fetch_replies(url, NOW) == 0
    assert mailbox.seen == {1, 2, 3}
    assert list(Entry.objects.order_by("pk").values_list("title", flat=True)) == ["One", "Two"]
    assert mailbox.commands[:3] == [
        "CAPABILITY",
        'LOGIN wins@bragdoc.example "p/w"',
        'SELECT "Replies"',
    ]


def test_killed_before_it_is_marked_a_message_is_fetched_again_and_taken_once(ada):
    with mail_server([a_reply(ada)]) as (mailbox, url):
        mailbox.dies_at = "STORE"
        with pytest.raises(NotFetched):
            fetch_replies(url, NOW)
        assert (mailbox.seen, Entry.objects.count()) == (set(), 1)
        mailbox.dies_at = None
        assert fetch_replies(url, NOW) == 1
    assert (mailbox.seen, Entry.objects.count()) == ({1}, 1)


def test_what_is_too_large_is_never_fetched(ada, monkeypatch):
    monkeypatch.setattr(fetching, "MESSAGE_LIMIT", 1_000)
    with mail_server([b"x" * 1_001, a_reply(ada)]) as (mailbox, url):
        fetch_replies(url, NOW)
    assert "UID FETCH 1 (BODY.PEEK[])" not in mailbox.commands
    assert (mailbox.seen, Entry.objects.count()) == ({1, 2}, 1)
    assert InboundMail.objects.get(outcome="refused").reason.startswith("It is larger than")


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "SEARCH", "SIZE", "BODY", "STORE"])
@pytest.mark.parametrize("how", ["fails", "dies_at"])
def test_a_server_that_refuses_or_goes_away_is_asked_again_later(ada, command, how):
    with mail_server([a_reply(ada)]) as (mailbox, url):
        setattr(mailbox, how, command)
        with pytest.raises(NotFetched) as problem:
            fetch_replies(url, NOW)
        assert "p/w" not in str(problem.value)
        setattr(mailbox, how, None)
        fetch_replies(url, NOW)
    assert (mailbox.seen, Entry.objects.count()) == ({1}, 1)


@pytest.mark.parametrize("url", ["imap://u:p@127.0.0.1:1/", "https://u:p@127.0.0.1/", "nonsense"])
def test_an_address_without_a_server_is_said_to_be_one(url):
    with pytest.raises(NotFetched):
        fetch_replies(url, NOW)


def test_a_visit_takes_the_oldest_and_leaves_the_rest_to_the_next(ada, monkeypatch):
    monkeypatch.setattr(fetching, "MESSAGES_A_VISIT", 2)
    with mail_server([b"a", b"b", b"c"]) as (mailbox, url):
        fetch_replies(url, NOW)
        assert mailbox.seen == {1, 2}
        fetch_replies(url, NOW)
        assert mailbox.seen == {1, 2, 3}


def test_the_worker_asks_only_where_a_mailbox_is_configured(ada, settings):
    with mail_server([a_reply(ada)]) as (mailbox, url):
        settings.INBOUND_IMAP_URL = ""
        tasks.fetch_inbound_mail.call_local()
        assert mailbox.commands == []
        settings.INBOUND_IMAP_URL = url
        tasks.fetch_inbound_mail.call_local()
        assert mailbox.seen == {1}


def test_a_mailbox_that_cannot_be_reached_does_not_stop_the_worker(settings):
    settings.INBOUND_IMAP_URL = "imap://u:p@127.0.0.1:1/"
    tasks.fetch_inbound_mail.call_local()
