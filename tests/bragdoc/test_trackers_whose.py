"""Whose work a file holds: by the names that came with it, else asked once."""

import pytest

from tests.bragdoc.exports import found, in_json, jira_csv, jira_row, pull, read, titles

SEVERAL = in_json(
    pull(1), pull(2, "Pay by card", by="eve"), pull(3, "Refunds", by="eve", on="2026-04-01")
)


def who(reading):
    return next(choice for choice in reading.choices if choice.name == "who")


def test_a_file_of_one_person_is_that_persons_whatever_they_are_called():
    reading = read("github", in_json(pull(1)), me="ada@example.org\nAda Okoye")

    assert titles(reading) == ["Cut checkout p99"]
    assert not who(reading).asks


def test_a_file_of_several_asks_which_of_them_it_is_for():
    reading = read("github", SEVERAL, me="ada@example.org\nAda Okoye")

    assert who(reading).asks
    assert [(option.value, option.hint) for option in who(reading).options] == [
        ("eve", "2 pull requests"),
        ("ada", "1 pull request"),
    ]


@pytest.mark.parametrize("me", ["ada", "ADA", "Somebody\nada", "1234+ada@users.noreply.github.com"])
def test_a_name_that_came_with_it_decides(me):
    reading = read("github", SEVERAL, me=me)

    assert titles(reading) == ["Cut checkout p99"]
    assert (who(reading).value, who(reading).asks) == ("ada", False)


def test_a_full_name_beside_the_login_decides_too():
    text = in_json(pull(1, author={"login": "ao", "name": "Ada Okoye"}), pull(2, by="eve"))

    assert who(read("github", text, me="ada@example.org\nAda Okoye")).value == "ao"


def test_the_answer_decides_against_the_names_that_came_with_it():
    reading = read("github", SEVERAL, me="ada", who="eve")

    assert len(reading.candidates) == 2
    assert (who(reading).value, who(reading).asks) == ("eve", False)


def test_somebody_may_be_several_of_them():
    reading = read("github", SEVERAL, who="ada\neve")

    assert sum(candidate.details.count("(#") for candidate in reading.candidates) == 3
    assert who(reading).value == "eve\nada"


def test_an_answer_that_names_nobody_in_the_file_is_none():
    assert who(read("github", SEVERAL, who="zoe")).asks


def test_robots_are_nobody_to_choose():
    text = in_json(pull(1), pull(2, by="renovate[bot]"), found(3, by="dependabot[bot]"))

    assert [option.value for option in who(read("github", text)).options] == ["ada"]


def test_nothing_is_asked_where_nothing_was_finished():
    text = in_json(*(pull(n, by=by, state="OPEN", mergedAt=None) for n, by in [(1, "a"), (2, "b")]))

    assert read("github", text).choices == ()


def test_a_file_that_names_nobody_is_its_owners():
    one = pull(1)
    del one["author"]

    assert titles(read("github", in_json(one), me="ada")) == ["Cut checkout p99"]


def test_reviewers_do_not_make_a_file_one_of_several():
    review = {"author": {"login": "eve"}, "state": "APPROVED"}

    reading = read("github", in_json(pull(1, reviews=[review])), me="ada@example.org")

    assert not who(reading).asks
    assert titles(reading) == ["Cut checkout p99"]


def test_who_reported_what_one_other_did_has_not_done_it():
    text = jira_csv(jira_row("SHOP-1", Assignee="Eve Marsh", Reporter="Ada Okoye"))

    reading = read("jira", text, me="Ada Okoye")

    assert titles(reading) == []
    assert (who(reading).value, who(reading).asks) == ("Ada Okoye", False)
