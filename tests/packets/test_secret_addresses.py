"""What is the same of every address with a secret in it, of links as of testimony; and that what is
asked of reviewers needs none."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from accounts.secrets import digest_of
from packets.models import Endorsement, EndorsementSecret, ShareLink
from packets.reviewing.reviewers import ask as ask_to_review
from tests.clients import browser_of
from tests.factories import UserFactory
from tests.packets.scenes import place, share
from tests.packets.testimony_scenes import ask


@pytest.fixture
def link(packet, managed):
    """The name of an address with a secret, and one that leads somewhere."""
    version = share(packet).versions.get()
    made = ShareLink.objects.make(version=version, reader="Lee", parts=[], days=3, passcode="")
    return "link-read", made[1]


@pytest.fixture
def testimony(packet):
    return "endorse", ask(place(packet))[1]


@pytest.fixture(params=["link", "testimony"])
def address(request):
    return request.getfixturevalue(request.param)


def end():
    ShareLink.objects.update(expires_at=timezone.now())
    Endorsement.objects.update(expires_at=timezone.now())


def asked_of_database(name, secret):
    """Each question, with the digest of the secret called by its name."""
    page = reverse(name, args=[secret])
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(page).status_code == 404
    return [query["sql"].replace(digest_of(secret), "DIGEST") for query in asked]


def test_the_work_of_an_answer_says_nothing_of_how_near_a_guess_came(address, time_machine):
    """One question by the digest, which is looked up in an index, whatever was guessed."""
    name, secret = address
    time_machine.move_to(timezone.now(), tick=False)
    end()
    asked = [asked_of_database(name, each) for each in (secret, secret[:-1], secret[::-1], "x")]
    assert [len(each) for each in asked] == [1] * len(asked)
    assert all(each == asked[0] for each in asked)
    assert asked[0][0].count("DIGEST") == 1
    assert all(model._meta.get_field("digest").unique for model in (ShareLink, EndorsementSecret))


def test_an_invitation_holds_no_secret(packet, eve):
    """Whoever reads the mail needs the account of its address; another's finds nothing there."""
    part = ask_to_review(packet, email="una@example.org", role="manager")
    (address,) = re.findall(r"http\S+", Mail.objects.get(to="una@example.org").body)
    assert address.endswith(reverse("reviewer-asked"))
    answer = reverse("reviewer-answer", args=[part.pk])
    una = UserFactory(email="una@example.org")
    for person, found in ((eve, False), (packet.author, False), (una, True)):
        assert (answer in browser_of(person).get(reverse("reviewer-asked")).text) is found
    for person in (eve, packet.author):
        assert browser_of(person).post(answer, {"answer": "accept"}).status_code == 404
    assert browser_of(una).post(answer, {"answer": "accept"}).status_code == 302
    assert browser_of(una).post(answer, {"answer": "accept"}).status_code == 404
