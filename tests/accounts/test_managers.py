"""Who manages whom: asked by e-mail, accepted or declined, ended by either."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Mail, Management, User
from tests.clients import browser_of
from tests.factories import ManagementFactory, UserFactory


def ask(person, email):
    return browser_of(person).post("/settings/manager/", {"manager_email": email})


@pytest.fixture
def asked(ada, grace):
    """Ada has named Grace, who has not answered."""
    ask(ada, "grace@example.org")
    return Management.objects.get()


def answer(person, management, word):
    return browser_of(person).post(f"/settings/manager/{management.pk}/answer/", {"answer": word})


def end(person, management):
    return browser_of(person).post(f"/settings/manager/{management.pk}/end/")


def mails():
    return list(Mail.objects.order_by("pk").values_list("to", "subject"))


# Asking.


def test_the_one_who_is_named_is_asked_by_mail_and_on_his_page(asked, ada, grace, settings):
    assert (asked.engineer, asked.manager_email, asked.manager, asked.state) == (
        ada,
        "grace@example.org",
        None,
        "asked",
    )
    assert mails() == [("grace@example.org", "Ada Okoye names you as manager")]
    assert f"{settings.SITE_URL}/settings/manager/" in Mail.objects.get().body
    text = browser_of(grace).get("/settings/manager/").content.decode()
    assert "Ada Okoye (ada@example.org)" in text
    assert f'action="/settings/manager/{asked.pk}/answer/"' in text


def test_somebody_without_an_account_can_be_named(ada):
    ask(ada, "New.Person@Example.org")
    assert mails() == [("new.person@example.org", "Ada Okoye names you as manager")]
    newcomer = UserFactory(email="new.person@example.org")
    assert list(Management.objects.answerable_by(newcomer)) == list(Management.objects.all())


@pytest.mark.parametrize(
    ("email", "complaint"),
    [
        ("", "This field is required."),
        ("grace", "Enter a valid email address."),
        ("ada@example.org", "This is your own address."),
        ("ADA@Example.org", "This is your own address."),
        ("grace@example.org\nBcc: eve@example.org", "Enter a valid email address."),
    ],
)
def test_an_address_that_cannot_be_says_why(ada, email, complaint):
    response = ask(ada, email)
    assert (response.status_code, Management.objects.count(), Mail.objects.count()) == (422, 0, 0)
    assert complaint in response.content.decode()


def test_one_manager_is_named_at_a_time(asked, ada):
    response = ask(ada, "eve@example.org")
    assert (response.status_code, Management.objects.count()) == (422, 1)
    assert "Eve Marsh" not in str(mails())


def test_five_managers_are_named_a_day_at_most(ada):
    for _ in range(5):
        ask(ada, "grace@example.org")
        Management.objects.of_engineer(ada).current().get().end(by=ada)
    response = ask(ada, "grace@example.org")
    assert (response.status_code, len(mails())) == (422, 5)
    assert "Try again tomorrow." in response.content.decode()
    Management.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert ask(ada, "grace@example.org").status_code == 302


# Answering.


@pytest.mark.parametrize(
    ("word", "state", "subject"),
    [
        ("accept", "accepted", "Grace Lindholm is now your manager here"),
        ("decline", "declined", "Grace Lindholm declined"),
    ],
)
def test_an_answer_is_kept_and_told_to_the_engineer(asked, ada, grace, word, state, subject):
    answer(grace, asked, word)
    asked.refresh_from_db()
    assert (asked.state, asked.manager, asked.answered_at is None) == (state, grace, False)
    assert mails()[1:] == [("ada@example.org", subject)]
    assert Management.objects.manager_of(ada) == (grace if word == "accept" else None)


@pytest.mark.parametrize("word", ["", "maybe", "ACCEPT"])
def test_only_the_word_accept_accepts(asked, grace, word):
    answer(grace, asked, word)
    asked.refresh_from_db()
    assert asked.state != "accepted"


def test_an_address_that_only_looks_the_same_in_capitals_is_another(ada):
    ask(ada, "nina@example.org")
    UserFactory(email="nina@example.org")
    lookalike = UserFactory(
        email="nina@example.org".replace("i", "\N{LATIN SMALL LETTER DOTLESS I}")
    )
    assert list(Management.objects.answerable_by(lookalike)) == []
    assert list(Management.objects.visible_to(lookalike)) == []
    assert User.objects.get_by_natural_key("Nina@Example.org").email == "nina@example.org"


@pytest.mark.parametrize("who", ["ada", "eve"])
def test_nobody_else_answers(asked, request, who):
    response = answer(request.getfixturevalue(who), asked, "accept")
    asked.refresh_from_db()
    assert (response.status_code, asked.state, len(mails())) == (404, "asked", 1)


def test_what_is_answered_is_not_answered_again(asked, grace):
    answer(grace, asked, "decline")
    assert answer(grace, asked, "accept").status_code == 404
    asked.refresh_from_db()
    assert (asked.state, len(mails())) == ("declined", 2)


def test_an_answer_to_what_was_taken_back_in_the_meantime_counts_for_nothing(asked, ada, grace):
    his = Management.objects.get()
    asked.end(by=ada)
    assert his.answer(grace, accept=True) is False
    asked.refresh_from_db()
    assert (asked.state, asked.manager) == ("ended", None)


def test_an_address_in_other_letters_is_the_same_person(ada):
    grace = UserFactory(email="Grace@Example.org")
    ask(ada, "grace@example.ORG")
    answer(grace, Management.objects.get(), "accept")
    assert Management.objects.get().manager == grace


# Ending.


@pytest.mark.parametrize("who", ["ada", "grace"])
def test_either_ends_it(managed, ada, request, who):
    end(request.getfixturevalue(who), managed)
    managed.refresh_from_db()
    assert (managed.state, managed.ended_at is None, Management.objects.manager_of(ada)) == (
        "ended",
        False,
        None,
    )


def test_nobody_else_ends_it(managed, eve):
    assert end(eve, managed).status_code == 404
    managed.refresh_from_db()
    assert managed.state == "accepted"


def test_a_request_is_taken_back_by_the_one_who_asked_alone(asked, ada, grace):
    assert end(grace, asked).status_code == 404
    end(ada, asked)
    asked.refresh_from_db()
    assert asked.state == "ended"


def test_what_is_ended_is_not_ended_again(managed, ada):
    end(ada, managed)
    managed.refresh_from_db()
    first = managed.ended_at
    assert end(ada, managed).status_code == 404
    assert managed.end(by=ada) is False
    managed.refresh_from_db()
    assert managed.ended_at == first


def test_after_the_end_another_can_be_named(managed, ada, eve):
    end(ada, managed)
    ask(ada, "eve@example.org")
    assert sorted(Management.objects.values_list("manager_email", "state")) == [
        ("eve@example.org", "asked"),
        ("grace@example.org", "ended"),
    ]


def test_the_page_shows_one_s_manager_and_those_one_manages(managed, ada, grace, eve):
    pages = [
        browser_of(person).get("/settings/manager/").content.decode()
        for person in (ada, grace, eve)
    ]
    told = [("Grace Lindholm (grace" in page, "Ada Okoye (ada" in page) for page in pages]
    assert told == [(True, False), (False, True), (False, False)]


@pytest.mark.parametrize("reports", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(
    grace, reports, django_assert_num_queries
):
    for _ in range(reports):
        ManagementFactory(manager=grace, manager_email=grace.email)
        ManagementFactory(manager=None, manager_email=grace.email, state="asked")
    browser = browser_of(grace)
    with django_assert_num_queries(5):
        browser.get("/settings/manager/")


# The database's own walls.


def test_the_database_keeps_one_manager_at_a_time(managed, ada, eve):
    with pytest.raises(IntegrityError), transaction.atomic():
        ManagementFactory(engineer=ada, manager=None, manager_email=eve.email, state="asked")


def test_the_database_keeps_what_is_over_beside_what_is_now(managed, ada, eve):
    for state in ("declined", "ended"):
        ManagementFactory(engineer=ada, manager=eve, manager_email=eve.email, state=state)
    assert Management.objects.of_engineer(ada).current().get() == managed


def test_nobody_manages_themselves(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        ManagementFactory(engineer=ada, manager=ada, manager_email=ada.email)


def test_nothing_is_accepted_by_nobody(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        ManagementFactory(engineer=ada, manager=None, manager_email="x@example.org")
