"""The addresses by which colleagues answer: what they lead to, and what they never give away."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from accounts.tasks import send_due_mails
from bragdoc.models import Person
from packets.models import Endorsement, EndorsementSecret, Packet
from packets.testifying.acts import ADDRESSES
from packets.views.secret_addresses import WRONG_SECRETS
from tests.clients import program_of, send
from tests.packets.scenes import place, share
from tests.packets.testimony_scenes import WORDS, act, answer, ask, page_of, quote, verify

ACTS = ("decline", "withdraw", "confirm", "verify")


@pytest.fixture
def win(packet):
    return place(packet, "Moved the night build")


@pytest.fixture
def sam():
    """A browser in which nobody is signed in."""
    return Client()


def everything_kept():
    """All rows of all tables, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += map(repr, cursor.fetchall())
    return "\n".join(rows)


# What it is made of.


def test_each_address_has_256_bits_and_none_is_another_s(win):
    row, _ = ask(win)
    secrets = {EndorsementSecret.objects.make(row) for _ in range(20)}
    assert (len(secrets), {len(secret) for secret in secrets}) == (20, {43})
    assert all(re.fullmatch(r"[\w-]{43}", secret) for secret in secrets)


def test_the_database_has_its_digest_alone(win, sam):
    _row, secret = ask(win)
    sam.get(page_of(secret))
    answer(sam, secret)
    kept = everything_kept()
    assert secret not in kept
    assert hashlib.sha256(secret.encode()).hexdigest() in kept


def test_a_mail_that_was_sent_is_kept_without_it(win, adas, packet, mailoutbox):
    row, _ = ask(win, email="sam@example.org")
    adas.post(reverse("endorsement-remind", args=[row.pk]))
    send_due_mails()
    secret = re.search(r"/endorse/([\w-]{43})/", mailoutbox[-1].body)[1]
    assert Client().get(page_of(secret)).status_code == 200
    assert secret not in everything_kept()


def test_the_digest_opens_nothing(win, sam):
    row, _secret = ask(win)
    digest = row.secrets.get().digest
    assert sam.get(page_of(digest)).status_code == 404


# Whom it tells nothing.


def test_wrong_expired_cancelled_and_of_somebody_deactivated_are_answered_alike(
    packet, win, sam, ada
):
    late, ended = ask(win, name="Late", days=0)[1], ask(win, name="Ended")
    ended[0].cancel()
    declined, refused = ask(win, name="Declined")
    act(sam, refused, "decline")
    Endorsement.objects.filter(pk=declined.pk).update(expires_at=timezone.now())
    good = ask(win, name="Good")[1]
    pages = [sam.get(page_of(secret)) for secret in ("wrong", late, ended[1], refused)]
    assert sam.get(page_of(good)).status_code == 200
    ada.is_active = False
    ada.save()
    pages.append(sam.get(page_of(good)))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    of_the_moment = {"X-Request-ID", "Expires"}
    headers = [
        {name: value for name, value in page.headers.items() if name not in of_the_moment}
        for page in pages
    ]
    assert all(each == headers[0] for each in headers)


@pytest.mark.parametrize("what", ACTS)
def test_what_leads_nowhere_takes_nothing(win, sam, what):
    row, secret = ask(win)
    row.cancel()
    answers = [act(sam, known, what, email="sam@example.org") for known in (secret, "wrong")]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert (Endorsement.objects.get().state, Mail.objects.count()) == ("cancelled", 0)


def test_who_guesses_is_made_to_wait_and_who_has_an_address_is_not(win, sam, time_machine):
    time_machine.move_to("2026-11-21 12:00:00+00:00", tick=False)  # each second allows more
    secret = ask(win)[1]
    answers = [sam.get(page_of(f"guess-{n}")).status_code for n in range(WRONG_SECRETS.requests)]
    late = [act(sam, "guess", what).status_code for what in ACTS]
    assert (set(answers), set(late)) == ({404}, {429})
    assert sam.get(page_of(secret)).status_code == 200


def test_it_cannot_be_used_to_send_mails_to_many(win, sam):
    _row, secret = ask(win)
    answer(sam, secret)
    sent = [
        act(sam, secret, "verify", email=f"person-{n}@example.org").status_code
        for n in range(ADDRESSES.requests + 1)
    ]
    assert sent == [200] * ADDRESSES.requests + [422]
    assert Mail.objects.count() == ADDRESSES.requests


