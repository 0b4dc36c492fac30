"""Where a device sends the lines that waited on it: once each, and as who wrote them alone."""

import pytest
from django.test import Client

from bragdoc.models import Entry
from tests.clients import browser_of

QUEUE = "/new/queue/"
SCRIPT = {"Accept": "application/json"}


def send(browser, text, key="one", **fields):
    response = browser.post(QUEUE, {"text": text, "key": key} | fields, headers=SCRIPT)
    return response.status_code, response.json()


def test_a_line_is_kept_with_the_key_it_was_given_when_it_was_written(ada):
    status, answer = send(browser_of(ada), "Halved the build ~ci", person=ada.pk)
    entry = Entry.objects.get()
    assert (status, answer) == (
        201,
        {"title": "Halved the build", "address": f"/wins/{entry.pk}/"},
    )
    assert (entry.author, entry.key, entry.project.name) == (ada, "one", "ci")


def test_a_line_lies_on_the_day_on_which_it_was_written(ada):
    send(browser_of(ada), "Halved the build", written_on="2026-11-20")
    send(browser_of(ada), "Cut the queue ^yesterday", key="two", written_on="2026-11-20")
    days = Entry.objects.oldest_first().values_list("title", "starts_on")
    assert [(title, f"{day}") for title, day in days] == [
        ("Cut the queue", "2026-11-19"),
        ("Halved the build", "2026-11-20"),
    ]


def test_a_line_sent_twice_is_kept_once_and_the_second_answer_says_so(ada):
    browser = browser_of(ada)
    send(browser, "Halved the build")
    status, answer = send(browser, "Halved the build, and the tests")
    assert (status, answer["title"]) == (200, "Halved the build")
    assert Entry.objects.count() == 1


def test_a_line_that_was_discarded_meanwhile_is_not_kept_again(ada):
    browser = browser_of(ada)
    send(browser, "Halved the build")
    Entry.objects.get().discard()
    assert send(browser, "Halved the build")[0] == 200
    assert Entry.objects.count() == 1


def test_two_lines_without_a_key_are_two(ada):
    browser = browser_of(ada)
    assert [send(browser, "Halved the build", key="")[0] for _ in range(2)] == [201, 201]
    assert Entry.objects.count() == 2


def test_a_line_of_somebody_else_is_kept_for_nobody(ada, eve):
    status, answer = send(browser_of(eve), "Halved the build", person=ada.pk)
    assert (status, Entry.objects.count()) == (409, 0)
    assert answer["problems"] == [
        "Somebody else was signed in when this was written. It is kept for nobody but them."
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Say in a few words what you did."),
        ("~ci", "Only tokens were found. Say in a few words what you did."),
        ("x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
    ],
)
def test_a_line_that_is_refused_says_why(ada, text, problem):
    assert send(browser_of(ada), text) == (422, {"problems": [problem]})


def test_it_says_who_is_signed_in_and_gives_a_token_that_is_good(ada):
    browser = browser_of(ada, enforce_csrf_checks=True)
    response = browser.get(QUEUE, headers=SCRIPT)
    assert (response.json()["person"], "no-store" in response["Cache-Control"]) == (ada.pk, True)
    line = {"text": "Halved the build", "key": "one"}
    assert browser.post(QUEUE, line, headers=SCRIPT).status_code == 403
    token = {"X-CSRFToken": response.json()["token"]}
    assert browser.post(QUEUE, line, headers=SCRIPT | token).status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_a_script_is_told_so_and_not_led_away(method):
    response = getattr(Client(), method)(QUEUE, {"text": "Halved the build"}, headers=SCRIPT)
    assert (response.status_code, Entry.objects.count()) == (401, 0)
