"""The review of a packet as two tables, read by buttons, views and tests. No database.

A packet is in one state at a time. A move takes it from one of its sources to its target; an act
leaves the state as it is. Each may be made by some roles only.
"""

from typing import NamedTuple

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    CHANGES_REQUESTED = "changes-requested", "Changes requested"
    ENDORSED = "endorsed", "Endorsed"
    SUPPORTED = "supported", "Supported"
    POSTPONED = "postponed", "Postponed"
    DECLINED = "declined", "Declined"


class Role(TextChoices):
    """What somebody is to a packet. All but the author are reviewers."""

    AUTHOR = "author", "Author"
    MANAGER = "manager", "Manager"
    SPONSOR = "sponsor", "Sponsor"
    PEER = "peer", "Peer"
    OBSERVER = "observer", "Observer"


class Move(NamedTuple):
    label: str
    roles: frozenset[Role]
    sources: frozenset[State]
    target: State
    says: str
    """What the move does, beside its button."""
    done: str
    """What is told to whoever made it."""
    did: str
    """What was done, between the name of whoever did it and the version."""
    asks: str = ""
    """The question that the note answers. A move that asks cannot be made without an answer."""
    has_conditions: bool = False
    """Whether it names what is asked for until it is looked at again, and when that is."""
    needs_ratings: bool = False
    """Whether who makes it has rated every competency of the version before."""


class Act(NamedTuple):
    roles: frozenset[Role]
    states: frozenset[State]


AUTHOR = frozenset({Role.AUTHOR})
DECIDERS = frozenset({Role.MANAGER})
CHAMPIONS = frozenset({Role.MANAGER, Role.SPONSOR})
VOICES = frozenset({Role.MANAGER, Role.SPONSOR, Role.PEER})
REVIEWERS = VOICES | {Role.OBSERVER}

OPEN = frozenset({State.DRAFT, State.CHANGES_REQUESTED})
UNDER_REVIEW = frozenset({State.IN_REVIEW, State.ENDORSED})
DECIDED = frozenset({State.SUPPORTED, State.POSTPONED, State.DECLINED})

MOVES = {
    "submit": Move(
        "Freeze and share",
        AUTHOR,
        OPEN,
        State.IN_REVIEW,
        "Your reviewers get this version, by mail and on their pages. Later changes stay with you.",
        "Shared. Your reviewers can read it now.",
        "shared",
    ),
    "withdraw": Move(
        "Withdraw",
        AUTHOR,
        UNDER_REVIEW,
        State.DRAFT,
        "Reviewers and panels find no version of this packet any more, and links lead nowhere.",
        "Withdrawn. Nobody but you sees it now.",
        "withdrew",
    ),
    "request-changes": Move(
        "Request changes",
        CHAMPIONS,
        UNDER_REVIEW,
        State.CHANGES_REQUESTED,
        "The packet goes back to its author. You see what changed in the next version.",
        "Changes are requested.",
        "requested changes to",
        "What should change before you endorse it?",
    ),
    "endorse": Move(
        "Endorse",
        VOICES,
        UNDER_REVIEW,
        State.ENDORSED,
        "You stand by this version with your name.",
        "You endorsed it.",
        "endorsed",
    ),
    "support": Move(
        "Support",
        DECIDERS,
        UNDER_REVIEW,
        State.SUPPORTED,
        "You support the case. It goes to whoever decides with you as it stands.",
        "You support it.",
        "supported",
        needs_ratings=True,
    ),
    "postpone": Move(
        "Postpone, with conditions",
        DECIDERS,
        UNDER_REVIEW,
        State.POSTPONED,
        "Not now. The conditions become the plan for the next packet.",
        "It is postponed, with your conditions.",
        "postponed",
        "Why is it postponed?",
        has_conditions=True,
        needs_ratings=True,
    ),
    "decline": Move(
        "Decline",
        DECIDERS,
        UNDER_REVIEW,
        State.DECLINED,
        "The packet stays as it is. Its author can open it again.",
        "It is declined.",
        "declined",
        "Why is it declined?",
        needs_ratings=True,
    ),
    "reopen": Move(
        "Reopen",
        AUTHOR,
        DECIDED | {State.ENDORSED},
        State.CHANGES_REQUESTED,
        "You go on working on it. The version that was read stays as it is.",
        "It is open again.",
        "reopened",
    ),
}

ACTS = {
    "comment": Act(AUTHOR | VOICES, frozenset(State)),
    "note": Act(AUTHOR | REVIEWERS, frozenset(State)),  # to oneself: nobody else sees it
    "suggest": Act(VOICES, UNDER_REVIEW | {State.CHANGES_REQUESTED}),
    "accept": Act(AUTHOR, frozenset(State)),  # a suggested wording, into the draft
    "rate": Act(AUTHOR | VOICES, UNDER_REVIEW | {State.CHANGES_REQUESTED}),
    "redate": Act(AUTHOR, UNDER_REVIEW),  # to ask for answers until another day
}

NOTE_LIMIT = 5_000  # characters


class IllegalMove(Exception):
    """This move is not open to this role in this state, or somebody else moved first."""


def moves_open_to(role: Role | None, state: str) -> dict[str, Move]:
    """The moves that a role has in a state, by name, in the order of the table."""
    return {
        name: move for name, move in MOVES.items() if role in move.roles and state in move.sources
    }


def may(role: Role | None, act: str, state: str) -> bool:
    """Whether an act of the table is open to a role in a state."""
    return role in ACTS[act].roles and state in ACTS[act].states


def may_ever(role: Role | None, act: str) -> bool:
    """Whether an act is open to a role in any state. To whom it never is, its place is not found;
    where it is only not now, that is said."""
    return role in ACTS[act].roles


def find_move(name: str, role: Role | None, state: str, note: str) -> Move:
    """The move of this name. Raises IllegalMove where it is not open or lacks its note."""
    move = moves_open_to(role, state).get(name)
    if move is None:
        raise IllegalMove("This is not possible now. Somebody may have moved the packet already.")
    if len(note) > NOTE_LIMIT:
        raise IllegalMove(f"The note has {len(note):,} characters; {NOTE_LIMIT:,} are the limit.")
    if move.asks and not note.strip():
        raise IllegalMove(f"{move.asks} Say it, so that the author can act on it.")
    return move
