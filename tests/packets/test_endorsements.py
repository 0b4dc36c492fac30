"""Testimony: a colleague without an account says what they saw, in words that no author alters."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from bragdoc.models import Entry
from packets.compose import compose
from packets.models import Notification, Packet
from tests.packets.scenes import place, share, share_again
from tests.packets.testimony_scenes import WORDS, act, answer, ask, now, page_of, verify


@pytest.fixture
def win(packet):
    return place(packet, "Moved the night build")


@pytest.fixture
def sam():
    """A browser in which nobody is signed in."""
    return Client()


def told(person):
    rows = Notification.objects.of_person(person).oldest_first()
    return [(row.kind, row.by_name, row.detail, row.path) for row in rows]


def printed(packet):
    """Who speaks in a version frozen now."""
    document = compose(Packet.objects.with_parts().get(pk=packet.pk))
    return [said.name for evidence in document.evidence() for said in evidence.testimony]


# Answered.


def test_what_a_colleague_says_is_kept_word_for_word(win, sam):
    row, secret = ask(win)
    assert answer(sam, secret).status_code == 302
    kept = now(row)
    assert (kept.state, kept.text, kept.name, kept.closeness) == (
        "given",
        WORDS,
        "Sam Ortiz",
        "with",
    )


def test_the_author_is_told_where_to_read_it(packet, win, sam, ada):
    row, secret = ask(win)
    answer(sam, secret)
    path = f"{reverse('endorsement-list', args=[packet.pk])}#endorsement-{row.pk}"
    assert told(ada) == [("testified", "Sam Ortiz", "given", path)]


def test_sent_twice_it_is_one_answer(win, sam, ada):
    row, secret = ask(win)
    assert [answer(sam, secret).status_code for _ in range(2)] == [302, 302]
    assert (now(row).revision, len(told(ada))) == (2, 1)


def test_two_tabs_with_other_words_are_shown_both(win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    late = answer(sam, secret, text="Something else.")
    assert (late.status_code, now(row).text) == (409, WORDS)
    content = late.content.decode()
    assert ("Something else." in content, WORDS in content) == (True, True)
    assert answer(sam, secret, text="Something else.", revision=2).status_code == 302
    assert now(row).text == "Something else."


@pytest.mark.parametrize(
    "missing",
    [
        {"text": ""},
        {"text": " "},
        {"name": ""},
        {"position": ""},
        {"closeness": "near"},
        {"closeness": None},
        {"revision": None},
        {"text": "x" * 2001},
    ],
)
def test_what_is_no_answer_is_said_and_kept_on_the_page(win, sam, missing):
    row, secret = ask(win)
    refused = answer(sam, secret, **missing)
    assert (refused.status_code, now(row).state, now(row).text) == (422, "asked", "")
    assert missing.get("name") == "" or "Sam Ortiz" in refused.content.decode()


def test_without_consent_it_is_read_and_not_printed(packet, win, sam, adas):
    row, secret = ask(win)
    answer(sam, secret, consents=None)
    assert (now(row).state, printed(packet)) == ("given", [])
    listed = adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert (WORDS in listed, "they do not want it printed" in listed) == (True, True)


def test_it_can_be_changed_until_it_is_printed(win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    assert answer(sam, secret, revision=2, text="Shorter.").status_code == 302
    assert now(row).text == "Shorter."


# Declined.


def test_who_declines_says_why_or_not(packet, win, sam, ada, adas):
    row, secret = ask(win)
    act(sam, secret, "decline", why="I was on leave.")
    act(sam, secret, "decline", why="Twice.")
    assert (now(row).state, now(row).text) == ("declined", "I was on leave.")
    assert [(kind, detail) for kind, _who, detail, _path in told(ada)] == [
        ("testified", "declined")
    ]
    listed = adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert "I was on leave." in listed


def test_who_declined_can_answer_after_all(win, sam):
    row, secret = ask(win)
    act(sam, secret, "decline", why="I was on leave.")
    assert "I was on leave." not in sam.get(page_of(secret)).content.decode()
    answer(sam, secret)
    assert (now(row).state, now(row).text) == ("given", WORDS)


def test_what_was_given_is_not_declined(win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    act(sam, secret, "decline", why="No.")
    assert (now(row).state, now(row).text) == ("given", WORDS)


# Withdrawn.


def test_withdrawn_it_is_printed_nowhere_and_its_author_reads_it_no_more(
    packet, win, sam, ada, adas
):
    row, secret = ask(win)
    answer(sam, secret)
    assert printed(packet) == ["Sam Ortiz"]
    act(sam, secret, "withdraw")
    assert (now(row).state, printed(packet)) == ("withdrawn", [])
    assert WORDS not in adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert [detail for _kind, _who, detail, _path in told(ada)] == ["given", "withdrawn"]


def test_withdrawn_it_can_be_given_back_as_it_was(packet, win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    act(sam, secret, "withdraw")
    assert WORDS in sam.get(page_of(secret)).content.decode()
    act(sam, secret, "confirm", revision=2)
    assert (now(row).state, printed(packet)) == ("given", ["Sam Ortiz"])


def test_it_can_be_withdrawn_long_after_the_request_expired(win, sam, time_machine):
    row, secret = ask(win)
    answer(sam, secret)
    time_machine.move_to(timezone.now() + timedelta(days=400))
    act(sam, secret, "withdraw")
    assert now(row).state == "withdrawn"


# Printed.


@pytest.fixture
def frozen(packet, managed, win, sam):
    """Sam's words, which version 1 prints, and the secret of their address."""
    row, secret = ask(win)
    answer(sam, secret)
    share(packet)
    return row, secret