def test_nothing_of_it_is_indexed_cached_or_told_to_other_sites(win, sam):
    secret = ask(win)[1]
    answers = [sam.get(page_of(known)) for known in ("wrong", secret)]
    answers += [act(sam, secret, what) for what in ACTS]
    for each in answers:
        assert each["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "no-store" in each["Cache-Control"]
        assert each["Referrer-Policy"] == "same-origin"


def test_no_link_on_the_page_leads_elsewhere_with_where_it_was(packet, sam):
    place(packet, "x", links=[{"url": "https://example.com/a", "label": ""}])
    win = place(packet, "y", details="[b](https://example.com/b)", links=[{"url": "https://c.de"}])
    page = sam.get(page_of(ask(win)[1])).content.decode()
    outside = re.findall(r'<a [^>]*href="https?://[^>]*>', page)
    assert len(outside) == 2
    assert all('rel="noopener noreferrer nofollow"' in link for link in outside)


def test_no_log_line_has_it(win, sam, capfd, caplog):
    _row, secret = ask(win)
    sam.get(page_of(secret))
    sam.get(page_of(f"{secret}x"))
    answer(sam, secret)
    act(sam, secret, "verify", email="sam@example.org")
    act(sam, secret, "withdraw")
    logged = "".join(capfd.readouterr()) + caplog.text
    assert ("endorse-withdraw" in logged, secret in logged, "sam@" in logged) == (
        True,
        False,
        False,
    )


def test_no_session_has_it_and_none_is_begun(win, sam):
    _row, secret = ask(win)
    sam.get(page_of(secret))
    answer(sam, secret)
    for what in ACTS:
        act(sam, secret, what, email="sam@example.org", revision=2)
    assert Session.objects.count() == 0
    assert {*sam.cookies} <= {"csrftoken"}


def test_the_author_s_session_and_messages_have_it_not(packet, win, adas):
    row, _ = ask(win)
    made = adas.post(reverse("endorsement-remind", args=[row.pk]))
    secret = made.context["address"].rstrip("/").rpartition("/")[2]
    assert secret not in repr(dict(adas.session.items()))
    assert secret not in repr(adas.cookies)
    assert secret not in adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()


def test_nobody_administers_testimony():
    models = {apps.get_model("packets", name) for name in ("Endorsement", "EndorsementSecret")}
    assert models & {*admin.site._registry} == set()


def test_what_is_printed_is_exported_without_it(packet, managed, win, sam, ada, adas):
    _row, secret = ask(win)
    answer(sam, secret)
    share(packet)
    exported = adas.get(reverse("version-export", args=[packet.pk, 1, "json"])).getvalue()
    program = send(program_of(ada), "GET", f"/packets/{packet.pk}/versions/1").content
    digest = EndorsementSecret.objects.get().digest
    for text in (exported.decode(), program.decode()):
        assert (WORDS in text, secret in text, digest in text) == (True, False, False)


# What a colleague can reach.


def test_a_colleague_finds_nothing_else_of_the_packet(packet, managed, adas, sam):
    """Each word that is planted elsewhere begins alike; their pages have none of these."""
    win = place(packet, "Moved the night build", details="By hand.")
    win.entry.private_note = "planted-note"
    win.entry.save()
    win.entry.people.add(Person.objects.named(packet.author, "planted-person"))
    other = place(
        packet,
        "planted-win",
        details="planted-details",
        why="planted-why",
        key="reliability",
        expectation="impossible",
    )
    texts = ("title", "ask", "thesis", "summary", "next")
    Packet.objects.update(**{name: f"planted-{name}" for name in texts})
    packet.sections.update(claim="planted-claim")
    packet.sections.create(key="glue", title="planted-section", position=9)
    packet.gaps.create(title="planted-gap", answer="planted-answer")
    packet.conditions.create(text="planted-condition", answer="planted-reply")
    quote(packet, win.entry, name="planted-name", text="planted-praise")
    row, secret = ask(win)
    kim = ask(win, name="planted-kim", word="planted-word", email="planted@example.org")[1]
    answer(Client(), kim, text="planted-testimony")
    ask(other)
    pages = [sam.get(page_of(secret)), answer(sam, secret, text=""), answer(sam, secret)]
    pages += [sam.get(page_of(secret)), act(sam, secret, "verify", email="sam@example.org")]
    packet.refresh_from_db()
    share(packet)
    mailed = verify(sam, row, secret, "sam@example.org")
    pages += [sam.get(page_of(mailed)), answer(sam, mailed, text="Late.", revision=2)]
    act(sam, mailed, "withdraw")
    pages += [sam.get(page_of(mailed)), sam.get(page_of("wrong"))]
    content = "".join(page.content.decode() for page in pages)
    mails = "".join(mail.subject + mail.body for mail in Mail.objects.filter(to="sam@example.org"))
    assert (content.count("Moved the night build") > 5, "Moved the night build" in mails) == (
        True,
        True,
    )
    assert re.findall(r"planted-?\w*", content + mails) == []
    for hidden in ("Small Ladder", "Staff Engineer", "Brings work across teams", "Delivery"):
        assert hidden not in content + mails


def test_the_address_of_one_win_opens_no_other_page(packet, managed, win, sam):
    _row, secret = ask(win)
    share(packet)
    for page in (
        reverse("link-read", args=[secret]),
        reverse("packet-detail", args=[packet.pk]),
        reverse("version-detail", args=[packet.pk, 1]),
        reverse("entry-detail", args=[win.entry_id]),
    ):
        assert sam.get(page).status_code in (302, 404)


def test_a_reminder_makes_it_no_longer(win, adas, sam):
    row, secret = ask(win)
    adas.post(reverse("endorsement-remind", args=[row.pk]))
    Endorsement.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer(sam, secret).status_code == 404
