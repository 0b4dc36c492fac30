"""Testimony and what happens beside it at once: a version prints what was given and consented to
at the moment it was frozen, nothing is lost, and nothing that was verified was altered.

The second always begins when the first has done all and committed nothing yet.
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Mail
from packets.models import Endorsement, EndorsementSecret, Evidence, Notification
from packets.sharing import move_packet
from packets.testifying import acts
from tests.clients import browser_of
from tests.factories import PacketFactory, UserFactory
from tests.packets.racing import meet
from tests.packets.scenes import manage, place
from tests.packets.testimony_scenes import WORDS, act, answer, ask

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def ada():
    ada = UserFactory(name="Ada")
    manage(ada, UserFactory(name="Grace"))
    return ada


@pytest.fixture
def win(ada):
    return place(PacketFactory(author=ada), "Moved the night build")


@pytest.fixture
def asked(win):
    """A request, with the secret of its address."""
    return ask(win)


def submits(win):
    packet = win.section.packet
    return lambda: move_packet(packet, "submit", by=packet.author).version


def answers(secret, **changes):
    return lambda: answer(Client(), secret, **changes).status_code


def withdraws(secret):
    return lambda: act(Client(), secret, "withdraw").status_code


def printed(win):
    document = win.section.packet.versions.get().document()
    return [said.text for evidence in document.evidence() for said in evidence.testimony]


def kept():
    row = Endorsement.objects.get()
    return row.state, row.text


# A version that is frozen meanwhile.


def test_what_was_given_before_it_was_frozen_is_printed(win, asked):
    assert meet(answers(asked[1]), submits(win)) == (302, 1)
    assert (printed(win), kept()) == ([WORDS], ("given", WORDS))


def test_what_is_given_while_it_is_frozen_is_kept_for_the_next(win, asked):
    assert meet(submits(win), answers(asked[1])) == (1, 302)
    assert (printed(win), kept()) == ([], ("given", WORDS))


def test_what_was_withdrawn_before_it_was_frozen_is_not_printed(win, asked):
    answer(Client(), asked[1])
    assert meet(withdraws(asked[1]), submits(win)) == (302, 1)
    assert (printed(win), kept()) == ([], ("withdrawn", WORDS))


def test_what_is_withdrawn_while_it_is_frozen_is_printed_this_once(win, asked):
    answer(Client(), asked[1])
    assert meet(submits(win), withdraws(asked[1])) == (1, 302)
    assert (printed(win), kept()) == ([WORDS], ("withdrawn", WORDS))


def test_what_was_changed_before_it_was_frozen_is_printed_as_changed(win, asked):
    answer(Client(), asked[1])
    assert meet(answers(asked[1], revision=2, text="Shorter."), submits(win)) == (302, 1)
    assert (printed(win), kept()) == (["Shorter."], ("given", "Shorter."))


def test_what_is_changed_while_it_is_frozen_is_not(win, asked):
    answer(Client(), asked[1])
    assert meet(submits(win), answers(asked[1], revision=2, text="Shorter.")) == (1, 409)
    assert (printed(win), kept()) == ([WORDS], ("given", WORDS))


def test_consent_that_is_taken_back_before_it_was_frozen_counts(win, asked):
    answer(Client(), asked[1])
    assert meet(answers(asked[1], revision=2, consents=None), submits(win)) == (302, 1)
    assert printed(win) == []


# Two who answer, or one twice.


def test_of_two_answers_the_first_is_kept_and_the_second_shown_both(asked):
    assert meet(answers(asked[1]), answers(asked[1], text="Otherwise.")) == (302, 409)
    assert kept() == ("given", WORDS)


def test_the_same_answer_twice_at_once_is_one(asked):
    assert meet(answers(asked[1]), answers(asked[1])) == (302, 302)
    assert (Endorsement.objects.get().revision, Notification.objects.count()) == (2, 1)


def test_words_confirmed_from_a_mailbox_are_changed_by_no_link_that_was_passed_on(asked):
    row, secret = asked
    answer(Client(), secret)
    mailed = EndorsementSecret.objects.make(row, mailed_to="sam@example.org")
    changes = answers(secret, revision=2, text="The best ever.")
    assert meet(answers(mailed, revision=2), changes) == (302, 404)
    assert (kept(), Endorsement.objects.get().is_verified) == (("given", WORDS), True)


def test_words_changed_by_such_a_link_meanwhile_are_not_confirmed(asked):
    row, secret = asked
    answer(Client(), secret)
    mailed = EndorsementSecret.objects.make(row, mailed_to="sam@example.org")
    changes = answers(secret, revision=2, text="The best ever.")
    assert meet(changes, answers(mailed, revision=2)) == (302, 409)
    assert Endorsement.objects.get().is_verified is False


# Its author meanwhile.


def cancels(row, ada):
    page = reverse("endorsement-cancel", args=[row.pk])
    return lambda: browser_of(ada).post(page).status_code


def test_what_was_answered_before_it_was_taken_back_stays(asked, ada):
    assert meet(answers(asked[1]), cancels(asked[0], ada)) == (302, 302)
    assert kept() == ("given", WORDS)


def test_what_was_taken_back_first_is_answered_no_more(asked, ada):
    assert meet(cancels(asked[0], ada), answers(asked[1])) == (302, 404)
    assert kept() == ("cancelled", "")


def test_asked_twice_at_once_a_colleague_gets_one_mail(win):
    def asks():
        evidence = Evidence.objects.with_entries().to_be_shown().get(pk=win.pk)
        sent = {"name": "Sam", "email": "sam@example.org", "days": 30, "word": ""}
        try:
            return acts.ask(evidence, **sent)[0].state
        except acts.AskedAlready:
            return "already"

    assert meet(asks, asks) == ("asked", "already")
    assert (Endorsement.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.fixture
def asks_again(asked, win):
    """Ask anew about what was taken back."""
    row, _secret = asked
    row.cancel()

    def do():
        evidence = Evidence.objects.with_entries().to_be_shown().get(pk=win.pk)
        try:
            acts.ask_again(row, evidence, name="Sam", email="sam@example.org", days=30, word="")
        except acts.AskedAlready:
            return "already"
        return "asked"

    return do


def test_asked_again_twice_at_once_a_colleague_gets_one_mail(asks_again):
    assert meet(asks_again, asks_again) == ("asked", "already")
    assert (Mail.objects.count(), EndorsementSecret.objects.count()) == (1, 1)


def test_what_was_taken_back_and_is_had_back_is_not_asked_again(asked, asks_again):
    row, _secret = asked
    assert meet(row.restore, asks_again) == (None, "already")
    assert (Mail.objects.count(), EndorsementSecret.objects.count()) == (0, 1)


def test_praise_that_is_quoted_twice_at_once_is_kept_once(win):
    def quotes():
        told = {"name": "Kim Berg", "text": "That saved our launch.", "state": "pasted"}
        return acts.quote(Endorsement(packet=win.section.packet, entry=win.entry, **told)).pk

    first, second = meet(quotes, quotes)
    assert (first, Endorsement.objects.count()) == (second, 1)


@pytest.mark.usefixtures("counts_in_the_database")
def test_of_two_asks_about_two_packets_the_second_is_one_too_many(win, ada):
    for number in range(acts.ASKS.requests - 1):
        ask(win, name=f"Person {number}")
    other = place(PacketFactory(author=ada), "Halved the build")

    def asks(about):
        def do():
            try:
                ask(about)
            except acts.TooManyMails:
                return "one too many"
            return "asked"

        return do

    assert meet(asks(win), asks(other)) == ("asked", "one too many")