def said_in(version):
    return [said.text for evidence in version.document().evidence() for said in evidence.testimony]


def test_what_a_version_prints_is_changed_no_more(frozen, packet, sam):
    row, secret = frozen
    late = answer(sam, secret, revision=2, text="Something else.")
    assert (late.status_code, now(row).text) == (409, WORDS)
    content = late.content.decode()
    assert ("Something else." in content, "Printed in version 1" in content) == (True, True)
    assert said_in(packet.versions.get()) == [WORDS]


def test_the_page_says_which_version_prints_it_and_when(frozen, packet, sam):
    page = sam.get(page_of(frozen[1])).content.decode()
    day = timezone.localdate(packet.versions.get().frozen_at)
    assert "Printed in version 1" in page
    assert (f'datetime="{day:%Y-%m-%d}' in page, "Save the changes" in page) == (True, False)


def test_withdrawn_from_later_versions_the_printed_one_stays(frozen, packet, grace, sam):
    act(sam, frozen[1], "withdraw")
    latest = share_again(packet, grace)
    first = packet.versions.get(number=1)
    assert [said_in(version) for version in (first, latest)] == [[WORDS], []]
    page = sam.get(page_of(frozen[1])).content.decode()
    assert ("That version stays as it is." in page, "print it again" in page) == (True, True)


def test_later_versions_may_print_it_again_as_it_was(frozen, packet, grace, sam):
    act(sam, frozen[1], "withdraw")
    act(sam, frozen[1], "confirm", revision=2)
    assert said_in(share_again(packet, grace)) == [WORDS]


# Verified.


def test_answered_by_the_link_in_a_mail_it_is_verified(win, sam):
    row, secret = ask(win, email="sam@example.org")
    answer(sam, secret)
    assert (now(row).is_verified, now(row).email) == (True, "sam@example.org")
    assert "Verified: written from sam@example.org" in sam.get(page_of(secret)).content.decode()


def test_answered_by_a_link_that_was_passed_on_it_is_not(packet, win, sam, adas):
    row, secret = ask(win)
    answer(sam, secret, is_verified="on", email="sam@example.org")
    assert (now(row).is_verified, now(row).email) == (False, "")
    listed = adas.get(reverse("endorsement-list", args=[packet.pk])).content.decode()
    assert "Not verified" in listed


