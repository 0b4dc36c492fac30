"""What each reader of a version is asked, in words."""

import pytest

from packets.review import Role, State
from packets.reviewing.asked import DECISIONS, asked_of

RATING = "A rating for each of seven competencies"
RATING_TOO = RATING[:1].lower() + RATING[1:]
SAID = {
    (Role.MANAGER, State.IN_REVIEW): f"{RATING}, and a decision",
    (Role.MANAGER, State.ENDORSED): f"{RATING}, and a decision",
    (
        Role.SPONSOR,
        State.IN_REVIEW,
    ): f"Your endorsement or what should change before, or {RATING_TOO}",
    (
        Role.SPONSOR,
        State.ENDORSED,
    ): f"Your endorsement or what should change before, or {RATING_TOO}",
    (Role.PEER, State.IN_REVIEW): f"Your endorsement, if you stand by it, or {RATING_TOO}",
    (Role.PEER, State.ENDORSED): f"Your endorsement, if you stand by it, or {RATING_TOO}",
    (Role.AUTHOR, State.IN_REVIEW): "Nothing now. Your reviewers read it.",
    (Role.AUTHOR, State.ENDORSED): "Nothing now. Your reviewers read it.",
    (Role.AUTHOR, State.DRAFT): "The next version.",
    (Role.AUTHOR, State.CHANGES_REQUESTED): "The next version.",
}


def expected(role, state):
    if role is None:
        return "Nothing. You reviewed this version, and review the packet no more."
    if (role, state) in SAID:
        return SAID[role, state]
    if role is Role.OBSERVER:
        return "Nothing; you may read it."
    if state in ("draft", "changes-requested"):
        return "Nothing until the next version."
    if role is Role.AUTHOR:
        return "Nothing. It is decided."
    return "Nothing. It is decided, and only its author can open it again."


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", [None, *Role])
def test_every_role_is_told_in_every_state_what_is_asked_of_it(role, state):
    assert asked_of(role, state, 7) == expected(role, state)


@pytest.mark.parametrize(
    ("competencies", "said"),
    [
        (0, "A decision"),
        (1, "A rating for the one competency, and a decision"),
        (11, "A rating for each of 11 competencies, and a decision"),
    ],
)
def test_how_many_ratings_are_asked_is_said_where_any_are(competencies, said):
    assert asked_of(Role.MANAGER, State.IN_REVIEW, competencies) == said


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.PEER])
def test_who_has_answered_is_asked_nothing_more(role):
    said = asked_of(role, State.ENDORSED, 7, has_answered=True)
    assert said == "Nothing more. You have answered this version."


def test_who_decides_is_asked_for_it_whatever_was_answered():
    asked = asked_of(Role.MANAGER, State.ENDORSED, 7, has_answered=True)
    assert asked == f"{RATING}, and a decision"


def test_the_decisions_are_the_moves_that_end_a_review():
    assert list(DECISIONS) == ["support", "postpone", "decline"]
