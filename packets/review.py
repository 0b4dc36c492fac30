"""The review of a packet as a table of moves, read by buttons, views and tests. No database.

A packet is in one state at a time. A move takes it from one of its sources to its target, and may
be made by one role only.
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
    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Reviewer"


class Move(NamedTuple):
    label: str
    role: Role
    sources: frozenset[State]
    target: State
    says: str
    """What the move does, beside its button."""
    done: str
    """What is told to whoever made it."""
    asks: str = ""
    """The question that the note answers. A move that asks cannot be made without an answer."""
    has_conditions: bool = False
    """Whether it names what is asked for until it is looked at again, and when that is."""


OPEN = frozenset({State.DRAFT, State.CHANGES_REQUESTED})
IN_REVIEW = frozenset({State.IN_REVIEW})
ENDORSED = frozenset({State.ENDORSED})
DECIDED = frozenset({State.SUPPORTED, State.POSTPONED, State.DECLINED})

MOVES = {
    "submit": Move(
        "Freeze and share",
        Role.AUTHOR,
        OPEN,
        State.IN_REVIEW,
        "Your reviewer gets this version, by mail and on his page. Later changes stay with you.",
        "Shared. Your reviewer can read it now.",
    ),
    "withdraw": Move(
        "Withdraw",
        Role.AUTHOR,
        IN_REVIEW,
        State.DRAFT,
        "Your reviewer no longer sees any version of this packet.",
        "Withdrawn. Nobody but you sees it now.",
    ),
    "request-changes": Move(
        "Request changes",
        Role.REVIEWER,
        IN_REVIEW | ENDORSED,
        State.CHANGES_REQUESTED,
        "The packet goes back to its author. You see what changed in the next version.",
        "Changes are requested.",
        "What should change before you endorse it?",
    ),
    "endorse": Move(
        "Endorse",
        Role.REVIEWER,
        IN_REVIEW,
        State.ENDORSED,
        "You stand by this version with your name.",
        "You endorsed it.",
    ),
    "support": Move(
        "Support",
        Role.REVIEWER,
        IN_REVIEW | ENDORSED,
        State.SUPPORTED,
        "You support the case. It goes to whoever decides with you as it stands.",
        "You support it.",
    ),
    "postpone": Move(
        "Postpone, with conditions",
        Role.REVIEWER,
        IN_REVIEW | ENDORSED,
        State.POSTPONED,
        "Not now. The conditions become the plan for the next packet.",
        "It is postponed, with your conditions.",
        "Why is it postponed?",
        has_conditions=True,
    ),
    "decline": Move(
        "Decline",
        Role.REVIEWER,
        IN_REVIEW | ENDORSED,
        State.DECLINED,
        "The packet stays as it is. Its author can open it again.",
        "It is declined.",
        "Why is it declined?",
    ),
    "reopen": Move(
        "Reopen",
        Role.AUTHOR,
        ENDORSED | DECIDED,
        State.CHANGES_REQUESTED,
        "You go on working on it. The version that was read stays as it is.",
        "It is open again.",
    ),
}


NOTE_LIMIT = 5_000  # characters


class IllegalMove(Exception):
    """This move is not open to this role in this state, or somebody else moved first."""


def moves_open_to(role: Role | None, state: str) -> dict[str, Move]:
    """The moves that a role has in a state, by name, in the order of the table."""
    return {
        name: move for name, move in MOVES.items() if move.role == role and state in move.sources
    }


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
