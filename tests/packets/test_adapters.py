"""Where signing in leads who was asked something by mail."""

import re

import pytest
from django.core import mail

from tests.factories import ManagementFactory, ReviewerFactory, UserFactory

PASSWORD = "a-line-on-friday"


@pytest.fixture
def tom(db):
    tom = UserFactory(email="tom@example.com", password=PASSWORD)
    tom.emailaddress_set.create(email=tom.email, verified=True, primary=True)
    return tom


def sign_in(client, person, **more):
    """The address that it leads to."""
    typed = {"login": person.email, "password": PASSWORD, **more}
    return client.post("/accounts/login/", typed)["Location"]


def test_who_is_asked_nothing_comes_to_his_week(client, tom, packet, ada):
    ivo = "ivo@example.com"
    ReviewerFactory(packet=packet, person=None, email=ivo, state="asked", answered_at=None)
    ManagementFactory(engineer=ada, manager=None, manager_email=ivo, state="asked")
    assert sign_in(client, tom) == "/week/"


def test_who_is_asked_to_review_comes_to_the_question(client, tom, packet):
    ReviewerFactory(packet=packet, person=None, email=tom.email, state="asked", answered_at=None)
    assert sign_in(client, tom) == "/reviews/asked/"


def test_who_has_answered_comes_to_his_week(client, tom, packet):
    ReviewerFactory(packet=packet, person=tom, state="declined")
    assert sign_in(client, tom) == "/week/"


def test_who_is_named_as_manager_comes_to_the_question(client, tom, ada):
    ManagementFactory(engineer=ada, manager=None, manager_email=tom.email, state="asked")
    assert sign_in(client, tom) == "/settings/manager/"


def test_an_address_that_was_asked_for_goes_before(client, tom, packet):
    ReviewerFactory(packet=packet, person=None, email=tom.email, state="asked", answered_at=None)
    assert sign_in(client, tom, next="/packets/") == "/packets/"


def test_who_makes_an_account_comes_to_the_question_by_confirming_the_address(client, packet):
    asked = {"person": None, "state": "asked", "answered_at": None}
    ReviewerFactory(packet=packet, email="new@example.com", **asked)
    account = {"name": "New", "email": "new@example.com", "password1": PASSWORD}
    client.post("/accounts/signup/", account)
    confirm = re.search(r"/accounts/confirm-email/\S+", mail.outbox[-1].body)[0]
    assert client.post(confirm)["Location"] == "/reviews/asked/"
