"""A month's group that was kept in its middle, and the same export brought at its end."""

import json
from dataclasses import replace

import pytest

from bragdoc.capture.trackers import github
from bragdoc.capture.trackers.growing import items_told, rest_of
from bragdoc.models import Candidate, Import


def pull(number, title, day):
    return {
        "number": number,
        "title": title,
        "url": f"https://github.com/team/shop/pull/{number}",
        "state": "MERGED",
        "mergedAt": f"2026-10-{day:02}T10:00:00Z",
        "author": {"login": "ada"},
    }


MONTH = [
    pull(1, "Fix the till's [rounding]", 1),
    pull(2, "Say when it closes", 2),
    pull(3, "Name the *tables*", 20),
    pull(4, "Drop a flag", 28),
]


def read(pulls):
    return github.read(
        json.dumps(pulls).encode(),
        name="prs.json",
        choices={"me": "ada"},
        progress=lambda done, total: None,
    )


def bring(ada, pulls):
    brought = Import.objects.from_reading(read(pulls), owner=ada, name="prs.json", source="github")
    return brought.found, brought.changed, brought.known


def waiting(ada):
    return list(Candidate.objects.waiting_for(ada).in_order())


def keep(candidate):
    return candidate.accept(
        title=candidate.title, starts_on=candidate.starts_on, ends_on=candidate.ends_on
    )


# What is new of a group


def group(pulls=MONTH):
    [candidate] = read(pulls).candidates
    return candidate


def test_every_item_of_a_group_is_known_by_its_address():
    assert items_told(group().details) == {each["url"] for each in MONTH}


def test_the_rest_tells_only_what_was_not_told():
    rest = rest_of(group(), items_told(group(MONTH[:2]).details))

    assert rest.title == "Name the *tables*, and 1 more"
    assert items_told(rest.details) == {each["url"] for each in MONTH[2:]}
    assert set(rest.links) == {each["url"] for each in MONTH[2:]}
    assert (rest.starts_on.day, rest.ends_on.day) == (20, 28)


def test_one_new_item_gives_its_own_title_without_marks_of_markdown():
    rest = rest_of(group(), items_told(group().details) - {MONTH[0]["url"]})

    assert rest.title == "Fix the till's [rounding]"


def test_a_group_that_was_told_whole_has_no_rest():
    assert rest_of(group(), items_told(group().details)) is None


def test_work_of_others_stays_work_of_others():
    rest = rest_of(replace(group(), role="reviewed"), set())

    assert rest.title.startswith("Reviewed 4 more of others, such as ")


def test_a_named_item_whose_details_are_prose_is_no_group():
    alone = replace(group(), details="One line.\n\n- and a list")

    assert rest_of(alone, set()) is None


# In the inbox


@pytest.fixture
def kept(ada):
    """The first two, brought and kept."""
    bring(ada, MONTH[:2])
    [candidate] = waiting(ada)
    return keep(candidate)


def test_what_came_after_a_group_was_kept_waits_by_itself(ada, kept):
    assert bring(ada, MONTH) == (1, 0, 1)

    [rest] = waiting(ada)
    assert items_told(rest.details) == {each["url"] for each in MONTH[2:]}
    kept.refresh_from_db()
    assert items_told(kept.details) == {each["url"] for each in MONTH[:2]}


def test_the_same_file_again_adds_nothing(ada, kept):
    bring(ada, MONTH)
    assert bring(ada, MONTH) == (0, 0, 2)


def test_the_rest_grows_while_it_waits(ada, kept):
    bring(ada, MONTH[:3])
    assert bring(ada, MONTH) == (0, 1, 1)

    [rest] = waiting(ada)
    assert items_told(rest.details) == {each["url"] for each in MONTH[2:]}


def test_once_the_rest_is_kept_what_comes_later_waits_in_turn(ada, kept):
    bring(ada, MONTH[:3])
    [rest] = waiting(ada)
    keep(rest)

    assert bring(ada, MONTH) == (1, 0, 2)
    [last] = waiting(ada)
    assert last.title == "Drop a flag"


def test_never_again_holds_for_what_comes_later(ada, kept):
    bring(ada, MONTH[:3])
    Candidate.objects.waiting_for(ada).never()

    assert bring(ada, MONTH)[0] == 0
    assert waiting(ada) == []