def test_opening_the_link_in_a_mail_verifies_nothing(win, sam):
    """Programs that look through mails open every link."""
    row, secret = ask(win)
    answer(sam, secret)
    mailed = verify(sam, row, secret, "sam@example.org")
    assert "confirm that these are your words" in sam.get(page_of(mailed)).content.decode()
    assert now(row).is_verified is False


def test_confirmed_by_a_link_to_their_mailbox_it_is_verified(win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    mailed = verify(sam, row, secret, "sam@example.org")
    assert answer(sam, mailed, revision=2).status_code == 302
    assert (now(row).is_verified, now(row).email) == (True, "sam@example.org")


def test_a_link_that_was_passed_on_ends_when_the_words_are_verified(win, sam):
    """Who passed it on could otherwise change what counts as written by somebody else."""
    row, secret = ask(win)
    answer(sam, secret)
    answer(sam, verify(sam, row, secret, "sam@example.org"), revision=2)
    assert answer(sam, secret, revision=2, text="The best ever.").status_code == 404
    assert now(row).text == WORDS


def test_words_that_were_changed_meanwhile_are_not_confirmed(win, sam):
    row, secret = ask(win)
    answer(sam, secret)
    mailed = verify(sam, row, secret, "sam@example.org")
    answer(sam, secret, revision=2, text="The best ever.")
    act(sam, mailed, "confirm", revision=2)
    assert answer(sam, mailed, revision=2).status_code == 409
    assert now(row).is_verified is False


def test_printed_words_can_still_be_verified_for_later_versions(frozen, packet, grace, sam):
    row, secret = frozen
    mailed = verify(sam, row, secret, "sam@example.org")
    act(sam, mailed, "confirm", revision=2)
    latest = share_again(packet, grace)
    said = [said for evidence in latest.document().evidence() for said in evidence.testimony]
    assert [(each.text, each.is_verified) for each in said] == [(WORDS, True)]


def test_the_mail_to_verify_says_what_it_is_for(win, sam):
    _row, secret = ask(win)
    answer(sam, secret)
    act(sam, secret, "verify", email="sam@example.org")
    mail = Mail.objects.get()
    assert (mail.to, "If it was not you" in mail.body) == ("sam@example.org", True)
    assert (secret in mail.body, "/endorse/" in mail.body) == (False, True)


def test_nobody_verifies_with_the_address_of_who_asks(win, sam, ada):
    _row, secret = ask(win)
    answer(sam, secret)
    refused = act(sam, secret, "verify", email=ada.email.upper())
    assert (refused.status_code, Mail.objects.count()) == (422, 0)


def test_nothing_is_verified_before_it_is_written(win, sam):
    _row, secret = ask(win)
    act(sam, secret, "verify", email="sam@example.org")
    assert Mail.objects.count() == 0


def test_the_author_is_shown_what_they_see_and_answers_nothing(win, adas):
    row, secret = ask(win)
    assert "you cannot answer it yourself" in adas.get(page_of(secret)).content.decode()
    assert answer(adas, secret).status_code == 403
    assert (now(row).state, "Send me a link" in adas.get(page_of(secret)).content.decode()) == (
        "asked",
        False,
    )


# What is shown.


def test_the_win_is_shown_as_it_was_when_it_was_asked(win, sam):
    _row, secret = ask(win)
    Entry.objects.update(title="Quite another title")
    page = sam.get(page_of(secret)).content.decode()
    assert ("Moved the night build" in page, "Quite another title" in page) == (True, False)


def test_a_framed_win_is_shown_in_the_words_of_the_packet(win, sam):
    win.is_framed, win.framed_title, win.framed_details = True, "Nights without pages", "By hand."
    win.save()
    page = sam.get(page_of(ask(win)[1])).content.decode()
    assert ("Nights without pages" in page, "By hand." in page) == (True, True)
    assert "Moved the night build" not in page
