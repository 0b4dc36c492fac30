"""Mails: rows in the act they tell of, sent by the worker, each attempt counted."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP, default
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend

from accounts.mails import write_mail
from accounts.models import Mail
from accounts.tasks import SIGN_OF_LIFE, send_due_mails, tick
from tests.clients import browser_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    """A mail server that is not there."""

    problem = ConnectionRefusedError

    def send_messages(self, messages):
        raise self.problem


class Confused(Refusing):
    """A mail server that answers nonsense."""

    problem = SMTPException


class Counting(BaseEmailBackend):
    """Keeps how often each mail had been tried when the server was asked."""

    seen = []

    def send_messages(self, messages):
        self.seen.append(Mail.objects.get().attempts)


def served_by(backend):
    """MAILERS with a server of this module."""
    return {"default": {"BACKEND": f"{__name__}.{backend}"}}


def a_mail(**changes):
    return Mail.objects.create(**{"to": "grace@example.org", "subject": "S", "body": "B"} | changes)


@time_machine.travel(NOW, tick=False)
def test_a_due_mail_is_sent_once():
    row = a_mail(due_at=NOW)
    send_due_mails()
    send_due_mails()
    (message,) = mail.outbox
    row.refresh_from_db()
    assert (message.to, message.subject, message.body) == (["grace@example.org"], "S", "B")
    assert (row.sent_at, row.attempts) == (NOW, 1)


@time_machine.travel(NOW, tick=False)
def test_a_mail_that_is_not_due_yet_waits():
    a_mail(due_at=NOW + timedelta(seconds=1))
    send_due_mails()
    assert mail.outbox == []


@pytest.mark.parametrize("backend", ["Refusing", "Confused"])
def test_a_mail_that_fails_is_tried_five_times_further_and_further_apart(settings, backend):
    settings.MAILERS = served_by(backend)
    row = a_mail(due_at=NOW)
    tried_at = []
    for minute in range(12 * 60):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            before = row.attempts
            send_due_mails()
        row.refresh_from_db()
        if row.attempts > before:
            tried_at.append(minute)
    assert (tried_at, row.attempts, row.sent_at) == ([0, 5, 25, 85, 325], 5, None)


def test_once_the_server_is_back_the_mail_goes_out(settings):
    row, reachable = a_mail(due_at=NOW), settings.MAILERS
    settings.MAILERS = served_by("Refusing")
    with time_machine.travel(NOW, tick=False):
        send_due_mails()
    settings.MAILERS = reachable
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        send_due_mails()
    row.refresh_from_db()
    assert (len(mail.outbox), row.attempts, row.sent_at is None) == (1, 2, False)


class Answering(BaseEmailBackend):
    """A mail server that refuses with what `problem` makes."""

    problem = None

    def send_messages(self, messages):
        raise type(self).problem


@pytest.mark.parametrize(
    ("problem", "attempts"),
    [
        (SMTPRecipientsRefused({"grace@example.org": (550, b"no such user")}), 5),
        (SMTPRecipientsRefused({"grace@example.org": (450, b"try later")}), 1),
        (SMTPDataError(554, b"not taken"), 5),
        (SMTPDataError(451, b"local error"), 1),
        (TimeoutError(), 1),
        (ValueError("no such header"), 5),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(settings, monkeypatch, problem, attempts):
    settings.MAILERS = served_by("Answering")
    monkeypatch.setattr(Answering, "problem", problem)
    row = a_mail()
    send_due_mails()
    row.refresh_from_db()
    assert (row.attempts, row.sent_at) == (attempts, None)


class Crashing(BaseEmailBackend):
    """Takes the message; then the worker dies before it can say so."""

    delivered = []

    def send_messages(self, messages):
        self.delivered += [message.message()["Message-ID"] for message in messages]
        raise KeyboardInterrupt


def test_a_retry_after_a_crash_is_the_same_message(settings):
    settings.MAILERS = served_by("Crashing")
    Crashing.delivered.clear()
    a_mail(due_at=NOW)
    for minutes in (0, 4, 5):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            try:
                send_due_mails()
            except KeyboardInterrupt:
                continue
    first, second = Crashing.delivered
    assert first == second


def test_two_mails_are_two_messages_even_with_the_same_words():
    ids = {a_mail().message_id(), a_mail().message_id(), a_mail(body="Other").message_id()}
    assert len(ids) == 3


def test_a_message_is_named_after_the_domain_it_comes_from(settings):
    settings.DEFAULT_FROM_EMAIL = "Bragdoc <bragdoc@wins.example>"
    assert a_mail().message_id().endswith("@wins.example>")


def test_a_long_address_in_a_header_goes_out_as_it_is(settings):
    settings.DEFAULT_FROM_EMAIL = f"bragdoc@{'a' * 60}.example"
    address = f"<https://bragdoc.example/{'x' * 200}/>"
    name = a_mail(headers={"List-Unsubscribe": address}).message_id()
    send_due_mails()
    for policy in (SMTP, default):
        sent = mail.outbox[0].message(policy=policy).as_bytes()
        assert f"List-Unsubscribe: {address}{policy.linesep}".encode() in sent
        assert f"Message-ID: {name}{policy.linesep}".encode() in sent
        assert message_from_bytes(sent, policy=default)["List-Unsubscribe"] == address


@pytest.mark.parametrize("headers", [{"X-A": "a"}, {"X-A": "a\r\nBcc: eve@example.org"}])
def test_of_a_mail_that_was_sent_or_given_up_nothing_is_kept_but_its_subject(headers):
    """It may hold an address that opens what only its reader is to open."""
    a_mail(html="<p>B</p>", headers=headers)
    send_due_mails()
    kept = Mail.objects.get()
    assert (kept.subject, kept.body, kept.html, kept.headers) == ("S", "", "", {})


def test_a_header_of_two_lines_is_refused_and_not_tried_again():
    row = a_mail(headers={"List-Unsubscribe": "<a>\r\nBcc: eve@example.org"})
    send_due_mails()
    row.refresh_from_db()
    assert (mail.outbox, row.attempts, row.sent_at) == ([], 5, None)


def test_a_mail_with_markup_says_the_same_in_plain_text_first():
    a_mail(html="<p>B</p>", headers={"Reply-To": "in@wins.example", "List-Unsubscribe": "<u>"})
    send_due_mails()
    message = mail.outbox[0].message()
    assert message.get_content_type() == "multipart/alternative"
    assert [(part.get_content_type(), part.get_content()) for part in message.iter_parts()] == [
        ("text/plain", "B\n"),
        ("text/html", "<p>B</p>\n"),
    ]
    assert (message["Reply-To"], message["List-Unsubscribe"]) == ("in@wins.example", "<u>")


def test_an_attempt_is_counted_before_the_server_is_asked(settings):
    settings.MAILERS = served_by("Counting")
    Counting.seen.clear()
    a_mail()
    send_due_mails()
    assert Counting.seen == [1]


class Overtaking(BaseEmailBackend):
    """While the first mail is sent, another worker takes the second."""

    sent = []

    def send_messages(self, messages):
        self.sent += [message.to for message in messages]
        Mail.objects.filter(attempts=0).update(attempts=1)


def test_a_mail_that_another_worker_took_is_left_to_it(settings):
    settings.MAILERS = served_by("Overtaking")
    Overtaking.sent.clear()
    a_mail(to="ada@example.org")
    a_mail(to="grace@example.org")
    send_due_mails()
    assert Overtaking.sent == [["ada@example.org"]]


def test_a_failure_does_not_hold_up_the_next_mail(settings):
    settings.MAILERS = served_by("Refusing")
    a_mail()
    a_mail(to="ada@example.org")
    send_due_mails()
    assert list(Mail.objects.values_list("attempts", flat=True)) == [1, 1]


@time_machine.travel(NOW, tick=False)
def test_the_tick_says_that_the_worker_lives_and_sends():
    a_mail()
    tick.call_local()
    assert (cache.get(SIGN_OF_LIFE), len(mail.outbox)) == (NOW, 1)


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("Ada\r\nBcc: eve@example.org names you", "Ada Bcc: eve@example.org names you"),
        ("Ada\u2028\x0b names\tyou", "Ada names you"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_subject_is_one_line_of_a_bounded_length(subject, kept, ada):
    write_mail("accounts/mail/manager_answered.txt", to="a@example.org", subject=subject, url="/x/")
    send_due_mails()
    assert (Mail.objects.get().subject, mail.outbox[0].subject) == (kept, kept)


def test_a_name_with_a_line_break_does_not_break_the_mail(ada, grace):
    ada.name = "Ada\nBcc: eve@example.org"
    ada.save()
    browser_of(ada).post("/settings/manager/", {"manager_email": "grace@example.org"})
    send_due_mails()
    (message,) = mail.outbox
    assert message.recipients() == ["grace@example.org"]
    assert message.subject == "Ada Bcc: eve@example.org names you as manager"


def test_a_mail_is_plain_text_without_escapes(ada):
    ada.name = "Ada & <Grace>"
    ada.save()
    browser_of(ada).post("/settings/manager/", {"manager_email": "grace@example.org"})
    assert "Ada & <Grace> (ada@example.org)" in Mail.objects.get().body
