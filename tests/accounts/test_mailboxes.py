"""Which addresses lead to one mailbox, so that nobody asks themselves under another name."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.mailboxes import is_mailbox_of, mailbox_of
from packets.reviewing.reviewers import CannotAsk
from packets.reviewing.reviewers import ask as ask_to_review
from tests.clients import browser_of
from tests.factories import PacketFactory, UserFactory

OWN = [
    "ada@example.org",
    "ADA@Example.ORG",
    "ada+sam@example.org",
    '"ada"@example.org',
    '"a\\da+x"@example.org',
    "ada@\N{FULLWIDTH LATIN SMALL LETTER E}xample.org",
]


@pytest.mark.parametrize("address", OWN)
def test_one_mailbox_goes_by_many_addresses(address):
    assert mailbox_of(address) == "ada@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "ad.a@example.org",
        "ada-sam@example.org",
        "ada@mail.example.org",
        "\N{CYRILLIC SMALL LETTER A}da@example.org",
        "ada@ex\N{CYRILLIC SMALL LETTER A}mple.org",
    ],
)
def test_what_only_looks_alike_is_another(address):
    assert mailbox_of(address) != "ada@example.org"


def test_where_dots_say_nothing_they_are_left_out():
    assert mailbox_of("a.d.a+x@gmail.com") == mailbox_of("ada@Gmail.com")


def test_a_domain_is_the_same_in_both_its_spellings():
    spelled = mailbox_of("ada@b\N{LATIN SMALL LETTER U WITH DIAERESIS}ro.example")
    assert spelled == mailbox_of("ada@xn--bro-hoa.example")


@pytest.mark.parametrize("address", ["", "@", "+@x", "ada", '"', f"ada@{'x' * 80}.org", "a@b..c"])
def test_what_is_no_address_is_nobodys(ada, address):
    assert is_mailbox_of(ada, address) is False


def test_an_address_that_is_not_proved_yet_is_ones_own_too(ada):
    EmailAddress.objects.create(user=ada, email="ada@home.example", verified=False)
    assert is_mailbox_of(ada, "ada+sam@home.example") is True
    assert is_mailbox_of(UserFactory(), "ada@home.example") is False


@pytest.mark.parametrize("address", OWN)
def test_nobody_manages_or_reviews_themselves_under_another_address(ada, address):
    refused = browser_of(ada).post(reverse("manager"), {"manager_email": address})
    assert (refused.status_code, "This is your own address." in refused.text) == (422, True)
    with pytest.raises(CannotAsk, match="your own address"):
        ask_to_review(PacketFactory(author=ada), email=address, role="manager")
